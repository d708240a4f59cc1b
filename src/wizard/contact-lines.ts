/** A contact in one line on a rung: role, numbers, and what to know before trusting them. The whole list is in render/contacts.ts. */
import type { Advice, Contact, Policy } from '../flow/policy.ts'
import {
  type At,
  contactsInOrder,
  isOutOfHours,
  type Local,
  numbersFor,
  type Reach,
} from '../render/contacts.ts'
import type { Line, Span } from '../terminal/screen.ts'
import { clauseOf } from './clause.ts'
import type { Desk } from './desk.ts'
import { openLines } from './remark-lines.ts'

/** Whether the out-of-hours numbers come first now. */
export const hoursNow = (desk: Desk): At => {
  const { state, ports } = desk.sitting
  return {
    outOfHoursNow: isOutOfHours(
      ports.clock.now(),
      ports.shipped.calendar(state.policy?.calendar ?? 'england-and-wales')?.calendar,
    ),
  }
}

/** The school's corrections for the policy of the case. */
export const localOf = (desk: Desk): Local => {
  const { state, casebook } = desk.sitting
  return casebook.settings.contacts[state.policy?.id ?? ''] ?? {}
}

const labels: readonly [keyof typeof words, (line: Reach) => boolean][] = [
  ['out-of-hours', (line) => line.hours === 'out-of-hours'],
  ['day', (line) => line.hours === 'day'],
  ['voicemail', (line) => line.kind === 'voicemail'],
]
const words = { 'out-of-hours': 'out of hours ', day: 'daytime ', voicemail: 'voicemail ' }

const reachSpans = (line: Reach, i: number, all: readonly Reach[]): readonly Span[] => [
  { text: i === 0 ? '' : ' · ' },
  { text: labels.flatMap(([word, fits]) => (fits(line) ? [words[word]] : [])).join('') },
  { text: line.value, as: 'number' },
  // Beside an out-of-hours number the other one must not be taken for another of those.
  ...(line.hours === 'any' && all.some(({ hours }) => hours === 'out-of-hours')
    ? [{ text: ' (no hours printed)', as: 'quiet' } as const]
    : []),
  ...(line.local === true ? [{ text: ' (local correction)', as: 'quiet' } as const] : []),
]

/** When the source was printed, in words for a number. */
const printedWords = ({ printed }: Contact): string =>
  printed === 'undated' ? 'undated' : `printed ${printed}`

/** What fits into a row of 80 columns beside margins, indentation and a gap. */
const widest = 74

const textOf = (spans: readonly Span[]): string => spans.map(({ text }) => text).join('')

/** Telephone numbers, or else the first other way; where there is neither, that is said. */
export const contactLine = (desk: Desk, contact: Contact): Line => {
  const all = numbersFor(contact, hoursNow(desk), localOf(desk))
  const spoken = all.filter((line) => line.kind === 'phone' || line.kind === 'voicemail')
  const shown = spoken.length > 0 ? spoken : all.slice(0, 1)
  const none: readonly Span[] = shown.length === 0 ? [{ text: 'no number printed', as: 'gap' }] : []
  const spans = [{ text: `${contact.role}  ` }, ...shown.flatMap(reachSpans), ...none]
  const printed: readonly Span[] = [{ text: printedWords(contact), as: 'quiet', wide: true }]
  const corrected = shown.some((line) => line.local === true)
  const room =
    !corrected && contact.clause !== 'general' && textOf(spans).length + textOf(printed).length < widest
  return { spans, indent: 2, hang: 2, ...(room ? { right: printed } : {}) }
}

/** The contacts in the order in which to try them now. */
export const contactRows = (desk: Desk, contacts: readonly Contact[]): readonly Line[] =>
  contactsInOrder(contacts, hoursNow(desk)).map((contact) => contactLine(desk, contact))

/** Said in the body where a row had no room for when its number was printed. */
export const printedLines = (desk: Desk, contacts: readonly Contact[]): readonly Line[] => {
  const dates = contacts
    .filter((contact) => contact.lines.length > 0 && contactLine(desk, contact).right === undefined)
    .map(printedWords)
  return [...new Set(dates)].map((words) => ({
    spans: [{ text: `The numbers above are ${words}: check them.`, as: 'quiet' }],
  }))
}

/** Somebody to turn to beside the ladder, or a matter that goes elsewhere: what it is, what the policy says, whom to reach. */
export const adviceRows = (
  desk: Desk,
  policy: Policy,
  { title, text, clause, contacts, remarks }: Omit<Advice, 'id' | 'kind'>,
): readonly Line[] => [
  { spans: [{ text: title, as: 'title' }], right: clauseOf(clause) },
  { spans: [{ text }], indent: 2 },
  ...contactRows(
    desk,
    policy.contacts.filter(({ id }) => contacts.includes(id)),
  ),
  ...policy.contacts
    .filter(({ id, note }) => contacts.includes(id) && note !== undefined)
    .map(({ note }): Line => ({ spans: [{ text: note ?? '', as: 'quiet' }], indent: 2 })),
  ...openLines(policy, remarks),
]
