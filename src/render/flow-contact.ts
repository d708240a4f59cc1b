/** Contacts in the proof-reading document: in full where they are listed, in one line where they are named. */
import type { Contact, ContactLine, Policy } from '../flow/policy.ts'
import { cited, either, type Item, plain, whole } from './flow-markdown.ts'

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

const remarks = (line: ContactLine): string => {
  const words = [...hours(line), ...(line.note === undefined ? [] : [plain(line.note)])]
  return words.length === 0 ? '' : ` (${words.join('; ')})`
}

const value = (line: ContactLine): string => (line.kind === 'post' ? plain(line.value) : whole(line.value))

const lineItem = (line: ContactLine): Item => ({
  text: `${kinds[line.kind]}: ${value(line)}${remarks(line)}`,
})

/** "only where: Where does the child live? Sefton or Not known yet"; undefined where the contact has no condition. */
export const condition = (contact: Contact, policy: Policy): string | undefined => {
  const { when } = contact
  const ask = policy.asks.find((one) => one.id === when?.ask)
  if (when === undefined || ask === undefined) return undefined
  const labels = ask.options.filter((option) => when.is.includes(option.id)).map((option) => option.label)
  return `${ask.title} ${either(labels)}`
}

/** A contact in full. */
export const contactItems = (contact: Contact, policy: Policy): readonly Item[] => {
  const only = condition(contact, policy)
  return [
    ...contact.lines.map(lineItem),
    ...(contact.lines.length === 0 ? [{ text: 'no number and no address' }] : []),
    ...(only === undefined ? [] : [{ text: `only for this answer: ${plain(only)}` }]),
    ...(contact.name === undefined ? [] : [{ text: `named in the source: ${plain(contact.name)}` }]),
    ...(contact.note === undefined ? [] : [{ text: `note: ${plain(contact.note)}` }]),
    { text: `printed: ${plain(contact.printed)}${cited(contact.clause)}` },
  ]
}

const short = (line: ContactLine): string =>
  `${spoken(line) ? '' : `${kinds[line.kind]} `}${value(line)}${line.hours === 'out-of-hours' ? ' out of hours' : line.hours === 'day' ? ' in the daytime' : ''}`

/** A contact in one item: role, numbers, when they were printed, and for which answer. */
export const contactLine = (contact: Contact, policy: Policy): Item => {
  const only = condition(contact, policy)
  const numbers =
    contact.lines.length === 0 ? 'no number and no address' : contact.lines.map(short).join(', ')
  return {
    text: `${plain(contact.role)}: ${numbers}; printed ${plain(contact.printed)}${only === undefined ? '' : `; only for: ${plain(only)}`}`,
  }
}

/** The contacts with these ids, in their order. */
export const contactsNamed = (policy: Policy, ids: readonly string[]): readonly Item[] =>
  ids.flatMap((id) => policy.contacts.filter((one) => one.id === id).map((one) => contactLine(one, policy)))
