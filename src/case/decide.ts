/**
 * What is asked of a case → the facts that follow, or a refusal with its reason. Pure; the time is given. A refusal
 * changes nothing. Statements (the next rung, deadlines, the end) are derived here, never by the caller.
 */
import type { Moment, PlainDate, Stamp } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import type { Check, Policy } from '../flow/policy.ts'
import { type Case, findRung, type Placed, placeOf } from './case.ts'
import { unstated } from './clocks.ts'
import { evolve } from './evolve.ts'
import type { Answer, Fact, Field, Named, Place, Value } from './fact.ts'
import { fields } from './fields.ts'
import { findPlaced } from './history.ts'
import { next } from './next.ts'
import { kindOf } from './outcomes.ts'
import type { Ask, Question } from './question.ts'

export type Command =
  | {
      readonly kind: 'open'
      readonly mark: string
      readonly version: string
      readonly clockGiven: boolean
      readonly recovered?: { readonly bytes: number; readonly sha256: string; readonly text: string }
      readonly takenOver?: string
    }
  | { readonly kind: 'policy'; readonly policy: Policy }
  /** The answer to the present question. `tried`: some steps were taken before this record began. */
  | { readonly kind: 'answer'; readonly value: Value }
  | { readonly kind: 'checks'; readonly ticked: readonly string[] }
  /** The checklist of the present rung, before it is asked for; it can be given again. */
  | { readonly kind: 'tick'; readonly ticked: readonly string[] }
  | { readonly kind: 'tried' }
  /** The answer to a question that need not be the present one: what the case is about, or a question of the policy. */
  | { readonly kind: 'volunteer'; readonly question: Ask; readonly value: Value }
  | { readonly kind: 'danger'; readonly danger: 'yes' | 'no' | 'unsure' }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'advice'; readonly advice: string }
  | {
      readonly kind: 'correct'
      readonly entry: number
      readonly index: number
      readonly value: Value
      readonly reason: Named
    }
  /** Only what is owed: statements that a crash left out. */
  | { readonly kind: 'settle' }

export interface Refusal {
  readonly kind: 'refused'
  readonly reason: string
}

export interface Decided {
  readonly kind: 'facts'
  readonly facts: readonly { readonly place: Place; readonly fact: Fact }[]
}

export type Decision = Decided | Refusal

const refuse = (reason: string): Refusal => ({ kind: 'refused', reason })

/** Why a correction is made. */
export const correctionReasons: readonly Named[] = [
  { id: 'mistyped', label: 'mistyped' },
  { id: 'learned', label: 'I learned more' },
  { id: 'changed', label: 'they changed their mind' },
]
const addedLater: Named = { id: 'added', label: 'asked again at the close' }

const isLater = (moment: Moment, now: Moment): boolean =>
  moment.date > now.date ||
  (moment.date === now.date && moment.time !== undefined && now.time !== undefined && moment.time > now.time)

const wrongValue = (field: Field, value: Value, now: Stamp): string | undefined => {
  const row = fields[field]
  if (value.kind === 'none') return row.optional ? undefined : `"${row.label}" cannot be passed over.`
  if (value.kind !== row.value) return `"${row.label}" takes a ${row.value}.`
  if (value.kind === 'text' && value.text.trim() === '') return `"${row.label}" is empty.`
  if (value.kind === 'text' && value.text.length > 20_000)
    return `"${row.label}" is longer than 20,000 characters.`
  if (value.kind === 'moment' && isLater(value.moment, civil(now))) return 'That is in the future.'
  return value.kind === 'date' && isPastDate(value.date, now) ? 'That date has passed.' : undefined
}

const isPastDate = (date: PlainDate, now: Stamp): boolean => date < civil(now).date

const wrongAnswer = (question: Ask, value: Value, now: Stamp): string | undefined => {
  const wrong = wrongValue(question.field, value, now)
  if (wrong !== undefined || value.kind !== 'choice' || question.input.kind !== 'choice') return wrong
  return question.input.options.some((one) => one.id === value.choice.id)
    ? undefined
    : `"${value.choice.id}" is not one of the answers to: ${question.title}`
}

