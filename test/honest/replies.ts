/**
 * What an honest person answers: sensible, and so that a case goes on until it is time to end it. Chooses values only; when
 * somebody sits down, waits and leaves is in case.ts.
 */
import { addDays } from '../../src/calendar/date.ts'
import type { Stamp } from '../../src/calendar/time.ts'
import { civil } from '../../src/calendar/zone.ts'
import type { Case } from '../../src/case/case.ts'
import type { Command } from '../../src/case/command.ts'
import type { Value } from '../../src/case/fact.ts'
import type { Ask, Choice, Question } from '../../src/case/question.ts'
import type { Policy } from '../../src/flow/policy.ts'
import { type Generator, pick } from '../../src/proof/values.ts'
import { typed } from './typed.ts'

/** `on`: the case is kept going. `end`: it is brought to its close by the way that is nearest. */
export type Mood = 'on' | 'end'

const chosen = ({ id, label }: Choice): Value => ({ kind: 'choice', choice: { id, label } })

/** By the question's field: what keeps a case going, and what ends it. */
const preferred: Readonly<Record<Mood, Readonly<Record<string, readonly string[]>>>> = {
  on: {
    danger: ['no'],
    'promise-outcome': ['later', 'not-done'],
    'top-outcome': ['later'],
    'handed-outcome': ['returned', 'later'],
    closing: ['close'],
    again: ['no'],
    'child-more': ['no'],
  },
  end: {
    danger: ['no'],
    'promise-outcome': ['done'],
    'top-outcome': ['close'],
    'handed-outcome': ['close'],
    closing: ['close'],
    again: ['no'],
    'child-more': ['no'],
  },
}

/** The outcomes by which a rung is not left for an end: their flow leads on, or they only wait. */
const goesOn = ({ position }: Case, { id }: Choice): boolean => {
  const own = position.kind === 'rung' ? position.visit.rung.outcomes.find((one) => one.id === id) : undefined
  if (own !== undefined) return own.to.kind === 'rung' || own.to.kind === 'top' || own.to.kind === 'promise'
  return id !== 'withdrawn' && id !== 'moved'
}

const endings = ['agreed', 'done', 'withdrawn']

const outcome = (
  state: Case,
  options: readonly Choice[],
  random: Generator,
  mood: Mood,
): Choice | undefined => {
  if (mood === 'end') return endings.flatMap((id) => options.find((one) => one.id === id) ?? [])[0]
  const open = options.filter((one) => one.id !== 'here' && goesOn(state, one))
  // What is offered behind "something else" is rare.
  const usual = open.filter((one) => one.aside !== true)
  return pick(random, random(12) === 0 || usual.length === 0 ? open : usual)
}

const choice = (state: Case, question: Ask, random: Generator, mood: Mood): Value => {
  const options = question.input.kind === 'choice' ? question.input.options : []
  const wanted = preferred[mood][question.field]?.flatMap((id) => options.find((one) => one.id === id) ?? [])
  const found =
    question.field === 'outcome' ? outcome(state, options, random, mood) : pick(random, wanted ?? options)
  const option = found ?? options[0]
  return option === undefined ? { kind: 'none' } : chosen(option)
}

const moment = (random: Generator, now: Stamp): Value => {
  const { date, time } = civil(now)
  switch (random(8)) {
    case 0:
      return { kind: 'moment', moment: { date: addDays(date, -1 - random(3)), time: '15:30', about: true } }
    case 1:
      return { kind: 'moment', moment: { date } }
    default:
      return { kind: 'moment', moment: { date, time } }
  }
}

/** An answer that the question takes. */
export const reply = (state: Case, question: Ask, random: Generator, mood: Mood, now: Stamp): Value => {
  const { input, field } = question
  if (input.optional && field !== 'said' && random(4) === 0) return { kind: 'none' }
  switch (input.kind) {
    case 'choice':
      return choice(state, question, random, mood)
    case 'text':
      return { kind: 'text', text: typed(random, field) }
    case 'moment':
      return moment(random, now)
    case 'date':
      return { kind: 'date', date: addDays(civil(now).date, 1 + random(14)) }
  }
}

/** The command that answers the present question; nothing where no question is left. */
export const commandFor = (
  state: Case,
  question: Question,
  policy: Policy,
  random: Generator,
  mood: Mood,
  now: Stamp,
): Command | undefined => {
  switch (question.kind) {
    case 'closed':
    case 'lost-policy':
      return undefined
    case 'policy':
      return { kind: 'policy', policy }
    case 'scenario': {
      const scenario = pick(random, question.scenarios)
      const named = { id: scenario?.id ?? '', label: scenario?.title ?? '' }
      return { kind: 'answer', value: chosen(named) }
    }
    case 'checks':
      return { kind: 'checks', ticked: question.checks.map((one) => one.id).filter(() => random(3) > 0) }
    case 'ask':
      return { kind: 'answer', value: reply(state, question, random, mood, now) }
  }
}
