/** Random legal journeys: asks the engine what comes next and answers by a list of numbers, on any policy that ships. */
import * as fc from 'fast-check'
import { addDays } from '../../src/calendar/date.ts'
import { instant, london, stampAt } from '../../src/calendar/zone.ts'
import { begin, type Case, type Placed } from '../../src/case/case.ts'
import { toList } from '../../src/case/chain.ts'
import type { Command, Decision } from '../../src/case/command.ts'
import { decide } from '../../src/case/decide.ts'
import { evolve, replay } from '../../src/case/evolve.ts'
import type { Answer, Place, Value } from '../../src/case/fact.ts'
import { correctableAnswers } from '../../src/case/history.ts'
import { next } from '../../src/case/next.ts'
import { samePlace } from '../../src/case/place.ts'
import type { Input, Question } from '../../src/case/question.ts'
import type { Policy } from '../../src/flow/policy.ts'
import { policies, policyOf, worldOf } from '../flows/shipped.ts'

export interface Journey {
  readonly policy: Policy
  readonly state: Case
  readonly facts: readonly Placed[]
  /** Milliseconds since 1970. */
  readonly now: number
  readonly place: Place | undefined
  readonly entry: number
  readonly index: number
  /** Answers are corrected now and then. */
  readonly mends: boolean
  readonly mended: boolean
}

export const stampOf = (journey: Journey): string => stampAt(journey.now, london)

export const deciding = (journey: Journey, command: Command): Decision =>
  decide(journey.state, command, stampOf(journey))

/** The journey after a command that has to be accepted. */
export const perform = (journey: Journey, command: Command): Journey => {
  const decided = deciding(journey, command)
  if (decided.kind === 'refused')
    throw new Error(`${command.kind} refused: ${decided.reason}, asked: ${next(journey.state).id}`)
  let { state, place, entry, index } = command.kind === 'open' ? { ...journey, place: undefined } : journey
  const facts = [...journey.facts]
  for (const written of decided.facts) {
    index = samePlace(place, written.place) ? index + 1 : 1
    entry += index === 1 ? 1 : 0
    place = written.place
    const placed: Placed = { entry, index, ...written }
    facts.push(placed)
    state = evolve(state, placed)
  }
  return {
    ...journey,
    mended: journey.mended || command.kind === 'correct',
    state,
    facts,
    place,
    entry,
    index,
    now: journey.now + 60_000,
  }
}

const open: Command = { kind: 'open', mark: 'X0', version: '0', clockGiven: true }

export const start = (policy: Policy, mends = false): Journey =>
  perform(
    {
      policy,
      state: begin(worldOf(policy)),
      facts: [],
      now: instant('2026-03-30T09:00:00+01:00'),
      place: undefined,
      entry: 0,
      index: 0,
      mends,
      mended: false,
    },
    open,
  )

/** The value that a number stands for; every third number passes over what may be passed over. */
export const valueFor = (input: Input, number: number, now: string): Value => {
  if (input.optional && number % 3 === 0) return { kind: 'none' }
  switch (input.kind) {
    case 'choice': {
      const picked = input.options[number % input.options.length]
      // Most journeys are to go on.
      const option = picked?.id === 'withdrawn' && number % 5 > 0 ? input.options[0] : picked
      return option === undefined
        ? { kind: 'none' }
        : { kind: 'choice', choice: { id: option.id, label: option.label } }
    }
    case 'text':
      return { kind: 'text', text: `words ${number}` }
    case 'moment':
      return {
        kind: 'moment',
        moment: {
          date: addDays(now.slice(0, 10), -(number % 5)),
          ...(number % 2 === 0 ? {} : { time: now.slice(11, 16) }),
        },
      }
    case 'date':
      return { kind: 'date', date: addDays(now.slice(0, 10), number % 9) }
  }
}

/** A legal answer to the present question; nothing where there is no question left. */
export const answerTo = (
  question: Question,
  number: number,
  policy: Policy,
  now: string,
): Command | undefined => {
  switch (question.kind) {
    case 'closed':
    case 'lost-policy':
      return undefined
    case 'policy':
      return { kind: 'policy', policy }
    case 'scenario': {
      const scenario = question.scenarios[number % question.scenarios.length]
      return {
        kind: 'answer',
        value: { kind: 'choice', choice: { id: scenario?.id ?? '', label: scenario?.title ?? '' } },
      }
    }
    case 'checks':
      return {
        kind: 'checks',
        ticked: question.checks.filter((_, i) => (number >> i) % 2 === 1).map((check) => check.id),
      }
    case 'ask':
      return { kind: 'answer', value: valueFor(question.input, number, now) }
  }
}

