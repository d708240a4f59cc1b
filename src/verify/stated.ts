/** Judges the statements of a record: whether each is the one that is owed there, and whether one is missing. */
import { type Case, type Placed, placeOf } from '../case/case.ts'
import type { Written } from '../case/command.ts'
import type { DueStatement } from '../case/fact.ts'
import { turnTo } from './calendars.ts'
import { hasChained, owedAt, owesNothing } from './owed.ts'
import { ownerOf } from './owner.ts'
import { isUnfinished, type Reading } from './reading.ts'
import { differenceWords, factWords, isAsExpected } from './same.ts'

const lookUp = ({ calendars, state, facts, before }: Reading, i: number): readonly Written[] => {
  turnTo(calendars, state, facts, i)
  return owedAt(state, before, calendars)
}

/** What a crash left out is stated later, under the heading of where the case is by then. */
const isStated = ({ state }: Reading, expected: Written | undefined, placed: Placed): boolean =>
  expected !== undefined &&
  (isAsExpected(expected, placed) ||
    isAsExpected({ fact: expected.fact, place: placeOf(state.position) }, placed))

/** Where the case went is stated first, and what is due need not be counted for that. */
const isGoing = (reading: Reading, placed: Placed): boolean => {
  const { state, before, owed } = reading
  const to = state.owedNext
  if (owed !== undefined || to === undefined) return false
  return isStated(reading, { place: before, fact: { kind: 'next', at: '', to } }, placed)
}

/** What can be seen of a deadline that nobody can count again. */
const isOfClock = (state: Case, { clock: key, title, whose }: DueStatement): boolean => {
  const { clock } = ownerOf(state, key)
  return clock?.title === title && clock.whose === whose
}

/** Why the statement at `i` cannot stand there; undefined where it can. */
export const judgeStatement = (reading: Reading, placed: Placed, i: number): string | undefined => {
  reading.cut ||= isUnfinished(reading)
  reading.rest = []
  if (isGoing(reading, placed)) return undefined
  reading.owed ??= lookUp(reading, i)
  if (placed.fact.kind === 'due' && reading.calendars.missing !== undefined)
    return isOfClock(reading.state, placed.fact) ? undefined : wrongWords(undefined, placed)
  const [expected] = reading.owed
  // A deadline may count from another one: it can be stated once that has been, before a new sitting begins.
  if (!isStated(reading, expected, placed)) reading.owed = lookUp(reading, i)
  const [wanted] = reading.owed
  if (!isStated(reading, wanted, placed)) return wrongWords(wanted ?? expected, placed)
  reading.owed = reading.owed.slice(1)
  return undefined
}

const wrongWords = (wanted: Written | undefined, placed: Placed): string =>
  wanted === undefined
    ? `By the policy ${factWords(placed.fact)} is not to be said here.`
    : differenceWords(wanted, placed)

const isQuiet = ({ state, owed, quiet, calendars }: Reading): boolean =>
  owed === undefined ? owesNothing(state, quiet, calendars) : owed.length === 0 && !hasChained(state)

/** Why nothing new can begin here, for what is missing; undefined where it can. */
export const judgeBefore = (reading: Reading): string | undefined => {
  const { state, before, calendars, cut } = reading
  if (cut || isUnfinished(reading))
    return 'What was being answered before this breaks off, and no new sitting begins.'
  if (isQuiet(reading)) {
    reading.quiet = state
    return undefined
  }
  const [missing] = reading.owed ?? owedAt(state, before, calendars)
  return missing === undefined ? undefined : `Before this, ${factWords(missing.fact)} is missing.`
}
