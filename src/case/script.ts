/**
 * A script answers the questions in a person's stead: walks (the flows' tests), `--answers` and training all use it.
 * Answers are keyed by rung and field, never by position. Pure; it yields commands and performs none.
 */
import { parseDate, parseMoment } from '../calendar/moment.ts'
import type { Stamp } from '../calendar/time.ts'
import type { Policy } from '../flow/policy.ts'
import type { Case } from './case.ts'
import type { Command } from './command.ts'
import type { Field, Place, Value } from './fact.ts'
import { next } from './next.ts'
import type { Ask, Question } from './question.ts'

/** One thing that happened at a place: an outcome with its details, by field. */
export interface Step {
  /** A new sitting begins at this stamp before the step. */
  readonly later?: string
  readonly outcome?: string
  readonly checks: readonly string[]
  readonly advice?: string
  readonly note?: string
  /** A child turns out to be in danger before the step; said with `!`. */
  readonly danger?: 'yes' | 'unsure'
  readonly values: Readonly<Record<string, string>>
}

export interface Script {
  readonly scenario: string
  readonly danger: 'yes' | 'no' | 'unsure'
  readonly by: string
  readonly tried: boolean
  /** Another place to begin than the first step, and why there. */
  readonly start?: string
  readonly why?: string
  readonly asks: Readonly<Record<string, string>>
  readonly guards: Readonly<Record<string, string>>
  readonly moments: Readonly<Record<string, string>>
  readonly about: Readonly<Record<string, string>>
  /** How it ended for each child, where that is asked. */
  readonly eachChild: readonly { readonly child: string; readonly outcome: string }[]
  /** By rung id, or `promise`, `top`, `handed`, `closing`. */
  readonly steps: Readonly<Record<string, readonly Step[]>>
}

/** How far each place's steps have been used; kept by the caller between responses. */
export interface Cursor {
  readonly used: Readonly<Record<string, number>>
  /** The step whose sitting, note and advice have been dealt with. */
  readonly prepared?: string
  readonly tried?: true
}

export type Response =
  | { readonly kind: 'commands'; readonly commands: readonly Command[]; readonly cursor: Cursor }
  | { readonly kind: 'later'; readonly at: string; readonly cursor: Cursor }
  /** The script has nothing more to say: save and leave. */
  | { readonly kind: 'end' }
  | { readonly kind: 'problem'; readonly message: string }

/** Under which key a place's steps stand. */
export const keyOf = (place: Place): string => (place.kind === 'rung' ? place.rung.id : place.kind)

/** Questions whose answer moves the case on. */
export const turning: readonly Field[] = [
  'outcome',
  'promise-outcome',
  'top-outcome',
  'handed-outcome',
  'closing',
]

/** Outcomes that set another date and stay; what is asked then belongs to the same step. */
const staying: readonly (string | undefined)[] = ['later', 'open']

/**
 * The step whose fields answer at that place. On a rung, where details are asked after the outcome: the last one said.
 * Elsewhere they are asked before it: the next one, unless the last one stays and no step for its details follows.
 */
const stepAt = (script: Script, cursor: Cursor, place: Place): Step | undefined => {
  const key = keyOf(place)
  const steps = script.steps[key] ?? []
  const used = cursor.used[key] ?? 0
  const last = steps[used - 1]
  const following = steps[used]
  const stays = place.kind === 'rung' || (staying.includes(last?.outcome) && following?.outcome !== undefined)
  return stays ? (last ?? following) : (following ?? last)
}

/** The number of the next step with an outcome, from 1; 0 where there is none. */
const nextStep = (script: Script, cursor: Cursor, key: string): number => {
  const steps = script.steps[key] ?? []
  const found = steps.findIndex((step, i) => i >= (cursor.used[key] ?? 0) && step.outcome !== undefined)
  return found + 1
}

const commands = (cursor: Cursor, ...list: readonly Command[]): Response => ({
  kind: 'commands',
  commands: list,
  cursor,
})

const problem = (message: string): Response => ({ kind: 'problem', message })

const toValue = (question: Ask, text: string | undefined, now: Stamp): Value | string => {
  const { input } = question
  if (text === undefined) {
    if (input.kind === 'moment' && input.now)
      return { kind: 'moment', moment: { date: now.slice(0, 10), time: now.slice(11, 16) } }
    return input.optional ? { kind: 'none' } : `the answers do not say: ${question.title} (${question.id})`
  }
  switch (input.kind) {
    case 'choice': {
      const option = input.options.find((one) => one.id === text)
      return option === undefined
        ? `"${text}" is not one of the answers to: ${question.title} There is: ${input.options.map((one) => one.id).join(', ')}.`
        : { kind: 'choice', choice: { id: option.id, label: option.label } }
    }
    case 'text':
      return { kind: 'text', text: text.trim() }
    case 'moment': {
      const read = parseMoment(text, now)
      return 'moment' in read
        ? { kind: 'moment', moment: read.moment }
        : `${question.title} "${text}": ${read.error}`
    }
    case 'date': {
      const read = parseDate(text, now)
      return 'date' in read ? { kind: 'date', date: read.date } : `${question.title} "${text}": ${read.error}`
    }
  }
}

