/** Contacts in the proof-reading document: in full where they are listed, in one line where they are named. */
import type { PlainDate } from '../../calendar/time.ts'
import type { Contact, ContactLine, Policy } from '../../flow/policy.ts'
import { lineHours, lineKinds, noLines } from '../../flow/words/closed-lists.ts'
import { whenWords } from '../../flow/words/when.ts'
import { between, cited, code, type Item, type Span, type Text, whole } from '../document/document.ts'
import { printedAge } from '../printed-age.ts'

const spoken = (line: ContactLine): boolean => line.kind === 'phone' || line.kind === 'voicemail'

/** Without hours only where there could be some. */
const hours = (line: ContactLine): readonly string[] =>
  line.hours === 'any' && !spoken(line) ? [] : [lineHours[line.hours]]

const value = (line: ContactLine): Span => (line.kind === 'post' ? line.value : whole(line.value))

/** `telephone: 020 7946 0000 (out of hours; ask for the duty desk)` */
const lineText = (line: ContactLine, general: boolean): Text => {
  const words = [...(general ? [] : hours(line)), ...(line.note === undefined ? [] : [line.note])]
  return [`${lineKinds[line.kind]}: `, value(line), words.length === 0 ? '' : ` (${words.join('; ')})`]
}

/** Everything about a contact but its role. `today` says how old it is; without it, it is a number that does not age. */
export const contactItems = (contact: Contact, policy: Policy, today?: PlainDate): readonly Item[] => [
  ...contact.lines.map((line) => ({ text: lineText(line, today === undefined) })),
  ...(contact.lines.length === 0 ? [{ text: [noLines] }] : []),
  ...(contact.when === undefined ? [] : [{ text: [whenWords(policy, contact.when)] }]),
  ...(contact.name === undefined ? [] : [{ text: [`named in the source: ${contact.name}`] }]),
  ...(contact.note === undefined ? [] : [{ text: [`note: ${contact.note}`] }]),
  {
    text: [
      `printed: ${contact.printed}${today === undefined ? '' : `, ${printedAge(contact.printed, today).words}`}`,
      ...cited(contact.clause),
    ],
  },
]

const short = (line: ContactLine): Text => [
  spoken(line) ? '' : `${lineKinds[line.kind]} `,
  value(line),
  line.hours === 'any' ? '' : ` ${lineHours[line.hours]}`,
]

/** A contact in one item: role, numbers, when they were printed, and for which answer. */
export const contactLine = (contact: Contact, policy: Policy): Item => ({
  text: [
    `${contact.role}: `,
    ...(contact.lines.length === 0 ? [noLines] : between(contact.lines.map(short), ', ')),
    `; printed ${contact.printed}`,
    contact.when === undefined ? '' : `; ${whenWords(policy, contact.when)}`,
  ],
})

/** The contacts with these ids, in their order. */
export const contactsNamed = (policy: Policy, ids: readonly string[]): readonly Item[] =>
  ids.flatMap((id) => policy.contacts.filter((one) => one.id === id).map((one) => contactLine(one, policy)))

/** The id by which the files of the flow name something. */
export const idText = (id: string): Text => ['Id: ', code(id)]
