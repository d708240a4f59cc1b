/** One thing that a reader would miss, and where. Words are in requirements.ts; what is missing is found elsewhere. */
import type { Placed } from '../case/case.ts'
import type { Named, Place } from '../case/fact.ts'
import type { PlacedAnswer } from '../case/history.ts'
import { type RequirementId, requirementFor } from './requirements.ts'

/** Plain data. */
export interface Missing {
  readonly requirement: RequirementId
  /** 0: it was never asked, and belongs to no entry. */
  readonly entry: number
  /** The fact that does not tell it, from 1 within its entry; absent where there is none. */
  readonly fact?: number
  /** The step that it belongs to; absent where it belongs to the case. */
  readonly rung?: Named
  /** What it is about, in the policy's words: a check, a belief, a question. */
  readonly about?: string
  /** Where the policy says so itself. */
  readonly clause?: string
}

/** What is known of a gap beyond its fact. */
interface Where {
  readonly place?: Place
  readonly about?: string | undefined
  readonly clause?: string | undefined
}

/** Puts in what there is: thousands of records are judged at a time, and spreads are slow. */
const placed = (
  missing: { -readonly [K in keyof Missing]: Missing[K] },
  place: Place | undefined,
  { about, clause }: Where,
): Missing => {
  if (place?.kind === 'rung') missing.rung = place.rung
  if (about !== undefined) missing.about = about
  if (clause !== undefined) missing.clause = clause
  return missing
}

/** A fact that does not tell what it should. */
export const untold = (
  requirement: RequirementId,
  { entry, index, place }: Placed,
  where: Where = {},
): Missing => placed({ requirement, entry, fact: index }, where.place ?? place, where)

/** A fact that is not there. `beside`: the one that it should stand beside. */
export const absent = (requirement: RequirementId, beside: Placed | undefined, where: Where = {}): Missing =>
  placed({ requirement, entry: beside?.entry ?? 0 }, where.place ?? beside?.place, where)

/** Whether it was asked and passed over. A text that a redacted copy leaves out was given. */
export const isPassedOver = ({ fact }: PlacedAnswer): boolean => fact.value.kind === 'none'

/** The answers that were passed over, each under the requirement that it does not meet. */
export const passedOver = (answers: Iterable<PlacedAnswer>, where: Where = {}): readonly Missing[] =>
  [...answers].filter(isPassedOver).flatMap((answer) => {
    const requirement = requirementFor(answer.fact.field)
    return requirement === undefined ? [] : [untold(requirement, answer, where)]
  })
