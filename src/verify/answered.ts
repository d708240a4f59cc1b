/** Judges what somebody answered, chose or corrected: whether any command of the engine writes just that there. */
import type { Case, Placed } from '../case/case.ts'
import { skippedAt } from '../case/closing.ts'
import { addedLater, correctionReasons, type Refusal, type Written } from '../case/command.ts'
import { said } from '../case/decide.ts'
import type { Named } from '../case/fact.ts'
import { findPlaced } from '../case/history.ts'
import { next } from '../case/next.ts'
import type { Question } from '../case/question.ts'
import { commandsFor, type Said } from './commands.ts'
import { isPlain } from './plain.ts'
import type { Reading } from './reading.ts'
import { differenceWords, factWords, isAsExpected } from './same.ts'
import { judgeBefore } from './stated.ts'

const isReason = (reason: Named): boolean =>
  correctionReasons.some(({ id, label }) => id === reason.id && label === reason.label)

/** A correction of which only the announcement reached the disk. */
const isAnnounced = (state: Case, { place, fact }: Placed): boolean => {
  if (fact.kind !== 'replaces') return false
  if (place.kind === 'correction')
    return isReason(fact.reason) && findPlaced(state, fact.entry, fact.fact)?.fact.kind === 'answer'
  const skip = skippedAt(state, { entry: fact.entry, index: fact.fact })
  return place.kind === 'closing' && fact.reason.id === addedLater.id && skip !== undefined
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

const misfitWords = (state: Case, placed: Placed, made: readonly Written[] | Refusal | undefined): string => {
  const question = next(state)
  const { fact } = placed
  const isTo = question.kind === 'ask' && fact.kind === 'answer' && question.field === fact.field
  if (fact.kind === 'answer' && !isTo && state.position.kind !== 'closed')
    return `${questionWords(question)}, and this says ${factWords(fact)}.`
  if (made !== undefined && 'kind' in made) return made.reason
  const expected = made?.[0]
  return expected === undefined
    ? `${factWords(fact)} is nothing that can be said here.`
    : differenceWords(expected, placed)
}

/** The fact as the first of a command. */
const begins = (reading: Reading, fact: Said, placed: Placed, i: number): string | undefined => {
  const { state, calendars, facts } = reading
  const after = facts[i + 1]?.fact
  const made = commandsFor(fact, placed.place, after, calendars.world).map((one) => said(state, one, fact.at))
  reading.rest = made.flatMap((one) =>
    !('kind' in one) && one[0] !== undefined && isAsExpected(one[0], placed) ? [one.slice(1)] : [],
  )
  if (reading.rest.length > 0) return undefined
  // A policy that is not there: from here on nothing can be judged.
  if (fact.kind === 'policy' && calendars.world.policy(fact.sha256) === undefined) return undefined
  reading.cut = after?.kind !== 'answer' && isAnnounced(state, placed)
  return reading.cut ? undefined : misfitWords(state, placed, made[0])
}

/** Why the fact at `i` cannot stand there; undefined where it can. */
export const judgeSaid = (reading: Reading, fact: Said, placed: Placed, i: number): string | undefined => {
  const goesOn = reading.rest.filter(([expected]) => expected !== undefined && isAsExpected(expected, placed))
  if (goesOn.length > 0) {
    reading.rest = goesOn.map((one) => one.slice(1))
    return undefined
  }
  const wrong = judgeBefore(reading)
  reading.owed = undefined
  reading.rest = []
  if (wrong !== undefined) return wrong
  return isPlain(reading.state, placed) ? undefined : begins(reading, fact, placed, i)
}
