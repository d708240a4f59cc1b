/**
 * What a record says of time, collected fact by fact while somebody folds it: which deadlines were stated, when facts were
 * written long after what they tell of, whether the clock went back. Judges nothing; see time.ts.
 */
import { daysBetween } from '../calendar/date.ts'
import type { Moment, Stamp } from '../calendar/time.ts'
import { civil, instant } from '../calendar/zone.ts'
import type { Case, Placed, Position } from '../case/case.ts'
import type { Answer, DueStatement, Field } from '../case/fact.ts'
import { happened } from '../case/starts.ts'
import { type Owner, ownerOf } from './owner.ts'

/** A place in the record, both from 1. */
export interface Where {
  readonly entry: number
  readonly fact: number
}

/** A moment that was written down on a later day. */
export interface Later extends Where {
  readonly field: Field
  /** In days of the calendar, at least 1. */
  readonly days: number
}

/** A fact whose stamp lies before that of the fact before it. */
export interface Step extends Where {
  readonly seconds: number
}

/** A deadline as it was stated. */
export interface StatedDue extends Where, Owner {
  readonly due: DueStatement
  readonly scenario: string
}

/** Grows by `seeWritten` and `seeCase`. */
export interface Timeline {
  readonly dues: StatedDue[]
  readonly later: Later[]
  /** Outcomes of steps that were tried before the record began. */
  readonly tried: Where[]
  readonly stepped: Step[]
  readonly given: Where[]
  /** When the case left its steps, where it has. */
  ended: Moment | undefined
  last: Stamp | undefined
}

export const beginTimeline = (): Timeline => ({
  dues: [],
  later: [],
  tried: [],
  stepped: [],
  given: [],
  ended: undefined,
  last: undefined,
})

const whereOf = ({ entry, index }: Placed): Where => ({ entry, fact: index })

/** Two clocks of one computer, or of two, may differ by as much. */
const tolerated = 2

const seeStamp = (timeline: Timeline, placed: Placed): void => {
  const { last } = timeline
  const { at } = placed.fact
  timeline.last = at
  if (last === undefined || (at >= last && at.slice(19) === last.slice(19))) return
  const seconds = (instant(last) - instant(at)) / 1000
  if (seconds > tolerated) timeline.stepped.push({ ...whereOf(placed), seconds })
}

const seeMoment = (timeline: Timeline, placed: Placed, fact: Answer): void => {
  if (fact.value.kind !== 'moment') return
  const { date } = fact.value.moment
  const written = civil(fact.at).date
  if (date >= written) return
  timeline.later.push({ ...whereOf(placed), field: fact.field, days: daysBetween(date, written) })
}

/** Takes up when one fact was written, the facts in the order of the file. */
export const seeWritten = (timeline: Timeline, placed: Placed): void => {
  const { fact } = placed
  seeStamp(timeline, placed)
  if (fact.kind === 'clock-given') timeline.given.push(whereOf(placed))
  if (fact.kind === 'answer') seeMoment(timeline, placed, fact)
}

const isUnderWay = ({ kind }: Position): boolean => ['opening', 'entry', 'rung', 'top'].includes(kind)

const leftAt = ({ position }: Case, at: Stamp): Moment => {
  if (position.kind === 'closing') return position.reached
  const last = 'visit' in position ? position.visit.attempts.at(-1) : undefined
  return last === undefined ? civil(at) : happened(last)
}

const seePosition = (timeline: Timeline, before: Case, after: Case, at: Stamp): void => {
  if (before.position.kind === after.position.kind) return
  if (isUnderWay(after.position)) timeline.ended = undefined
  else if (isUnderWay(before.position)) timeline.ended = leftAt(after, at)
}

/** Takes up what one fact did to its case, which is given before and after it. */
export const seeCase = (timeline: Timeline, before: Case, placed: Placed, after: Case): void => {
  const { fact } = placed
  if (fact.kind === 'due' && after.stated !== before.stated)
    timeline.dues.push({
      ...whereOf(placed),
      due: fact,
      scenario: after.scenario?.id ?? '',
      ...ownerOf(after, fact.clock),
    })
  if (fact.kind !== 'answer') return
  if (fact.field === 'outcome' && before.catchingUp) timeline.tried.push(whereOf(placed))
  seePosition(timeline, before, after, fact.at)
}
