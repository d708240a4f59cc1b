/** Whom to call, on the page for the wall: a table whose rows the steps name as T1, T2. A made-up case is never rung up: the head says so. */
import type { PlainDate } from '../../calendar/time.ts'
import type { Contact, Policy } from '../../flow/policy.ts'
import { lineHours, noLines } from '../../flow/words/closed-lists.ts'
import { either, quoted } from '../../flow/words/phrase.ts'
import { optionWords, questionWords } from '../../flow/words/when.ts'
import { contactsOf } from '../../training/handout.ts'
import { type Local, numberLabel, numbersFor, type Reach } from '../contacts.ts'
import {
  type Block,
  between,
  cited,
  heading,
  quiet,
  type Row,
  type Text,
  whole,
} from '../document/document.ts'
import { printedAge } from '../printed-age.ts'
import type { Names } from './steps.ts'

const isSpoken = ({ kind }: Reach): boolean => kind === 'phone' || kind === 'voicemail'

const printsHours = (line: Reach): boolean => line.hours !== 'any'

/** What stands behind the number, without the hours: they have a column. */
const lineText = (line: Reach): Text => {
  const label = numberLabel({ ...line, hours: 'any' })
    .split(', ')
    .filter((one) => one !== lineHours.any && one !== '')
    .join(', ')
  return [line.kind === 'post' ? line.value : whole(line.value), label === '' ? '' : ` (${label})`]
}

const hoursText = (lines: readonly Reach[]): string => {
  const spoken = lines.filter(isSpoken)
  if (spoken.length === 0) return ''
  const printed = spoken.filter(printsHours)
  if (printed.length === 0) return 'none printed'
  return printed.length === spoken.length && new Set(printed.map((one) => one.hours)).size === 1
    ? lineHours[printed[0]?.hours ?? 'any']
    : spoken
        .map((one, i) => `${i + 1}: ${printsHours(one) ? lineHours[one.hours] : 'none printed'}`)
        .join('; ')
}

/** For which answer: `; “Where does the child live?” Sefton or Not known yet`. */
const whenShort = (policy: Policy, { when }: Contact): string =>
  when === undefined
    ? ''
    : `; ${quoted(questionWords(policy, when.ask))} ${either(when.is.map((id) => optionWords(policy, when.ask, id)))}`

const replaced = (contact: Contact, shown: readonly Reach[]): Text => {
  const gone = contact.lines.filter((line) => !shown.includes(line)).map((line) => line.value)
  return gone.length === 0 ? [] : [`; instead of the printed ${gone.join(', ')}`]
}

const printedWords = ({ printed }: Contact, today: PlainDate): string =>
  `${printed}${printedAge(printed, today).check ? ': check' : ''}`

const rowOf = (policy: Policy, contact: Contact, i: number, today: PlainDate, local: Local): Row => {
  const lines = numbersFor(contact, { outOfHoursNow: false }, local)
  return {
    cells: [
      [`T${i + 1}`],
      [contact.role, whenShort(policy, contact), ...cited(contact.clause)],
      lines.length === 0 ? [noLines] : [...between(lines.map(lineText), ', '), ...replaced(contact, lines)],
      [hoursText(lines)],
      [printedWords(contact, today)],
    ],
  }
}

/** By the id of a contact, its row. */
export const numberNames = (policy: Policy): Names =>
  new Map(contactsOf(policy).named.map(({ id }, i) => [id, i + 1]))

/** The table, and who else is in the policy. */
export const numberBlocks = (policy: Policy, today: PlainDate, local: Local): readonly Block[] => {
  const { named, others } = contactsOf(policy)
  return [
    heading(2, 'The numbers, in a real case', 'numbers'),
    ...(named.length === 0
      ? [quiet('The policy prints no number or address for anybody on these steps.')]
      : [
          {
            kind: 'table',
            caption: 'Numbers, in a real case',
            unseen: true,
            head: ['', 'Who', 'Number (in a real case)', 'Hours', 'Printed'],
            widths: [4, 38, 32, 14, 12],
            rows: named.map((one, i) => rowOf(policy, one, i, today, local)),
          } as const,
        ]),
    ...(others.length === 0
      ? []
      : [
          quiet(
            `Also in the policy, not on these steps: ${others.map((one) => one.role).join('; ')}. “rungs contacts ${policy.id}” lists them.`,
          ),
        ]),
  ]
}
