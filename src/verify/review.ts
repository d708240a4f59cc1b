/** Both verdicts on what a record says, rules and time, from one fold of its facts. */
import type { Moment } from '../calendar/time.ts'
import { begin, type Case, type Placed, type World } from '../case/case.ts'
import { evolve } from '../case/evolve.ts'
import { lineage } from '../case/history.ts'
import { follow, type Rules } from './rules.ts'
import { type Time, timeOf } from './time.ts'
import { beginTimeline, see, type Timeline } from './timeline.ts'

const fold = (world: World, facts: readonly Placed[], timeline: Timeline): Case => {
  let state = begin(world)
  for (const placed of facts) {
    const after = evolve(state, placed)
    see(timeline, state, placed, after)
    state = after
  }
  return state
}

/** Deadlines are held against what is known now: where answers were corrected, against the case as if they had been given so. */
const settle = (
  world: World,
  facts: readonly Placed[],
  timeline: Timeline,
  state: Case,
  now: Moment | undefined,
): Time => {
  if (!facts.some(({ fact }) => fact.kind === 'replaces')) return timeOf(timeline, state, now)
  const corrected = beginTimeline()
  const made = fold(world, lineage(facts).asCorrected, corrected)
  const { dues, ended } = corrected
  return timeOf({ ...timeline, dues, ended }, made, now)
}

/** `now`: against which open deadlines are held; the record's last stamp where it is left out. */
export const checkTime = (world: World, facts: readonly Placed[], now?: Moment): Time => {
  const timeline = beginTimeline()
  return settle(world, facts, timeline, fold(world, facts, timeline), now)
}

/** As `checkRules` and `checkTime`, at little more than the cost of the first. */
export const review = (
  world: World,
  facts: readonly Placed[],
  now?: Moment,
): { readonly rules: Rules; readonly time: Time } => {
  const timeline = beginTimeline()
  const rules = follow(world, facts, (before, placed, after) => see(timeline, before, placed, after))
  return { rules, time: settle(world, facts, timeline, rules.state, now) }
}
