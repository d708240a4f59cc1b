// Runs the bundle with a keyboard and a screen that are none, and leaves at the first prompt. Usage:
// node first-prompt.cjs BUNDLE --casebook FOLDER [WORDS]
const { PassThrough } = require('node:stream')
const tty = require('node:tty')

const [bundle, , folder, ...words] = process.argv.slice(2)
process.argv.splice(2, Infinity, ...words)
process.env.RUNGS_CASEBOOK = folder

const terminal = Object.assign(new PassThrough(), {
  isTTY: true,
  columns: 80,
  rows: 24,
  setRawMode: () => {},
})
const screen = Object.assign(Object.create(terminal), {
  write: (text) => {
    if (String(text).includes('?\x1b[22m')) setImmediate(() => process.exit())
    return true
  },
})
for (const kind of [tty.ReadStream, tty.WriteStream])
  Object.defineProperty(kind, Symbol.hasInstance, { value: () => true })
Object.defineProperty(process, 'stdin', { value: terminal })
if (words[1] !== '--answers') Object.defineProperty(process, 'stdout', { value: screen })
setTimeout(() => process.exit(1), 10_000).unref()
require(bundle)
