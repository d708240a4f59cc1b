/** Clocks as written → clocks as checked: how long, from when, on what. Counts nothing; see calendar/. */

import type { Rule, Timescale } from '../../calendar/time.ts'
import { parseTimescale } from '../../calendar/timescale.ts'
import type { Clock, ClockStart, Limit } from '../policy.ts'
import type { ClockYaml, PolicyYaml } from '../schema.ts'
import { checkRemarks, checkWhen, remarkIds } from './parts.ts'
import type { Path, References } from './references.ts'

const timescale = (refs: References, path: Path, words: string): Timescale | undefined => {
  const found = parseTimescale(words)
  if (found === undefined)
    refs.say(
      'RF011',
      path,
      `"${words}" is not a timescale.`,
      'Write "2 working days", "7 days", "1 month", "4 working hours", "24 hours" or "same working day"; for words without a figure "urgency".',
    )
  return found
}

const ruleOf = (
  refs: References,
  path: Path,
  clock: ClockYaml,
  words: string,
  key: 'within' | 'at-most',
  policy: PolicyYaml,
): Rule | undefined => {
  const within = timescale(refs, [...path, key], words)
  const also = clock.also === undefined ? undefined : timescale(refs, [...path, 'also'], clock.also)
  const hours = policy['office-hours']
  if (within === undefined) return undefined
  // No other figure is counted in office hours.
  const inWorkingHours = [within, also].some((one) => one?.unit === 'working-hours')
  return {
    within,
    ...(also === undefined ? {} : { also }),
    ...(clock['day-one'] ? { dayOne: true } : {}),
    ...(clock.by === undefined ? {} : { by: clock.by }),
    ...(hours !== undefined && inWorkingHours ? { officeHours: { from: hours.from, to: hours.to } } : {}),
  }
}

/** What is counted has to be counted from somewhere. */
const checkFrom = (refs: References, path: Path, clock: ClockYaml): void => {
  const counted =
    clock.within !== undefined && (clock.within !== 'as agreed' || clock['at-most'] !== undefined)
  if (counted && clock.from === undefined)
    refs.say(
      'RF006',
      path,
      '"from" is missing here.',
      'Add "from:" with the moment that the clock counts from.',
    )
}

/** Words that would be read over in silence, because the clock has nothing to which they belong. */
const checkIdle = (refs: References, path: Path, clock: ClockYaml): void => {
  const { within, urgency } = clock
  const idle = (key: 'at-most' | 'also' | 'by' | 'day-one', hint: string): void => {
    if (clock[key] !== undefined && clock[key] !== false)
      refs.say('RF007', [...path, key], `"${key}" has no meaning here.`, hint, 'key')
  }
  if (within !== 'as agreed')
    idle('at-most', 'It goes with "within: as agreed". Elsewhere write the figure as "within".')
  if (urgency !== undefined || (within === 'as agreed' && clock['at-most'] === undefined))
    for (const key of ['also', 'by', 'day-one'] as const)
      idle(key, 'It goes with a figure. Remove it, or write the figure as "within".')
}

const limitOf = (refs: References, path: Path, clock: ClockYaml, policy: PolicyYaml): Limit | undefined => {
  const { within, urgency } = clock
  if (within === undefined) {
    if (urgency === undefined)
      refs.say(
        'RF006',
        path,
        'This clock says neither how long nor how urgent.',
        'Add "within:" with the figure of the source, or "urgency:" with its words where it prints none.',
      )
    return urgency === undefined ? undefined : { kind: 'urgency' }
  }
  if (urgency !== undefined)
    refs.say(
      'RF007',
      [...path, 'urgency'],
      'A clock has a figure or words of urgency, not both.',
      'Remove one.',
    )
  if (within === 'as agreed') {
    const most = clock['at-most']
    const cap = most === undefined ? undefined : ruleOf(refs, path, clock, most, 'at-most', policy)
    return { kind: 'agreed', ...(cap === undefined ? {} : { cap }) }
  }
  const rule = ruleOf(refs, path, clock, within, 'within', policy)
  return rule === undefined ? undefined : { kind: 'rule', rule }
}

const wordsOf = ({ within, urgency, 'at-most': most }: ClockYaml): string =>
  within === undefined ? (urgency ?? '') : most === undefined ? within : `${within}, at most ${most}`

