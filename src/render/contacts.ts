/**
 * Whom to call, as lines for any screen: general guidance first, then the policy's contacts, with what the source
 * prints about them and nothing that it does not. Local corrections win and say so. Knows no clock and no width.
 */
import { isWeekend } from '../calendar/date.ts'
import type { Calendar, Stamp } from '../calendar/time.ts'
import type { Common, Contact, ContactLine, Policy } from '../flow/policy.ts'
import { lineHours, lineKinds, noLines } from '../flow/words/closed-lists.ts'
import { whenWords } from '../flow/words/when.ts'
import type { Line, Span } from '../terminal/screen.ts'

/** The school's own corrections, by contact id. */
export type Local = Readonly<Record<string, { readonly value: string; readonly note?: string }>>

/** One way to reach somebody. `local`: it is the school's own correction. */
export interface Reach extends ContactLine {
  readonly local?: true
}

export interface At {
  /** Night, weekend or bank holiday: the out-of-hours line then comes first. */
  readonly outOfHoursNow: boolean
}

/** Answers to the policy's questions: the option's id by the question's. */
export type Answers = Readonly<Record<string, string>>

const spoken = (line: ContactLine): boolean => line.kind === 'phone' || line.kind === 'voicemail'

const late = (line: ContactLine): boolean => line.hours === 'out-of-hours'

/**
 * Whether offices are likely to be shut: weekends, bank holidays, before 8.30 and from 17.30. The policies print no office
 * hours, so this only puts the one number before the other; it hides none.
 */
export const isOutOfHours = (now: Stamp, calendar: Calendar | undefined): boolean => {
  const [date, time] = [now.slice(0, 10), now.slice(11, 16)]
  return time < '08:30' || time >= '17:30' || isWeekend(date) || calendar?.holidays.has(date) === true
}

const lateFirst = <T>(list: readonly T[], isLate: (one: T) => boolean, at: At): readonly T[] =>
  at.outOfHoursNow
    ? [...list.filter(isLate), ...list.filter((one) => !isLate(one))]
    : [...list.filter((one) => !isLate(one)), ...list.filter(isLate)]

const kindOf = (value: string): ContactLine['kind'] =>
  /\S@\S/.test(value) ? 'e-mail' : /^https?:|^www\./i.test(value) ? 'web' : 'phone'

const sameKind = (a: ContactLine, b: ContactLine): boolean => a.kind === b.kind || (spoken(a) && spoken(b))

/** A correction takes the place of the printed lines of its kind, but never of an out-of-hours line beside them. */
const corrected = (contact: Contact, local: Local): readonly Reach[] => {
  const own = Object.hasOwn(local, contact.id) ? local[contact.id] : undefined
  if (own === undefined) return contact.lines
  const { value, note } = own
  const base: Reach = {
    kind: kindOf(value),
    value,
    hours: 'any',
    local: true,
    ...(note === undefined ? {} : { note }),
  }
  const alike = contact.lines.filter((line) => sameKind(line, base))
  const replaced = alike.some((line) => !late(line)) ? alike.filter((line) => !late(line)) : alike
  const hours = replaced[0]?.hours ?? 'any'
  return [{ ...base, hours }, ...contact.lines.filter((line) => !replaced.includes(line))]
}

/**
 * How to reach a contact now, best first: telephone before the rest; at night, at weekends and on bank holidays the
 * out-of-hours line before the daytime one, otherwise behind it. None is left out, but what a local correction replaces.
 */
export const numbersFor = (contact: Contact, at: At, local: Local = {}): readonly Reach[] => {
  const lines = corrected(contact, local)
  const [calls, others] = [lines.filter(spoken), lines.filter((line) => !spoken(line))]
  return [...lateFirst(calls, late, at), ...others]
}

/** Contacts in the order in which to try them now: at night those with an out-of-hours line first. The rest stay as printed. */
export const contactsInOrder = (contacts: readonly Contact[], at: At): readonly Contact[] =>
  at.outOfHoursNow ? lateFirst(contacts, (one) => one.lines.some(late), at) : contacts

