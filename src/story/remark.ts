/**
 * What is remarkable about the stops of a record: late deadlines, late entries, texts that were passed over, corrections, what
 * they took off the path, a clock that went back. From the verdicts on rules and times, which are made elsewhere.
 */
import type { Moment } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import { type Case, type Placed, placeKey } from '../case/case.ts'
import { worthAsking } from '../case/evolve.ts'
import { fields } from '../case/fields.ts'
import type { Standing, Time, TimedDeadline } from '../verify/time.ts'
import { mainFact } from './stops.ts'
import type { Story } from './story.ts'

/** Stops are named by their index. */
export type Remark =
  /** A deadline was missed: `met`, and late, or not met when the case went on, or still open at the end. */
  | {
      readonly kind: 'late'
      readonly by: string
      readonly standing: 'met' | 'left' | 'overdue'
      readonly whose: TimedDeadline['whose']
      readonly what: string
      readonly deadline: TimedDeadline['deadline']
    }
  /** Written down so many days after it happened. */
  | { readonly kind: 'later'; readonly label: string; readonly days: number }
  /** `given`: the stop at which it was given after all. */
  | { readonly kind: 'passed-over'; readonly label: string; readonly given?: number }
  | { readonly kind: 'corrected'; readonly by: number }
  | { readonly kind: 'corrects'; readonly stop: number | undefined; readonly reason: string }
  | { readonly kind: 'off-path' }
  | { readonly kind: 'clock-back'; readonly seconds: number }
  | { readonly kind: 'clock-given' }
  /** What a reader would miss, in words; from whoever judges the strength of records. */
  | { readonly kind: 'thin'; readonly words: string }

/** By the index of the stop. */
export type Remarks = ReadonlyMap<number, readonly Remark[]>

/** Something that a reader would miss, told of a place in the record. */
export interface Thin {
  readonly entry: number
  readonly fact?: number
  readonly words: string
}

/** What was judged elsewhere. `off`: facts off the path, as the case at the end has them; none where it could not be judged. */
export interface Judged {
  readonly time: Time
  readonly off: Case['off']
  readonly thin: readonly Thin[]
}

const keyOf = ({ date, time = '' }: Moment): string => `${date} ${time}`

/** By the moment that is told or stamped there, the stops in their order: a record may have as many late deadlines as stops. */
interface Moments {
  readonly told: ReadonlyMap<string, readonly number[]>
  readonly stamped: ReadonlyMap<string, readonly number[]>
}

const momentsOf = ({ stops }: Story): Moments => {
  const told = new Map<string, number[]>()
  const stamped = new Map<string, number[]>()
  const put = (map: Map<string, number[]>, moment: Moment, index: number): void => {
    const list = map.get(keyOf(moment))
    if (list === undefined) map.set(keyOf(moment), [index])
    else if (list.at(-1) !== index) list.push(index)
  }
  for (const [i, { facts }] of stops.entries())
    for (const { fact } of facts) {
      put(stamped, civil(fact.at), i)
      if (fact.kind === 'answer' && fact.value.kind === 'moment') put(told, fact.value.moment, i)
    }
  return { told, stamped }
}

