/**
 * Finds the walk that goes the way of a course. A walk takes a minute for each answer and a person takes what they take: where a
 * deadline or a typed time needs it, a step is begun when it was begun in the case. Tries and compares; writes nothing.
 */
import type { Stamp } from '../calendar/time.ts'
import { instant, london, stampAt } from '../calendar/zone.ts'
import type { World } from '../case/case.ts'
import type { Policy } from '../flow/policy.ts'
import { type Walked, walk } from '../proof/walk.ts'
import { resultOf } from '../proof/walk-result.ts'
import type { Expected } from '../proof/walks.ts'
import { type Course, courseOf, type Turn } from './course.ts'
import { type Begins, dangerOf, scriptOf } from './course-script.ts'

/** The policy that it is walked by, in its world. */
export interface Ground {
  readonly policy: Policy
  readonly world: World
}

export interface Way {
  readonly course: Course
  readonly start: Stamp
  readonly begins: Begins
}

/** A way as far as it goes. */
export interface Gone {
  readonly way: Way
  readonly walked: Walked
  /** What the walk came to, as the way of a case. */
  readonly came: Course
  /** The first turn that could not be gone, and why. */
  readonly stopped?: { readonly turn: Turn; readonly why: string }
}

const minute = 60_000

const toMinute = (ms: number, round: (n: number) => number): Stamp =>
  stampAt(round(ms / minute) * minute, london)

/** More turns than a made-up case has; each is tried with all those before it. */
const mostTurns = 100

const upTo = (course: Course, count: number): Course => ({
  ...course,
  turns: course.turns.slice(0, count),
  rest: { key: '', values: {}, checks: [] },
})

const going = ({ policy, world }: Ground, way: Way): Gone => {
  const walked = walk(world, policy, scriptOf(way.course, way.begins), way.start)
  return { way, walked, came: courseOf(world, walked.facts) }
}

const nowIn = ({ walked, way }: Gone): number => {
  const last = walked.facts.at(-1)
  return last === undefined ? instant(way.start) : instant(last.fact.at) + minute
}

const goes = ({ walked, way, came }: Gone): boolean =>
  walked.problem === undefined && walked.unused.length === 0 && came.turns.length === way.course.turns.length

/** Whether nothing came that the case did not come to. */
const isFaithful = (gone: Gone, wanted: Expected): boolean => {
  const { rungs, due } = resultOf(gone.walked.state)
  return (
    goes(gone) &&
    rungs.every((rung, i) => rung === wanted.rungs[i]) &&
    due.every((one) => wanted.due.includes(one))
  )
}

/** Minutes from the beginning of a sitting to its first turn, where nothing is known of it: who, danger, and what was done. */
const usualWay = (course: Course): number => (dangerOf(course) === 'no' ? 3 : 4) * minute

/** When the turn `i` may begin, the simplest first; undefined: with no sitting of its own. */
const beginnings = (gone: Gone, course: Course, i: number, natural: Stamp | undefined): readonly Stamp[] => {
  const turn = course.turns[i]
  if (turn === undefined) return []
  const begun = i === 0 && natural === undefined ? gone.way.start : natural
  const came = gone.came.turns[i]?.at
  const took = begun === undefined || came === undefined ? usualWay(course) : instant(came) - instant(begun)
  return [turn.at, turn.until].map((at) => toMinute(instant(at) - took, Math.ceil))
}

const notBefore = (stamp: Stamp, now: number): Stamp =>
  instant(stamp) < now ? toMinute(now, Math.ceil) : stamp

/** On by one more turn: as the sittings of the case were or, where that leads elsewhere, with its time kept to the minute. */
const goOn = (ground: Ground, before: Gone, whole: Course, i: number, wanted: Expected): Gone => {
  const { start, begins } = before.way
  const turn = whole.turns[i]
  const course = upTo(whole, i + 1)
  const now = nowIn(before)
  const isNew = turn !== undefined && turn.sitting !== (whole.turns[i - 1]?.sitting ?? 1)
  const natural = isNew ? notBefore(toMinute(instant(turn.opened), Math.floor), now) : undefined
  const first = going(ground, { course, start, begins: [...begins, natural] })
  if (isFaithful(first, wanted)) return first
  const others = beginnings(first, whole, i, natural).map((at) =>
    i === 0 && natural === undefined
      ? going(ground, { course, start: at, begins: [undefined] })
      : going(ground, { course, start, begins: [...begins, notBefore(at, now)] }),
  )
  return others.find((one) => isFaithful(one, wanted)) ?? [first, ...others].find(goes) ?? first
}

/** The ticks that were not asked for yet belong to the next turn of the same rung. */
const carryTicks = (course: Course, { came }: Gone, i: number): Course => {
  const turn = course.turns[i]
  const next = course.turns[i + 1]
  if (turn === undefined || next?.key !== turn.key) return course
  const asked = came.turns[i]?.checks ?? []
  const left = turn.checks.filter((id) => !asked.includes(id))
  if (left.length === 0) return course
  const turns = course.turns.with(i + 1, { ...next, checks: [...new Set([...left, ...next.checks])] })
  return { ...course, turns }
}

const noMoments = 'A moment that clocks count from was known only later; it is left out.'

/** A moment of the policy's own is said where it is first asked for: one that was known only later would be one to come. */
const withoutMoments = (course: Course): Course =>
  Object.keys(course.moments).length === 0
    ? course
    : { ...course, moments: {}, lost: [...course.lost, noMoments] }

const last = (options: readonly { readonly id: string }[]): string => options.at(-1)?.id ?? ''

/** The case may stand before a question that has to be answered: it is, by its last option, which is the one that claims least. */
const filled = (course: Course, { asks, guards }: Policy): Course => ({
  ...course,
  asks: { ...Object.fromEntries(asks.map(({ id, options }) => [id, last(options)])), ...course.asks },
  guards: { ...Object.fromEntries(guards.map(({ id, options }) => [id, last(options)])), ...course.guards },
})

/** The whole way, or as much of it as can be gone; a string where it cannot be begun. `wanted`: what the case came to. */
export const findWay = (ground: Ground, whole: Course, wanted: Expected): Gone | string => {
  let course = filled(whole, ground.policy)
  const start = toMinute(instant(course.start), Math.floor)
  let gone = going(ground, { course: upTo(course, 0), start, begins: [] })
  if (gone.walked.problem !== undefined) return gone.walked.problem
  for (const [i, turn] of whole.turns.entries()) {
    if (i >= mostTurns)
      return { ...gone, stopped: { turn, why: `a made-up case has at most ${mostTurns} answers` } }
    let on = goOn(ground, gone, course, i, wanted)
    if (!goes(on)) {
      course = withoutMoments(course)
      on = goOn(ground, gone, course, i, wanted)
    }
    if (!goes(on))
      return { ...gone, stopped: { turn, why: on.walked.problem ?? 'the case does not come to it' } }
    gone = on
    course = carryTicks(course, gone, i)
  }
  const ended = going(ground, { ...gone.way, course: { ...course, turns: gone.way.course.turns } })
  return goes(ended) ? ended : gone
}
