/** Contacts in the proof-reading document: in full where they are listed, in one line where they are named. */
import type { PlainDate } from '../../calendar/time.ts'
import type { Contact, ContactLine, Policy } from '../../flow/policy.ts'
import { printedAge } from '../printed-age.ts'
import { either, optionWords, questionWords, whenWords } from '../when-words.ts'
import { between, cited, code, type Item, type Span, type Text, whole } from './document.ts'

const kinds: Readonly<Record<ContactLine['kind'], string>> = {
  phone: 'telephone',
  voicemail: 'voicemail',
  'e-mail': 'e-mail',
  web: 'web',
  post: 'post',
}

const spoken = (line: ContactLine): boolean => line.kind === 'phone' || line.kind === 'voicemail'

const hours = (line: ContactLine): readonly string[] => {
  if (line.hours === 'out-of-hours') return ['out of hours']
  if (line.hours === 'day') return ['in the daytime']
  return spoken(line) ? ['the source prints no hours'] : []
}

const value = (line: ContactLine): Span => (line.kind === 'post' ? line.value : whole(line.value))

const noLines = 'the source prints no number and no address'

/** `telephone: 020 7946 0000 (out of hours; ask for the duty desk)` */
const lineText = (line: ContactLine, general: boolean): Text => {
  const words = [...(general ? [] : hours(line)), ...(line.note === undefined ? [] : [line.note])]
  return [`${kinds[line.kind]}: `, value(line), words.length === 0 ? '' : ` (${words.join('; ')})`]
}

/** "Where does the child live? Sefton or Not known yet"; undefined where the contact has no condition. */
export const condition = (contact: Contact, policy: Policy): string | undefined => {
  const { when } = contact
  if (when === undefined) return undefined
  return `${questionWords(policy, when.ask)} ${either(when.is.map((id) => optionWords(policy, when.ask, id)))}`
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
  spoken(line) ? '' : `${kinds[line.kind]} `,
  value(line),
  line.hours === 'out-of-hours' ? ' out of hours' : line.hours === 'day' ? ' in the daytime' : '',
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
