/**
 * A clock of a flow in words, before it runs: "3 working days (also counted as 5 days; the earlier counts), by 17:00 of the
 * last day, counted from when you were told or the disagreement arose". Counts nothing; see calendar/deadline.ts. Texts come
 * out as they stand in the flow, unescaped.
 */
import type { Rule } from '../../calendar/time.ts'
import { formatTimescale } from '../../calendar/timescale.ts'
import type { Clock, ClockStart, Missed, Policy, Rung, Scenario } from '../policy.ts'
import { findClock, findRung, rungName } from '../rungs.ts'
import { consequences, parties } from './closed-lists.ts'
import { capital, either, quoted } from './phrase.ts'
import { whenWords } from './when.ts'

/** Where a clock stands: what it names by id is then named in words. Whatever is absent leaves the plainer words. */
export interface ClockPlace {
  readonly policy?: Policy
  readonly scenario?: Scenario
  /** The rung whose clock it is; absent for a clock that spans several. */
  readonly rung?: Rung
}

/** What the source says follows when a clock has passed, without the clause. */
export const missedWords = ({ then }: Missed): string => `once it has passed, ${consequences[then]}`

const namedRung = (id: string, { scenario }: ClockPlace): string => {
  const rung = scenario === undefined ? undefined : findRung(scenario, id)
  return quoted(rung === undefined ? id : rungName(rung))
}

const outcomeNames = (clock: Pick<Clock, 'on'>, { rung }: ClockPlace): string =>
  either(clock.on.map((id) => quoted(rung?.outcomes.find((one) => one.id === id)?.label ?? id)))

/** The clock with this key, by what is due then, and where that is another place than this. */
const namedClock = (key: string, { scenario, rung: here }: ClockPlace): string => {
  const found = scenario === undefined ? undefined : findClock(scenario, key)
  if (found === undefined) return `the deadline ${quoted(key)}`
  const { clock, rung, stage } = found
  const owner = rung === undefined || rung.id === here?.id ? stage?.title : rungName(rung)
  return `the deadline to ${clock.title}${owner === undefined ? '' : ` at ${quoted(owner)}`}`
}

const stageWords = ({ scenario, rung }: ClockPlace): string => {
  const stage = scenario?.stages.find((one) => one.id === rung?.stage)
  return stage === undefined ? 'the start of the stage' : `the start of ${quoted(stage.title)}`
}

/** One moment that a clock counts from: `when the other side is asked`, `the start of “Stage 1: …”`. */
export const startWords = (
  start: ClockStart,
  clock: Pick<Clock, 'on'> = { on: [] },
  place: ClockPlace = {},
): string => {
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
  also === undefined ? '' : ` (also counted as ${formatTimescale(also)}; the earlier date counts)`

const countWords = (rule: Rule): string =>
  [
    rule.dayOne === true ? ', the day it counts from being day 1' : '',
    rule.by === undefined ? '' : `, by ${rule.by} of the last day`,
    rule.officeHours === undefined
      ? ''
      : `, in office hours, ${rule.officeHours.from} to ${rule.officeHours.to}`,
  ].join('')

/** "as agreed, at most 2 weeks" is how the flow says it, not what a person is told. */
const agreedWords = (words: string, cap: Rule | undefined): string =>
  words.replace(/^as agreed/, 'a date that the two sides agree') +
  (cap === undefined ? '' : alsoWords(cap) + countWords(cap))

/** The source's own words where it prints no figure. */
const urgencyWords = (words: string): string => `${quoted(words)} (the policy prints no figure)`

/** How long: `2 working days`, `a date that the two sides agree`, `“without delay” (the policy prints no figure)`. */
export const limitWords = ({ limit, words }: Pick<Clock, 'limit' | 'words'>): string => {
  switch (limit.kind) {
    case 'rule':
      return words + alsoWords(limit.rule) + countWords(limit.rule)
    case 'agreed':
      return agreedWords(words, limit.cap)
    case 'urgency':
      return urgencyWords(words)
  }
}

/** What is said of the limit itself: that it is an indication, and that a child may need it sooner. */
export const bindingWords = ({ indicative, sooner }: Pick<Clock, 'indicative' | 'sooner'>): string =>
  `${indicative ? ', as an indication and not a limit' : ''}${sooner ? ', or sooner if the child needs it' : ''}`

const fromWords = (clock: Clock, place: ClockPlace): string => {
  const starts = clock.from.map((start) => startWords(start, clock, place))
  if (starts.length === 0) return ''
  const counted = clock.limit.kind === 'rule' ? ', counted from ' : ', from '
  return `${counted}${starts.join(', or from ')}${starts.length > 1 ? `, whichever is ${starts.length > 2 ? 'earliest' : 'earlier'}` : ''}`
}

/** After which outcomes alone a clock runs, for which answers, and what meets it, a text each. */
export const conditionWords = (clock: Clock, { policy, ...place }: ClockPlace): readonly string[] => [
  ...(clock.on.length === 0 ? [] : [`only after ${outcomeNames(clock, place)}`]),
  ...(clock.when === undefined || policy === undefined ? [] : [whenWords(policy, clock.when)]),
  ...(clock.met === 'received' ? ['met only once it is received'] : []),
]

/** Its outcome is named already where the clock counts from that alone. */
const conditions = (clock: Clock, place: ClockPlace): string => {
  const named = clock.from.length === 1 && clock.from[0]?.kind === 'outcome'
  return conditionWords(named ? { ...clock, on: [] } : clock, place)
    .map((one) => `; ${one}`)
    .join('')
}

/** All of that but how long: `, counted from when the other side is asked; met only once it is received`. */
const termsWords = (clock: Clock, place: ClockPlace): string =>
  bindingWords(clock) + fromWords(clock, place) + conditions(clock, place)

/** As `clockWords`, without what follows once the clock has passed: that has a clause of its own. */
export const dueWords = (clock: Clock, place: ClockPlace = {}): string =>
  limitWords(clock) + termsWords(clock, place)

/**
 * The same as one sentence to the person, in parts, of which the second is how long: "They have ", "3 working days", " to
 * speak with you, counted from …". `place` as for `clockWords`.
 */
export const clockSentence = (clock: Clock, place: ClockPlace = {}): readonly [string, string, string] => {
  const { limit, words, title, missed } = clock
  const who = capital(parties[clock.whose])
  const end = missed === undefined ? '' : `; ${missedWords(missed)}`
  const rest = `${termsWords(clock, place)}${end}.`
  switch (limit.kind) {
    case 'urgency':
      return [`${who} are to ${title}: `, limitWords(clock), rest]
    case 'agreed':
      return [`${who} are to ${title} `, `by ${agreedWords(words, limit.cap)}`, rest]
    case 'rule': {
      const { rule } = limit
      const [figure, count] = [words + alsoWords(rule), countWords(rule)]
      return rule.within.amount === 0
        ? [`${who} are to ${title} on the `, figure, count + rest]
        : [`${who} have `, figure, ` to ${title}${count}${rest}`]
    }
  }
}

/**
 * All that a policy says about when a clock ends, but for its title, whose it is, and its clauses: the middle of a sentence,
 * without a full stop. `place` names in words what the clock names by id, and is needed for the words of `when`.
 */
export const clockWords = (clock: Clock, place: ClockPlace = {}): string =>
  dueWords(clock, place) + (clock.missed === undefined ? '' : `; ${missedWords(clock.missed)}`)
