// A letter of a walked case made by the built program, as text, as a mail and as a document, beside `node -e 0` of the same run.
// Times are of whole processes.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { line, median, ratioOf } from './figures.mjs'
import { inTurn } from './in-turn.mjs'
import { program } from './set-up.mjs'

const answers = resolve(import.meta.dirname, '../test/answers/greenvale.yaml')
const at = '2026-11-19T10:30'
const out = 'letter'

const formats = [
  ['md', 'as text', 2.5],
  ['eml', 'as a mail', 2.5],
  ['docx', 'as a document', 6],
]

/** Lines of the table. */
export const measureDraft = (node, folder, rounds = 60) => {
  const env = { ...process.env, HOME: folder, RUNGS_CASEBOOK: join(folder, 'book') }
  const run = (...args) => execFileSync(node, args, { cwd: folder, env, stdio: 'ignore' })
  const rungs = (...args) => run(program, ...args)
  rungs('start', '--answers', answers, '--at', at)
  const bare = () => run('-e', '0')
  // A text is printed; a document is a file.
  const write = (format) => () => {
    rmSync(join(folder, out), { force: true })
    rungs(
      'draft',
      '1',
      'service-manager-letter',
      '--format',
      format,
      ...(format === 'docx' ? ['--out', out] : []),
    )
  }
  return formats.map(([format, what, limit]) => {
    const times = inTurn(write(format), bare, rounds)
    return line({
      what: `rungs draft, ${what}`,
      figure: median(times.ours) / 1000,
      unit: 'ms',
      reference: `node -e 0, ${(median(times.theirs) / 1000).toFixed(1)} ms`,
      ratio: ratioOf(times.ours, times.theirs),
      limit,
    })
  })
}
