/** What a proof-reader starts with: warnings, how much there is, how old the contacts are, and what is open. */
import type { PlainDate } from '../../calendar/time.ts'
import type { Contact, Policy, Rung } from '../../flow/policy.ts'
import { clocksOf, rungsOf } from '../../flow/rungs.ts'
import { type Block, heading, link, list, paragraph, type Row, type Text } from '../document/document.ts'
import { printedAge } from '../printed-age.ts'
import { editionWarnings } from './edition.ts'
import { openPointBlocks, type SameAs } from './open.ts'
import { partAnchor } from './target.ts'

const different = (parts: readonly unknown[]): number => new Set(parts.map((one) => JSON.stringify(one))).size

/** `35, of which 6 differ`: shared rungs and clocks are read once. */
const counted = (parts: readonly unknown[]): string => {
  const once = different(parts)
  return once === parts.length ? String(once) : `${parts.length}, of which ${once} differ`
}

const sharing = (rungs: readonly Rung[]): readonly unknown[] => rungs.map(({ up: _, ...rung }) => rung)

const remarkCount = (policy: Policy, kind: 'gap' | 'reading'): string =>
  String(policy.remarks.filter((one) => one.kind === kind).length)

const contactCount = (policy: Policy, today: PlainDate): string => {
  const old = policy.contacts.filter((one) => printedAge(one.printed, today).check).length
  const silent = policy.contacts.filter((one) => one.lines.length === 0).length
  const notes = [
    ...(old === 0 ? [] : [`${old} to check for age`]),
    ...(silent === 0 ? [] : [`${silent} without number or address`]),
  ]
  return `${policy.contacts.length}${notes.length === 0 ? '' : `, ${notes.join(', ')}`}`
}

const counts = (policy: Policy, today: PlainDate): Block => {
  const rungs = policy.scenarios.flatMap(rungsOf)
  const clocks = policy.scenarios.flatMap(clocksOf)
  const figures = clocks.filter((one) => one.limit.kind === 'rule')
  const rows: readonly (readonly [string, string])[] = [
    ['Scenarios', String(policy.scenarios.length)],
    ['Rungs', counted(sharing(rungs))],
    [
      'Time limits',
      clocks.length === 0
        ? '0: the source prints none'
        : `${counted(clocks)}${figures.length === clocks.length ? '' : `; ${different(clocks) - different(figures)} of them without a figure`}`,
    ],
    ['Gaps', remarkCount(policy, 'gap')],
    ['Readings', remarkCount(policy, 'reading')],
    ['Contacts', contactCount(policy, today)],
    ['Questions, beliefs and checks', String(policy.asks.length + policy.guards.length)],
    ['Matters that go elsewhere', String(policy.elsewhere.length)],
  ]
  return {
    kind: 'facts',
    caption: 'How much there is to read',
    rows: rows.map(([label, text]): readonly [string, Text] => [label, [text]]),
  }
}

const ageRow = (contact: Contact, today: PlainDate): Row => {
  const age = printedAge(contact.printed, today)
  return {
    cells: [
      [link(contact.role, partAnchor('contact', contact.id))],
      [contact.printed],
      [age.words],
      [
        [...(age.check ? ['check'] : []), ...(contact.lines.length === 0 ? ['no number printed'] : [])].join(
          '; ',
        ) || 'in date',
      ],
    ],
    ...(age.check ? { mark: 'warning' } : {}),
  }
}

const ages = (policy: Policy, today: PlainDate): readonly Block[] =>
  policy.contacts.length === 0
    ? [paragraph('The policy prints no contact.')]
    : [
        {
          kind: 'table',
          caption:
            'Contacts and their age: ring and check those older than two years, and those without a date',
          head: ['Contact', 'Printed', 'Age', 'To do'],
          widths: [40, 20, 20, 20],
          rows: policy.contacts.map((one) => ageRow(one, today)),
        },
      ]

/** The first chapter after the head of the document. */
export const summaryBlocks = (policy: Policy, today: PlainDate, sameAs: SameAs): readonly Block[] => {
  const warnings = editionWarnings(policy, today)
  return [
    heading(2, 'Summary for the proof-reader', 'summary'),
    ...(warnings.length === 0 ? [] : [heading(3, 'Warnings')]),
    ...list(warnings.map((text) => ({ text: [text], mark: 'warning' }))),
    heading(3, 'Counts and contacts'),
    counts(policy, today),
    ...ages(policy, today),
    heading(3, 'Open points'),
    ...(policy.remarks.length === 0
      ? [paragraph('The flow names no gap and no reading.')]
      : openPointBlocks(policy, sameAs)),
  ]
}
