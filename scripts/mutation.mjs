// Mutation score of the code that a seal stands on (scripts/integrity.json): Stryker changes it in one place after another, and
// the tests beside it must notice. Stryker brings some 145 packages, so it is taken from the registry for this run only, into a
// folder of its own with a copy of the project. Prints every survivor as it is found, at the end with its reason
// (scripts/mutation-survivors.json), and the score; fails under the score that is asked. Takes long, so what it finds is written to
// a file as it goes. With --again and that file only what survived is tried again, and all of what has changed since or is not in it.
// Usage: node scripts/mutation.mjs [--again RESULTS] [FILE OR GLOB...]
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { digestOf, noticed, rangeOf, readResults, short, survived, survivorLines } from './mutants.mjs'

// The newest that runs on Node 20.
const stryker = '9.6.1'

const root = path.resolve(import.meta.dirname, '..')
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))
const integrity = readJson(path.join(root, 'scripts/integrity.json'))
const reasons = readJson(path.join(root, 'scripts/mutation-survivors.json'))
const { values, positionals } = parseArgs({ options: { again: { type: 'string' } }, allowPositionals: true })
const asked = positionals.length > 0 ? positionals : integrity.files
const results = path.resolve(values.again ?? path.join(root, 'coverage/mutation.ndjson'))

/** What is known of files that were tried to the end, and are as they were then. */
const knownOf = (folder) =>
  [...readResults(results)].filter(([file, { sha256, whole }]) => {
    const source = path.join(folder, file)
    return whole && existsSync(source) && digestOf(readFileSync(source, 'utf8')) === sha256
  })

const mutantsOf = (files) => files.flatMap(([, { mutants }]) => [...mutants.values()])

const left = new Set(['node_modules', '.git', 'coverage'])
const copyTo = (folder) =>
  cpSync(root, folder, { recursive: true, filter: (file) => !left.has(path.relative(root, file)) })

const run = (folder, command, args) => {
  const { status, error } = spawnSync(command, args, {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, RUNGS_MUTANTS: 'yes', RUNGS_MUTATION_RESULTS: results },
    shell: process.platform === 'win32',
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${status}`)
}

const settings = (mutate) => ({
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation-reporter.mjs'],
  vitest: { configFile: 'vitest.integrity.config.ts' },
  mutate,
  // What it works on is a copy already.
  inPlace: true,
  // It would write a comment into every file, and nothing looks at types here.
  disableTypeChecks: false,
  concurrency: Number(process.env['RUNGS_MUTATION_CORES'] ?? 2),
  coverageAnalysis: 'perTest',
  dryRunTimeoutMinutes: 30,
  // On a busy machine, too, what ends in time is no mutant that hangs.
  timeoutMS: 20_000,
  reporters: ['progress-append-only', 'as-they-come'],
})

const isSame = (a, b) => a.file === b.file && a.was === b.was && a.became === b.became
const scoreOf = (mutants) => {
  const killed = mutants.filter(noticed).length
  const all = killed + mutants.filter(survived).length
  return { killed, all, percent: all === 0 ? 100 : (100 * killed) / all }
}

const say = (text = '') => process.stdout.write(`${text}\n`)

const scoreLine = (name, mutants) => {
  const { killed, all, percent } = scoreOf(mutants)
  return `${percent.toFixed(1).padStart(5)} %  ${String(killed).padStart(5)} of ${String(all).padEnd(5)}  ${name}`
}

const tell = (mutants) => {
  say('\nSurvivors:')
  for (const one of mutants.filter(survived)) {
    const reason = reasons.find((known) => isSame(known, one))?.reason
    say(survivorLines(one).join('\n'))
    say(`    reason  ${reason ?? 'none given'}`)
  }
  const looked = new Set(mutants.map(({ file }) => file))
  for (const known of reasons.filter(({ file }) => looked.has(file)))
    if (!mutants.some((one) => survived(one) && isSame(known, one)))
      say(`  no longer a survivor: ${known.file}, ${short(known.was)}`)
  say('\nScore (noticed, of all mutants):')
  for (const file of looked)
    say(
      scoreLine(
        file,
        mutants.filter((one) => one.file === file),
      ),
    )
  say(scoreLine('in all', mutants))
  const unsaid = mutants.filter((one) => survived(one) && !reasons.some((known) => isSame(known, one)))
  say(`${unsaid.length} survivors without a reason`)
}

if (values.again === undefined) rmSync(results, { force: true })
else if (!existsSync(results)) throw new Error(`there is no ${results}`)
mkdirSync(path.dirname(results), { recursive: true })
const folder = mkdtempSync(path.join(tmpdir(), 'rungs-mutation-'))
try {
  copyTo(folder)
  // Where Stryker works every mutant is in the source, and here somebody may work.
  const untouched = path.join(folder, 'untouched')
  cpSync(path.join(folder, 'src'), path.join(untouched, 'src'), { recursive: true })
  const packages = [`@stryker-mutator/core@${stryker}`, `@stryker-mutator/vitest-runner@${stryker}`]
  run(folder, 'npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--save-dev', ...packages])
  const known = knownOf(untouched)
  const again = mutantsOf(known).filter(survived).map(rangeOf)
  const mutate = [...asked, ...known.map(([file]) => `!${file}`), ...again]
  writeFileSync(path.join(folder, 'stryker.config.json'), JSON.stringify(settings(mutate)))
  say(`What it finds is written to ${results}`)
  run(folder, process.execPath, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run'])
  const mutants = mutantsOf(knownOf(untouched))
  if (mutants.length === 0) throw new Error('Stryker tried nothing')
  tell(mutants)
  const { percent } = scoreOf(mutants)
  if (percent < integrity.mutationScore) {
    say(`FAILED: under ${integrity.mutationScore} %`)
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