interface Written {
  readonly place: Place
  readonly fact: Fact
}

const answer = (at: Stamp, field: Field, value: Value, subject?: Named): Answer => ({
  kind: 'answer',
  at,
  field,
  value,
  ...(subject === undefined ? {} : { subject }),
})

const choose = (id: string, label: string): Value => ({ kind: 'choice', choice: { id, label } })

const isHere = (question: Ask, value: Value): boolean =>
  question.field === 'outcome' && value.kind === 'choice' && value.choice.id === 'here'

const answerFacts = (question: Ask, value: Value, at: Stamp): readonly Written[] => {
  const { place } = question
  if (isHere(question, value))
    return [{ place, fact: answer(at, 'tried', choose('no', 'From here on as it happens')) }]
  const fact = answer(at, question.field, value, question.subject)
  if (question.replaces === undefined) return [{ place, fact }]
  const { entry, index } = question.replaces
  return [
    { place, fact: { kind: 'replaces', at, entry, fact: index, reason: addedLater } },
    { place, fact },
  ]
}

const checkFacts = (
  place: Place,
  checks: readonly Check[],
  ticked: readonly string[],
  at: Stamp,
): readonly Written[] =>
  checks.map(({ id, text }) => ({
    place,
    fact: answer(at, 'check', ticked.includes(id) ? choose('yes', 'Yes') : choose('no', 'No'), {
      id,
      label: text,
    }),
  }))

const openFacts = (command: Extract<Command, { kind: 'open' }>, at: Stamp): readonly Written[] => {
  const place: Place = { kind: 'sitting' }
  const { mark, version, clockGiven, recovered, takenOver } = command
  const facts: readonly Fact[] = [
    { kind: 'device', at, mark },
    { kind: 'program', at, version },
    ...(clockGiven ? [{ kind: 'clock-given', at } as const] : []),
    ...(recovered === undefined ? [] : [{ kind: 'recovered', at, ...recovered } as const]),
    ...(takenOver === undefined ? [] : [{ kind: 'taken-over', at, text: takenOver } as const]),
  ]
  return facts.map((fact) => ({ place, fact }))
}

const wrongOutcome = (state: Case, { place, fact }: Placed, value: Value): string | undefined => {
  if (fact.kind !== 'answer' || fact.field !== 'outcome' || value.kind !== 'choice' || place.kind !== 'rung')
    return undefined
  const rung = state.policy?.scenarios.flatMap((one) => findRung(one, place.rung.id) ?? [])[0]
  return rung !== undefined && kindOf(rung, value.choice.id) === undefined
    ? `"${value.choice.id}" is no outcome of that step.`
    : undefined
}

const correct = (
  state: Case,
  command: Extract<Command, { kind: 'correct' }>,
  at: Stamp,
): readonly Written[] | Refusal => {
  const found = findPlaced(state, command.entry, command.index)
  if (found?.fact.kind !== 'answer') return refuse('There is no such answer to correct.')
  const wrong = wrongValue(found.fact.field, command.value, at) ?? wrongOutcome(state, found, command.value)
  if (wrong !== undefined) return refuse(wrong)
  const place: Place = { kind: 'correction' }
  return [
    {
      place,
      fact: { kind: 'replaces', at, entry: command.entry, fact: command.index, reason: command.reason },
    },
    { place, fact: answer(at, found.fact.field, command.value, found.fact.subject) },
  ]
}

const answered = (question: Question, value: Value, at: Stamp): readonly Written[] | Refusal => {
  if (question.kind === 'scenario') {
    const scenario =
      value.kind === 'choice' ? question.scenarios.find((one) => one.id === value.choice.id) : undefined
    return scenario === undefined
      ? refuse('There is no such kind of disagreement in this policy.')
      : [{ place: { kind: 'sitting' }, fact: answer(at, 'scenario', choose(scenario.id, scenario.title)) }]
  }
  if (question.kind !== 'ask') return refuse('That is not what is being asked.')
  const wrong = wrongAnswer(question, value, at)
  return wrong === undefined ? answerFacts(question, value, at) : refuse(wrong)
}