/** A legal other answer to a question that has been answered: what was asked then is known from the case as it stood. */
export const otherThan = (answer: Answer, journey: Journey, number: number): Value | undefined => {
  const before = toList(journey.state.log)
  const at = before.findIndex(({ fact }) => fact === answer)
  const then = replay(worldOf(journey.policy), before.slice(0, at))
  const question = next(then)
  if (question.kind !== 'ask' || question.field !== answer.field) return undefined
  // Where a correction was made, another step may have been asking for its outcome.
  if (before[at]?.place.kind === 'correction' && question.input.kind === 'choice') return undefined
  const command = answerTo(question, number, journey.policy, answer.at)
  const value = command?.kind === 'answer' ? command.value : undefined
  // "This is where I am now" is no outcome of the step; it cannot be corrected to.
  if (value?.kind === 'choice' && value.choice.id === 'here') return undefined
  return value?.kind === 'date' && value.date < stampOf(journey).slice(0, 10) ? undefined : value
}

/** Now and then a person corrects something. */
const mend = (journey: Journey, number: number): Command | undefined => {
  const list = journey.state.position.kind === 'closed' ? [] : correctableAnswers(journey.state)
  const chosen = list[(number >> 4) % Math.max(list.length, 1)]
  const value = chosen?.fact.kind === 'answer' ? otherThan(chosen.fact, journey, number >> 8) : undefined
  return chosen === undefined || value === undefined
    ? undefined
    : {
        kind: 'correct',
        entry: chosen.entry,
        index: chosen.index,
        value,
        reason: { id: 'mistyped', label: 'mistyped' },
      }
}

/** Now and then a person does something else than answer. */
const aside = (journey: Journey, number: number): Command | undefined => {
  const advice = journey.policy.advice[0]
  switch (number % 23) {
    case 0:
      return open
    case 1:
      return { kind: 'note', text: 'a note' }
    case 2:
      return { kind: 'danger', danger: number % 2 === 0 ? 'yes' : 'no' }
    case 3:
      return advice === undefined ||
        journey.state.policy === undefined ||
        journey.state.position.kind === 'closed'
        ? undefined
        : { kind: 'advice', advice: advice.id }
    case 5:
      return journey.mends ? mend(journey, number) : undefined
    case 4:
      return next(journey.state).kind === 'scenario' ? { kind: 'tried' } : undefined
    default:
      return undefined
  }
}

const step = (journey: Journey, number: number): Journey => {
  const command =
    aside(journey, number) ?? answerTo(next(journey.state), number >> 4, journey.policy, stampOf(journey))
  const after = command === undefined ? journey : perform(journey, command)
  return number % 7 === 0 ? { ...after, now: after.now + 36 * 3_600_000 } : after
}

export const drive = (policy: Policy, numbers: readonly number[], mends: boolean): Journey =>
  numbers.reduce(step, start(policy, mends))

/** Answers until `stop`, by `choose` where it has a preference and else with the least that is allowed. */
export const answerUntil = (
  journey: Journey,
  stop: (journey: Journey) => boolean,
  choose: (question: Question) => string | undefined = () => undefined,
): Journey => {
  let at = journey
  for (let turns = 0; turns < 200 && !stop(at); turns++) {
    const question = next(at.state)
    const wanted = choose(question)
    const number =
      question.kind === 'ask' && question.input.kind === 'choice'
        ? Math.max(
            question.input.options.findIndex((one) => one.id === wanted),
            0,
          )
        : 0
    const chosen =
      wanted !== undefined && question.kind === 'ask' && question.input.kind === 'choice'
        ? question.input.options[number]
        : undefined
    const command: Command | undefined =
      chosen === undefined
        ? answerTo(question, number * 3, at.policy, stampOf(at))
        : { kind: 'answer', value: { kind: 'choice', choice: { id: chosen.id, label: chosen.label } } }
    if (command === undefined) return at
    at = perform(at, command)
  }
  return at
}

/** Everything but the world, with the chains as lists: what two cases are compared by. */
export const comparable = ({ world: _, log, trail, ...rest }: Case): object => ({
  ...rest,
  log: toList(log),
  trail: toList(trail),
})

/** A policy that ships and the numbers that the person answers by; small enough to be printed when a law fails. */
export const plans = fc.record({
  id: fc.constantFrom(...policies),
  numbers: fc.array(fc.nat(1_000_000), { minLength: 5, maxLength: 240, size: 'max' }),
  mends: fc.boolean(),
})

export type Plan = typeof plans extends fc.Arbitrary<infer T> ? T : never

export const journeyOf = ({ id, numbers, mends }: Plan): Journey => drive(policyOf(id), numbers, mends)
