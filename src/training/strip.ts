/**
 * The facts of a record → a made-up case with its rungs, outcomes and times, and none of the words that anybody typed; and what of
 * the record is not in it. What is made always loads: it is loaded before it is handed out. Pure.
 */
import { civil } from '../calendar/zone.ts'
import type { Placed, World } from '../case/case.ts'
import { resultOf } from '../proof/walk-result.ts'
import type { Expected } from '../proof/walks.ts'
import { type Course, courseOf, type Turn } from './course.ts'
import { loadExercise } from './load.ts'
import { exerciseText } from './strip-text.ts'
import { findWay, type Gone, type Ground } from './strip-walk.ts'

export type Stripped =
  | {
      readonly kind: 'made'
      readonly text: string
      /** What is in the record and not in the made-up case, or otherwise there, in sentences; empty where it is the same way. */
      readonly lost: readonly string[]
      /** What somebody who knows the record may wonder at. */
      readonly remarks: readonly string[]
    }
  /** Nothing could be made. */
  | { readonly kind: 'not-made'; readonly why: string }

/** The last one of each clock: after a correction they are stated anew. */
const latest = (due: readonly string[]): readonly string[] =>
  [...new Map(due.map((one) => [one.replace(/:.*/, ''), one])).values()].sort()

const firstDifference = (
  noun: string,
  then: readonly string[],
  now: readonly string[],
): readonly string[] => {
  const i = Array.from({ length: Math.max(then.length, now.length) }, (_, at) => at).find(
    (at) => then[at] !== now[at],
  )
  const said = (list: readonly string[]): string =>
    list[i ?? 0] === undefined ? 'nothing more' : `${list[i ?? 0]}`
  return i === undefined
    ? []
    : [`As ${noun} ${i + 1} the record has ${said(then)}, and the made-up case ${said(now)}.`]
}

const turnWords = ({ key, outcome }: Turn): string => `${key}: ${outcome}`

/** Where the results part. Ids only: each stands in the policy, or it is not said. */
const resultsPart = (wanted: Expected, record: Course, gone: Gone): readonly string[] => {
  const came = resultOf(gone.walked.state)
  const sorted = record.corrections > 0
  const dues = (due: readonly string[]): readonly string[] => (sorted ? latest(due) : due)
  return [
    ...firstDifference('rung', wanted.rungs, came.rungs),
    ...firstDifference('outcome', record.turns.map(turnWords), gone.came.turns.map(turnWords)),
    ...firstDifference('deadline', dues(wanted.due), dues(came.due)),
    ...(wanted.end === came.end
      ? []
      : [`The record is ${wanted.end} at the end, and the made-up case ${came.end}.`]),
  ]
}

const turnLost = (then: Turn, now: Turn | undefined, ticked: readonly string[]): readonly string[] => {
  if (now === undefined) return []
  const where = `Entry ${then.entry} (${then.key})`
  const values = Object.entries(then.values).filter(([word, value]) => now.values[word] !== value)
  const ticks = then.checks.filter((id) => !ticked.includes(`${then.key} ${id}`))
  return [
    ...(values.length === 0
      ? []
      : [`${where}: ${values.length} of its answers ${are(values.length)} not kept.`]),
    ...(ticks.length === 0 ? [] : [`${where}: ${ticks.length} of its ticks ${are(ticks.length)} not kept.`]),
    ...(then.advice === now.advice ? [] : [`${where}: what was sought beside the ladder is not kept.`]),
    ...(then.danger === now.danger ? [] : [`${where}: what was said of danger is not kept.`]),
  ]
}

const are = (count: number): string => (count === 1 ? 'is' : 'are')

const detailsLost = (record: Course, { came }: Gone): readonly string[] => {
  const ticked = came.turns.flatMap(({ key, checks }) => checks.map((id) => `${key} ${id}`))
  const { rest } = record
  return [
    ...record.turns.flatMap((turn, i) => turnLost(turn, came.turns[i], ticked)),
    ...(rest.advice === undefined && rest.danger === undefined && rest.checks.length === 0
      ? []
      : ['What was told after the last answer (advice, danger or ticks) is not kept.']),
  ]
}

const stoppedWords = ({ stopped }: Gone): readonly string[] =>
  stopped === undefined
    ? []
    : [
        `From entry ${stopped.turn.entry} (${stopped.turn.key}) on nothing could be carried over: ${stopped.why}`,
      ]

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** Where the clock of the walk is not that of the record. */
const movedBegins = ({ way: { course, begins, start } }: Gone): readonly string[] => {
  const moved = course.turns.filter((turn, i) => {
    const begin = begins[i]
    return (
      begin !== undefined &&
      (turn.sitting === course.turns[i - 1]?.sitting || civil(begin).time !== civil(turn.opened).time)
    )
  })
  return [
    ...(civil(start).time === civil(course.start).time && civil(start).date === civil(course.start).date
      ? []
      : [`It begins at ${civil(start).date} ${civil(start).time}: each of its answers takes a minute.`]),
    ...(moved.length === 0
      ? []
      : [
          `${counted(moved.length, 'sitting begins', 'sittings begin')} at another time than in the record, or where it had none: each answer takes a minute.`,
        ]),
  ]
}

const dangerMoved = ({ dangers }: Course): readonly string[] =>
  new Set(dangers).size < 2
    ? []
    : [
        'Danger was answered otherwise in several sittings: a made-up case says the same at the start of each.',
      ]

const answeredAnew = (record: Course, { came }: Gone): readonly string[] =>
  [
    ...Object.entries(came.asks).filter(([id]) => record.asks[id] === undefined),
    ...Object.entries(came.guards).filter(([id]) => record.guards[id] === undefined),
  ].map(([id, option]) => `The record ends before "${id}" was answered; the made-up case says "${option}".`)

const remarksOn = (record: Course, gone: Gone): readonly string[] => [
  ...(record.corrections === 0
    ? []
    : [
        `${counted(record.corrections, 'answer was', 'answers were')} corrected: what held in the end is kept.`,
      ]),
  ...(record.off === 0
    ? []
    : [
        `${counted(record.off, 'fact lies', 'facts lie')} off the path since, and ${are(record.off)} left out.`,
      ]),
  ...answeredAnew(record, gone),
  ...dangerMoved(record),
  ...movedBegins(gone),
]

/** What a case came to, without the deadlines that lie off its path. */
const wantedOf = (course: Course): Expected => resultOf(course.state)

/** `record`: its facts, in the world with the policies that they name. `ground`: the edition that the made-up case is for. */
export const strip = (
  record: { readonly facts: readonly Placed[]; readonly world: World },
  ground: Ground,
): Stripped => {
  const course = courseOf(record.world, record.facts)
  if (course.scenario === undefined)
    return { kind: 'not-made', why: 'the record was left before it was said what the disagreement is about.' }
  const wanted = wantedOf(course)
  const gone = findWay(ground, course, wanted)
  if (typeof gone === 'string') return { kind: 'not-made', why: gone }
  const { start, begins } = gone.way
  const { policy, world } = ground
  const text = exerciseText(policy.id, gone.came, start, begins, resultOf(gone.walked.state))
  const loaded = loadExercise(world, policy, policy.id, 'made', text)
  if (loaded.kind !== 'ok')
    return { kind: 'not-made', why: loaded.findings.map(({ message }) => message).join(' ') }
  return {
    kind: 'made',
    text,
    lost: [
      ...stoppedWords(gone),
      ...gone.way.course.lost,
      ...resultsPart(wanted, course, gone),
      ...detailsLost(course, gone),
    ],
    remarks: remarksOn(course, gone),
  }
}
