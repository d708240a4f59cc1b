/**
 * Reading a record fact by fact, and judging each: could the engine have written just that, just there? A fact belongs to a
 * command that somebody gave; what the command writes besides, and what the engine states after it, has to follow. Only a
 * crash leaves something out, and then a new sitting begins.
 */
import { begin, type Case, type Placed, placeOf, type World } from '../case/case.ts'
import { addedLater, correctionReasons, type Written } from '../case/command.ts'
import { said } from '../case/decide.ts'
import type { Named, Place } from '../case/fact.ts'
import { findPlaced } from '../case/history.ts'
import { next } from '../case/next.ts'
import type { Question } from '../case/question.ts'
import { commandsFor, type Said } from './commands.ts'
import { beginCalendars, type Calendars, hasChained, owedAt, owesNothing, turnTo, worldThen } from './owed.ts'
import { isPlain } from './plain.ts'
import { differenceWords, factWords, isAsExpected } from './same.ts'

/** How far a record has been read. Changed by `judge`, but for the case, which whoever reads folds. */
export interface Reading {
  readonly facts: readonly Placed[]
  readonly calendars: Calendars
  state: Case
  /** What the last command has still to write; several ways, where it may have been one of several commands. */
  rest: readonly (readonly Written[])[]
  /** A command broke off, and what was owed by then has been stated. */
  cut: boolean
  /** The statements still to come after the last command; undefined where nobody has looked yet. */
  owed: readonly Written[] | undefined
  /** The heading under which the last fact stood. */
  before: Place
  /** The last case that was seen to owe nothing. */
  quiet: Case | undefined
}

export const beginReading = (world: World, facts: readonly Placed[]): Reading => {
  const calendars = beginCalendars(world)
  return {
    facts,
    calendars,
    state: begin(worldThen(calendars)),
    rest: [],
    cut: false,
    owed: undefined,
    before: { kind: 'sitting' },
    quiet: undefined,
  }
}

const isUnfinished = ({ rest }: Reading): boolean => rest.length > 0 && rest.every((one) => one.length > 0)

const lookUp = (reading: Reading, i: number): readonly Written[] => {
  turnTo(reading.calendars, reading.state, reading.facts, i)
  return owedAt(reading.state, reading.before, reading.calendars)
}

/** What a crash left out is stated later, under the heading of where the case is by then. */
const isStated = ({ state }: Reading, expected: Written | undefined, placed: Placed): boolean =>
  expected !== undefined &&
  (isAsExpected(expected, placed) ||
    isAsExpected({ fact: expected.fact, place: placeOf(state.position) }, placed))

const isGoing = (reading: Reading, placed: Placed): boolean => {
  const { owedNext: to } = reading.state
  return (
    to !== undefined &&
    isStated(reading, { place: reading.before, fact: { kind: 'next', at: '', to } }, placed)
  )
}

const judgeStatement = (reading: Reading, placed: Placed, i: number): string | undefined => {
  reading.cut ||= isUnfinished(reading)
  reading.rest = []
  // Where the case went is stated first, and what is due need not be counted for that.
  if (reading.owed === undefined && isGoing(reading, placed)) return undefined
  reading.owed ??= lookUp(reading, i)
  if (placed.fact.kind === 'due' && reading.calendars.missing !== undefined) return undefined
  const [expected] = reading.owed
  if (!isStated(reading, expected, placed)) {
    // A deadline may count from another one: it can be stated once that has been, before a new sitting begins.
    reading.owed = lookUp(reading, i)
    if (!isStated(reading, reading.owed[0], placed)) {
      const [wanted = expected] = reading.owed
      return wanted === undefined
        ? `By the policy ${factWords(placed.fact)} is not to be said here.`
        : differenceWords(wanted, placed)
    }
  }
  reading.owed = reading.owed.slice(1)
  return undefined
}

/** Why nothing new can begin here; undefined where it can. */
const wrongBefore = (reading: Reading): string | undefined => {
  const { state, before, calendars, quiet } = reading
  if (reading.cut || isUnfinished(reading))
    return 'What was being answered before this breaks off, and no new sitting begins.'
  const isQuiet =
    reading.owed === undefined
      ? owesNothing(state, quiet, calendars)
      : reading.owed.length === 0 && !hasChained(state)
  if (isQuiet) {
    reading.quiet = state
    return undefined
  }
  const [missing] = reading.owed ?? owedAt(state, before, calendars)
  return missing === undefined ? undefined : `Before this, ${factWords(missing.fact)} is missing.`
}