const first = (state: Case, command: Command, at: Stamp): readonly Written[] | Refusal => {
  const here = placeOf(state.position)
  if (state.position.kind === 'closed' && !['note', 'open', 'settle', 'danger'].includes(command.kind))
    return refuse('The case is closed.')
  switch (command.kind) {
    case 'open':
      return openFacts(command, at)
    case 'policy': {
      const { id, title, sha256 } = command.policy
      return [
        { place: { kind: 'sitting' }, fact: { kind: 'policy', at, policy: { id, label: title }, sha256 } },
      ]
    }
    case 'answer':
      return answered(next(state), command.value, at)
    case 'checks': {
      const question = next(state)
      return question.kind === 'checks'
        ? checkFacts(question.place, question.checks, command.ticked, at)
        : refuse('No checklist is being asked.')
    }
    case 'tick':
      return state.position.kind === 'rung'
        ? checkFacts(here, state.position.visit.rung.checks, command.ticked, at)
        : refuse('There is no checklist here.')
    case 'tried':
      return [{ place: { kind: 'sitting' }, fact: answer(at, 'tried', choose('yes', 'Yes')) }]
    case 'volunteer': {
      const wrong = wrongAnswer(command.question, command.value, at)
      return wrong === undefined ? answerFacts(command.question, command.value, at) : refuse(wrong)
    }
    case 'danger':
      return [
        {
          place: { kind: 'sitting' },
          fact: answer(
            at,
            'danger',
            choose(command.danger, { yes: 'Yes', no: 'No', unsure: 'Not sure' }[command.danger]),
          ),
        },
      ]
    case 'note':
      return command.text.trim() === ''
        ? refuse('The note is empty.')
        : [{ place: { kind: 'note' }, fact: answer(at, 'note', { kind: 'text', text: command.text }) }]
    case 'advice': {
      const advice = state.policy?.advice.find((one) => one.id === command.advice)
      return advice === undefined
        ? refuse('The policy names no such advice.')
        : [{ place: here, fact: answer(at, 'advice', choose(advice.id, advice.title)) }]
    }
    case 'correct':
      return correct(state, command, at)
    case 'settle':
      return []
  }
}

const endings: Readonly<Record<string, string>> = {
  agreed: 'agreed, and done',
  unresolved: 'not resolved',
  withdrawn: 'settled otherwise, or no longer needed',
  elsewhere: 'a matter for another procedure',
}

/** What the record owes its reader after these facts: where the case went, which deadlines run, that it ended. */
const statements = (state: Case, at: Stamp, before: Place): readonly Written[] => {
  const owed: readonly Written[] =
    state.owedNext === undefined ? [] : [{ place: before, fact: { kind: 'next', at, to: state.owedNext } }]
  const place = placeOf(state.position)
  // Not before the sitting's opening is complete: deadlines stand under their rung.
  const due = (state.sitting.by === undefined ? [] : unstated(state)).map(
    (one): Written => ({
      place,
      fact: {
        kind: 'due',
        at,
        whose: one.clock.whose,
        clock: one.key,
        title: one.clock.title,
        deadline: one.deadline,
        calendar: one.calendar,
      },
    }),
  )
  const { position } = state
  const closed: readonly Written[] =
    position.kind === 'closed' && !position.stated
      ? [
          {
            place,
            fact: {
              kind: 'closed',
              at,
              how: { id: position.how, label: endings[position.how] ?? position.how },
            },
          },
        ]
      : []
  return [...owed, ...due, ...closed]
}

/** As the session will number them: only the fold needs it, so any unused number does. */
const place = (written: readonly Written[]): readonly Placed[] =>
  written.map((one, i) => ({ ...one, entry: Number.MAX_SAFE_INTEGER, index: i + 1 }))

/**
 * Decides one command at the moment `at`. The facts are in the order in which they are to be written, each with the
 * place it belongs to.
 */
export const decide = (state: Case, command: Command, at: Stamp): Decision => {
  const written = first(state, command, at)
  if ('kind' in written) return written
  const after = place(written).reduce(evolve, state)
  const last = written.at(-1)?.place ?? placeOf(state.position)
  return { kind: 'facts', facts: [...written, ...statements(after, at, last)] }
}
