/** A course → the words of a walk, and the script that they are read as. One list of steps for both: what is tried is what is written. */
import type { Stamp } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import type { Script, Step } from '../case/script.ts'
import { type Course, type Danger, type Details, leftOut, somebody, type Turn } from './course.ts'

export const recordedBy = `${somebody}, Designated Safeguarding Lead`

/** When a turn begins, where a sitting begins with it. */
export type Begins = readonly (Stamp | undefined)[]

interface Line extends Details {
  readonly key: string
  readonly outcome?: string
  readonly later?: Stamp
}

/** Asked before it is said what became of it: a line of their own, so that they answer at their own turn. */
const waiting: readonly string[] = ['promise', 'top', 'handed']

const isEmpty = ({ values, checks, advice, danger }: Details): boolean =>
  Object.keys(values).length === 0 && checks.length === 0 && advice === undefined && danger === undefined

const beside = /^(?:advice|action)-/

/** What was told of advice belongs to the advice, the rest of a waiting place to the line before. */
const parted = (values: Details['values'], own: boolean): Details['values'] =>
  Object.fromEntries(Object.entries(values).filter(([word]) => beside.test(word) === own))

const linesOf = (
  { key, outcome, values, checks, advice, danger }: Turn,
  later: Stamp | undefined,
): readonly Line[] => {
  const turned: Line = {
    key,
    outcome,
    checks,
    values,
    ...(later === undefined ? {} : { later }),
    ...(advice === undefined ? {} : { advice }),
    ...(danger === undefined ? {} : { danger }),
  }
  if (!waiting.includes(key)) return [turned]
  const before: Line = { key, checks: [], values: parted(values, false) }
  return [...(isEmpty(before) ? [] : [before]), { ...turned, values: parted(values, true) }]
}

/** Without an outcome nobody can say advice, danger or ticks; and on a rung nothing at all. */
const restOf = ({ rest }: Course): readonly Line[] => {
  const line: Line = { key: rest.key, checks: [], values: parted(rest.values, false) }
  return isEmpty(line) || ![...waiting, 'closing'].includes(rest.key) ? [] : [line]
}

const byKey = <T>(
  lines: readonly Line[],
  make: (line: Line) => T,
): Readonly<Record<string, readonly T[]>> => {
  const made: Record<string, T[]> = {}
  for (const line of lines) made[line.key] = [...(made[line.key] ?? []), make(line)]
  return made
}

const allLines = (course: Course, begins: Begins): readonly Line[] => [
  ...course.turns.flatMap((turn, i) => linesOf(turn, begins[i])),
  ...restOf(course),
]

const toStep = ({ key: _, ...step }: Line): Step => step

/** No where it was said once at the beginning of a sitting: a walk says the same in each. */
export const dangerOf = ({ dangers }: Course): Danger =>
  dangers.includes('no') ? 'no' : (dangers[0] ?? 'no')

const childrenOf = ({ children }: Course): Script['eachChild'] =>
  children.map((outcome, i) => ({ child: `Child ${i + 1}`, outcome }))

/** `begins`: by the index of each turn. */
export const scriptOf = (course: Course, begins: Begins): Script => ({
  scenario: course.scenario ?? '',
  danger: dangerOf(course),
  by: recordedBy,
  tried: course.tried,
  ...(course.begun === undefined ? {} : { start: course.begun }),
  ...(course.why === undefined ? {} : { why: course.why }),
  asks: course.asks,
  guards: course.guards,
  moments: course.moments,
  about: { ...course.about, ...(course.dangerDone ? { 'danger-done': leftOut } : {}) },
  eachChild: childrenOf(course),
  steps: byKey(allLines(course, begins), toStep),
})

const minuteOf = (stamp: Stamp): string => `${civil(stamp).date}T${civil(stamp).time}`

const stepWords = ({
  later,
  danger,
  advice,
  outcome,
  values,
  checks,
}: Line): Readonly<Record<string, unknown>> => ({
  ...(later === undefined ? {} : { later: minuteOf(later) }),
  ...(danger === undefined ? {} : { danger }),
  ...(advice === undefined ? {} : { advice }),
  ...(outcome === undefined ? {} : { outcome }),
  ...values,
  ...(checks.length === 0 ? {} : { checks }),
})

const some = (word: string, map: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.keys(map).length === 0 ? {} : { [word]: map }

/** The same as words of a walk file, without what must come out. */
export const wordsOf = (course: Course, start: Stamp, begins: Begins): Readonly<Record<string, unknown>> => {
  const steps = byKey(allLines(course, begins), stepWords)
  const children = childrenOf(course)
  return {
    scenario: course.scenario,
    at: minuteOf(start),
    danger: dangerOf(course),
    ...(course.dangerDone ? { 'danger-done': leftOut } : {}),
    'recorded-by': recordedBy,
    ...(course.tried ? { tried: 'yes' } : {}),
    ...(course.begun === undefined ? {} : { start: course.begun }),
    ...(course.why === undefined ? {} : { why: course.why }),
    ...some('asks', course.asks),
    ...some('guards', course.guards),
    ...some('moments', course.moments),
    ...some('about', course.about),
    ...(children.length === 0 ? {} : { 'each-child': children }),
    ...some(
      'rungs',
      Object.fromEntries(
        Object.entries(steps).map(([key, list]) => [key, list.length === 1 ? list[0] : list]),
      ),
    ),
  }
}
