/** A fact as a reader is told of it: a label and what it says. Typed text stays as it is; whoever prints it makes it safe. */
import { formatDate } from '../calendar/date.ts'
import { formatDue } from '../calendar/deadline.ts'
import { formatMoment } from '../calendar/moment.ts'
import type { Answer, Fact, Value } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import { groupReceipt } from '../record/receipt.ts'
import type { Asked } from './asked.ts'

/** What was written down: a label of the record and what it says. `typed`: a person's words. */
export interface Said {
  readonly label: string
  readonly words: string
  readonly typed?: true
}

const valueWords = (value: Value): string => {
  switch (value.kind) {
    case 'choice':
      return value.choice.label
    case 'text':
      return value.text
    case 'moment':
      return formatMoment(value.moment)
    case 'date':
      return formatDate(value.date)
    case 'none':
      return 'not given'
  }
}

/** An answer; what it is about is left out where the question asked said it. */
export const answerSaid = ({ field, subject, value }: Answer, asked?: Asked): Said => {
  const { label } = fields[field]
  const isSaid = asked?.kind === 'asked' && asked.title === subject?.label
  return {
    label: subject === undefined || isSaid ? label : `${label}: ${subject.label}`,
    words: valueWords(value),
    ...(value.kind === 'text' ? { typed: true } : {}),
  }
}

const whoIs = { ours: 'you', theirs: 'them', both: 'both' } as const

/** A fact as it is told. */
export const saidOf = (fact: Fact, asked?: Asked): Said => {
  switch (fact.kind) {
    case 'answer':
      return answerSaid(fact, asked)
    case 'next':
      return { label: 'Next', words: fact.to.label }
    case 'due':
      return {
        label: `Due (${whoIs[fact.whose]})`,
        words: `${formatDue(fact.deadline)}, to ${fact.title}; ${fact.deadline.working}`,
      }
    case 'policy':
      return { label: 'Policy', words: `${fact.policy.label} (sha256 ${fact.sha256.slice(0, 12)}…)` }
    case 'device':
      return {
        label: 'Device',
        words: fact.key === undefined ? fact.mark : `${fact.mark}, key ${fact.key.slice(0, 12)}…`,
      }
    case 'training':
      return { label: 'TRAINING', words: `made-up case: ${fact.exercise.label}` }
    case 'program':
      return { label: 'Program', words: `rungs ${fact.version}` }
    case 'clock-given':
      return { label: 'Clock', words: 'given by hand, not read' }
    case 'replaces':
      return {
        label: 'Replaces',
        words: `entry ${fact.entry}, fact ${fact.fact}; reason: ${fact.reason.label}`,
      }
    case 'recovered':
      return { label: `A write of ${fact.bytes} bytes was cut off`, words: fact.text, typed: true }
    case 'taken-over':
      return { label: 'The lock was taken over', words: fact.text, typed: true }
    case 'receipt':
      return {
        label: 'Receipt',
        words: `for the record up to entry ${fact.entry}: ${groupReceipt(fact.code)}`,
      }
    case 'closed':
      return { label: 'Closed', words: fact.how.label }
  }
}
