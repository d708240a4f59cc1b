/**
 * A tally as tables, for every form that a report is given in. Each count has a name, its path in the tally, and the tables say
 * which counts add up to which: so that whoever publishes knows what gives what away.
 */
import { type Tree, treeAt } from './count.ts'
import { policySums, policyTables } from './policy-tables.ts'
import { registerSums, registerTables } from './register-tables.ts'
import { at, cell, endingCells, endingSums, endings, nameOf, type Spot, type Table, under } from './spot.ts'
import type { Sum } from './suppress.ts'

export interface Tables {
  readonly tables: readonly Table[]
  readonly sums: readonly Sum[]
  /** The figures by which all others are read: the last to be hidden. */
  readonly headline: readonly string[]
}

const sides = { ours: 'the school’s', theirs: 'the other side’s', both: 'both sides’' } as const
const standings = ['met', 'late', 'gone on', 'open', 'not told'] as const

const overview = (root: Spot): Table => ({
  id: 'overview',
  title: 'In all',
  head: ['What', 'cases'],
  rows: [
    { label: 'Cases', cells: [cell(root, 'cases')] },
    ...Object.entries(endings).map(([ending, words]) => ({
      label: `of them ${words}`,
      cells: [cell(at(root, 'ended'), ending)],
    })),
    { label: 'with something overdue now', cells: [cell(root, 'overdue')] },
    { label: 'of which a reader would miss something', cells: [cell(root, 'thin')] },
    { label: 'without their policy, or with none chosen yet', cells: [cell(root, 'unplaced')] },
    { label: 'Cases of other periods, which are not counted here', cells: [cell(root, 'otherPeriod')] },
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

const challengedTable = (root: Spot, words: (id: string) => string): Table => ({
  id: 'challenged',
  title: 'Whose decision was disputed',
  head: ['Whose', 'cases', ...Object.values(endings), 'with a deadline that they missed'],
  rows: under(at(root, 'challenged')).map(([id, body]) => ({
    label: words(id),
    cells: [cell(body, 'cases'), ...endingCells(body), cell(body, 'late')],
  })),
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

/** The words for what a tally has by its id: what a reader would miss, the verdicts on integrity, and whose decision was disputed. */
export interface Words {
  readonly missing: (id: string) => string
  readonly verdict: (kind: string) => string
  readonly challenged: (id: string) => string
}

/** What is left where a figure is taken from another stands in no table, but whoever can subtract has it. */
const remainders = (spot: Spot, keys: readonly string[], whole: string): readonly Sum[] =>
  keys.map((key) => ({ total: nameOf(spot, whole), parts: [nameOf(spot, key), nameOf(spot, `not ${key}`)] }))

/** Every file is of some integrity; and it is a case, of another period, or not counted. */
const fileSums = (root: Spot): readonly Sum[] => [
  { total: 'every file', parts: Object.keys(treeAt(root.tree, 'files')).map((key) => `files/${key}`) },
  {
    total: 'every file',
    parts: [
      'cases',
      'otherPeriod',
      ...Object.keys(treeAt(root.tree, 'notCounted')).map((key) => `notCounted/${key}`),
    ],
  },
]

/** Deadlines of a stage or of a whole scenario are no rung's. */
const lateSum = (policies: readonly (readonly [string, Spot])[], side: string): Sum => ({
  total: `deadlines/${side}/late`,
  parts: [
    ...policies.flatMap(([, policy]) =>
      under(at(policy, 'scenarios')).flatMap(([, scenario]) =>
        under(at(scenario, 'rungs')).map(([, rung]) => nameOf(at(at(rung, 'deadlines'), side), 'late')),
      ),
    ),
    `deadlines/${side}/late at no rung`,
  ],
})

export const tablesOf = (tally: Tree, words: Words): Tables => {
  const root: Spot = { path: '', tree: tally }
  const policies = under(at(root, 'policies'))
  const registers = at(root, 'registers')
  const bodies = under(at(root, 'challenged')).map(([, body]) => body)
  const quarterSpots = under(at(root, 'quarters')).map(([, quarter]) => quarter)
  return {
    tables: [
      overview(root),
      quarters(root),
      challengedTable(root, words.challenged),
      deadlineTable(root),
      plainTable(
        'missing',
        'What a reader would miss',
        ['What', 'cases'],
        at(root, 'missing'),
        words.missing,
      ),
      ...policies.flatMap(policyTables),
      ...(Object.keys(registers.tree).length === 0 ? [] : registerTables(registers)),
      plainTable('files', 'The files', ['Integrity', 'files'], at(root, 'files'), words.verdict),
      plainTable('not-counted', 'Not counted', ['Why', 'files'], at(root, 'notCounted'), (key) => key),
    ].filter(({ rows }) => rows.length > 0),
    headline: [
      'cases',
      ...Object.keys(endings).map((ending) => `ended/${ending}`),
      ...quarterSpots.map((quarter) => nameOf(quarter, 'opened')),
      ...bodies.map((body) => nameOf(body, 'cases')),
    ],
    sums: [
      endingSums(root),
      { total: 'cases', parts: ['unplaced', ...policies.map(([, policy]) => nameOf(policy, 'cases'))] },
      ...remainders(root, ['overdue', 'thin'], 'cases'),
      ...bodies.flatMap((body) => remainders(body, ['late'], 'cases')),
      ...quarterSpots.flatMap((quarter) => remainders(quarter, ['late'], 'opened')),
      { total: 'cases', parts: [...quarterSpots.map((quarter) => nameOf(quarter, 'ended')), 'ended/open'] },
      ...fileSums(root),
      ...(['ours', 'theirs', 'both'] as const).map((side) => lateSum(policies, side)),
      { total: 'cases', parts: bodies.map((body) => nameOf(body, 'cases')) },
      ...bodies.map(endingSums),
      ...Object.keys(endings).map((ending) => ({
        total: `ended/${ending}`,
        parts: bodies.map((body) => nameOf(at(body, 'ended'), ending)),
      })),
      { total: 'cases', parts: quarterSpots.map((quarter) => nameOf(quarter, 'opened')) },
      ...Object.keys(endings).map((ending) => ({
        total: `ended/${ending}`,
        parts: policies.flatMap(([, policy]) =>
          under(at(policy, 'scenarios')).map(([, scenario]) => nameOf(at(scenario, 'ended'), ending)),
        ),
      })),
      ...policies.flatMap(policySums),
      ...registerSums(registers),
    ],
  }
}
