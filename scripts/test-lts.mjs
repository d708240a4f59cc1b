// Runs the suite once on another Node, taken from the registry's `node` package for this run only: 26 unless a version is
// given. Usage: node scripts/test-lts.mjs [VERSION] [vitest arguments]. Installs and rebuilds nothing in the checkout.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [version = '26', ...rest] = process.argv.slice(2)
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
// The tests start programs with process.execPath, so these run on that Node too.
const run = `
const { spawnSync } = require('node:child_process')
process.stdout.write('Node ' + process.versions.node + '\\n')
const args = process.argv.slice(1)
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1)
`
const args = [
  'exec',
  '--yes',
  `--package=node@${version}`,
  '--',
  'node',
  '-e',
  run,
  '--',
  vitest,
  'run',
  ...rest,
]
const { status, error } = spawnSync('npm', args, {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
if (error !== undefined) process.stderr.write(`test-lts: ${error.message}\n`)
process.exit(status ?? 1)
