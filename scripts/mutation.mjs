// Mutation score of the code that a seal stands on (scripts/integrity.json): Stryker changes it in one place after another, and
// the tests beside it must notice. Stryker brings some 145 packages, so it is taken from the registry for this run only, into a
// folder of its own with a copy of the project. Prints every survivor with its reason (scripts/mutation-survivors.json) and the
// score; fails under the score that is asked. Takes long. Usage: node scripts/mutation.mjs [FILE OR GLOB...]
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'

// The newest that runs on Node 20.
const stryker = '9.6.1'

const root = path.resolve(import.meta.dirname, '..')
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))
const integrity = readJson(path.join(root, 'scripts/integrity.json'))
const reasons = readJson(path.join(root, 'scripts/mutation-survivors.json'))
const given = process.argv.slice(2)
const mutate = given.length > 0 ? given : integrity.files

const left = new Set(['node_modules', '.git', 'coverage'])
const copyTo = (folder) =>
  cpSync(root, folder, { recursive: true, filter: (file) => !left.has(path.relative(root, file)) })

const run = (folder, command, args) => {
  const { status, error } = spawnSync(command, args, {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, RUNGS_MUTANTS: 'yes' },
    shell: process.platform === 'win32',
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${status}`)
}

const settings = {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.integrity.config.ts' },
  mutate,
  // What it works on is a copy already.
  inPlace: true,
  concurrency: Number(process.env['RUNGS_MUTATION_CORES'] ?? 2),
  coverageAnalysis: 'perTest',
  dryRunTimeoutMinutes: 30,
  // On a busy machine, too, what ends in time is no mutant that hangs.
  timeoutMS: 20_000,
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: 'mutation.json' },
}

const oneLine = (text) => text.replace(/\s+/g, ' ').trim()
const short = (text) => (text.length > 90 ? `${text.slice(0, 87)}...` : text)

/** The text that a mutant stands in the place of. Lines and columns are counted from 1. */
const wasAt = (source, { start, end }) => {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column - 1)
  lines[0] = lines[0].slice(start.column - 1)
  return oneLine(lines.join('\n'))
}

const mutantsOf = (report) =>
  Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants.map(({ status, location, replacement, mutatorName }) => ({
      file,
      status,
      line: location.start.line,
      was: wasAt(source, location),
      became: oneLine(replacement ?? mutatorName),
    })),
  )

const isSame = (a, b) => a.file === b.file && a.was === b.was && a.became === b.became
const noticed = ({ status }) => status === 'Killed' || status === 'Timeout'
const survived = ({ status }) => status === 'Survived' || status === 'NoCoverage'

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
    say(`  ${one.file}:${one.line}${one.status === 'NoCoverage' ? ' (no test comes here)' : ''}`)
    say(`    was     ${short(one.was)}`)
    say(`    became  ${short(one.became)}`)
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

const folder = mkdtempSync(path.join(tmpdir(), 'rungs-mutation-'))
try {
  copyTo(folder)
  const packages = [`@stryker-mutator/core@${stryker}`, `@stryker-mutator/vitest-runner@${stryker}`]
  run(folder, 'npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--save-dev', ...packages])
  writeFileSync(path.join(folder, 'stryker.config.json'), JSON.stringify(settings))
  run(folder, process.execPath, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run'])
  const file = path.join(folder, 'mutation.json')
  if (!existsSync(file)) throw new Error('Stryker wrote no report')
  const mutants = mutantsOf(readJson(file))
  tell(mutants)
  const { percent } = scoreOf(mutants)
  if (percent < integrity.mutationScore) {
    say(`FAILED: under ${integrity.mutationScore} %`)
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
