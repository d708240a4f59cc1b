/**
 * A tally as tables, for every form that a report is given in. Each count has a name, its path in the tally, and the tables say
 * which counts add up to which: so that whoever publishes knows what gives what away.
 */
import { compareText } from '../case/agenda.ts'
import { countAt, type Tree, textAt, treeAt } from './count.ts'
import type { Sum } from './suppress.ts'

export type Cell =
  | { readonly kind: 'count'; readonly name: string; readonly count: number }
  /** Taken from several counts; not shown where `of`, of which it was taken, may not be. */
  | { readonly kind: 'derived'; readonly of: string; readonly text: string }

export interface Row {
  readonly label: string
  readonly cells: readonly Cell[]
}

export interface Table {
  readonly id: string
  readonly title: string
  /** What the rows are; then what each cell is. */
  readonly head: readonly string[]
  readonly rows: readonly Row[]
}

export interface Tables {
  readonly tables: readonly Table[]
  readonly sums: readonly Sum[]
}

/** How a case ended, in words; in the order in which they are told. */
export const endings = {
  agreed: 'agreed',
  unresolved: 'not resolved',
  elsewhere: 'went elsewhere',
  stopped: 'stopped',
  withdrawn: 'withdrawn',
  recorded: 'put on record',
  'no-issue': 'no disagreement after all',
  open: 'still open',
} as const

const sides = { ours: 'the school’s', theirs: 'the other side’s', both: 'both sides’' } as const
const standings = ['met', 'late', 'gone on', 'open', 'not told'] as const

/** A place in the tally. */
interface Spot {
  readonly path: string
  readonly tree: Tree
}

const at = ({ path, tree }: Spot, key: string): Spot => ({
  path: path === '' ? key : `${path}/${key}`,
  tree: treeAt(tree, key),
})

const cell = ({ path, tree }: Spot, key: string): Cell => ({
  kind: 'count',
  name: path === '' ? key : `${path}/${key}`,
  count: countAt(tree, key),
})

const nameOf = ({ path }: Spot, key: string): string => (path === '' ? key : `${path}/${key}`)

const under = (spot: Spot): readonly (readonly [string, Spot])[] =>
  Object.keys(spot.tree)
    .toSorted()
    .map((key) => [key, at(spot, key)])

/** From the bottom of the ladder up. */
const rungsUnder = (scenario: Spot): readonly (readonly [string, Spot])[] =>
  under(at(scenario, 'rungs')).toSorted(([, a], [, b]) =>
    compareText(textAt(a.tree, 'place'), textAt(b.tree, 'place')),
  )

const titleOf = (key: string, { tree }: Spot): string => textAt(tree, 'title') || key

/** Numbers with how often each is there, as the middle one and the largest: "2, at most 9". */
const spread = (days: Tree): string => {
  const counts = Object.keys(days)
    .map((key): readonly [number, number] => [Number(key), countAt(days, key)])
    .toSorted(([a], [b]) => a - b)
  const all = counts.reduce((sum, [, count]) => sum + count, 0)
  let seen = 0
  for (const [day, count] of counts) {
    seen += count
    if (seen * 2 >= all) return `${day}, at most ${counts.at(-1)?.[0] ?? day}`
  }
  return ''
}

const endingSums = (spot: Spot): Sum => ({
  total: nameOf(spot, 'cases'),
  parts: Object.keys(endings).map((ending) => nameOf(at(spot, 'ended'), ending)),
})

const overview = (root: Spot): Table => ({
  id: 'overview',
  title: 'In all',
  head: ['', 'cases'],
  rows: [
    { label: 'Cases', cells: [cell(root, 'cases')] },
    ...Object.entries(endings).map(([ending, words]) => ({
      label: `of them ${words}`,
      cells: [cell(at(root, 'ended'), ending)],
    })),
    { label: 'with something overdue now', cells: [cell(root, 'overdue')] },
    { label: 'of which a reader would miss something', cells: [cell(root, 'thin')] },
    { label: 'without their policy, or with none chosen yet', cells: [cell(root, 'unplaced')] },
  ],
})

const quarters = (root: Spot): Table => ({
  id: 'quarters',
  title: 'By quarter',
  head: ['Quarter', 'opened', 'of these with a deadline missed', 'ended'],
  rows: under(at(root, 'quarters')).map(([label, quarter]) => ({
    label,
    cells: [cell(quarter, 'opened'), cell(quarter, 'late'), cell(quarter, 'ended')],
  })),
})