/** What is said of each child, in order: `count` of them have been named before. */
const childText = (script: Script, state: Case, field: string): string | undefined => {
  const told = state.position.kind === 'closing' ? state.position.children.length : 0
  switch (field) {
    case 'same-outcome':
      return script.eachChild.length === 0 ? 'yes' : 'no'
    case 'child':
      return script.eachChild[told]?.child
    case 'child-outcome':
      return script.eachChild[told - 1]?.outcome
    default:
      return told < script.eachChild.length ? 'yes' : 'no'
  }
}

const childFields = ['same-outcome', 'child', 'child-outcome', 'child-more']

/** What the script says to a question, as a person would type it; for one that turns the case, see `respond`. */
export const textFor = (script: Script, cursor: Cursor, question: Ask, state: Case): string | undefined => {
  const { field, subject, place } = question
  if (childFields.includes(field)) return childText(script, state, field)
  if (field === 'start') return script.start ?? 'first'
  if (field === 'why' && place.kind === 'sitting') return script.why
  if (field === 'moment') return script.moments[subject?.id ?? '']
  if (field === 'danger') return script.danger
  if (field === 'recorded-by') return script.by
  const step = stepAt(script, cursor, place)
  if (field === 'ask') return step?.values[subject?.id ?? ''] ?? script.asks[subject?.id ?? '']
  if (field === 'guard') return step?.values[subject?.id ?? ''] ?? script.guards[subject?.id ?? '']
  if (field === 'question') return step?.values[subject?.id ?? '']
  if (question.replaces !== undefined) return step?.values[field]
  return step?.values[field] ?? script.about[field] ?? (field === 'again' ? 'no' : undefined)
}

const give = (cursor: Cursor, question: Ask, text: string | undefined, now: Stamp): Response => {
  const value = toValue(question, text, now)
  return typeof value === 'string' ? problem(value) : commands(cursor, { kind: 'answer', value })
}

/** What comes before a step's outcome: a new sitting, a note, advice, danger. */
const prepare = (cursor: Cursor, step: Step, name: string): Response | undefined => {
  const prepared: Cursor = { ...cursor, prepared: name }
  if (step.later !== undefined && cursor.prepared !== name && cursor.prepared !== `${name} later`)
    return { kind: 'later', at: step.later, cursor: { ...cursor, prepared: `${name} later` } }
  if (cursor.prepared === name) return undefined
  const list: readonly Command[] = [
    ...(step.note === undefined ? [] : [{ kind: 'note', text: step.note } as const]),
    ...(step.advice === undefined ? [] : [{ kind: 'advice', advice: step.advice } as const]),
    ...(step.danger === undefined ? [] : [{ kind: 'danger', danger: step.danger } as const]),
  ]
  return list.length === 0 ? undefined : commands(prepared, ...list)
}

const turn = (script: Script, cursor: Cursor, question: Ask, now: Stamp): Response => {
  const key = keyOf(question.place)
  const number = nextStep(script, cursor, key)
  const step = script.steps[key]?.[number - 1]
  if (step === undefined) return { kind: 'end' }
  return (
    prepare(cursor, step, `${key} ${number}`) ??
    give({ ...cursor, used: { ...cursor.used, [key]: number } }, question, step.outcome, now)
  )
}

const upcoming = (script: Script, cursor: Cursor, question: Ask): Step | undefined =>
  script.steps[keyOf(question.place)]?.[nextStep(script, cursor, keyOf(question.place)) - 1]

const respondTo = (
  script: Script,
  cursor: Cursor,
  question: Question,
  now: Stamp,
  policy: Policy,
  state: Case,
): Response => {
  switch (question.kind) {
    case 'closed':
      return { kind: 'end' }
    case 'lost-policy':
      return problem('the policy of this case is not to be had')
    case 'policy':
      return commands(cursor, { kind: 'policy', policy })
    case 'scenario': {
      const found = question.scenarios.find((one) => one.id === script.scenario)
      if (found === undefined) return problem(`there is no scenario "${script.scenario}"`)
      const value: Value = { kind: 'choice', choice: { id: found.id, label: found.title } }
      return script.tried && cursor.tried === undefined
        ? commands({ ...cursor, tried: true }, { kind: 'tried' }, { kind: 'answer', value })
        : commands(cursor, { kind: 'answer', value })
    }
    case 'checks': {
      const step = stepAt(script, cursor, question.place)
      return commands(cursor, { kind: 'checks', ticked: step?.checks ?? [] })
    }
    case 'ask': {
      if (turning.includes(question.field)) return turn(script, cursor, question, now)
      const ahead = /^(?:advice|action)-/.test(question.field) || question.field === 'guard'
      const early = ahead
        ? upcoming(script, cursor, question)?.values[question.subject?.id ?? question.field]
        : undefined
      return give(cursor, question, early ?? textFor(script, cursor, question, state), now)
    }
  }
}

/** What the script says to the present question of the case. */
export const respond = (script: Script, cursor: Cursor, state: Case, policy: Policy, now: Stamp): Response =>
  respondTo(script, cursor, next(state), now, policy, state)

/** The steps that a walk has not come to, as `team-leader 2`. Only those with an outcome count. */
export const unusedSteps = (script: Script, cursor: Cursor): readonly string[] =>
  Object.entries(script.steps).flatMap(([key, steps]) =>
    steps.flatMap((step, i) =>
      i >= (cursor.used[key] ?? 0) && step.outcome !== undefined ? [`${key} ${i + 1}`] : [],
    ),
  )
