/** Why an answer will not do, in one sentence. */
import type { PlainDate, Stamp } from '../calendar/time.ts'
import { civil, hasPassed } from '../calendar/zone.ts'
import { findRung } from '../flow/rungs.ts'
import type { Case, Placed } from './case.ts'
import type { Field, Value } from './fact.ts'
import { fields } from './fields.ts'
import { kindOf } from './outcomes.ts'
import type { Ask } from './question.ts'

/** Why a value cannot stand in a field, or undefined where it can. */
export const wrongValue = (field: Field, value: Value, now: Stamp): string | undefined => {
  const row = fields[field]
  if (value.kind === 'none') return row.optional ? undefined : `"${row.label}" cannot be passed over.`
  if (value.kind !== row.value) return `"${row.label}" takes a ${row.value}.`
  if (value.kind === 'text' && value.text.trim() === '') return `"${row.label}" is empty.`
  if (value.kind === 'text' && value.text.length > 20_000)
    return `"${row.label}" is longer than 20,000 characters.`
  if (value.kind === 'moment' && !hasPassed(value.moment, now)) return 'That is in the future.'
  return value.kind === 'date' && isPastDate(value.date, now) ? 'That date has passed.' : undefined
}

const isPastDate = (date: PlainDate, now: Stamp): boolean => date < civil(now).date

/** Why a value is no answer to a question, or undefined where it is one. */
export const wrongAnswer = (question: Ask, value: Value, now: Stamp): string | undefined => {
  const wrong = wrongValue(question.field, value, now)
  if (wrong !== undefined || value.kind !== 'choice' || question.input.kind !== 'choice') return wrong
  return question.input.options.some((one) => one.id === value.choice.id)
    ? undefined
    : `"${value.choice.id}" is not one of the answers to: ${question.title}`
}

/** Why a corrected outcome does not fit its step, or undefined where it does. */
export const wrongOutcome = (state: Case, { place, fact }: Placed, value: Value): string | undefined => {
  if (fact.kind !== 'answer' || fact.field !== 'outcome' || value.kind !== 'choice' || place.kind !== 'rung')
    return undefined
  // Several scenarios may have a step of this id, with outcomes of their own.
  const rungs = state.policy?.scenarios.flatMap((one) => findRung(one, place.rung.id) ?? []) ?? []
  return rungs.some((rung) => kindOf(rung, value.choice.id) !== undefined)
    ? undefined
    : `"${value.choice.id}" is no outcome of that step.`
}