const scenarioTable = (policy: Spot, title: string): Table => ({
  id: `scenarios ${policy.path}`,
  title: `${title}: what it was about, and how it ended`,
  head: ['Scenario', 'cases', ...Object.values(endings)],
  rows: under(at(policy, 'scenarios')).map(([id, scenario]) => ({
    label: titleOf(id, scenario),
    cells: [
      cell(scenario, 'cases'),
      ...Object.keys(endings).map((ending) => cell(at(scenario, 'ended'), ending)),
    ],
  })),
})

const lateCell = (rung: Spot, side: 'ours' | 'theirs'): Cell => cell(at(at(rung, 'deadlines'), side), 'late')

const rungTable = (id: string, scenario: Spot, policy: string): Table => ({
  id: `rungs ${scenario.path}`,
  title: `${policy}, ${titleOf(id, scenario)}: rung by rung`,
  head: ['Rung', 'visits', 'settled here', 'days there', 'late: the school', 'late: the other side'],
  rows: rungsUnder(scenario).map(([rungId, rung]) => ({
    label: titleOf(rungId, rung),
    cells: [
      cell(rung, 'visits'),
      cell(rung, 'settled'),
      { kind: 'derived', of: nameOf(rung, 'visits'), text: spread(treeAt(rung.tree, 'days')) },
      lateCell(rung, 'ours'),
      lateCell(rung, 'theirs'),
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

const deadlineTable = (root: Spot): Table => ({
  id: 'deadlines',
  title: 'Deadlines',
  head: ['Whose', 'met', 'late', 'gone on before', 'open', 'not told'],
  rows: Object.entries(sides).map(([side, label]) => ({
    label,
    cells: standings.map((standing) => cell(at(at(root, 'deadlines'), side), standing)),
  })),
})

const plainTable = (
  id: string,
  title: string,
  head: readonly string[],
  spot: Spot,
  words: (key: string) => string,
): Table => ({
  id,
  title,
  head,
  rows: Object.keys(spot.tree)
    .toSorted()
    .map((key) => ({ label: words(key), cells: [cell(spot, key)] })),
})

const policyTables = ([id, policy]: readonly [string, Spot]): readonly Table[] => {
  const title = titleOf(id, policy)
  return [
    scenarioTable(policy, title),
    ...under(at(policy, 'scenarios')).flatMap(([key, scenario]) => [
      rungTable(key, scenario, title),
      whomTable(key, scenario, title),
    ]),
  ]
}

const policySums = ([, policy]: readonly [string, Spot]): readonly Sum[] => {
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

/** The words for what a tally has by its id: what a reader would miss, and the verdicts on integrity. */
export interface Words {
  readonly missing: (id: string) => string
  readonly verdict: (kind: string) => string
}

export const tablesOf = (tally: Tree, words: Words): Tables => {
  const root: Spot = { path: '', tree: tally }
  const policies = under(at(root, 'policies'))
  const quarterSpots = under(at(root, 'quarters')).map(([, quarter]) => quarter)
  return {
    tables: [
      overview(root),
      quarters(root),
      ...policies.flatMap(policyTables),
      deadlineTable(root),
      plainTable('missing', 'What a reader would miss', ['', 'cases'], at(root, 'missing'), words.missing),
      plainTable('files', 'The files', ['Integrity', 'files'], at(root, 'files'), words.verdict),
      plainTable('not-counted', 'Not counted', ['Why', 'files'], at(root, 'notCounted'), (key) => key),
    ].filter(({ rows }) => rows.length > 0),
    sums: [
      endingSums(root),
      { total: 'cases', parts: ['unplaced', ...policies.map(([, policy]) => nameOf(policy, 'cases'))] },
      { total: 'cases', parts: quarterSpots.map((quarter) => nameOf(quarter, 'opened')) },
      ...Object.keys(endings).map((ending) => ({
        total: `ended/${ending}`,
        parts: policies.flatMap(([, policy]) =>
          under(at(policy, 'scenarios')).map(([, scenario]) => nameOf(at(scenario, 'ended'), ending)),
        ),
      })),
      ...policies.flatMap(policySums),
    ],
  }
}
