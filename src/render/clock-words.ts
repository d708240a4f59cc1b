/**
 * A clock of a flow in words, before it runs: "3 working days (also printed as 5 days; the earlier counts), by 17:00 of the
 * last day, counted from when you were told or the disagreement arose". Counts nothing; see calendar/deadline.ts. Texts come
 * out as they stand in the flow, unescaped.
 */
import type { Rule } from '../calendar/time.ts'
import { formatTimescale } from '../calendar/timescale.ts'
import type { Clock, ClockStart, Missed, Policy, Rung, Scenario } from '../flow/policy.ts'
import { findRung } from '../flow/rungs.ts'
import { either, quoted, whenWords } from './when-words.ts'

/** Where a clock stands: what it names by id is then named in words. Whatever is absent leaves the plainer words. */
export interface ClockPlace {
  readonly policy?: Policy
  readonly scenario?: Scenario
  /** The rung whose clock it is; absent for a clock that spans several. */
  readonly rung?: Rung
}

/** `Stage 2: Ask the team leader`, or the title alone where the source prints no label. */
export const rungWords = (rung: Pick<Rung, 'label' | 'title'>): string =>
  rung.label === undefined ? rung.title : `${rung.label}: ${rung.title}`

/** What the source says follows when a clock has passed, without the clause. */
export const missedWords: Readonly<Record<Missed['then'], string>> = {
  'move-on': 'once it has passed, go on to the next step',
  'may-move-on': 'once it has passed, you may go on to the next step',
  lapses: 'once it has passed, the right to do this is lost',
}

const namedRung = (id: string, { scenario }: ClockPlace): string => {
  const rung = scenario === undefined ? undefined : findRung(scenario, id)
  return quoted(rung === undefined ? id : rungWords(rung))
}

const outcomeNames = (clock: Clock, { rung }: ClockPlace): string =>
  either(clock.on.map((id) => quoted(rung?.outcomes.find((one) => one.id === id)?.label ?? id)))

/** The clock that `rung/clock` or `/clock` names. */
const namedClock = (named: string, place: ClockPlace): string => {
  const [rungId = '', id = ''] = named.split('/')
  const { scenario } = place
  const rung = scenario === undefined ? undefined : findRung(scenario, rungId)
  const clocks = rung?.clocks ?? [
    ...(scenario?.clocks ?? []),
    ...(scenario?.stages.flatMap((stage) => stage.clocks) ?? []),
  ]
  const title = clocks.find((one) => one.id === id)?.title ?? named
  return `the deadline to ${title}${rung === undefined || rung.id === place.rung?.id ? '' : ` at ${quoted(rungWords(rung))}`}`
}

const stageWords = ({ scenario, rung }: ClockPlace): string => {
  const stage = scenario?.stages.find((one) => one.id === rung?.stage)
  return stage === undefined ? 'the start of the stage' : `the start of ${quoted(stage.title)}`
}

/** One moment that a clock counts from: `when the other side is asked`, `the start of “Stage 1: …”`. */
export const startWords = (start: ClockStart, clock: Clock, place: ClockPlace = {}): string => {
  switch (start.kind) {
    case 'told':
      return 'when you were told or the disagreement arose'
    case 'reached':
      return 'what led to this step'
    case 'asked':
      return 'when the other side is asked'
    case 'outcome':
      return clock.on.length === 0 ? 'the outcome' : `this outcome: ${outcomeNames(clock, place)}`
    case 'stage':
      return stageWords(place)
    case 'moment': {
      const moment = place.policy?.moments.find((one) => one.id === start.moment)
      return `the answer to ${quoted(moment?.ask ?? start.moment)}`
    }
    case 'start':
      return `the start of ${namedRung(start.rung, place)}`
    case 'end':
      return `the end of ${namedRung(start.rung, place)}`
    case 'deadline':
      return namedClock(start.clock, place)
  }
}

const alsoWords = ({ also }: Rule): string =>
  also === undefined ? '' : ` (also printed as ${formatTimescale(also)}; the earlier date counts)`

