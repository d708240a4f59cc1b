/** The chapters of the proof-reading document that belong to no scenario: terms, danger, contacts, questions, agencies, advice. */
import type { PlainDate } from '../../calendar/time.ts'
import { challengedRemarks } from '../../flow/challenged.ts'
import type {
  Advice,
  Agency,
  Ask,
  Common,
  Elsewhere,
  Guard,
  NamedMoment,
  Policy,
  Term,
} from '../../flow/policy.ts'
import { adviceKinds, guardTimes } from '../../flow/words/closed-lists.ts'
import { capital } from '../../flow/words/phrase.ts'
import {
  type Block,
  chapter,
  cited,
  code,
  heading,
  type Item,
  labelled,
  list,
  paragraph,
  passage,
  quiet,
  strong,
} from '../document/document.ts'
import { challengedItems } from './challenged.ts'
import { contactItems, contactsNamed, idText } from './contact.ts'
import { openHere } from './remark.ts'
import { partAnchor } from './target.ts'

type Blocks = readonly Block[]

const meta = (clause: string, id: string, more = ''): Block =>
  quiet(`Clause: ${clause}. ${more}`, ...idText(id), '.')

const termItem = (one: Term): Item => ({
  text: [
    strong(one.term),
    `: ${one.meaning}`,
    ...cited(one.clause),
    ...(one.criterion === undefined ? [] : [' A concern can be matched to it. ', ...idText(one.criterion)]),
  ],
})

/** What of the general guidance holds in the policy's nation. */
const holds =
  (policy: Policy) =>
  (one: { readonly nations?: readonly string[] }): boolean =>
    one.nations === undefined || one.nations.includes(policy.nation)

const termBlocks = (policy: Policy, common: Common): Blocks => {
  const general = common.terms.filter(holds(policy))
  return [
    ...list(policy.terms.map(termItem)),
    ...(general.length === 0 ? [] : [heading(3, `What the program adds: ${common.label}`)]),
    ...list(general.map(termItem)),
  ]
}

const dangerBlocks = (policy: Policy, common: Common): Blocks => {
  const silent: Item = { text: ['The policy itself prints nothing to do.'] }
  return [
    heading(3, `What ${policy.short} says`),
    ...list(policy.danger.length === 0 ? [silent] : policy.danger.map(passage)),
    ...labelled('Whom to ring', contactsNamed(policy, policy.dangerContacts)),
    ...openHere(policy, policy.dangerRemarks),
    heading(3, `What the program adds: ${common.label}`),
    { kind: 'paragraph', text: [common.headline], tone: 'loud' },
    ...list(common.danger.filter(holds(policy)).map(passage)),
    ...labelled(
      'Whom to ring',
      common.contacts.map((one) => ({ text: [one.role], under: contactItems(one, policy) })),
    ),
    ...labelled('Who may refer', common.anyoneMayRefer.filter(holds(policy)).map(passage)),
  ]
}

const contactBlocks = (policy: Policy, today: PlainDate): Blocks =>
  policy.contacts.flatMap((one) => [
    heading(3, one.role, partAnchor('contact', one.id)),
    quiet(...idText(one.id), '.'),
    ...list(contactItems(one, policy, today)),
  ])

const askBlocks = (policy: Policy, ask: Ask): Blocks => [
  heading(3, ask.title, partAnchor('ask', ask.id)),
  meta(ask.clause, ask.id),
  ...list(ask.options.map((option) => ({ text: [option.label] }))),
  ...openHere(policy, ask.remarks),
]

const momentBlocks = (policy: Policy, moment: NamedMoment): Blocks => [
  heading(3, moment.ask, partAnchor('moment', moment.id)),
  meta(moment.clause, moment.id, 'Asked before the first clock that counts from it. '),
  ...openHere(policy, moment.remarks),
]

/** Posts that the source joins with a word stand on one step, with that word. */
export const postsOf = (agency: Agency): readonly string[] => {
  const made: string[] = []
  for (const { title, joined } of agency.posts) {
    if (joined === undefined) made.push(title)
    else made.push(`${made.pop() ?? ''} ${joined} ${title}`)
  }
  return made
}

