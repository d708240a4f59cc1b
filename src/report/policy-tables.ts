/** What became of the cases of one policy: by scenario, and rung by rung. */
import { compareText } from '../case/agenda.ts'
import { countAt, type Tree, textAt, treeAt } from './count.ts'
import {
  at,
  type Cell,
  cell,
  endingCells,
  endingSums,
  endings,
  nameOf,
  type Spot,
  type Table,
  titleOf,
  under,
} from './spot.ts'
import type { Sum } from './suppress.ts'

/** From the bottom of the ladder up. */
const rungsUnder = (scenario: Spot): readonly (readonly [string, Spot])[] =>
  under(at(scenario, 'rungs')).toSorted(([, a], [, b]) =>
    compareText(textAt(a.tree, 'place'), textAt(b.tree, 'place')),
  )

/** Numbers with how often each is there: the middle one, and the largest. */
const spread = (days: Tree): { readonly middle: string; readonly largest: string } => {
  const counts = Object.keys(days)
    .map((key): readonly [number, number] => [Number(key), countAt(days, key)])
    .toSorted(([a], [b]) => a - b)
  const all = counts.reduce((sum, [, count]) => sum + count, 0)
  const largest = counts.at(-1)?.[0] ?? 0
  let seen = 0
  for (const [day, count] of counts) {
    seen += count
    if (seen * 2 >= all) return { middle: String(day), largest: String(largest) }
  }
  return { middle: '', largest: '' }
}

/** "2, at most 9"; the longest stay is one case's, and is not published. */
const daysCell = (rung: Spot): Cell => {
  const { middle, largest } = spread(treeAt(rung.tree, 'days'))
  const text = middle === largest ? middle : `${middle}, at most ${largest}`
  return { kind: 'derived', of: nameOf(rung, 'visits'), text, published: middle }
}

const scenarioTable = (policy: Spot, title: string): Table => ({
  id: `scenarios ${policy.path}`,
  title: `${title}: what it was about, and how it ended`,
  head: ['Scenario', 'cases', ...Object.values(endings)],
  rows: under(at(policy, 'scenarios')).map(([id, scenario]) => ({
    label: titleOf(id, scenario),
    cells: [cell(scenario, 'cases'), ...endingCells(scenario)],
  })),
})

const lateCell = (rung: Spot, side: 'ours' | 'theirs' | 'both'): Cell =>
  cell(at(at(rung, 'deadlines'), side), 'late')

const rungTable = (id: string, scenario: Spot, policy: string): Table => ({
  id: `rungs ${scenario.path}`,
  title: `${policy}, ${titleOf(id, scenario)}: rung by rung`,
  head: [
    'Rung',
    'visits',
    'settled here',
    'days there',
    'time that the policy gives',
    'late: the school',
    'late: the other side',
    'late: both sides',
  ],
  rows: rungsUnder(scenario).map(([rungId, rung]) => ({
    label: titleOf(rungId, rung),
    cells: [
      cell(rung, 'visits'),
      cell(rung, 'settled'),
      daysCell(rung),
      { kind: 'words', text: textAt(rung.tree, 'clocks') },
      lateCell(rung, 'ours'),
      lateCell(rung, 'theirs'),
      lateCell(rung, 'both'),
    ],
  })),
})

const whomTable = (id: string, scenario: Spot, policy: string): Table => ({
  id: `whom ${scenario.path}`,
  title: `${policy}, ${titleOf(id, scenario)}: who was approached`,
  head: ['Who, as the policy says', 'visits'],
  rows: rungsUnder(scenario).flatMap(([rungId, rung]) =>
    Object.keys(at(rung, 'whom').tree)
      .toSorted()
      .map((whom) => ({
        label: `${whom} (${titleOf(rungId, rung)})`,
        cells: [cell(at(rung, 'whom'), whom)],
      })),
  ),
})

export const policyTables = ([id, policy]: readonly [string, Spot]): readonly Table[] => {
  const title = titleOf(id, policy)
  return [
    scenarioTable(policy, title),
    ...under(at(policy, 'scenarios')).flatMap(([key, scenario]) => [
      rungTable(key, scenario, title),
      whomTable(key, scenario, title),
    ]),
  ]
}

export const policySums = ([, policy]: readonly [string, Spot]): readonly Sum[] => {
  const scenarios = under(at(policy, 'scenarios')).map(([, scenario]) => scenario)
  return [
    { total: nameOf(policy, 'cases'), parts: scenarios.map((one) => nameOf(one, 'cases')) },
    ...scenarios.map(endingSums),
    ...scenarios.map((one) => ({
      total: nameOf(at(one, 'ended'), 'agreed'),
      parts: under(at(one, 'rungs')).map(([, rung]) => nameOf(rung, 'settled')),
    })),
  ]
}
