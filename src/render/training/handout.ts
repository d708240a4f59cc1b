/**
 * The page for the wall of a staff room: danger, the ladders, the numbers, and what the policy leaves open. For practice, and it
 * says so. "rungs flow show" has the whole. Reads no disk.
 */
import { formatDate } from '../../calendar/date.ts'
import type { PlainDate } from '../../calendar/time.ts'
import { heldIn } from '../../flow/nationwide.ts'
import type { Common, Policy } from '../../flow/policy.ts'
import { capital } from '../../flow/words/phrase.ts'
import { contactsOf, gapsOf, handoutOf } from '../../training/handout.ts'
import { trainingMark } from '../../training-mark.ts'
import type { Local } from '../contacts.ts'
import {
  type Block,
  cited,
  type Document,
  heading,
  type Item,
  list,
  paragraph,
  quiet,
  strong,
  type Text,
  whole,
} from '../document/document.ts'
import { editionWarnings } from '../flow/edition.ts'
import { postsOf } from '../flow/parts.ts'
import { numberBlocks, numberNames } from './numbers.ts'
import { besideItems, conditionItems, ladderBlocks } from './steps.ts'

export interface HandoutShown {
  readonly policy: Policy
  readonly common: Common
  /** The school's own corrections of numbers. */
  readonly local: Local
  readonly today: PlainDate
}

/** At the top of each sheet. */
const sheetHead = ({ short }: Policy): string =>
  `${trainingMark} · ${short} · for practice: check numbers before you rely on them`

const madeOn = ({ policy, today }: HandoutShown): string =>
  `Made on ${formatDate(today)} from the text ${policy.sha256.slice(0, 16)}`

const passageItem = (one: { readonly text: string; readonly clause: string }): Item => ({
  text: [one.text, ...(one.clause === 'general' ? [] : cited(one.clause))],
})

const danger = ({ policy, common }: HandoutShown): readonly Block[] => {
  const names = numberNames(policy)
  const numbers = contactsOf(policy).named.filter(({ id }) => policy.dangerContacts.includes(id))
  const called: Text = common.contacts.flatMap(
    ({ role, lines }, i): Text => [
      i === 0 ? '' : '; ',
      ...lines.map((line) => whole(line.value)),
      ` ${role}`,
    ],
  )
  return [
    heading(2, 'In a real case: a child in immediate danger', 'danger'),
    { kind: 'paragraph', text: [common.headline], tone: 'loud' },
    ...list([
      {
        text: [
          strong(`${policy.short}: `),
          ...(policy.danger.length === 0
            ? ['the policy itself prints nothing to do. ']
            : policy.danger.flatMap((one): Text => [...passageItem(one).text, ' '])),
          ...(numbers.length === 0
            ? []
            : [`Its numbers, in a real case: ${numbers.map((one) => `T${names.get(one.id)}`).join(', ')}.`]),
        ],
      },
      {
        text: [
          strong(`${capital(common.label)}: `),
          ...heldIn(common.danger, policy.nation).flatMap((one): Text => [...passageItem(one).text, ' ']),
          ...heldIn(common.anyoneMayRefer, policy.nation).flatMap(
            (one): Text => [...passageItem(one).text, ' '],
          ),
          ...called,
          '.',
        ],
      },
    ]),
  ]
}

const edition = (shown: HandoutShown): readonly Block[] => {
  const { policy, today } = shown
  const warnings = editionWarnings(policy, today)
  return [
    paragraph(
      strong(`${trainingMark}: for practice. Check numbers before you rely on them.`),
      ` Policy: ${policy.edition.printed}. ${warnings.join(' ')} ${madeOn(shown)}.`,
    ),
  ]
}

const open = (policy: Policy): readonly Block[] => {
  const gaps = gapsOf(policy)
  const more = policy.remarks.filter((one) => one.kind === 'gap').length - gaps.length
  const readings = policy.remarks.filter((one) => one.kind === 'reading').length
  return [
    heading(2, 'What the policy leaves open', 'open'),
    ...list(gaps.map((one) => ({ text: [one.text, ...cited(one.clause)] }))),
    quiet(
      `Gaps that stand at single steps and elsewhere: ${more}. Places where the source can be read in more than one way: ${readings}. `,
      `“rungs flow show ${policy.id}” prints the whole: every condition, check and reading, with its clause.`,
    ),
  ]
}

/** Whose posts stand in which order, where the policy prints that; it pairs none of them with another agency's. */
const agencies = (policy: Policy): readonly Block[] =>
  policy.agencies.length === 0
    ? []
    : [
        heading(2, 'Each agency’s own ladder of posts, as printed', 'agencies'),
        {
          kind: 'table',
          caption: 'Ladders of posts',
          unseen: true,
          head: ['Agency', 'From the bottom up'],
          widths: [28, 72],
          rows: policy.agencies.map((one) => ({
            cells: [[one.title, ...cited(one.clause)], [postsOf(one).join(' → ')]],
          })),
        },
      ]

const tops = (policy: Policy): readonly Item[] => {
  const byText = new Map(policy.scenarios.map(({ top }) => [top.text, top]))
  return [...byText.values()].map((top) => ({
    text: [strong('At the top: '), top.text, ...cited(top.clause)],
  }))
}

/** More than fit on two sides as rows of a table. */
const manySteps = 24

/** The page of a policy. */
export const handoutDocument = (shown: HandoutShown): Document => {
  const { policy, today, local } = shown
  const names = numberNames(policy)
  const { ladders, conditions } = handoutOf(policy)
  return {
    title: `${trainingMark}: ${policy.title}`,
    foot: `${trainingMark} · ${madeOn(shown)} · ${policy.edition.printed}`,
    sheet: { head: sheetHead(policy), dense: ladders.flatMap((one) => one.steps).length > manySteps },
    blocks: [
      heading(1, `${trainingMark}: ${policy.title}`),
      ...edition(shown),
      ...danger(shown),
      ...ladders.flatMap((one, i) => ladderBlocks(policy, names, one, i)),
      ...list([
        ...besideItems(
          policy,
          names,
          ladders.flatMap(({ steps }) => steps),
        ),
        ...conditionItems(conditions),
        ...tops(policy),
      ]),
      ...agencies(policy),
      ...numberBlocks(policy, today, local),
      ...open(policy),
    ],
  }
}
