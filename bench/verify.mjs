// Checking many records, beside `sha256sum` over the same files in the same run: seals alone; seals, grammar and replay through
// the pinned policies; the rules of these, which are more; the built program; ten times as many; what signatures add, beside as many bare checks; and the most memory
// that was ever resident. One record, beside `node -e 0`. Times are of whole processes. No lines where there is no sha256sum.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { line, median, ratioOf } from './figures.mjs'
import { inTurn } from './in-turn.mjs'
import { bundleParts, exportsOf } from './parts.mjs'
import { makeCasebook } from './records.mjs'
import { program } from './set-up.mjs'

const run = join(import.meta.dirname, 'verify-run.mjs')
const threads = availableParallelism()

const check = (parts, what, casebook) =>
  JSON.parse(
    execFileSync(process.execPath, [run, parts, what, casebook, String(threads)], { encoding: 'utf8' }),
  )

const namesIn = (folder) => readdirSync(folder).filter((name) => name.endsWith('.md'))

/** All records hashed by a program of the system, in as few processes as their names fit into. */
const hashAll = (casebook, ...command) => {
  const folder = join(casebook, 'records')
  const names = namesIn(folder).join('\0')
  return () =>
    execFileSync('xargs', ['-0', ...command], {
      cwd: folder,
      input: names,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
}

const isThere = (program) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const seconds = (times) => median(times) / 1e6

const besideSums = (parts, small, rounds) => {
  const sums = hashAll(small, 'sha256sum')
  const measured = (what, kind, limit, aim) => {
    const times = inTurn(() => check(parts, kind, small), sums, rounds)
    return line({
      what,
      figure: seconds(times.ours),
      unit: 's',
      reference: `sha256sum, ${seconds(times.theirs).toFixed(2)} s`,
      ratio: ratioOf(times.ours, times.theirs),
      limit,
      aim,
    })
  }
  const quick = hashAll(small, 'openssl', 'dgst', '-sha256')
  return [
    measured('10,000 records, seals alone', 'chain', 4, 2),
    measured('  seals, grammar and replay', 'replay', 8, 4),
    measured('  the same, and whether each fact follows the rules', 'rules'),
    ...(isThere('openssl')
      ? [
          line({
            what: '  (openssl dgst -sha256)',
            figure: seconds(inTurn(quick, () => {}, 8).ours),
            unit: 's',
          }),
        ]
      : []),
  ]
}

const tenTimes = (parts, small, large, rounds) =>
  [
    ['seals alone', 'chain'],
    ['seals, grammar and replay', 'replay'],
  ].flatMap(([words, kind]) => {
    let most = 0
    const times = inTurn(
      () => {
        most = Math.max(most, check(parts, kind, large).most)
      },
      () => check(parts, kind, small),
      rounds,
    )
    return [
      line({
        what: `100,000 records, ${words}`,
        figure: seconds(times.ours),
        unit: 's',
        reference: `10,000, ${seconds(times.theirs).toFixed(2)} s`,
        ratio: ratioOf(times.ours, times.theirs),
        limit: 11,
      }),
      ...(Number.isNaN(most) ? [] : [line({ what: '  most memory', figure: most, unit: 'MB', limit: 250 })]),
    ]
  })

/** In these processes, from their first record on: starting them would hide what a check costs. */
const signatures = (parts, small, rounds) => {
  const all = Array.from({ length: rounds }, () =>
    ['signatures', 'grammar', 'bare'].map((kind) => check(parts, kind, small).milliseconds),
  )
  const added = all.map(([signed, unsigned]) => signed - unsigned)
  const bare = all.map(([, , alone]) => alone)
  return line({
    what: 'signatures of 10,000 records',
    figure: median(added) / 1000,
    unit: 's',
    reference: `crypto.verify alone, ${(median(bare) / 1000).toFixed(2)} s`,
    ratio: ratioOf(added, bare),
    limit: 1.3,
  })
}

const contents = `${exportsOf([
  'calendar/load',
  'flow/shipped',
  'record/heading',
  'record/parse',
  'record/seal',
  'record/signatures',
  'record/text',
  'sitting/read-case',
  'case/evolve',
  'verify/rules',
])}
export { libraryOf } from './test/honest/casebook.ts'`

/** The built program over these paths, with a profile of its own: it remembers other records of the same names otherwise. */
const verifyWith = (node, folder, path) => {
  const home = mkdtempSync(join(folder, 'home-'))
  const env = { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: home, TMPDIR: folder }
  return () => execFileSync(node, [program, 'verify', path], { cwd: home, env, stdio: 'ignore' })
}

const builtProgram = (node, folder, small, rounds) => {
  const times = inTurn(verifyWith(node, folder, small), hashAll(small, 'sha256sum'), rounds)
  return line({
    what: '  rungs verify, all verdicts',
    figure: seconds(times.ours),
    unit: 's',
    reference: `sha256sum, ${seconds(times.theirs).toFixed(2)} s`,
    ratio: ratioOf(times.ours, times.theirs),
  })
}

const oneRecord = (node, folder, casebook) => {
  const records = join(casebook, 'records')
  const [name = ''] = namesIn(records)
  const ours = verifyWith(node, folder, join(records, name))
  const bare = () => execFileSync(node, ['-e', '0'], { stdio: 'ignore' })
  for (const _ of [1, 2, 3]) ours()
  const times = inTurn(ours, bare, 31)
  return line({
    what: 'rungs verify, one record of 50 entries',
    figure: median(times.ours) / 1e3,
    unit: 'ms',
    reference: `node -e 0, ${(median(times.theirs) / 1e3).toFixed(1)} ms`,
    ratio: ratioOf(times.ours, times.theirs),
    limit: 2.5,
  })
}

/** Lines of the table. `node`: for the program. `folder`: for the bundle and the records. */
export const measureVerify = async (node, folder, rounds = 8) => {
  if (!isThere('sha256sum')) return []
  const one = await makeCasebook(join(folder, 'one'), { count: 1, entries: 50 })
  const { outfile } = await bundleParts(folder, contents)
  const small = await makeCasebook(join(folder, 'small'), { count: 10_000 })
  const large = await makeCasebook(join(folder, 'large'), { count: 100_000 })
  return [
    oneRecord(node, folder, one),
    ...besideSums(outfile, small, rounds),
    builtProgram(node, folder, small, rounds),
    ...tenTimes(outfile, small, large, 4),
    signatures(outfile, small, rounds),
  ]
}