const plainStarts = ['told', 'reached', 'asked', 'outcome', 'stage'] as const

/** Whether a clock can count from this in every flow: the program's own words for a start. */
export const isPlainStart = (text: string): text is (typeof plainStarts)[number] =>
  (plainStarts as readonly string[]).includes(text)

/** What clocks may count from here. */
export interface Countable {
  readonly policy: PolicyYaml
  /** Ids of the scenario's rungs; undefined where a clock stands in no scenario. */
  readonly hasRung: (id: string) => boolean
  /** The rung or stage that the clock stands on; '' for one that spans the scenario. */
  readonly owner: string
}

const startOf = (refs: References, path: Path, text: string, around: Countable): ClockStart | undefined => {
  if (isPlainStart(text)) return { kind: text }
  if (Object.hasOwn(around.policy.moments, text)) return { kind: 'moment', moment: text }
  const [, edge, rung = ''] = /^(start|end) of (\S+)$/.exec(text) ?? []
  if (edge !== undefined && around.hasRung(rung)) return { kind: edge === 'start' ? 'start' : 'end', rung }
  const [, clock] = /^deadline (\S+)$/.exec(text) ?? []
  if (clock !== undefined)
    return { kind: 'deadline', clock: clock.includes('/') ? clock : `${around.owner}/${clock}` }
  refs.say(
    'RF010',
    path,
    `A clock cannot count from "${text}".`,
    `Write one of ${[...plainStarts, ...Object.keys(around.policy.moments)].join(', ')}, "start of RUNG", "end of RUNG" or "deadline CLOCK".`,
  )
  return undefined
}

const listOf = <T>(one: T | readonly T[] | undefined): readonly T[] =>
  one === undefined ? [] : Array.isArray(one) ? one : [one as T]

const checkOn = (
  refs: References,
  path: Path,
  clock: ClockYaml,
  outcomes: Readonly<Record<string, unknown>>,
): void => {
  const on = listOf(clock.on)
  refs.known('outcome', Array.isArray(clock.on) ? [...path, 'on'] : path, on, outcomes)
  if (listOf(clock.from).includes('outcome') && on.length === 0)
    refs.say(
      'RF012',
      path,
      'A clock from an outcome needs "on", the outcome it starts from.',
      'Add "on: agreed", say.',
    )
}

const buildClock = (
  refs: References,
  path: Path,
  id: string,
  clock: ClockYaml,
  around: Countable,
  outcomes: Readonly<Record<string, unknown>>,
): readonly Clock[] => {
  const { policy } = around
  checkRemarks(refs, path, clock, policy)
  checkWhen(refs, path, clock.when, policy)
  checkOn(refs, path, clock, outcomes)
  checkIdle(refs, path, clock)
  checkFrom(refs, path, clock)
  refs.title([...path, 'title'], clock.title)
  const limit = limitOf(refs, path, clock, policy)
  const from = listOf(clock.from).flatMap(
    (text, i) =>
      startOf(refs, Array.isArray(clock.from) ? [...path, 'from', i] : [...path, 'from'], text, around) ?? [],
  )
  if (limit === undefined) return []
  const { title, whose, sooner, indicative, met, missed, when } = clock
  return [
    {
      id,
      title,
      whose,
      limit,
      words: wordsOf(clock),
      // What has no figure is not counted from anything.
      from: limit.kind === 'urgency' ? [] : from,
      on: listOf(clock.on),
      met,
      sooner,
      indicative,
      clause: clock.clause,
      remarks: remarkIds(clock),
      ...(when === undefined ? {} : { when }),
      ...(missed === undefined ? {} : { missed }),
    },
  ]
}

/** The clocks of a rung, a stage or a scenario. `outcomes`: those that a clock may wait for. What is wrong goes into `refs`. */
export const buildClocks = (
  refs: References,
  path: Path,
  clocks: Readonly<Record<string, ClockYaml>>,
  around: Countable,
  outcomes: Readonly<Record<string, unknown>> = {},
): readonly Clock[] =>
  Object.entries(clocks).flatMap(([id, clock]) =>
    buildClock(refs, [...path, id], id, clock, around, outcomes),
  )
