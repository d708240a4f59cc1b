/**
 * A whole policy as one Markdown document for proof-reading against its source: every word of the flow that a user can
 * be shown, with its clause. Checks nothing and reads no disk; see commands/flow-show.ts.
 */
import type { PlainDate } from '../calendar/time.ts'
import type { Advice, Agency, Ask, Common, Guard, Policy, Remark } from '../flow/policy.ts'
import { contactItems, contactsNamed } from './flow-contact.ts'
import { editionWarnings, monthName } from './flow-edition.ts'
import {
  cited,
  heading,
  type Item,
  labelled,
  list,
  numbered,
  paragraph,
  passage,
  plain,
} from './flow-markdown.ts'
import { remarkItems } from './flow-rung.ts'
import { type Printed, scenarioBlocks } from './flow-scenario.ts'

type Blocks = readonly string[]

/** A chapter with its heading, or nothing where it is empty. */
const chapter = (title: string, blocks: Blocks): Blocks =>
  blocks.length === 0 ? [] : [heading(2, title), ...blocks]

const editionBlocks = (policy: Policy, today: PlainDate): Blocks => {
  const { edition } = policy
  return [
    ...list([
      { text: `Printed: ${plain(edition.printed)}` },
      ...(edition.issued === undefined ? [] : [{ text: `Issued: ${monthName(edition.issued)}` }]),
      ...(edition.reviewDue === undefined ? [] : [{ text: `Review due: ${monthName(edition.reviewDue)}` }]),
    ]),
    ...labelled(
      'Warnings',
      editionWarnings(policy, today).map((text) => ({ text: plain(text) })),
    ),
  ]
}

const terms = (policy: Policy): Blocks =>
  list(
    policy.terms.map((one) => ({
      text: `**${plain(one.term)}**: ${plain(one.meaning)}${cited(one.clause)}`,
    })),
  )

const dangerBlocks = (policy: Policy, common: Common): Blocks => {
  const silent: Item = { text: 'The policy itself prints nothing to do.' }
  return [
    heading(3, `What ${policy.short} says`),
    ...list(policy.danger.length === 0 ? [silent] : policy.danger.map(passage)),
    ...labelled('Whom to ring', contactsNamed(policy, policy.dangerContacts)),
    heading(3, common.label),
    plain(common.headline),
    ...list(common.danger.map(passage)),
    ...labelled(
      'Whom to ring',
      common.contacts.map((one) => ({ text: plain(one.role), under: contactItems(one, policy) })),
    ),
    ...labelled('Who may refer', common.anyoneMayRefer.map(passage)),
  ]
}

const contactBlocks = (policy: Policy): Blocks =>
  policy.contacts.flatMap((one) => [heading(3, one.role), ...list(contactItems(one, policy))])

const askBlocks = (policy: Policy, ask: Ask): Blocks => [
  heading(3, ask.title),
  paragraph(`Clause: ${plain(ask.clause)}.`),
  ...list(ask.options.map((option) => ({ text: plain(option.label) }))),
  ...labelled('What the source leaves open', remarkItems(policy, ask.remarks)),
]

/** Posts that the source joins with a word stand on one step, with that word. */
const steps = (agency: Agency): readonly string[] => {
  const made: string[] = []
  for (const { title, joined } of agency.posts) {
    if (joined === undefined) made.push(plain(title))
    else made.push(`${made.pop() ?? ''} ${plain(joined)} ${plain(title)}`.trim())
  }
  return made
}

const agencyBlocks = (policy: Policy, agency: Agency): Blocks => [
  heading(3, agency.title),
  paragraph(`Clause: ${plain(agency.clause)}.`),
  ...numbered(steps(agency)),
  ...labelled('What the source leaves open', remarkItems(policy, agency.remarks)),
]

const besideBlocks = (policy: Policy, one: Advice): Blocks => [
  heading(3, one.title),
  ...list([passage(one)]),
  ...labelled('Contacts', contactsNamed(policy, one.contacts)),
]

const guardBlocks = (policy: Policy, guard: Guard): Blocks => [
  heading(3, guard.ask),
  paragraph(
    `Clause: ${plain(guard.clause)}. Asked ${guard.every === 'case' ? 'once in a case' : 'at every rung that names it'}.`,
  ),
  ...list(
    guard.options.map((option) => ({
      text: `${plain(option.label)}${option.then === undefined ? '' : `: ${plain(option.then)}`}`,
      under: contactsNamed(policy, option.contacts),
    })),
  ),
  ...labelled('What the source leaves open', remarkItems(policy, guard.remarks)),
]

const added: Blocks = list([
  { text: 'Where somebody is approached: waiting for an answer; no answer in time; could not reach them.' },
  {
    text: 'On every rung: leave this step out, with a reason; go back to an earlier step; another kind of disagreement fits now; it is settled otherwise, or no longer needed.',
  },
])

const remarkList = (policy: Policy, kind: Remark['kind']): Blocks =>
  list(
    policy.remarks
      .filter((one) => one.kind === kind)
      .map((one) => ({ text: `\`${one.id}\`: ${passage(one).text}` })),
  )

/** The whole policy as Markdown, ending with a line break. `today` decides which warnings the edition needs. */
export const renderPolicy = (policy: Policy, common: Common, today: PlainDate): string => {
  const printed: Printed = new Map()
  const blocks = [
    heading(1, policy.title),
    paragraph(
      `Policy \`${policy.id}\`, shown on screens as “${plain(policy.short)}”. Bank holidays: ${policy.calendar}.`,
    ),
    paragraph(`SHA-256 of the flow: \`${policy.sha256}\``),
    ...chapter('Edition', editionBlocks(policy, today)),
    ...chapter('Scenarios', numbered(policy.scenarios.map((one) => plain(one.title)))),
    ...chapter('Principles', list(policy.principles.map(passage))),
    ...chapter('Terms', terms(policy)),
    ...chapter('Immediate danger', dangerBlocks(policy, common)),
    ...chapter('Contacts', contactBlocks(policy)),
    ...chapter(
      'Questions of the policy',
      policy.asks.flatMap((one) => askBlocks(policy, one)),
    ),
    ...chapter(
      'The agencies’ ladders',
      policy.agencies.flatMap((one) => agencyBlocks(policy, one)),
    ),
    ...chapter(
      'Advice beside the ladder',
      policy.advice.flatMap((one) => besideBlocks(policy, one)),
    ),
    ...chapter(
      'Beliefs and checks that are asked and recorded',
      policy.guards.flatMap((one) => guardBlocks(policy, one)),
    ),
    ...chapter(
      'What does not belong here, and where it goes',
      policy.elsewhere.flatMap((one) => besideBlocks(policy, one)),
    ),
    ...chapter('What the program adds to the outcomes of the rungs', added),
    ...policy.scenarios.flatMap((scenario) => scenarioBlocks(policy, scenario, printed)),
    ...chapter('All gaps', remarkList(policy, 'gap')),
    ...chapter('All readings', remarkList(policy, 'reading')),
  ]
  return `${blocks.join('\n\n')}\n`
}
