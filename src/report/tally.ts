/**
 * Many cases as plain counts. A tally of parts, added, is the tally of the whole: a partnership can have its schools, and a national
 * body its partnerships, count for themselves. Holds no id of a record, no path, and nothing that was typed.
 */
import type { PlainDate } from '../calendar/time.ts'
import { type Counts, countAt, sorted, sumOf, type Tree, textAt } from './count.ts'
import type { CaseFigures, DeadlineFigures, VisitFigures } from './figures.ts'
import { isIn, type Period, quarterOf } from './period.ts'

/** One file that was looked at, and what it adds: its case, or why it counts as none. */
export interface Counted {
  /** On its integrity. */
  readonly verdict: string
  readonly counts: CaseFigures | 'no case' | 'not as it was written' | 'another copy'
}

export const format = 'rungs-report 1'

const one = (key: string | undefined, value: Counts = 1): Tree => (key === undefined ? {} : { [key]: value })

const clockOwner = ({ clock }: DeadlineFigures): string => clock.slice(0, clock.indexOf('/'))

/** Of a deadline what a report tells: that it was met, missed, or is still open. */
const standings = {
  met: 'met',
  late: 'late',
  overdue: 'late',
  superseded: 'gone on',
  open: 'open',
  untold: 'not told',
} as const

const deadlineCounts = (deadline: DeadlineFigures): Tree => ({
  [deadline.whose]: { [standings[deadline.standing]]: 1 },
})

const rungCounts = ({ rung, place, whom, clocks, days }: VisitFigures): Tree => ({
  [rung.id]: {
    title: rung.title,
    // A text, so that adding keeps it.
    place: String(place).padStart(3, '0'),
    visits: 1,
    ...(clocks === undefined ? {} : { clocks }),
    ...(days === undefined ? { there: 1 } : { days: { [String(days)]: 1 } }),
    ...(whom === undefined ? {} : { whom: { [whom]: 1 } }),
  },
})

const scenarioRungs = (figures: CaseFigures, scenario: string): Tree => {
  const visits = figures.visits.filter((visit) => visit.scenario.id === scenario)
  const rungs = new Set(visits.map(({ rung }) => rung.id))
  const deadlines = figures.deadlines.filter((deadline) => rungs.has(clockOwner(deadline)))
  const { settled } = figures
  return sumOf([
    ...visits.map(rungCounts),
    ...deadlines.map((deadline) => ({ [clockOwner(deadline)]: { deadlines: deadlineCounts(deadline) } })),
    ...(settled?.scenario === scenario ? [{ [settled.rung]: { settled: 1 } }] : []),
  ])
}

/** Where a case is, or ended: it is counted there. Where it was before: its steps there are counted. */
const scenarioCounts = (figures: CaseFigures): Tree => {
  const titles = new Map([
    ...figures.visits.map(({ scenario }): [string, string] => [scenario.id, scenario.title]),
    ...(figures.scenario === undefined
      ? []
      : [[figures.scenario.id, figures.scenario.title] as [string, string]]),
  ])
  return Object.fromEntries(
    [...titles].map(([id, title]) => [
      id,
      {
        title,
        ...(id === figures.scenario?.id ? { cases: 1, ended: { [figures.ending]: 1 } } : {}),
        rungs: scenarioRungs(figures, id),
      },
    ]),
  )
}

const policyCounts = (figures: CaseFigures): Tree => {
  const { policy } = figures
  return policy === undefined
    ? {}
    : { [policy.id]: { title: policy.title, cases: 1, scenarios: scenarioCounts(figures) } }
}

/** Where nobody has said whose decision it is. */
export const notKnown = 'not known'

const isLate = ({ standing }: DeadlineFigures): boolean => standing === 'late' || standing === 'overdue'

const quarterCounts = ({ opened, ended, deadlines }: CaseFigures): Tree =>
  sumOf([
    { [quarterOf(opened)]: { opened: 1, ...(deadlines.some(isLate) ? { late: 1 } : {}) } },
    ...(ended === undefined ? [] : [{ [quarterOf(ended)]: { ended: 1 } }]),
  ])

const challengedCounts = ({ challenged, ending, deadlines }: CaseFigures): Tree => ({
  [challenged ?? notKnown]: {
    cases: 1,
    ended: { [ending]: 1 },
    ...one(
      deadlines.some((deadline) => deadline.whose === 'theirs' && isLate(deadline)) ? 'late' : undefined,
    ),
  },
})

const caseCounts = (figures: CaseFigures): Tree => ({
  cases: 1,
  ended: { [figures.ending]: 1 },
  ...one(figures.deadlines.some(({ standing }) => standing === 'overdue') ? 'overdue' : undefined),
  ...(figures.missing.length === 0 ? {} : { thin: 1 }),
  missing: sumOf([...new Set(figures.missing)].map((id) => ({ [id]: 1 }))),
  deadlines: sumOf(figures.deadlines.map(deadlineCounts)),
  quarters: quarterCounts(figures),
  challenged: challengedCounts(figures),
  ...(figures.policy === undefined ? { unplaced: 1 } : {}),
  policies: policyCounts(figures),
})

/** The counts of no file. `asOf`: the day against which open deadlines are held. */
export const beginTally = (period: Period, asOf: PlainDate): Tree => ({
  format,
  from: period.from ?? '',
  to: period.to ?? '',
  asOf,
  files: {},
  cases: 0,
})

/** As it is kept: how many cases is said even where there is none, so that whoever reads it can tell it from one that lost them. */
export const stored = (tally: Tree): Tree => ({
  asOf: textAt(tally, 'asOf'),
  cases: countAt(tally, 'cases'),
  ...sorted(tally),
})

/** What this computer remembers by itself is no verdict that a part may have and the whole not. */
const toldOf = (verdict: string): string => (verdict === 'seen' ? 'unwitnessed' : verdict)

/** What one file adds to it. A case belongs to the period in which it was opened. */
export const countsOf = (period: Period, { verdict, counts }: Counted): Tree => {
  const files = { files: { [toldOf(verdict)]: 1 } }
  if (typeof counts === 'string') return { ...files, notCounted: { [counts]: 1 } }
  return isIn(period, counts.opened) ? { ...files, ...caseCounts(counts) } : { ...files, otherPeriod: 1 }
}
