/**
 * What is told beside the question of the time: advice that was sought, something done beside the ladder, a letter that was sent, a
 * concern that meets a criterion. What is asked of each, in which order, and where it stands in the record.
 */
import { ask, sendings } from './ask.ts'
import { type Beside, type Case, type Position, placeOf } from './case.ts'
import { changed } from './changed.ts'
import type { Answer, Field, Place } from './fact.ts'
import { fields } from './fields.ts'
import type { Question } from './question.ts'

/** What is asked about each thing that is told beside the question of the time, in this order. */
export const besideFields: Readonly<Record<Beside['kind'], readonly Field[]>> = {
  advice: ['advice-when', 'advice-who', 'advice-said'],
  action: ['action-when', 'action-done'],
  sent: ['sent-when', 'sent-to', 'sent-how'],
  match: ['match-how'],
}

/** Where that stands in the record. What is part of a step stands under it. */
export const besidePlace = (kind: Beside['kind'], position: Position): Place => {
  switch (kind) {
    case 'advice':
    case 'action':
      return placeOf(position)
    case 'sent':
      return { kind: 'letter' }
    case 'match':
      return { kind: 'about' }
  }
}

/** What begins to be told beside the question of the time: of a letter the answer is its file. */
const begunBeside = ({ field, subject, value }: Answer): Beside | undefined => {
  switch (field) {
    case 'advice':
    case 'action':
    case 'match':
      return value.kind === 'choice' ? { kind: field, subject: value.choice, details: {} } : undefined
    case 'sent':
      return subject === undefined ? undefined : { kind: field, subject, details: {} }
    default:
      return undefined
  }
}

/** The case after an answer that begins one; unchanged by any other. */
export const onBegunBeside = (state: Case, answer: Answer): Case => {
  const beside = begunBeside(answer)
  return beside === undefined ? state : changed(state, { beside })
}

/** The case after an answer about it; after the last of these it is told. */
export const onBeside = (state: Case, { field, value }: Answer): Case => {
  const { beside } = state
  if (beside === undefined) return state
  if (field === besideFields[beside.kind].at(-1)) return changed(state, { beside: undefined })
  return changed(state, { beside: { ...beside, details: { ...beside.details, [field]: value } } })
}

/** What is to be asked next about something that is half-told beside the question of the time. */
export const openBeside = ({ beside, position }: Case): Question | undefined => {
  if (beside === undefined) return undefined
  const { kind, subject, details } = beside
  const field = besideFields[kind].find((one) => details[one] === undefined)
  if (field === undefined) return undefined
  return ask(besidePlace(kind, position), field, {
    title: `${subject.label}: ${fields[field].ask}`,
    now: fields[field].value === 'moment',
    ...(field === 'sent-how' ? { options: sendings } : {}),
  })
}
