/** Both verdicts on what a record says, rules and time, from one fold of its facts. */
import type { Moment } from '../calendar/time.ts'
import { begin, type Case, type Placed, type World } from '../case/case.ts'
import { evolve } from '../case/evolve.ts'
import { lineage } from '../case/history.ts'
import { madeUpParting } from './made-up.ts'
import { follow, type Rules } from './rules.ts'
import { type Time, timeOf } from './time.ts'
import { beginTimeline, seeCase, seeWritten, type Timeline } from './timeline.ts'

export interface Review {
  readonly rules: Rules
  readonly time: Time
}

/** Deadlines are held against what is known now: against the case as if its answers had been given as they were corrected. */
const foldCorrected = (world: World, facts: readonly Placed[], timeline: Timeline): Case => {
  let state = begin(world)
  for (const placed of lineage(facts).asCorrected) {
    const after = evolve(state, placed)
    seeCase(timeline, state, placed, after)
    state = after
  }
  return state
}

/** Of two partings the first in the record. */
const asNumbered = (rules: Rules, id: string, facts: readonly Placed[]): Rules => {
  const parting = madeUpParting(id, facts)
  if (parting === undefined) return rules
  const isLater =
    rules.kind === 'parts' &&
    (rules.entry < parting.entry || (rules.entry === parting.entry && rules.fact <= parting.fact))
  return isLater ? rules : { kind: 'parts', ...parting, state: rules.state }
}

/**
 * Whether the facts of a record follow their policies and fit its number, and whether what was due was done in time. `now`: against
 * which open deadlines are held; the record's last stamp where it is left out. `id`: the number, '' where it cannot be read.
 */
export const review = (world: World, facts: readonly Placed[], now?: Moment, id = ''): Review => {
  const { rules, time } = reviewFacts(world, facts, now)
  return { rules: asNumbered(rules, id, facts), time }
}

const reviewFacts = (world: World, facts: readonly Placed[], now: Moment | undefined): Review => {
  const timeline = beginTimeline()
  for (const placed of facts) seeWritten(timeline, placed)
  if (facts.some(({ fact }) => fact.kind === 'replaces')) {
    const { rules, folded } = follow(world, facts)
    const state = foldCorrected(world, facts.slice(0, folded), timeline)
    return { rules, time: timeOf(timeline, state, now) }
  }
  const { rules } = follow(world, facts, (before, placed, after) => seeCase(timeline, before, placed, after))
  return { rules, time: timeOf(timeline, rules.state, now) }
}