/** The first of these from an index on. */
const firstFrom = (stops: readonly number[], from: number): number | undefined => {
  let [low, high] = [0, stops.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stops[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return stops[low]
}

/**
 * Where it became plain that a deadline was missed: where it was told what was late, or else written; where the deadline was
 * stated, if that came after it. `on` is absent for one that is still open: at the last stop.
 */
const missedAt = (
  story: Story,
  { told, stamped }: Moments,
  { entry, fact }: TimedDeadline,
  on: Moment | undefined,
): number => {
  const stated = story.stopOf(entry, fact) ?? 0
  if (on === undefined) return story.stops.length - 1
  const tells = told.get(keyOf(on)) ?? []
  if (tells.length > 0) return firstFrom(tells, stated) ?? stated
  return firstFrom(stamped.get(keyOf(on)) ?? [], stated + 1) ?? stated
}

const lateOf = (
  { whose, what, deadline }: TimedDeadline,
  standing: Extract<Standing, { kind: 'late' | 'overdue' }>,
): Remark => ({
  kind: 'late',
  by: standing.by,
  standing: standing.kind === 'overdue' ? 'overdue' : standing.met ? 'met' : 'left',
  whose,
  what,
  deadline,
})

type Add = (index: number | undefined, remark: Remark) => void

const addTimes = (story: Story, time: Time, add: Add): void => {
  const moments = momentsOf(story)
  for (const one of time.deadlines) {
    const { standing } = one
    if (standing.kind === 'late') add(missedAt(story, moments, one, standing.on), lateOf(one, standing))
    if (standing.kind === 'overdue') add(missedAt(story, moments, one, undefined), lateOf(one, standing))
  }
  for (const { entry, fact, field, days } of time.later)
    add(story.stopOf(entry, fact), { kind: 'later', label: fields[field].label, days })
  for (const { entry, fact, seconds } of time.stepped)
    add(story.stopOf(entry, fact), { kind: 'clock-back', seconds })
  for (const { entry, fact } of time.given) add(story.stopOf(entry, fact), { kind: 'clock-given' })
}

/** By the stop of an answer that was passed over, the stop at which it was given after all. */
const givenLater = ({ stops, stopOf }: Story): ReadonlyMap<number, number> => {
  const given = new Map<number, number>()
  for (const [i, stop] of stops.entries()) {
    const { fact } = stop.facts[0]
    const main = mainFact(stop).fact
    if (fact.kind !== 'replaces' || main.kind !== 'answer' || main.value.kind === 'none') continue
    const earlier = stopOf(fact.entry, fact.fact)
    if (earlier !== undefined && earlier < i) given.set(earlier, i)
  }
  return given
}

const passedOver = ({ fact }: Placed, given: number | undefined): readonly Remark[] =>
  fact.kind === 'answer' && fact.value.kind === 'none' && worthAsking.includes(fact.field)
    ? [
        {
          kind: 'passed-over',
          label: fields[fact.field].label,
          ...(given === undefined ? {} : { given }),
        },
      ]
    : []

const addOwn = (story: Story, off: Case['off'], add: Add): void => {
  const given = givenLater(story)
  for (const [i, stop] of story.stops.entries()) {
    const main = mainFact(stop)
    const { fact } = stop.facts[0]
    for (const remark of passedOver(main, given.get(i))) add(i, remark)
    if (fact.kind === 'replaces') {
      const earlier = story.stopOf(fact.entry, fact.fact)
      const stop = earlier !== undefined && earlier < i ? earlier : undefined
      add(i, { kind: 'corrects', stop, reason: fact.reason.label })
      add(stop, { kind: 'corrected', by: i })
    }
    if (off.has(placeKey(main.entry, main.index))) add(i, { kind: 'off-path' })
  }
}

/** All remarks, of each stop in the order in which they weigh. */
export const remarksOf = (story: Story, { time, off, thin }: Judged): Remarks => {
  const found = new Map<number, Remark[]>()
  const add: Add = (index, remark) => {
    if (index === undefined) return
    const list = found.get(index)
    if (list === undefined) found.set(index, [remark])
    else list.push(remark)
  }
  addTimes(story, time, add)
  addOwn(story, off, add)
  // Of each thing on a list it may be missing: it is said once.
  const said = new Set<string>()
  for (const { entry, fact, words } of thin) {
    const index = story.stopOf(entry, fact ?? 1)
    if (said.has(`${index} ${words}`)) continue
    said.add(`${index} ${words}`)
    add(index, { kind: 'thin', words })
  }
  return found
}

/** Whether a remark says that something was late: a deadline, or the writing down. */
export const isLate = ({ kind }: Remark): boolean => kind === 'late' || kind === 'later'

/** Whether a remark says that something is missing. */
export const isThin = (remark: Remark): boolean =>
  remark.kind === 'thin' || (remark.kind === 'passed-over' && remark.given === undefined)
