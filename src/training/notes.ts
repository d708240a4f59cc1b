/**
 * What a trainer has in front of them: a made-up case in the order in which its walk goes, with the words of the other side,
 * what there is to talk about, and which deadlines came out of it. Walks it; knows no page.
 */
import { formatDate } from '../calendar/date.ts'
import { begin, type Placed, type World } from '../case/case.ts'
import { evolve } from '../case/evolve.ts'
import type { Answer } from '../case/fact.ts'
import { keyOf, turning } from '../case/script.ts'
import type { Policy } from '../flow/policy.ts'
import { walk } from '../proof/walk.ts'
import { type TimedDeadline, timeOf } from '../verify/time.ts'
import { beginTimeline, seeCase, seeWritten } from '../verify/timeline.ts'
import { type Exercise, type Talk, talkAt } from './exercise.ts'

/** What the script says about one outcome, of what a room may want to hear. */
export const toldFields = [
  'who',
  'said',
  'reason',
  'done-what',
  'promise-what',
  'promise-who',
  'promise-by',
  'agreed-what',
  'outstanding',
] as const

export interface Told {
  readonly field: (typeof toldFields)[number]
  readonly text: string
}

export interface NotedStep {
  /** The name of the rung, or `promise`, `top`, `handed`, `closing`. */
  readonly place: string
  readonly clause?: string
  readonly outcome: string
  readonly told: readonly Told[]
  readonly talk?: Talk
  /** What happens before it. */
  readonly meanwhile?: string
  /** A child turns out to be in danger before it. */
  readonly danger?: true
  /** Deadlines that began to run with it. */
  readonly due: readonly TimedDeadline[]
}

export interface Notes {
  readonly exercise: Exercise
  /** Deadlines that ran from the beginning. */
  readonly due: readonly TimedDeadline[]
  readonly steps: readonly NotedStep[]
  readonly missed: readonly TimedDeadline[]
  /** Why the walk did not go on; a case that was loaded has none. */
  readonly problem?: string
}

const isTurn = ({ fact }: Placed): boolean => fact.kind === 'answer' && turning.includes(fact.field)

const textOf = ({ value }: Answer): string | undefined => {
  switch (value.kind) {
    case 'choice':
      return value.choice.label
    case 'text':
      return value.text
    case 'date':
      return formatDate(value.date)
    case 'moment':
    case 'none':
      return undefined
  }
}

const toldOf = (facts: readonly Placed[]): readonly Told[] =>
  toldFields.flatMap((field) =>
    facts.flatMap(({ fact }) => {
      const text = fact.kind === 'answer' && fact.field === field ? textOf(fact) : undefined
      return text === undefined ? [] : [{ field, text }]
    }),
  )

const timesOf = (world: World, facts: readonly Placed[]): readonly TimedDeadline[] => {
  const timeline = beginTimeline()
  let state = begin(world)
  for (const placed of facts) {
    const after = evolve(state, placed)
    seeWritten(timeline, placed)
    seeCase(timeline, state, placed, after)
    state = after
  }
  return timeOf(timeline, state).deadlines
}

/** The deadlines that were stated among these facts. */
const statedIn = (times: readonly TimedDeadline[], facts: readonly Placed[]): readonly TimedDeadline[] =>
  times.filter((one) => facts.some(({ entry, index }) => entry === one.entry && index === one.fact))

/** From each turn to the next; what comes before the first stands by itself. */
const parted = (facts: readonly Placed[]): readonly [readonly Placed[], readonly (readonly Placed[])[]] => {
  const turns = facts.flatMap((one, i) => (isTurn(one) ? [i] : []))
  return [facts.slice(0, turns[0] ?? facts.length), turns.map((at, i) => facts.slice(at, turns[i + 1]))]
}

const isMissed = ({ standing }: TimedDeadline): boolean =>
  standing.kind === 'late' || standing.kind === 'overdue'

/** The notes for a made-up case that was loaded: see load.ts. */
export const notesOf = (world: World, policy: Policy, exercise: Exercise): Notes => {
  const { facts, problem } = walk(world, policy, exercise.script, exercise.start)
  const times = timesOf(world, facts)
  const [before, parts] = parted(facts)
  const visits = new Map<string, number>()
  const stepOf = (part: readonly Placed[]): readonly NotedStep[] => {
    const [turn] = part
    if (turn?.fact.kind !== 'answer') return []
    const key = keyOf(turn.place)
    const earlier = visits.get(key) ?? 0
    visits.set(key, earlier + 1)
    const talk = talkAt(exercise, key, earlier)
    const step = exercise.script.steps[key]?.filter(({ outcome }) => outcome !== undefined)[earlier]
    return [
      {
        place: turn.place.kind === 'rung' ? turn.place.rung.label : turn.place.kind,
        ...(turn.place.kind === 'rung' ? { clause: turn.place.clause } : {}),
        outcome: textOf(turn.fact) ?? '',
        told: toldOf(part),
        ...(talk === undefined ? {} : { talk }),
        ...(step?.note === undefined ? {} : { meanwhile: step.note }),
        ...(step?.danger === undefined ? {} : { danger: true as const }),
        due: statedIn(times, part),
      },
    ]
  }
  return {
    exercise,
    due: statedIn(times, before),
    steps: parts.flatMap(stepOf),
    missed: times.filter(isMissed),
    ...(problem === undefined ? {} : { problem }),
  }
}
