/** The way that a case took through a policy, in a graph's terms: visits, outcomes and dates, and no word that was typed. */
import type { PlainDate } from '../../calendar/time.ts'
import { grouped } from '../grouped.ts'
import type { Scenario } from '../policy.ts'
import { findRung } from '../rungs.ts'

/** What a visit brought, once. `outcome`: the id of one of the rung's own, or of one that the program offers everywhere. */
export interface PathAttempt {
  readonly outcome: string
  /** In the program's words, where it is not one of the rung's own. */
  readonly words: string
  readonly date: PlainDate
}

export interface PathVisit {
  readonly scenario: string
  readonly rung: string
  readonly reached: PlainDate
  /** Oldest first. */
  readonly attempts: readonly PathAttempt[]
}

/** `rung`: where the case stands on one; else it stands behind the last outcome, or has not begun. */
export interface PathNow {
  readonly words: string
  readonly rung?: string
}

export interface Path {
  /** The number of the case, as its file is named. */
  readonly record: string
  /** Oldest first. */
  readonly visits: readonly PathVisit[]
  readonly now: PathNow
}

/** A visit with its number in the whole case, from 1. */
export interface MarkedVisit extends PathVisit {
  readonly number: number
}

export interface Taken {
  readonly visit: number
  readonly date: PlainDate
}

/** What is marked on one chart. */
export interface Marks {
  /** By rung. */
  readonly visits: Readonly<Record<string, readonly MarkedVisit[]>>
  /** By edge. */
  readonly taken: Readonly<Record<string, readonly Taken[]>>
  /** The rung on which the case stands now. */
  readonly now?: string
}

/** Outcomes that leave a rung without one of its own: the edge by which it is passed is theirs. */
const passing = new Set(['no-answer', 'skipped'])

/** The marks of one scenario's chart. */
export const chartMarks = ({ visits, now }: Path, scenario: Scenario): Marks => {
  const isOwn = (rung: string, outcome: string): boolean =>
    findRung(scenario, rung)?.outcomes.some(({ id }) => id === outcome) === true
  const here = visits
    .map((visit, i): MarkedVisit => ({ ...visit, number: i + 1 }))
    .filter((visit) => visit.scenario === scenario.id)
  const taken = here.flatMap((visit) =>
    visit.attempts.flatMap(({ outcome, date }) => {
      const row: Taken = { visit: visit.number, date }
      return [
        [`${visit.rung}/${outcome}`, row] as const,
        ...(passing.has(outcome) && !isOwn(visit.rung, outcome) ? [[`${visit.rung}/`, row] as const] : []),
      ]
    }),
  )
  const last = visits.at(-1)
  return {
    visits: Object.fromEntries(grouped(here, ({ rung }) => rung)),
    taken: Object.fromEntries(
      [...grouped(taken, ([edge]) => edge)].map(([edge, rows]) => [edge, rows.map(([, row]) => row)]),
    ),
    ...(now.rung === undefined || last?.scenario !== scenario.id ? {} : { now: now.rung }),
  }
}
