/**
 * The built program for tests: run to its end, or talked to in a pseudo-terminal; each with a home of its own. Reads
 * back what it left behind. Builds nothing: `npm test` does that first.
 */
import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import type { Fact, Field } from '../../src/case/fact.ts'
import { fields } from '../../src/case/fields.ts'
import { openShipped } from '../../src/flow/shipped.ts'
import { type ParsedRecord, parseRecord } from '../../src/record/parse.ts'
import { readCase } from '../../src/sitting/read-case.ts'
import { nodeDisk } from '../../src/storage/node-disk.ts'
import { testPorts } from '../commands/ports.ts'
import { type Session, type SessionOptions, start } from '../terminal/pty.ts'

export const program = fileURLToPath(new URL('../../bin/rungs.cjs', import.meta.url))
const modified = (path: string): number =>
  statSync(fileURLToPath(new URL(`../../${path}`, import.meta.url))).mtimeMs
const sources = readdirSync(new URL('../../src', import.meta.url), { recursive: true, encoding: 'utf8' })
const built = existsSync(new URL('../../dist/rungs.cjs', import.meta.url)) ? modified('dist/rungs.cjs') : 0
if (sources.some((name) => name.endsWith('.ts') && modified(`src/${name}`) > built))
  throw new Error('The built program is older than its source, or not there: npm run build')

const homes: string[] = []
const sessions: Session[] = []

afterAll(() => {
  for (const session of sessions) session.kill('SIGKILL')
  for (const home of homes) rmSync(home, { recursive: true, force: true })
})

export interface Home {
  readonly folder: string
  readonly casebook: string
  readonly records: string
}

/** An empty home. `usual`: a casebook is there, with this usual policy. */
export const newHome = (usual?: string): Home => {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-home-'))
  homes.push(folder)
  const casebook = join(folder, 'Rungs')
  if (usual !== undefined) {
    mkdirSync(casebook)
    writeFileSync(join(casebook, 'rungs.yaml'), `usual-policy: ${usual}\n`)
  }
  return { folder, casebook, records: join(casebook, 'records') }
}

export interface Finished {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

type Env = Readonly<Record<string, string>>

const bare = (home: Home, env: Env): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: home.folder,
  LANG: 'en_GB.UTF-8',
  ...env,
})

/** Runs a command line to its end, with no terminal. `node`: options for Node itself. `unread`: nobody takes what it prints. */
export const rungs = (
  home: Home,
  args: readonly string[],
  {
    env = {},
    input = '',
    node = [],
    unread = false,
  }: {
    readonly env?: Env
    readonly input?: string
    readonly node?: readonly string[]
    readonly unread?: boolean
  } = {},
): Promise<Finished> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, program, ...args], {
      cwd: home.folder,
      env: bare(home, env),
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    if (unread) child.stdout.destroy()
    child.stdin.on('error', () => undefined).end(input)
    child.on('error', reject).on('close', (code) => resolve({ code, out, err }))
  })

/** Starts any program of Node's in a terminal; ended with the tests. */
export const startIn = (file: string, args: readonly string[], options: SessionOptions): Session => {
  const session = start(file, args, options)
  sessions.push(session)
  return session
}

/** Starts a command line in a terminal of 80 by 24, unless told otherwise. */
export const talk = (home: Home, args: readonly string[], options: SessionOptions = {}): Session => {
  return startIn(program, args, { cwd: home.folder, ...options })
}

/** What is typed at a screen: keys, or what is to be read off it first. */
export type Typing = string | ((screen: string) => string)
export type Steps = readonly (readonly [shown: string | RegExp, typing: Typing])[]

/** The digit before an option. */
export const choose =
  (label: string) =>
  (screen: string): string => {
    const row = screen.split('\n').find((one) => one.slice(5).startsWith(label))
    if (row === undefined) throw new Error(`"${label}" is not offered:\n${screen}`)
    return row.slice(3, 4)
  }