const hoursLabel = (line: Reach): string | undefined => {
  const unknown = line.hours === 'any' && (!spoken(line) || line.local !== undefined)
  return unknown ? undefined : lineHours[line.hours]
}

/** What stands behind a number: "voicemail, out of hours, local correction, ask for the duty desk". Empty where nothing does. */
export const numberLabel = (line: Reach, general = false): string =>
  [
    line.kind === 'phone' ? undefined : lineKinds[line.kind],
    general ? undefined : hoursLabel(line),
    line.local === true ? 'local correction' : undefined,
    line.note,
  ]
    .filter((word) => word !== undefined)
    .join(', ')

const quiet = (text: string): Line => ({ spans: [{ text, as: 'quiet' }], indent: 4, hang: 2 })

const numberLine = (line: Reach, general: boolean): Line => {
  const label = numberLabel(line, general)
  const value: Span = line.kind === 'post' ? { text: line.value } : { text: line.value, as: 'number' }
  return {
    spans: [value, ...(label === '' ? [] : [{ text: `  ${label}`, as: 'quiet' } as const])],
    indent: 4,
    hang: 2,
  }
}

const replacedLine = (contact: Contact, shown: readonly Reach[]): readonly Line[] => {
  const gone = contact.lines.filter((line) => !shown.includes(line)).map((line) => line.value)
  return gone.length === 0 ? [] : [quiet(`instead of the printed ${gone.join(', ')}`)]
}

const blank: Line = { spans: [] }

const generalLines = (contact: Contact): readonly Line[] => [
  { spans: [{ text: contact.role, as: 'title' }], indent: 2, hang: 2 },
  ...contact.lines.map((line) => numberLine(line, true)),
]

const policyLines = (policy: Policy, contact: Contact, at: At, local: Local): readonly Line[] => {
  const numbers = numbersFor(contact, at, local)
  const only = contact.when === undefined ? undefined : whenWords(policy, contact.when)
  return [
    blank,
    {
      spans: [{ text: contact.role, as: 'title' }],
      right: [{ text: contact.clause, as: 'clause' }],
      indent: 2,
      hang: 2,
    },
    ...numbers.map((line) => numberLine(line, false)),
    ...(numbers.length === 0 ? [quiet(noLines)] : []),
    ...replacedLine(contact, numbers),
    ...(only === undefined ? [] : [quiet(only)]),
    ...(contact.note === undefined ? [] : [quiet(contact.note)]),
    ...(contact.name === undefined ? [] : [quiet(`named in the policy: ${contact.name}`)]),
    quiet(contact.printed === 'undated' ? 'undated: check' : `printed ${contact.printed}: check`),
  ]
}

/** Whether the answers so far leave it open that this contact is the one. */
export const applies = (contact: Contact, answers: Answers): boolean => {
  const { when } = contact
  const answer = when !== undefined && Object.hasOwn(answers, when.ask) ? answers[when.ask] : undefined
  return when === undefined || answer === undefined || when.is.includes(answer)
}

/**
 * Everybody whom the policy names, and the general numbers first under their label. Contacts for another answer than the
 * one given come last under a heading of their own; none is hidden.
 */
export const contactLines = (
  policy: Policy,
  common: Common,
  answers: Answers,
  local: Local,
  at: At = { outOfHoursNow: false },
): readonly Line[] => {
  const ordered = contactsInOrder(policy.contacts, at)
  const others = ordered.filter((one) => !applies(one, answers))
  return [
    ...generalContactLines(common),
    blank,
    { spans: [{ text: `${policy.title}`, as: 'title' }], hang: 2 },
    ...ordered.filter((one) => applies(one, answers)).flatMap((one) => policyLines(policy, one, at, local)),
    ...(others.length === 0
      ? []
      : [blank, { spans: [{ text: 'For another answer than yours', as: 'title' } as const] }]),
    ...others.flatMap((one) => policyLines(policy, one, at, local)),
  ]
}

/** 999 and 101, under the label of the general guidance. */
export const generalContactLines = (common: Common): readonly Line[] => [
  { spans: [{ text: common.label.replace(/^./, (first) => first.toUpperCase()), as: 'quiet' }], hang: 2 },
  ...common.contacts.flatMap(generalLines),
]
