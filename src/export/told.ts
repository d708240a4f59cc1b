/** A fact → what it says, as a plain value. Knows nothing of other facts; see entries.ts. */
import type { Answer, Fact, Value } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import { labels } from '../record/labels.ts'
import type { Said, Told } from './exported.ts'

const typed = (text: string, isLeftOut: boolean): Said =>
  isLeftOut ? { kind: 'left-out' } : { kind: 'typed', text }

/** What was answered. `isLeftOut`: what stands there is not what was typed. */
export const saidOf = (value: Value, isLeftOut: boolean): Said => {
  switch (value.kind) {
    case 'text':
      return typed(value.text, isLeftOut)
    case 'choice':
      return { kind: 'choice', ...value.choice }
    case 'moment':
      return { kind: 'moment', ...value.moment }
    case 'date':
    case 'none':
      return value
  }
}

/** As `formatFact` has it before the colon. */
export const labelOf = (fact: Fact): string => {
  if (fact.kind === 'answer') return fields[fact.field].label
  return fact.kind === 'due' ? labels[`due-${fact.whose}`] : labels[fact.kind]
}

export const subjectOf = (fact: Fact): Answer['subject'] =>
  fact.kind === 'answer' ? fact.subject : undefined

export const toldOf = (fact: Fact, isLeftOut: boolean): Told => {
  switch (fact.kind) {
    case 'answer':
      return saidOf(fact.value, isLeftOut)
    case 'next':
      return { kind: 'choice', ...fact.to }
    case 'closed':
      return { kind: 'choice', ...fact.how }
    case 'policy':
      return { kind: 'policy', ...fact.policy, sha256: fact.sha256 }
    case 'due': {
      const { whose, title, clock, deadline } = fact
      return { kind: 'due', whose, what: title, clock, ...deadline }
    }
    case 'replaces':
      return { kind: 'replaces', entry: fact.entry, fact: fact.fact, reason: fact.reason }
    case 'device':
      return { kind: 'device', mark: fact.mark, ...(fact.key === undefined ? {} : { key: fact.key }) }
    case 'training':
      return { kind: 'training', exercise: fact.exercise }
    case 'program':
      return { kind: 'program', version: fact.version }
    case 'clock-given':
      return { kind: 'clock-given' }
    case 'receipt':
      return { kind: 'receipt', entry: fact.entry, code: fact.code }
    case 'taken-over':
      return typed(fact.text, isLeftOut)
    case 'recovered':
      return {
        kind: 'recovered',
        bytes: fact.bytes,
        sha256: fact.sha256,
        said: typed(fact.text, isLeftOut),
      }
  }
}
