/** Makes the question for a field from the table of fields: one way of asking each thing, everywhere. */
import type { Ask as PolicyAsk } from '../flow/policy.ts'
import type { Field, Named, Place } from './fact.ts'
import { fields } from './fields.ts'
import type { Ask, Choice, Input } from './question.ts'

export const yesNo: readonly Choice[] = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
]

export const yesNoUnsure: readonly Choice[] = [...yesNo, { id: 'unsure', label: 'Not sure' }]

export const hows: readonly Choice[] = [
  { id: 'telephone', label: 'By telephone' },
  { id: 'e-mail', label: 'By e-mail' },
  { id: 'letter', label: 'By letter or form' },
  { id: 'meeting', label: 'In a meeting' },
  { id: 'in-person', label: 'In person' },
  { id: 'other', label: 'Otherwise' },
]

/** The ways in which a letter goes out. */
export const sendings: readonly Choice[] = [
  { id: 'e-mail', label: 'By e-mail' },
  { id: 'portal', label: 'By secure e-mail or a portal' },
  { id: 'post', label: 'By post' },
  { id: 'by-hand', label: 'By hand' },
  { id: 'other', label: 'Otherwise' },
]

const inputOf = (
  field: Field,
  options: readonly Choice[],
  now: boolean,
  offered: string | undefined,
): Input => {
  const row = fields[field]
  switch (row.value) {
    case 'choice':
      return { kind: 'choice', options, optional: row.optional }
    case 'text':
      return { kind: 'text', optional: row.optional, ...(offered === undefined ? {} : { offered }) }
    case 'moment':
      return { kind: 'moment', optional: row.optional, now }
    case 'date':
      return { kind: 'date', optional: row.optional }
  }
}

export interface Asking {
  readonly title?: string
  readonly hint?: string
  readonly clause?: string
  readonly subject?: Named
  readonly options?: readonly Choice[]
  readonly now?: boolean
  readonly offered?: string
  readonly replaces?: Ask['replaces']
}

/** The question for a field. What is given in `asking` wins over the table. */
export const ask = (place: Place, field: Field, asking: Asking = {}): Ask => {
  const row = fields[field]
  const {
    title = row.ask,
    hint = row.hint,
    clause,
    subject,
    options = [],
    now = false,
    offered,
    replaces,
  } = asking
  return {
    kind: 'ask',
    id: subject === undefined ? field : `${field}:${subject.id}`,
    field,
    place,
    title,
    input: inputOf(field, field === 'how' && options.length === 0 ? hows : options, now, offered),
    ...(hint === undefined ? {} : { hint }),
    ...(clause === undefined ? {} : { clause }),
    ...(subject === undefined ? {} : { subject }),
    ...(replaces === undefined ? {} : { replaces }),
  }
}

/** A question of the policy's own. */
export const policyAsk = (place: Place, { id, title, clause, options }: PolicyAsk): Ask =>
  ask(place, 'ask', { title, clause, subject: { id, label: title }, options })
