/** Why an answer will not do, in one sentence. */
import type { PlainDate, Stamp } from '../calendar/time.ts'
import { civil, hasPassed } from '../calendar/zone.ts'
import type { Field, Value } from './fact.ts'
import { fields } from './fields.ts'
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