const countWords = (rule: Rule): string =>
  [
    rule.dayOne === true ? ', the day it counts from being day 1' : '',
    rule.by === undefined ? '' : `, by ${rule.by} of the last day`,
    rule.officeHours === undefined
      ? ''
      : `, in office hours, ${rule.officeHours.from} to ${rule.officeHours.to}`,
  ].join('')

const ruleWords = (rule: Rule): string => alsoWords(rule) + countWords(rule)

/** How long: `2 working days`, `without delay (the source prints no figure)`. */
export const limitWords = (clock: Pick<Clock, 'limit' | 'words'>): string => {
  const { limit, words } = clock
  switch (limit.kind) {
    case 'rule':
      return words + ruleWords(limit.rule)
    case 'agreed':
      return `${words} (a date that the two sides agree)${limit.cap === undefined ? '' : ruleWords(limit.cap)}`
    case 'urgency':
      return `${words} (the source prints no figure)`
  }
}

const fromWords = (clock: Clock, place: ClockPlace): string => {
  const starts = clock.from.map((start) => startWords(start, clock, place))
  if (starts.length === 0) return ''
  const counted = clock.limit.kind === 'rule' ? ', counted from ' : ', from '
  return `${counted}${starts.join(', or from ')}${starts.length > 1 ? `, whichever is ${starts.length > 2 ? 'earliest' : 'earlier'}` : ''}`
}

/** Already named where the clock counts from its outcome alone. */
const onWords = (clock: Clock, place: ClockPlace): string =>
  clock.on.length === 0 || (clock.from.length === 1 && clock.from[0]?.kind === 'outcome')
    ? ''
    : `; only after ${outcomeNames(clock, place)}`

/** All of that but how long: `, counted from when the other side is asked; met only once it is received`. */
const termsWords = (clock: Clock, place: ClockPlace): string =>
  [
    clock.indicative ? ', as an indication and not a limit' : '',
    clock.sooner ? ', or sooner if the child needs it' : '',
    fromWords(clock, place),
    onWords(clock, place),
    clock.when === undefined || place.policy === undefined ? '' : `; ${whenWords(place.policy, clock.when)}`,
    clock.met === 'received' ? '; met only once it is received' : '',
  ].join('')

/** As `clockWords`, without what follows once the clock has passed: that has a clause of its own. */
export const dueWords = (clock: Clock, place: ClockPlace = {}): string =>
  limitWords(clock) + termsWords(clock, place)

const parties: Readonly<Record<Clock['whose'], string>> = {
  ours: 'You',
  theirs: 'They',
  both: 'Both sides',
}

/**
 * The same as one sentence to the person, in parts, of which the second is how long: "They have ", "3 working days", " to
 * speak with you, counted from …". `place` as for `clockWords`.
 */
export const clockSentence = (clock: Clock, place: ClockPlace = {}): readonly [string, string, string] => {
  const { limit, words, title, missed } = clock
  const who = parties[clock.whose]
  const end = missed === undefined ? '' : `; ${missedWords[missed.then]}`
  const rest = `${termsWords(clock, place)}${end}.`
  switch (limit.kind) {
    case 'urgency':
      return [`${who} should ${title}: `, limitWords(clock), rest]
    case 'agreed': {
      const most = limit.cap === undefined ? '' : words.replace(/^as agreed/, '') + ruleWords(limit.cap)
      return [`${who} should ${title} `, `by a date that the two sides agree${most}`, rest]
    }
    case 'rule': {
      const { rule } = limit
      const [figure, count] = [words + alsoWords(rule), countWords(rule)]
      return rule.within.amount === 0
        ? [`${who} should ${title} on the `, figure, count + rest]
        : [`${who} have `, figure, ` to ${title}${count}${rest}`]
    }
  }
}

/**
 * All that a policy says about when a clock ends, but for its title, whose it is, and its clauses: the middle of a sentence,
 * without a full stop. `place` names in words what the clock names by id, and is needed for the words of `when`.
 */
export const clockWords = (clock: Clock, place: ClockPlace = {}): string =>
  dueWords(clock, place) + (clock.missed === undefined ? '' : `; ${missedWords[clock.missed.then]}`)
