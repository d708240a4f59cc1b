/** What `verify` says of a history, as the program runs it; and which of that nobody honest may be told. */
import { posix } from 'node:path'
import { instant } from '../../src/calendar/zone.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { openCasebook } from '../../src/sitting/casebook.ts'
import { findRecordPaths } from '../../src/sitting/record-paths.ts'
import { type VerifiedFiles, verifyFiles } from '../../src/sitting/verifying.ts'
import { isWitness, type VerifiedRegister } from '../../src/verify/register.ts'
import { isSound, type Verified } from '../../src/verify/verified.ts'
import type { Computer, World } from './world.ts'

/** Verifies these files and folders on a computer, which remembers what it saw. */
export const verifyOn = async (
  world: World,
  by: Computer,
  words: readonly string[],
  receipt?: string,
): Promise<VerifiedFiles> => {
  const [first = world.casebook] = words
  const casebook = await openCasebook(
    by.ports,
    world.disk.stat(first)?.folder === true ? first : world.casebook,
  )
  const found = await findRecordPaths(by.ports, words, casebook.folder)
  const [problem] = found.problems
  if (problem !== undefined) throw new Error(problem)
  return verifyFiles(by.ports, {
    ...found,
    closures: casebook.settings.closures,
    keys: [],
    ...(receipt === undefined ? {} : { receipt }),
    detail: found.records.length <= 1 ? 'steps' : 'verdicts',
    progress: () => {},
  })
}

/** How often a clock went back by more than two seconds, by the stamps alone. */
const stepsIn = (bytes: Uint8Array): number => {
  const stamps = parseRecord(bytes, false).entries.flatMap(({ facts }) => facts.map(({ at }) => instant(at)))
  return stamps.filter((at, i) => i > 0 && (stamps[i - 1] ?? 0) - at > 2000).length
}

/** Whether another program has written its line ends or a byte order mark. */
export const isConverted = (bytes: Uint8Array): boolean => bytes[0] === 0xef || bytes.includes(0x0d)

/** What is known of the files when they are verified. */
export interface Known {
  /** The policies and calendars that records name may be missing. */
  readonly alone: boolean
  /** Everybody has left, and nothing has kept them from telling their registers. */
  readonly settled: boolean
}

const recordAlarms = (world: World, one: Verified, { alone, settled }: Known): readonly string[] => {
  const { verdict, findings } = one.integrity
  const bytes = world.disk.readBytes(one.path)
  const alarms: string[] = []
  const say = (what: string): void => {
    const told = findings.map(({ message }) => message)
    alarms.push(`${one.path}: ${what}: ${JSON.stringify(verdict)} ${told.join(' ')}`)
  }
  const wasNeverBegun = findings.some(({ code }) => code === 'not-begun')
  if (!isSound(one) && one.rules?.kind !== 'parts') say('not sound')
  if (wasNeverBegun && world.cuts === 0) say('never begun, and no power failed')
  if (verdict.kind === 'unfinished' && world.cuts === 0) say('unfinished, and no power failed')
  if (verdict.kind === 'converted' && !isConverted(bytes)) say('converted, and it is not')
  if (settled && verdict.kind !== 'witnessed' && !isConverted(bytes)) say('nobody confirms its end')
  const { rules, time } = one
  if (rules?.kind === 'parts')
    say(`parts from its policy at entry ${rules.entry}, fact ${rules.fact}: ${rules.why}`)
  if (rules?.kind === 'cannot-judge' && !alone) say(rules.why)
  if (time !== undefined) {
    const steps = stepsIn(bytes)
    if (time.stepped.length !== steps)
      say(`${time.stepped.length} steps of the clock, and there were ${steps}`)
    if (steps > 0 && !world.setBack) say('a step of the clock, and nobody set it back')
    if (time.given.length > 0) say('a clock that was given')
  }
  return alarms
}

const registerAlarms = (world: World, one: VerifiedRegister): readonly string[] => {
  const wrong = [
    ...(isWitness(one) ? [] : [one.why ?? 'no witness']),
    ...(one.lost === undefined ? [] : [`${one.lost.kind} at ${one.lost.n}`]),
    ...one.absent.map((id) => `${id} is absent`),
    ...one.findings.flatMap(({ code, message }) => {
      if (code === 'converted' && isConverted(world.disk.readBytes(one.path))) return []
      return (code === 'torn' || code === 'not-begun') && world.cuts > 0 ? [] : [message]
    }),
  ]
  return wrong.length === 0 ? [] : [`${posix.basename(one.path)}: ${wrong.join('; ')}`]
}

/** Every alarm, in words. */
export const alarmsIn = (
  world: World,
  { records, registers }: VerifiedFiles,
  known: Known,
): readonly string[] => {
  // What a locked key has not signed yet confirms nothing yet.
  const isSigned = registers.every(({ signed, head }) => signed === (head?.n ?? 0))
  return [
    ...records.flatMap((one) => {
      // Of a record and its older copies only the longest is confirmed to its end.
      const isOne = records.filter(({ id }) => id === one.id).length === 1
      return recordAlarms(world, one, { ...known, settled: known.settled && isSigned && isOne })
    }),
    ...registers.flatMap((one) => registerAlarms(world, one)),
  ]
}
