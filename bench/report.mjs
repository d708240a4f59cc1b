// A report over many records, beside `verify` over the same records in the same run; ten times as many; and the most memory that
// was ever resident (of the whole process, its threads included). Times are of whole processes of the built program.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { line, median, ratioOf } from './figures.mjs'
import { inTurn } from './in-turn.mjs'
import { makeCasebook } from './records.mjs'
import { program } from './set-up.mjs'

/** Leaves the peak of its process, in kB, in a file. */
const withPeak = (folder) => {
  const file = join(folder, 'peak')
  const hook = join(folder, 'peak.cjs')
  writeFileSync(
    hook,
    `if (require('node:worker_threads').isMainThread) process.on('exit', () =>
      require('node:fs').writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)))`,
  )
  return { options: ['--require', hook], read: () => Number(readFileSync(file, 'utf8')) / 1024 }
}

/** The built program over a casebook, with a profile of its own. */
const over = (node, folder, options, verb, casebook) => {
  const home = mkdtempSync(join(folder, 'home-'))
  const env = { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: home, TMPDIR: folder }
  return () => execFileSync(node, [...options, program, verb, casebook], { cwd: home, env, stdio: 'ignore' })
}

const seconds = (times) => median(times) / 1e6

/** Lines of the table. `node`: for the program. `folder`: for the records. */
export const measureReport = async (node, folder, rounds = 8) => {
  const { options, read } = withPeak(folder)
  const small = await makeCasebook(join(folder, 'reported'), { count: 10_000 })
  const large = await makeCasebook(join(folder, 'reported-large'), { count: 100_000 })
  const report = over(node, folder, options, 'report', small)
  const beside = inTurn(report, over(node, folder, [], 'verify', small), rounds)
  const peaks = []
  const largeReport = over(node, folder, options, 'report', large)
  const tenfold = inTurn(
    () => {
      largeReport()
      peaks.push(read())
    },
    report,
    2,
  )
  return [
    line({
      what: 'rungs report, 10,000 records',
      figure: seconds(beside.ours),
      unit: 's',
      reference: `rungs verify, ${seconds(beside.theirs).toFixed(2)} s`,
      ratio: ratioOf(beside.ours, beside.theirs),
      limit: 1.3,
    }),
    line({
      what: '  100,000 records',
      figure: seconds(tenfold.ours),
      unit: 's',
      reference: `10,000, ${seconds(tenfold.theirs).toFixed(2)} s`,
      ratio: ratioOf(tenfold.ours, tenfold.theirs),
      limit: 11,
    }),
    line({ what: '  most memory', figure: Math.max(...peaks), unit: 'MB', limit: 250 }),
  ]
}
