/**
 * What happened in a case, in the order in which it happened: drawn from all entries of its record, each corrected answer as it
 * reads now. Facts that a correction has taken off the path are left out. Knows no page.
 */
import { momentWords } from '../calendar/moment.ts'
import type { Moment } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import { compareText } from '../case/agenda.ts'
import { type Case, type Placed, placeKey } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import { type Answer, type Fact, type Field, idOf } from '../case/fact.ts'
import { lineage } from '../case/history.ts'
import { answerSaid } from '../story/said.ts'
import { outcomeWords } from './outcome-words.ts'

/** Something that was written down about a happening: a label of the record and what it says. */
export interface Detail {
  readonly label: string
  readonly words: string
}

export interface Happening {
  /** What began it; none for a statement of the record. */
  readonly field?: Field
  /** When it happened; where nobody said, when it was written down. */
  readonly at: Moment
  /** The day on which it was written down, where that is a later one. */
  readonly writtenLater?: string
  readonly what: string
  readonly details: readonly Detail[]
}

/**
 * What an answer is to the chronology: the beginning of a happening (a moment says when), the moment at which it happened, or
 * more about it. What is not here tells of nothing that happened.
 */
const roles: Partial<Readonly<Record<Field, 'begins' | 'when' | 'more'>>> = {
  told: 'begins',
  moment: 'begins',
  danger: 'begins',
  'danger-done': 'more',
  outcome: 'begins',
  when: 'when',
  received: 'more',
  how: 'more',
  who: 'more',
  said: 'more',
  reason: 'more',
  reference: 'more',
  'done-what': 'more',
  question: 'more',
  why: 'more',
  sooner: 'more',
  'agreed-date': 'more',
  guard: 'begins',
  advice: 'begins',
  'advice-when': 'when',
  'advice-who': 'more',
  'advice-said': 'more',
  action: 'begins',
  'action-when': 'when',
  'action-done': 'more',
  'promise-what': 'begins',
  'promise-who': 'more',
  'promise-by': 'more',
  'promise-outcome': 'begins',
  'top-outcome': 'begins',
  'handed-outcome': 'begins',
  'agreed-what': 'begins',
  outstanding: 'more',
  sent: 'begins',
  'sent-when': 'when',
  'sent-to': 'more',
  'sent-how': 'more',
  note: 'begins',
}

interface Growing {
  readonly field?: Field
  /** What began it was passed over: it counts only with more about it. */
  readonly passedOver: boolean
  at: Moment
  readonly written: Moment
  readonly what: string
  readonly details: Detail[]
}

const detailOf = (answer: Answer): Detail => {
  const { label, words } = answerSaid(answer)
  return { label, words: answer.value.kind === 'moment' ? momentWords(answer.value.moment) : words }
}

/** What was said, behind its label or the question that it answers. */
export const labelled = (label: string, words: string): string =>
  `${label}${label.endsWith('?') ? '' : ':'} ${words.trim()}`

/** The headline of a happening that an answer begins. */
const whatOf = (state: Case, { place }: Placed, answer: Answer): string => {
  const { label, words } = detailOf(answer)
  // Of its file only the digest is known, which is nothing to read out.
  if (answer.field === 'sent') return `Sent: ${answer.subject?.label ?? ''}`
  if (answer.field === 'outcome' && place.kind === 'rung' && answer.value.kind === 'choice')
    return `${place.rung.label}: ${outcomeWords(state, place.rung.id, answer.value.choice)}`
  return answer.value.kind === 'moment' ? label : labelled(label, words)
}

/** Nobody needs to be told how often the first question of a sitting was answered with no. */
const isCalm = ({ field, value }: Answer): boolean => field === 'danger' && idOf(value) === 'no'

const begin = ({ fact }: Placed, what: string): Growing => {
  const written = civil(fact.at)
  const field = fact.kind === 'answer' ? { field: fact.field } : {}
  const passedOver = fact.kind === 'answer' && fact.value.kind === 'none'
  return { ...field, passedOver, at: written, written, what, details: [] }
}

const begun = (state: Case, placed: Placed, answer: Answer): Growing => {
  const made = begin(placed, whatOf(state, placed, answer))
  if (answer.value.kind === 'moment') made.at = answer.value.moment
  return made
}

const statement = (placed: Placed, fact: Fact): Growing | undefined =>
  fact.kind === 'closed' ? begin(placed, `The case was closed: ${fact.how.label}`) : undefined

const gather = (state: Case, placed: readonly Placed[]): readonly Growing[] => {
  const all: Growing[] = []
  for (const one of placed) {
    const { fact } = one
    if (fact.kind !== 'answer') {
      const said = statement(one, fact)
      if (said !== undefined) all.push(said)
      continue
    }
    const role = isCalm(fact) ? undefined : roles[fact.field]
    const last = all.at(-1)
    if (role === 'begins') all.push(begun(state, one, fact))
    else if (role === 'more' && fact.value.kind !== 'none') last?.details.push(detailOf(fact))
    else if (role === 'when' && last !== undefined && fact.value.kind === 'moment')
      last.at = fact.value.moment
  }
  return all
}

/** The day alone stands before its hours. */
const order = ({ date, time }: Moment): string => `${date} ${time ?? ''}`

const happening = ({ written, passedOver: _, ...told }: Growing): Happening => ({
  ...told,
  ...(written.date > told.at.date ? { writtenLater: written.date } : {}),
})

/** The facts of a case that count: as corrected, and on its path. */
export const standing = ({ log, off }: Case): readonly Placed[] =>
  lineage(toList(log)).asCorrected.filter(({ entry, index }) => !off.has(placeKey(entry, index)))

/** Everything that happened, the earliest first; of one moment in the order in which it was written down. */
export const chronologyOf = (state: Case): readonly Happening[] =>
  gather(state, standing(state))
    .filter(({ passedOver, details }) => !passedOver || details.length > 0)
    .map(happening)
    .sort((a, b) => compareText(order(a.at), order(b.at)))
