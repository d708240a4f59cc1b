/**
 * The built program in plain mode, typed to by another program that does not wait to read, and killed while it writes. What
 * it had said was saved has to be in the record.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { spawn } from '@lydell/node-pty'
import type { Generator } from '../../src/proof/values.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { answersTo, asked, type Home, newHome, program, recordsIn, rungs } from './program.ts'

/** How a line of plain mode is asked for. */
const prompt = '\n> '

interface Typed {
  readonly line: string
  /** What is in the record once that was saved. */
  readonly token?: string
}

/** What is typed at a question, recognised by what was printed since the last line. */
const typedAt = (printed: string): Typed => {
  const page = printed.replace(/\s+/g, ' ')
  if (page.includes(asked('danger'))) return { line: '2' }
  if (page.includes(asked('scenario'))) return { line: '2' }
  if (page.includes(asked('recorded-by'))) return { line: 'J. Example, DSL' }
  if (page.includes('Your note')) {
    const token = `note ${randomUUID()}`
    return { line: token, token }
  }
  return { line: '/n' }
}

/** When it is killed: so many microseconds after so many lines, or after it was started. */
interface Moment {
  readonly lines: number
  readonly delay: number
}

interface Killed {
  /** What the program had said was saved. */
  readonly said: readonly string[]
  /** What was typed last, and nothing said of. */
  readonly unsaid?: string
}

const patience = 20_000

/** Types, and kills the program at that moment. */
const typeAndKill = (home: Home, args: readonly string[], { lines, delay }: Moment): Promise<Killed> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, '--plain', ...args], {
      name: 'dumb',
      cols: 80,
      rows: 24,
      cwd: home.folder,
      env: { PATH: process.env['PATH'], HOME: home.folder, LANG: 'en_GB.UTF-8', TERM: 'dumb' },
    })
    const said: string[] = []
    let [printed, from, typed] = ['', 0, 0]
    let waiting: string | undefined
    const kill = (): void => {
      // No timer is as fine as the time that a write takes.
      const until = performance.now() + delay / 1000
      while (performance.now() < until);
      child.kill('SIGKILL')
    }
    if (lines === 0) setTimeout(() => child.kill('SIGKILL'), delay / 1000)
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`The program came to no question:\n${printed.slice(-2000)}`))
    }, patience)
    child.onData((data) => {
      printed += data.replaceAll('\r', '')
      if (!printed.endsWith(prompt) || typed === lines) return
      const page = printed.slice(from)
      if (waiting !== undefined && /saved \d\d:\d\d:\d\d/.test(page)) said.push(waiting)
      const { line, token } = typedAt(page)
      waiting = token ?? waiting
      if (token === undefined && line !== '/n') waiting = undefined
      from = printed.length
      typed++
      child.write(`${line}\r`)
      if (typed === lines) kill()
    })
    child.onExit(() => {
      clearTimeout(timer)
      const unsaid = waiting === undefined || said.includes(waiting) ? {} : { unsaid: waiting }
      resolve({ said, ...unsaid })
    })
  })

export interface Kills {
  readonly kills: number
  /** Answers that the program had said were saved. */
  readonly said: number
  readonly lost: number
  /** Kills between the write of an answer and the word that it was saved. */
  readonly between: number
  readonly wrong: readonly string[]
}

/** What is wrong with the record after a kill; nothing where there is none yet. */
const wrongWith = (path: string, before: Buffer, said: readonly string[]): readonly string[] => {
  const bytes = readFileSync(path)
  const record = parseRecord(bytes)
  const problems = record.problems.filter(({ code }) => code !== 'torn' && code !== 'not-begun')
  const notes = new Set(answersTo(path, 'note'))
  return [
    ...problems.map(({ message }) => message),
    ...(bytes.subarray(0, before.length).equals(before) ? [] : ['what was there before has changed']),
    ...said.filter((one) => !notes.has(one)).map((one) => `lost: ${one}`),
  ]
}

const someMoment = (random: Generator): Moment =>
  random(6) === 0
    ? { lines: 0, delay: random(400_000) }
    : { lines: 1 + random(14), delay: random(2) * random(25_000) }

/** Kills the program so often, one session after another, each taking up the case that the one before it left. */
export const killRepeatedly = async (kills: number, random: Generator): Promise<Kills> => {
  let home = newHome('greenvale')
  let said: string[] = []
  const wrong: string[] = []
  let [told, between] = [0, 0]
  for (let count = 1; count <= kills; count++) {
    const [path] = recordsIn(home)
    const before = path === undefined ? Buffer.alloc(0) : readFileSync(path)
    const begun = path !== undefined && parseRecord(before).seal !== ''
    const args = begun ? ['resume', '1'] : ['start']
    const killed = await typeAndKill(home, args, someMoment(random))
    told += killed.said.length
    said = [...said, ...killed.said]
    const [after] = recordsIn(home)
    if (after !== undefined) {
      wrong.push(...wrongWith(after, before, said).map((one) => `kill ${count}, ${args[0]}: ${one}`))
      if (killed.unsaid !== undefined && answersTo(after, 'note').includes(killed.unsaid)) between++
    } else if (said.length > 0) wrong.push(`kill ${count}: the record is gone`)
    if (count % 10 > 0 && count < kills) continue
    wrong.push(...(await noteIn(home, said)).map((one) => `after kill ${count}: ${one}`))
    home = newHome('greenvale')
    said = []
  }
  const lost = wrong.filter((one) => one.includes('lost: ')).length
  return { kills, said: told, lost, between, wrong }
}

/** `rungs note` works on what the kills have left, and all is there and sealed then. */
const noteIn = async (home: Home, said: readonly string[]): Promise<readonly string[]> => {
  const [path] = recordsIn(home)
  if (path === undefined || parseRecord(readFileSync(path)).seal === '') return []
  const before = readFileSync(path)
  const { code, err } = await rungs(home, ['note', '1', 'and one more'])
  const { problems, unsealed } = parseRecord(readFileSync(path))
  return [
    ...(code === 0 ? [] : [`rungs note: ${err}`]),
    ...wrongWith(path, before, [...said, 'and one more']),
    ...(problems.length + unsealed === 0 ? [] : ['the record is not whole and sealed']),
    ...(existsSync(`${path}.lock`) ? ['the lock is still there'] : []),
  ]
}