const agencyBlocks = (policy: Policy, agency: Agency): Blocks => [
  heading(3, agency.title, partAnchor('agency', agency.id)),
  meta(agency.clause, agency.id),
  ...list(
    postsOf(agency).map((text) => ({ text: [text] })),
    true,
  ),
  ...openHere(policy, agency.remarks),
]

const adviceBlocks = (policy: Policy, one: Advice): Blocks => [
  heading(3, one.title, partAnchor('advice', one.id)),
  quiet(`${capital(adviceKinds[one.kind])}, beside the ladder. `, ...idText(one.id), '.'),
  ...list([passage(one)]),
  ...labelled('Contacts', contactsNamed(policy, one.contacts)),
  ...openHere(policy, one.remarks),
]

const guardBlocks = (policy: Policy, guard: Guard): Blocks => [
  heading(3, guard.ask, partAnchor('guard', guard.id)),
  meta(guard.clause, guard.id, `Asked ${guardTimes[guard.every]}. `),
  ...list(
    guard.options.map((option) => ({
      text: [
        option.then === undefined ? option.label : strong(option.label),
        option.then === undefined ? '' : `: ${option.then}`,
      ],
      under: contactsNamed(policy, option.contacts),
    })),
  ),
  ...openHere(policy, guard.remarks),
]

const elsewhereBlocks = (policy: Policy, one: Elsewhere): Blocks => [
  heading(3, one.title, partAnchor('elsewhere', one.id)),
  quiet(...idText(one.id), '.'),
  ...list([
    passage(one),
    {
      text: [
        one.returns
          ? 'The case stays open: the matter may come back to the rung that it left, become a promise, or end the case.'
          : 'It ends the case here.',
      ],
    },
    ...(one.policy === undefined
      ? []
      : [{ text: ['Carried by this policy of the program: ', code(one.policy)] }]),
  ]),
  ...labelled('Contacts', contactsNamed(policy, one.contacts)),
  ...openHere(policy, one.remarks),
]

const hoursBlocks = (policy: Policy): Blocks =>
  policy.officeHours === undefined
    ? []
    : [
        paragraph(
          `${policy.officeHours.from} to ${policy.officeHours.to}`,
          ...cited(policy.officeHours.clause),
        ),
        ...openHere(policy, policy.officeHours.remarks),
      ]

const challengedBlocks = (policy: Policy): Blocks => [
  ...list(challengedItems(policy, policy.challenged)),
  ...openHere(policy, challengedRemarks(policy.challenged)),
]

/** Everything before the scenarios, each chapter only where it has something to say. */
export const partBlocks = (policy: Policy, common: Common, today: PlainDate): Blocks => {
  const each = <T>(
    title: string,
    anchor: string,
    parts: readonly T[],
    make: (policy: Policy, part: T) => Blocks,
  ): Blocks =>
    chapter(
      2,
      title,
      anchor,
      parts.flatMap((part) => make(policy, part)),
    )
  return [
    ...chapter(2, 'Principles', 'principles', list(policy.principles.map(passage))),
    ...chapter(2, 'Terms', 'terms', termBlocks(policy, common)),
    ...chapter(2, 'Immediate danger', 'danger', dangerBlocks(policy, common)),
    ...chapter(2, 'Contacts', 'contacts', contactBlocks(policy, today)),
    ...chapter(2, 'Office hours', 'office-hours', hoursBlocks(policy)),
    ...each('Questions of the policy', 'questions', policy.asks, askBlocks),
    ...chapter(2, 'Whose decision is disputed', 'challenged', challengedBlocks(policy)),
    ...each('Moments that only the person knows', 'moments', policy.moments, momentBlocks),
    ...each('The agencies’ ladders', 'agencies', policy.agencies, agencyBlocks),
    ...each('Advice and actions beside the ladder', 'advice', policy.advice, adviceBlocks),
    ...each('Beliefs and checks that are asked and recorded', 'guards', policy.guards, guardBlocks),
    ...each('What does not belong here, and where it goes', 'elsewhere', policy.elsewhere, elsewhereBlocks),
  ]
}
