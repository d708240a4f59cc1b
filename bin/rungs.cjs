#!/usr/bin/env node
'use strict'
// Old syntax on purpose: an older Node must get as far as the message.
var wanted = [20, 17]
var parts = process.versions.node.split('.').map(Number)
if (parts[0] < wanted[0] || (parts[0] === wanted[0] && parts[1] < wanted[1])) {
  process.stderr.write(
    'rungs: error: Rungs needs Node 20.17 or later; this is Node ' +
      process.versions.node +
      '.\n' +
      'rungs: hint: install the current Node from your software centre or nodejs.org, then try again.\n',
  )
  process.exit(2)
}
var cache = require('node:module')
// Kept between starts where this Node can; a start that is cut short has kept it all the same.
if (cache.enableCompileCache) {
  cache.enableCompileCache()
  setTimeout(() => {
    if (cache.flushCompileCache) cache.flushCompileCache()
  }, 200).unref()
}
require('../dist/rungs.cjs')
