/** What honest people type: made-up names and plain sentences, with the accents, lists and addresses that real ones have. */
import type { Field } from '../../src/case/fact.ts'
import { type Generator, pick } from '../../src/proof/values.ts'

const firstNames = ['J.', 'A.', 'Priya', 'Tom', 'Bea', 'Fatima', 'Chidi', 'M.-C.', 'Zoë', 'Łukasz', 'Siân']
const lastNames = ['Example', "O'Sample", 'Muster', 'Nowak', 'Tester-Jones', 'Patel', 'Adeyemi', 'Modèle']
const school = ['Designated Safeguarding Lead', 'deputy DSL', 'head teacher', 'school nurse', 'pastoral lead']
const others = [
  'duty social worker',
  'team manager, assessment team',
  'MASH triage',
  'service manager',
  'health visitor (locality 2)',
  'conference chair',
  'head of service & deputy director',
]

const sentences = [
  'The threshold for section 17 is not met; early help was suggested.',
  'They will look at it again when there is new information.',
  'Third bruise in a month, seen by the school nurse and put on a body map.',
  '"Fell over", says the mother; the child says nothing when she is there.',
  'We do not agree that the risk has come down since the last review.',
  'Nobody has seen the child at home for 6 weeks.',
  'The plan has not moved since the core group of last month (see the minutes, p. 3).',
  'They had the chronology and said that it adds nothing.',
  'He told his form tutor that he is afraid to go home at weekends.',
  'She would rather not say who was there.',
  'A strategy meeting within the week, with health and the school.',
  'The case was closed without telling us; we learned it from the family.',
  'Attendance is 61 % this term, and falling.',
  'I asked for the reasons in writing.',
  'It was agreed that they visit together with us before Friday.',
  'The manager was in court and rang back in the afternoon.',
  'We said that we would go to the next stage if nothing changes.',
  'No reason was given.',
]

const strange = [
  'It’s the second time – “no further action” again.',
  'Mail to duty.team@example.org on Monday, no reply.',
  'See https://example.org/thresholds, page 12.',
  'Cost of the placement: £1,200 a week [their figure].',
  'Café staff reported it; the mother’s partner is “known”.',
  '*Not* what was agreed on 3/11.',
  'Ref. EHM_2214 / step-down <refused>.',
]

const lists = [
  ['In short:', '', '- bruises, twice', '- no coat in November', '- says that nobody is home after school'],
  ['1. They rang the mother.', '2. She said it was an accident.', '3. They closed it.'],
  ['What I said:', '> we are not asking for the moon', '# and that this is urgent'],
]

const references = ['MASH/2026/0412', 'LCS 88213', 'EHM-2214', 'by e-mail, no number', 'C/4471-b']
const children = [
  'A.B., year 4',
  'C.D. and E.D., years 2 and 6',
  'pupil 1187',
  'F.G., nursery',
  'H.I. (twin)',
]

const from = (random: Generator, list: readonly string[]): string => pick(random, list) ?? ''

/** Most names are plain ASCII, and so are about half of all records. */
const name = (random: Generator): string => {
  const accents = random(6) === 0 ? 0 : 3
  const last = lastNames.slice(0, accents === 0 ? undefined : -1)
  return `${from(random, firstNames.slice(0, firstNames.length - accents))} ${from(random, last)}`
}

const person = (random: Generator, roles: readonly string[]): string =>
  `${name(random)}, ${from(random, roles)}`

const sentence = (random: Generator): string => from(random, random(30) === 0 ? strange : sentences)

const prose = (random: Generator, most: number): string =>
  Array.from({ length: 1 + random(most) }, () => sentence(random)).join(' ')

/** Several lines now and then: paragraphs, or a list pasted from somewhere. */
const story = (random: Generator): string => {
  const paragraphs = Array.from({ length: 1 + random(3) }, () => prose(random, 3))
  return [...paragraphs, ...(random(4) === 0 ? (pick(random, lists) ?? []) : [])].join('\n')
}

/** Text for a field that takes text. */
export const typed = (random: Generator, field: Field): string => {
  switch (field) {
    case 'recorded-by':
      return person(random, school)
    case 'who':
    case 'advice-who':
    case 'promise-who':
      return person(random, others)
    case 'reference':
      return from(random, references)
    case 'child':
    case 'children':
      return from(random, children)
    case 'concern':
    case 'note':
      return story(random)
    default:
      return prose(random, 2)
  }
}
