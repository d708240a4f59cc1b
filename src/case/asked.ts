/**
 * What was asked when an earlier answer was given, from the case as it stood, so that it can be asked anew. Asks and
 * records nothing.
 */

import { findRung, rungName } from '../flow/rungs.ts'
import { ask, hows, sendings, yesNo, yesNoUnsure } from './ask.ts'
import { begin, type Case, type Placed, placeKey } from './case.ts'
import { toList } from './chain.ts'
import { childOutcomes, closeQuestion } from './closing.ts'
import { evolve, replay } from './evolve.ts'
import type { Field, Place } from './fact.ts'
import { correctableAnswers, lineage, type PlacedAnswer } from './history.ts'
import { newVisit } from './moves.ts'
import { next } from './next.ts'
import { choices, earlierRungs } from './outcomes.ts'
import { handedOutcome, promiseOutcome, topOutcome } from './pending.ts'
import type { Ask, Choice, Input, Question } from './question.ts'

/** An earlier answer, where it was first given, and its question. */
export interface Asked {
  readonly answer: PlacedAnswer
  readonly place: Place
  readonly question: Ask
}

type Options = (then: Case, answer: PlacedAnswer) => readonly Choice[]

const optionsIn = (question: Question): readonly Choice[] =>
  question.kind === 'ask' && question.input.kind === 'choice' ? question.input.options : []

const scenarios = ({ policy }: Case): readonly Choice[] =>
  (policy?.scenarios ?? []).map(({ id, title }) => ({ id, label: title }))

/** The present visit's, or those of a step of that id in any scenario, the present one first. */
const outcomes: Options = (then, { place }) => {
  if (place.kind !== 'rung') return []
  const { position, scenario, policy } = then
  const { id } = place.rung
  if (position.kind === 'rung' && scenario !== undefined && position.visit.rung.id === id)
    return choices(then, scenario, position.visit)
  const home = [...(scenario === undefined ? [] : [scenario]), ...(policy?.scenarios ?? [])]
  const [first] = home.flatMap((one) => {
    const rung = findRung(one, id)
    return rung === undefined ? [] : [choices(then, one, newVisit(one, rung, { date: '2000-01-01' }))]
  })
  return first ?? []
}

/** What the step offered; what the whole policy names, where the step did not offer what was sought. */
const advice: Options = ({ policy, position }, { fact }) => {
  const named = policy?.advice ?? []
  const here = position.kind === 'rung' ? position.visit.rung.advice : []
  const was = fact.value.kind === 'choice' ? fact.value.choice.id : ''
  return named
    .filter(({ id }) => !here.includes(was) || here.includes(id))
    .map(({ id, title }) => ({ id, label: title }))
}

const guardOptions: Options = ({ policy }, { fact }) => {
  const options = policy?.guards.find(({ id }) => id === fact.subject?.id)?.options ?? []
  return options.length === 0 ? yesNoUnsure : options.map(({ id, label }) => ({ id, label }))
}

/** For answers that were not given to the question of their time: by a key, or since a correction. */
const optionsOf: Partial<Readonly<Record<Field, Options>>> = {
  danger: () => yesNoUnsure,
  scenario: scenarios,
  tried: () => [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No: from here on as it happens' },
  ],
  ask: ({ policy }, { fact }) => policy?.asks.find(({ id }) => id === fact.subject?.id)?.options ?? [],
  guard: guardOptions,
  check: () => yesNo,
  outcome: outcomes,
  how: () => hows,
  'sent-how': () => sendings,
  'moved-to': (then) => scenarios(then).filter(({ id }) => id !== then.scenario?.id),
  'back-to': (then) =>
    then.position.kind === 'rung'
      ? earlierRungs(then, then.position.visit).map((rung) => ({ id: rung.id, label: rungName(rung) }))
      : [],
  advice,
  'promise-outcome': () => optionsIn(promiseOutcome()),
  'top-outcome': () => optionsIn(topOutcome()),
  'handed-outcome': () => optionsIn(handedOutcome()),
  start: ({ scenario }) => [
    { id: 'first', label: 'The first step' },
    ...(scenario?.starts ?? []).map(({ id, title }) => ({ id, label: title })),
  ],
  action: advice,
  'same-outcome': () => yesNo,
  'child-outcome': () => childOutcomes,
  'child-more': () => yesNo,
  again: () => yesNo,
  closing: () => optionsIn(closeQuestion()),
}