/** Waits for each text on the screen and then types what stands beside it. */
export const answer = async (session: Session, steps: Steps): Promise<void> => {
  for (const [shown, typing] of steps) {
    await session.until(shown)
    session.send(typeof typing === 'string' ? typing : typing(session.screen()))
  }
}

/** Paths of the records, the oldest first. */
export const recordsIn = (home: Home): readonly string[] =>
  existsSync(home.records)
    ? readdirSync(home.records)
        .filter((name) => name.endsWith('.md'))
        .sort()
        .map((name) => join(home.records, name))
    : []

/** The path of the only record. */
export const recordIn = (home: Home): string => {
  const [only, another] = recordsIn(home)
  if (only === undefined || another !== undefined)
    throw new Error(`${recordsIn(home).length} records are there, not one`)
  return only
}

export const read = (path: string): ParsedRecord => parseRecord(readFileSync(path))

/** All facts of a record in their order. */
export const factsOf = (path: string): readonly Fact[] => read(path).entries.flatMap(({ facts }) => facts)

/** What was answered under a field, in words: ids of choices, texts, dates; '' where it was passed over. */
export const answersTo = (path: string, field: Field): readonly string[] =>
  factsOf(path).flatMap((fact) => {
    if (fact.kind !== 'answer' || fact.field !== field) return []
    const { value } = fact
    if (value.kind === 'choice') return [value.choice.id]
    if (value.kind === 'text') return [value.text]
    if (value.kind === 'date') return [value.date]
    return value.kind === 'moment' ? [[value.moment.date, value.moment.time].join(' ').trim()] : ['']
  })

const shipped = openShipped((name) => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8'))

/** The case that a record amounts to, replayed by its pinned policy. */
export const replayed = async (path: string): Promise<Case> => {
  const { ports } = testPorts({ disk: nodeDisk(), shipped })
  const casebook = dirname(dirname(path))
  return (await readCase(ports, casebook, { id: basename(path, '.md'), path })).state
}

/** Fails with what is wrong unless the record is whole, unchanged and sealed to its end. */
export const problemsOf = (path: string): readonly string[] => {
  const { problems, unsealed } = read(path)
  return [
    ...problems.map(({ message }) => message),
    ...(unsealed === 0 ? [] : [`${unsealed} facts are not sealed`]),
  ]
}

/** How a question is recognised on any screen: its first words, which fit in one row even at 40 columns. */
export const asked = (field: Field): string => fields[field].ask.split(' ').slice(0, 4).join(' ')

/** From "danger" to the first rung of Greenvale's "They refuse to accept the referral", on a machine that is set up. */
export const toFirstRung = [
  [asked('danger'), '2'],
  [asked('scenario'), '2'],
  [asked('recorded-by'), 'J. Example, DSL\r'],
] as const

const written = (session: Session, from: number): string => session.written().slice(from).replace(/\s+/g, ' ')

/** As `answer`, for plain mode: each text is looked for in what was printed since the line before. */
export const converse = async (
  session: Session,
  steps: readonly (readonly [shown: string, line: string])[],
): Promise<void> => {
  let from = 0
  for (const [shown, line] of steps) {
    await session.until(() => written(session, from).includes(shown) && session.written().endsWith('\n> '))
    from = session.written().length
    session.send(`${line}\r`)
  }
}

/** Starts a case with the answers of this text, which is put into a file of the home. */
export const startWith = (
  home: Home,
  yaml: string,
  args: readonly string[] = ['--at', '2026-04-02T10:30'],
): Promise<Finished> => {
  writeFileSync(join(home.folder, 'answers.yaml'), yaml)
  return rungs(home, ['start', '--answers', 'answers.yaml', ...args])
}

/** Answers up to waiting on the first rung. `more`: what else is told of the case, as YAML. */
export const waiting = (more = ''): string => `policy: southwark
scenario: thresholds
danger: no
recorded-by: J. Example
asks: {whose-decision: childrens-social-care}
guards: {risk-check: safe}
about: {told: "2026-04-01 15:00"${more}}
rungs:
  stage-1: {outcome: waiting, when: "10:00"}
`