const isReason = (reason: Named): boolean =>
  correctionReasons.some(({ id, label }) => id === reason.id && label === reason.label)

/** A correction of which only the announcement reached the disk. */
const isAnnounced = (state: Case, { place, fact }: Placed): boolean => {
  if (fact.kind !== 'replaces') return false
  if (place.kind === 'correction')
    return isReason(fact.reason) && findPlaced(state, fact.entry, fact.fact)?.fact.kind === 'answer'
  const question = next(state)
  const again = question.kind === 'ask' ? question.replaces : undefined
  return (
    place.kind === 'closing' &&
    fact.reason.id === addedLater.id &&
    again?.entry === fact.entry &&
    again.index === fact.fact
  )
}

const questionWords = (question: Question): string => {
  switch (question.kind) {
    case 'ask':
    case 'checks':
      return `What was asked here is “${question.title}”`
    case 'scenario':
      return 'What was asked here is which disagreement it is'
    case 'policy':
      return 'What was asked here is which policy it is'
    case 'closed':
    case 'lost-policy':
      return 'Nothing was asked here'
  }
}

const misfitWords = (state: Case, placed: Placed, made: readonly ReturnType<typeof said>[]): string => {
  const question = next(state)
  const { fact } = placed
  const isTo = question.kind === 'ask' && fact.kind === 'answer' && question.field === fact.field
  const [first] = made
  if (fact.kind === 'answer' && !isTo && state.position.kind !== 'closed')
    return `${questionWords(question)}, and this says ${factWords(fact)}.`
  if (first === undefined) return `${factWords(fact)} is nothing that can be said.`
  if ('kind' in first) return first.reason
  return first[0] === undefined ? questionWords(question) : differenceWords(first[0], placed)
}

const begins = (reading: Reading, fact: Said, placed: Placed, i: number): string | undefined => {
  const { state, calendars, facts } = reading
  const made = commandsFor(fact, placed.place, facts[i + 1]?.fact, calendars.world).map((command) =>
    said(state, command, fact.at),
  )
  reading.rest = made.flatMap((one) =>
    !('kind' in one) && one[0] !== undefined && isAsExpected(one[0], placed) ? [one.slice(1)] : [],
  )
  if (reading.rest.length > 0) return undefined
  // A policy that is not there: from here on nothing can be judged.
  if (fact.kind === 'policy' && calendars.world.policy(fact.sha256) === undefined) return undefined
  if (facts[i + 1]?.fact.kind !== 'answer' && isAnnounced(state, placed)) {
    reading.cut = true
    return undefined
  }
  return misfitWords(state, placed, made)
}

const judgeSaid = (reading: Reading, fact: Said, placed: Placed, i: number): string | undefined => {
  const goesOn = reading.rest.filter(([expected]) => expected !== undefined && isAsExpected(expected, placed))
  if (goesOn.length > 0) {
    reading.rest = goesOn.map((one) => one.slice(1))
    return undefined
  }
  const wrong = wrongBefore(reading)
  reading.owed = undefined
  reading.rest = []
  if (wrong === undefined && isPlain(reading.state, placed)) return undefined
  return wrong ?? begins(reading, fact, placed, i)
}

const judgeKind = (reading: Reading, placed: Placed, i: number): string | undefined => {
  const { fact } = placed
  switch (fact.kind) {
    case 'device':
      reading.rest = []
      reading.cut = false
      reading.owed = undefined
      return undefined
    case 'next':
    case 'due':
    case 'closed':
      return judgeStatement(reading, placed, i)
    case 'answer':
    case 'policy':
    case 'replaces':
      return judgeSaid(reading, fact, placed, i)
    case 'program':
    case 'clock-given':
    case 'recovered':
    case 'taken-over':
    case 'receipt':
      return undefined
  }
}

/**
 * Why the fact at `i` cannot stand there, in a sentence without words that a person typed; undefined where it can. What the
 * program says of itself always can, once a sitting has begun.
 */
export const judge = (reading: Reading, placed: Placed, i: number): string | undefined => {
  if (reading.state.sittings === 0 && placed.fact.kind !== 'device')
    return 'A record begins with a sitting and its device.'
  const wrong = judgeKind(reading, placed, i)
  reading.before = placed.place
  return wrong
}