const sameRung = (a: Place, b: Place): boolean =>
  a.kind !== 'rung' || b.kind !== 'rung' || a.rung.id === b.rung.id

/** The question of that time, if this is what it asked. */
const askedThen = (then: Case, { fact, place }: PlacedAnswer): Ask | undefined => {
  const question = next(then)
  return question.kind === 'ask' &&
    question.field === fact.field &&
    question.subject?.id === fact.subject?.id &&
    sameRung(question.place, place)
    ? question
    : undefined
}

const rebuilt = (then: Case, answer: PlacedAnswer): Ask => {
  const { subject, field } = answer.fact
  return ask(answer.place, field, {
    ...(subject === undefined ? {} : { subject, title: subject.label }),
    options: optionsOf[field]?.(then, answer) ?? [],
  })
}

/** What held then only: an offered name, "just now", "this is where I am now" (which is no outcome of the step). */
const anewInput = (input: Input): Input => {
  switch (input.kind) {
    case 'choice':
      return { ...input, options: input.options.filter(({ id }) => id !== 'here') }
    case 'text':
      return { kind: 'text', optional: input.optional }
    case 'moment':
      return { ...input, now: false }
    case 'date':
      return input
  }
}

const anew = (question: Ask): Ask => ({ ...question, input: anewInput(question.input) })

/** Whether there is anything to answer other than what was answered. */
const hasOther = ({ input }: Ask, { fact: { value } }: PlacedAnswer): boolean =>
  input.kind !== 'choice' || input.options.some(({ id }) => value.kind !== 'choice' || id !== value.choice.id)

/** The case before each fact, by the fact's place. */
const casesBefore = (world: Case['world'], facts: readonly Placed[]): ReadonlyMap<string, Case> => {
  const before = new Map<string, Case>()
  let made = begin(world)
  for (const placed of facts) {
    before.set(placeKey(placed.entry, placed.index), made)
    made = evolve(made, placed)
  }
  return before
}

/** The case before one fact; before all of them where it is not there. */
const caseBefore = (world: Case['world'], facts: readonly Placed[], { entry, index }: Placed): Case => {
  const at = facts.findIndex((one) => one.entry === entry && one.index === index)
  return replay(world, facts.slice(0, Math.max(at, 0)))
}

/** What the cases of that time asked; then the question as the policy has it. */
const questionsOf = (thens: readonly Case[], said: PlacedAnswer): readonly Ask[] =>
  [...thens.flatMap((then) => askedThen(then, said) ?? []), ...thens.map((then) => rebuilt(then, said))].map(
    anew,
  )

/**
 * The answers that can be given otherwise, newest first, each with its question: as the corrected case asks it or, where
 * the answer lies off the path since, as it was asked when it was given. A choice always has another option than the
 * one taken; what cannot be asked anew is not among them.
 */
export const answersToAskAnew = (state: Case): readonly Asked[] => {
  const log = toList(state.log)
  const { roots, asCorrected } = lineage(log)
  const corrected = casesBefore(state.world, asCorrected)
  const written = roots.size === 0 ? corrected : casesBefore(state.world, log)
  return correctableAnswers(state).flatMap((answer): readonly Asked[] => {
    const root = roots.get(placeKey(answer.entry, answer.index)) ?? answer
    const { place } = root
    const key = placeKey(root.entry, root.index)
    const thens = [state.off.has(key) ? undefined : corrected.get(key), written.get(key)].filter(
      (then) => then !== undefined,
    )
    // What it says now, at the place where it was first said.
    const said: PlacedAnswer = { ...root, fact: answer.fact }
    const question = questionsOf(thens, said).find((one) => hasOther(one, said))
    return question === undefined ? [] : [{ answer, place, question }]
  })
}

/**
 * What an earlier answer may be corrected to, where it is a choice: every option that its question had when it was given
 * or has now. Empty for any other answer.
 */
export const choicesAnew = (state: Case, answer: PlacedAnswer): readonly Choice[] => {
  const log = toList(state.log)
  const { roots, asCorrected } = lineage(log)
  const root = roots.get(placeKey(answer.entry, answer.index)) ?? answer
  const thens = (roots.size === 0 ? [log] : [asCorrected, log]).map((facts) =>
    caseBefore(state.world, facts, root),
  )
  return questionsOf(thens, { ...root, fact: answer.fact }).flatMap(optionsIn)
}
