/**
 * What a made-up case has to say where a case that is walked by somebody stands: the other side's words, the next thing to talk
 * about, the answers as they were thought out. The person may go another way; then it says less.
 */
import type { Stamp } from '../calendar/time.ts'
import type { Case, Visit } from '../case/case.ts'
import { placeOf } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import type { Field, Place } from '../case/fact.ts'
import type { Ask, Question } from '../case/question.ts'
import { type Cursor, keyOf, type Step, textFor, turning } from '../case/script.ts'
import { type Exercise, type Point, type Push, talkAt } from './exercise.ts'

/** What was tried before ends with "from here on as it happens", which is an outcome in a script and none in a record. */
const isTurn = (place: Place, field: Field): boolean =>
  turning.includes(field) || (field === 'tried' && place.kind === 'rung')

/** How many answers have been given at each place. */
const usedIn = (state: Case): Readonly<Record<string, number>> => {
  const used: Record<string, number> = {}
  for (const { place, fact } of toList(state.log))
    if (fact.kind === 'answer' && isTurn(place, fact.field)) {
      const key = keyOf(place)
      used[key] = (used[key] ?? 0) + 1
    }
  return used
}

/** The number of the step, from 1, that has the so-manieth outcome of a place; 0 for none, the last for one that the script does not have. */
const stepNumber = (steps: readonly Step[], outcomes: number): number => {
  const numbers = steps.flatMap(({ outcome }, i) => (outcome === undefined ? [] : [i + 1]))
  return outcomes === 0 ? 0 : (numbers[outcomes - 1] ?? steps.length)
}

/** How far the script would have come by now. */
export const cursorAt = ({ script }: Exercise, state: Case): Cursor => ({
  used: Object.fromEntries(
    Object.entries(usedIn(state)).map(([key, outcomes]) => [
      key,
      stepNumber(script.steps[key] ?? [], outcomes),
    ]),
  ),
})

interface Here {
  readonly key: string
  /** Answers given here before. */
  readonly before: number
}

const hereIn = (state: Case): Here => {
  const key = keyOf(placeOf(state.position))
  return { key, before: usedIn(state)[key] ?? 0 }
}

/** A child is in danger in the case here, and nobody has said so yet: that comes before whatever they say. */
export const dangerWaits = (exercise: Exercise, state: Case): boolean => {
  if (nextStep(exercise, state)?.danger === undefined) return false
  const log = toList(state.log)
  const turned = log.findLastIndex(({ place, fact }) => fact.kind === 'answer' && isTurn(place, fact.field))
  return !log
    .slice(turned + 1)
    .some(({ place, fact }) => place.kind === 'danger' && fact.kind === 'answer' && fact.field === 'danger')
}

/** The other side's answer at the place where the case stands. `scripted`: it is the one that the case has for it. */
export interface Spoken {
  readonly words: string
  readonly scripted: boolean
}

/** Nothing where nobody is being spoken to. */
export const theySay = (exercise: Exercise, state: Case, push: Push): Spoken | undefined => {
  const { key, before } = hereIn(state)
  const voices = talkAt(exercise, key, before)?.theySay
  if (voices !== undefined) return { words: voices[push], scripted: true }
  return state.position.kind === 'rung' ? { words: exercise.otherwise[push], scripted: false } : undefined
}

/** What there is to talk about where the case stands. */
export const pointsHere = (exercise: Exercise, state: Case): readonly Point[] => {
  const { key, before } = hereIn(state)
  return talkAt(exercise, key, before)?.discuss ?? []
}

const turnsOf = ({ script }: Exercise, key: string): readonly Step[] =>
  (script.steps[key] ?? []).filter(({ outcome }) => outcome !== undefined)

/** The step that the case has for the next outcome here. */
const nextStep = (exercise: Exercise, state: Case): Step | undefined => {
  const { key, before } = hereIn(state)
  return turnsOf(exercise, key)[before]
}

/** What happens in the case before its next step here, as its note tells it. */
export const meanwhile = (exercise: Exercise, state: Case): string | undefined =>
  nextStep(exercise, state)?.note

/** When the case goes on, where its next step here begins later. */
export const nextMoment = (exercise: Exercise, state: Case): Stamp | undefined =>
  nextStep(exercise, state)?.later

const lastOf = ({ attempts }: Visit) => attempts.at(-1)

/** The step whose details are being asked for, where the person did as in the case. */
const isAsScripted = (exercise: Exercise, state: Case, question: Ask): boolean => {
  const { position } = state
  if (question.place.kind !== 'rung' || position.kind !== 'rung') return true
  const { key, before } = hereIn(state)
  const step = turnsOf(exercise, key)[before - 1]
  return step?.outcome === lastOf(position.visit)?.outcome.id
}

/** The answer that the case has for a question, as a person would type it. */
export const answerIn = (exercise: Exercise, state: Case, question: Question): string | undefined => {
  if (question.kind === 'scenario')
    return question.scenarios.find(({ id }) => id === exercise.script.scenario)?.title
  if (question.kind !== 'ask' || turning.includes(question.field)) return undefined
  if (!isAsScripted(exercise, state, question)) return undefined
  const { input } = question
  const text = textFor(exercise.script, cursorAt(exercise, state), question, state)
  return input.kind === 'choice' ? input.options.find(({ id }) => id === text)?.label : text
}
