/**
 * What a reader would miss in a record: an opinion, from the table in requirements.ts. No seal, no rule and no deadline depends
 * on it, and nothing typed is looked at: only whether it is there.
 */
import type { Case, Placed } from '../case/case.ts'
import { aboutFields } from '../case/pending.ts'
import { endMissing } from './ends.ts'
import { absent, isPassedOver, type Missing, passedOver, untold } from './missing.ts'
import { type RequirementId, requirementFor, weightOf } from './requirements.ts'
import { stepMissing } from './steps.ts'
import { type Danger, type Stop, type Telling, tellingOf } from './telling.ts'
import { unexplained } from './unexplained.ts'

/** How often each requirement is not met; those that are met are not among them. */
export type Counts = Readonly<Partial<Record<RequirementId, number>>>

/** Plain data. */
export interface Strength {
  /** The weightiest first, those of one weight in the order of the record. */
  readonly missing: readonly Missing[]
  readonly counts: Counts
  /** What could not be judged: what only the policy tells, which is not there; or facts that nobody folded. */
  readonly unjudged?: 'policy' | 'facts'
}

/** Asked of every case that has got as far as a scenario. */
const aboutMissing = (state: Case, { about, stops }: Telling): readonly Missing[] => {
  if (state.scenario === undefined && stops.length === 0) return []
  return aboutFields.flatMap((field): readonly Missing[] => {
    const answer = about.get(field)
    const requirement = requirementFor(field)
    if (requirement === undefined) return []
    if (answer === undefined) return [absent(requirement, undefined)]
    return isPassedOver(answer) ? [untold(requirement, answer)] : []
  })
}

const dangerMissing = ({ danger, done, stop }: Danger): readonly Missing[] => {
  const where = stop === undefined ? {} : { place: stop.place }
  if (done === undefined) return [absent('danger', danger, where)]
  return isPassedOver(done) ? [untold('danger', done, where)] : []
}

/** Whether the case has gone on from its last stop. Without its policy the record's own word has to do. */
const isLeft = ({ policy, position }: Case, { place, visit }: Stop, gone: boolean): boolean => {
  if (policy === undefined) return gone
  if (place.kind !== 'rung') return place.kind !== position.kind
  if (position.kind !== 'rung') return true
  return visit === undefined ? position.visit.rung.id !== place.rung.id : position.visit !== visit
}

const find = (state: Case, telling: Telling): readonly Missing[] => {
  const { stops, dangers, start, gone } = telling
  const present = stops.length - 1
  // Thousands of records are judged at a time: lists are joined once, at the end.
  const found = [dangers.flatMap(dangerMissing), aboutMissing(state, telling)]
  if (start !== undefined) found.push(passedOver([start]))
  for (const [i, stop] of stops.entries()) {
    const over = i < present || isLeft(state, stop, gone)
    const isStep = stop.place.kind === 'rung'
    found.push(isStep ? stepMissing(state, telling, stop, over) : endMissing(state, stop, over))
    if (stop.beside.length > 0) found.push(passedOver(stop.beside))
    found.push(...unexplained(state, telling, stop))
  }
  return found.flat()
}

/** Of gaps in the order of their weights. */
const countsOf = (missing: readonly Missing[]): Counts => {
  const counts: Partial<Record<RequirementId, number>> = {}
  for (let from = 0, i = 1; i <= missing.length; i++) {
    const requirement = missing[from]?.requirement
    if (requirement === undefined || missing[i]?.requirement === requirement) continue
    counts[requirement] = i - from
    from = i
  }
  return counts
}

const unjudgedOf = (state: Case, facts: readonly Placed[] | undefined): Pick<Strength, 'unjudged'> => {
  if (state.unknownPolicy !== undefined) return { unjudged: 'policy' }
  return facts !== undefined && facts.length > (state.log?.size ?? 0) ? { unjudged: 'facts' } : {}
}

/** What a reader would miss. `facts`: all of the record, where the case may have been folded from some of them only. */
export const strengthOf = (state: Case, facts?: readonly Placed[]): Strength => {
  const missing = [...find(state, tellingOf(state, facts))].sort(
    (a, b) => weightOf(a.requirement) - weightOf(b.requirement),
  )
  return { missing, counts: countsOf(missing), ...unjudgedOf(state, facts) }
}

/** Of a strength what is told of one record among many. */
export const counted = ({ missing: _, ...strength }: Strength): Strength => ({ missing: [], ...strength })
