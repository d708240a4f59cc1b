/**
 * Values → the lines of a record. Each value has one spelling. What has none is a bug upstream (a title that the
 * flow loader should have refused) and is thrown; typed text always has one. Seals are in seal.ts.
 */
import { daysBetween } from '../calendar/date.ts'
import { formatDue } from '../calendar/deadline.ts'
import { formatMoment } from '../calendar/moment.ts'
import type { Moment, Stamp } from '../calendar/time.ts'
import type { Answer, DueStatement, Fact, Named, Place, Value } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import { quote } from './escape.ts'
import { labels } from './labels.ts'
import { factProblem, isDigest, isRecordId, isZone, type Problem, placeProblem } from './problem.ts'
import { groupReceipt } from './receipt.ts'
import { longestLine } from './text.ts'

const refuse = (what: string, problem: Problem): void => {
  if (problem !== undefined) throw new Error(`${what} cannot be written: ${problem}`)
}

/** `Yes (`yes`)` */
const named = ({ id, label }: Named): string => `${label} (\`${id}\`)`

const digest = (hex: string): string => `sha256 \`${hex}\``

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** A quotation follows. The line says of how many lines it is, so that a cut between two of them is seen. */
const opening = (start: string, lines: number): string => `${start}${lines === 1 ? '' : `, ${lines} lines`}:`

const formatHappened = (moment: Moment, at: Stamp): string => {
  const days = daysBetween(moment.date, at.slice(0, 10))
  if (days === 0) return formatMoment(moment)
  return `${formatMoment(moment)}; recorded ${counted(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'before'}`
}

const formatValue = (value: Exclude<Value, { kind: 'text' }>, at: Stamp): string => {
  switch (value.kind) {
    case 'choice':
      return named(value.choice)
    case 'moment':
      return formatHappened(value.moment, at)
    case 'date':
      return value.date
    case 'none':
      return 'not given'
  }
}

const formatAnswer = ({ at, field, subject, value }: Answer, lines: number): string => {
  const { label } = fields[field]
  const start = subject === undefined ? label : `${label}: ${named(subject)}`
  return value.kind === 'text' ? opening(start, lines) : `${start}: ${formatValue(value, at)}`
}

const formatDueStatement = ({ whose, clock, title, deadline, calendar }: DueStatement): string => {
  const label = labels[`due-${whose}`]
  const unsure =
    deadline.unsureAfter === undefined
      ? ''
      : `; unsure: days off are known only until ${deadline.unsureAfter}`
  const what = named({ id: clock, label: title })
  return `${label}: ${formatDue(deadline)}, to ${what}; ${deadline.working}; calendar ${digest(calendar)}${unsure}`
}

/** What stands after the stamp, on the same line. `lines`: of the quotation that follows. */
export const formatBody = (fact: Fact, lines: number): string => {
  switch (fact.kind) {
    case 'answer':
      return formatAnswer(fact, lines)
    case 'next':
      return `${labels.next}: ${named(fact.to)}`
    case 'due':
      return formatDueStatement(fact)
    case 'policy':
      return `${labels.policy}: ${named(fact.policy)}, ${digest(fact.sha256)}`
    case 'device':
      return `${labels.device}: ${fact.mark}${fact.key === undefined ? '' : `, key \`${fact.key}\``}`
    case 'training':
      return `${labels.training}: made-up case, ${named(fact.exercise)}`
    case 'program':
      return `${labels.program}: rungs ${fact.version}`
    case 'clock-given':
      return `${labels['clock-given']}: given by hand, not read`
    case 'replaces':
      return `${labels.replaces}: entry ${fact.entry}, fact ${fact.fact}; ${named(fact.reason)}`
    case 'recovered': {
      const size = `${counted(fact.bytes, 'byte')}, ${digest(fact.sha256)}`
      return opening(`${labels.recovered}: ${size}; what can be read of it`, lines)
    }
    case 'taken-over':
      return opening(labels['taken-over'], lines)
    case 'receipt':
      return `${labels.receipt}: entry ${fact.entry}, ${groupReceipt(fact.code)}`
    case 'closed':
      return `${labels.closed}: ${named(fact.how)}`
  }
}

/** What somebody typed of a fact, for the quotation after its line; nothing where there is none. */
export const typedIn = (fact: Fact): string | undefined => {
  switch (fact.kind) {
    case 'answer':
      return fact.value.kind === 'text' ? fact.value.text : undefined
    case 'recovered':
    case 'taken-over':
      return fact.text
    case 'next':
    case 'due':
    case 'policy':
    case 'device':
    case 'training':
    case 'program':
    case 'clock-given':
    case 'replaces':
    case 'receipt':
    case 'closed':
      return undefined
  }
}

/** One fact: its line and, for typed text, the quotation; each line ends in LF. */
export const formatFact = (fact: Fact): string => {
  refuse('a fact', factProblem(fact))
  const text = typedIn(fact)
  const quotation = text === undefined ? [] : quote(text)
  if (quotation.some(({ length }) => length > longestLine)) refuse('a fact', 'a line of it is too long')
  return [`- ${fact.at} ${formatBody(fact, quotation.length)}`, ...quotation, ''].join('\n')
}

/** The words before the id on the first line. */
export const originalTitle = '# Escalation record '

/** The part of the header that its seal covers: up to the LF of the salt. `saltHex`: 32 bytes in lower-case hex. */
export const formatHeader = (id: string, zone: string, saltHex: string): string => {
  refuse('a header', isRecordId(id) && isZone(zone) && isDigest(saltHex) ? undefined : `${id}, ${zone}`)
  return `${originalTitle}${id}\n\n- Format: rungs-record 1\n- Zone: ${zone}\n- Salt:\n> ${saltHex}\n`
}

/** Headings of the places that are no rung. */
export const headings = {
  sitting: 'Sitting',
  danger: 'Danger',
  about: 'About the case',
  promise: 'What was agreed',
  top: 'The policy ends here',
  handed: 'Handed on',
  closing: 'Closing',
  note: 'Note',
  letter: 'Letter',
  correction: 'Correction',
} as const satisfies Readonly<Record<Exclude<Place['kind'], 'rung'>, string>>

/** `Stage 1 (`stage-1`), clause 3.2` */
export const formatTitle = (place: Place): string =>
  place.kind === 'rung' ? `${named(place.rung)}, clause ${place.clause}` : headings[place.kind]

/** The heading of entry `n` and the empty line after it: `## 3 Stage 1 (`stage-1`), clause 3.2`. */
export const formatHeading = (n: number, place: Place): string => {
  refuse('a heading', placeProblem(place))
  return `## ${n} ${formatTitle(place)}\n\n`
}

/** The empty line and the seal after an entry, or after the header (`n` 0). */
export const formatSeal = (n: number, hex: string): string => `\n\`seal ${n} ${hex}\`\n`

/** The signature line after a seal, without its LF; the next seal covers it so. `hex`: 64 bytes. */
export const formatSignature = (n: number, hex: string): string => `\`sign ${n} ${hex}\``
