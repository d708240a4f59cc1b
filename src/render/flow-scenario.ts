/**
 * One scenario in the proof-reading document. A rung that an earlier scenario has in the very same words is
 * named there and not printed again.
 */
import type { Policy, Rung, Scenario } from '../flow/policy.ts'
import { cited, heading, type Item, labelled, list, paragraph, passage, plain } from './flow-markdown.ts'
import { clockItems, remarkItems, rungBlocks } from './flow-rung.ts'

/** Where a rung was printed first, by its whole text. Grows while the document is made. */
export type Printed = Map<string, { readonly scenario: Scenario; readonly number: string }>

interface Part {
  readonly number: string
  readonly title: string
  readonly blocks: readonly string[]
  /** Printed before, there. */
  readonly before?: { readonly scenario: Scenario; readonly number: string }
}

const partOf = (policy: Policy, scenario: Scenario, printed: Printed, rung: Rung, number: string): Part => {
  const blocks = rungBlocks(policy, scenario, rung)
  const key = JSON.stringify([rung.title, blocks])
  const before = printed.get(key)
  if (before === undefined) printed.set(key, { scenario, number })
  return { number, title: rung.title, blocks, ...(before === undefined ? {} : { before }) }
}

const numberOf = (policy: Policy, scenario: Scenario): number => policy.scenarios.indexOf(scenario) + 1

const partBlocks = (policy: Policy, part: Part): readonly string[] => [
  heading(4, `${part.number}: ${part.title}`),
  ...(part.before === undefined
    ? part.blocks
    : [
        paragraph(
          `The same as ${part.before.number.toLowerCase()} of scenario ${numberOf(policy, part.before.scenario)}, “${plain(part.before.scenario.title)}”.`,
        ),
      ]),
]

const asked = (policy: Policy, scenario: Scenario): readonly Item[] =>
  scenario.asks.flatMap((id) =>
    policy.asks.filter((one) => one.id === id).map((one) => ({ text: plain(one.title) + cited(one.clause) })),
  )

/** The blocks of a scenario, from its heading to its closing. */
export const scenarioBlocks = (policy: Policy, scenario: Scenario, printed: Printed): readonly string[] => {
  const part = (word: string) => (rung: Rung, i: number) =>
    partBlocks(policy, partOf(policy, scenario, printed, rung, `${word} ${i + 1}`))
  return [
    heading(2, `Scenario ${numberOf(policy, scenario)}: ${scenario.title}`),
    paragraph(`File: \`${scenario.id}.yaml\`. Clause: ${plain(scenario.clause)}.`),
    paragraph(`When this fits: ${plain(scenario.when)}`),
    ...labelled('Holds for the whole scenario', scenario.notes.map(passage)),
    ...labelled('What the source leaves open', remarkItems(policy, scenario.remarks)),
    ...labelled('Asked first', asked(policy, scenario)),
    ...labelled('Time limits over several rungs', clockItems(policy, scenario.clocks)),
    heading(3, 'The ladder, from the bottom up'),
    ...scenario.ladder.flatMap(part('Rung')),
    ...(scenario.ways.length === 0 ? [] : [heading(3, 'Beside the ladder')]),
    ...scenario.ways.flatMap(part('Way')),
    heading(3, 'When the last rung has brought nothing'),
    ...list([passage(scenario.top)]),
    ...(scenario.closing.length === 0 ? [] : [heading(3, 'At the close')]),
    ...list(scenario.closing.map((one) => ({ text: `[ ] ${passage(one).text}` }))),
  ]
}
