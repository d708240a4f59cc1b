/**
 * One scenario in the proof-reading document. A rung that an earlier scenario has in the very same words is
 * named there and not printed again.
 */
import { challengedRemarks } from '../../flow/challenged.ts'
import type { Passage, Policy, Rung, Scenario, Stage, Start } from '../../flow/policy.ts'
import { findRung, rungName } from '../../flow/rungs.ts'
import { quoted } from '../../flow/words/phrase.ts'
import {
  type Block,
  cited,
  code,
  heading,
  type Item,
  labelled,
  link,
  list,
  passage,
  quiet,
  strong,
  type Text,
} from '../document/document.ts'
import { challengedItems } from './challenged.ts'
import { closingItems } from './check.ts'
import { clockItems } from './clock.ts'
import { idText } from './contact.ts'
import { allNumbered, type Numbered, numbersOf, scenarioNumber } from './number.ts'
import { openHere } from './remark.ts'
import { rungBlocks } from './rung.ts'
import { partAnchor, rungAnchor, scenarioAnchor } from './target.ts'

/** What was printed before, by its whole text; and by the anchor of a rung that is not printed again, the anchor of the first. */
export interface Printed {
  readonly first: Map<string, { readonly anchor: string; readonly text: Text }>
  readonly sameAs: Map<string, string>
}

/** Links aside: the same words lead to the rungs of their own scenario. */
const wordsOf = (rung: Rung, blocks: readonly Block[]): string =>
  JSON.stringify([rung.title, blocks], (key, value: unknown) => (key === 'to' ? undefined : value))

/** A rung in full, or where the same words stand already. */
const rungBlocksOnce = (
  policy: Policy,
  scenario: Scenario,
  { first, sameAs }: Printed,
  { rung, number }: Numbered,
): readonly Block[] | Item => {
  const blocks = rungBlocks(policy, scenario, rung)
  const key = wordsOf(rung, blocks)
  const anchor = rungAnchor(scenario.id, rung.id)
  const before = first.get(key)
  if (before === undefined) {
    first.set(key, {
      anchor,
      text: [link(`rung ${number}`, anchor), ` (scenario ${quoted(scenario.title)})`],
    })
    return [heading(4, `Rung ${number}: ${rung.title}`, anchor), ...blocks]
  }
  sameAs.set(anchor, before.anchor)
  return { anchor, text: [strong(`Rung ${number}: ${rung.title}`), ', word for word ', ...before.text] }
}

/** Rungs in their order; those that were printed before are one list wherever they follow each other. */
const ladderBlocks = (
  policy: Policy,
  scenario: Scenario,
  printed: Printed,
  rungs: readonly Numbered[],
): readonly Block[] => {
  const blocks: Block[] = []
  let same: Item[] = []
  const endRun = (): void => {
    blocks.push(...list(same))
    same = []
  }
  for (const one of rungs) {
    const made = rungBlocksOnce(policy, scenario, printed, one)
    if ('text' in made) same.push(made)
    else {
      endRun()
      blocks.push(...made)
    }
  }
  endRun()
  return blocks
}

const asked = (policy: Policy, scenario: Scenario): readonly Item[] =>
  scenario.asks.flatMap((id) =>
    policy.asks
      .filter((one) => one.id === id)
      .map((one) => ({
        text: [
          link(one.title, partAnchor('ask', id)),
          ...cited(one.clause),
          scenario.entryAsks.includes(id) ? '; asked before the first rung' : '',
        ],
      })),
  )

const startItem = (scenario: Scenario, start: Start): Item => {
  const rung = findRung(scenario, start.rung)
  const words = quoted(rung === undefined ? start.rung : rungName(rung))
  return {
    text: [
      `${start.title}: begins at `,
      link(words, rungAnchor(scenario.id, start.rung)),
      start.why ? '; the source wants a reason' : '',
      ...cited(start.clause),
      ' (id: ',
      code(start.id),
      ')',
    ],
  }
}

const stageItem = (policy: Policy, scenario: Scenario, stage: Stage): Item => {
  const numbers = allNumbered(policy, scenario)
    .filter((one) => one.rung.stage === stage.id)
    .map((one) => one.number)
  return {
    text: [
      strong(stage.title),
      ...cited(stage.clause),
      `: ${numbers.length === 1 ? 'rung' : 'rungs'} ${numbers.join(', ')}`,
      ' (id: ',
      code(stage.id),
      ')',
    ],
    under: clockItems(policy, stage.clocks, { scenario }),
  }
}

const optionalPassage = (label: string, one: Passage | undefined): readonly Block[] =>
  one === undefined ? [] : labelled(label, [passage(one)])

const head = (policy: Policy, scenario: Scenario): readonly Block[] => [
  quiet(`Clause: ${scenario.clause}. `, ...idText(scenario.id), '.'),
  ...labelled('When this fits', [{ text: [scenario.when] }]),
  ...labelled('Holds for the whole scenario', scenario.notes.map(passage)),
  ...optionalPassage('Until it is settled', scenario.meanwhile),
  ...optionalPassage('Several children', scenario.eachChild),
  ...openHere(policy, scenario.remarks),
  ...labelled('Questions of the policy that are asked', asked(policy, scenario)),
  ...labelled('Whose decision is disputed here', challengedItems(policy, scenario.challenged)),
  ...openHere(policy, challengedRemarks(scenario.challenged)),
  ...labelled(
    'Other places to begin',
    scenario.starts.map((one) => startItem(scenario, one)),
  ),
  ...labelled(
    'Stages, each of several rungs',
    scenario.stages.map((one) => stageItem(policy, scenario, one)),
  ),
  ...labelled('Time limits over the whole scenario', clockItems(policy, scenario.clocks, { scenario })),
]

/** The blocks of a scenario, from its heading to its closing. */
export const scenarioBlocks = (policy: Policy, scenario: Scenario, printed: Printed): readonly Block[] => {
  const rungs = (some: readonly Numbered[]): readonly Block[] => ladderBlocks(policy, scenario, printed, some)
  const { ladder, tracks, ways } = numbersOf(policy, scenario)
  const n = scenarioNumber(policy, scenario)
  const at = scenarioAnchor(scenario.id)
  return [
    heading(2, `Scenario ${n}: ${scenario.title}`, at),
    ...head(policy, scenario),
    heading(3, `Scenario ${n}, the ladder from the bottom up`),
    ...rungs(ladder),
    ...scenario.tracks.flatMap((track, i) => [
      heading(3, `Scenario ${n}, track T${i + 1}: ${track.title}`, `${at}.track.${track.id}`),
      quiet(`Another ladder beside the main one. Clause: ${track.clause}. `, ...idText(track.id), '.'),
      ...openHere(policy, track.remarks),
      ...rungs(tracks[i] ?? []),
    ]),
    ...(ways.length === 0 ? [] : [heading(3, `Scenario ${n}, beside the ladder`)]),
    ...rungs(ways),
    heading(3, `Scenario ${n}, when the last rung has brought nothing`),
    ...list([passage(scenario.top)]),
    ...(scenario.closing.length === 0 ? [] : [heading(3, `Scenario ${n}, at the close`)]),
    ...list(closingItems(policy, scenario)),
  ]
}
