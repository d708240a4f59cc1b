/**
 * A case in the hands of a program that plays: commands go in, facts are numbered as a record would number them, time
 * goes on by a minute. Never changed in place, so that one case can be played on in many ways. Chooses no answers.
 */
import { addDays } from '../calendar/date.ts'
import type { Stamp } from '../calendar/time.ts'
import { civil, london, stampAt } from '../calendar/zone.ts'
import { begin, type Case, type Placed, type World } from '../case/case.ts'
import type { Command, Decision, Written } from '../case/command.ts'
import { decide } from '../case/decide.ts'
import { evolve } from '../case/evolve.ts'
import type { Place, Value } from '../case/fact.ts'
import { next } from '../case/next.ts'
import { samePlace } from '../case/place.ts'
import type { Ask, Question } from '../case/question.ts'
import type { Policy } from '../flow/policy.ts'

export interface Drive {
  readonly state: Case
  /** Milliseconds since 1970. */
  readonly now: number
  readonly entry: number
  readonly index: number
  readonly place?: Place
}

export const startDrive = (world: World, now: number): Drive => ({
  state: begin(world),
  now,
  entry: 0,
  index: 0,
})

export const stampOf = ({ now }: Drive): Stamp => stampAt(now, london)

/** The case after facts that were decided; a minute later. `anew`: a sitting begins. */
export const withFacts = (drive: Drive, facts: readonly Written[], anew = false): Drive => {
  let { state, entry, index } = drive
  let place = anew ? undefined : drive.place
  for (const written of facts) {
    index = samePlace(place, written.place) ? index + 1 : 1
    entry += index === 1 ? 1 : 0
    place = written.place
    const placed: Placed = { entry, index, ...written }
    state = evolve(state, placed)
  }
  return { state, now: drive.now + 60_000, entry, index, ...(place === undefined ? {} : { place }) }
}

export const deciding = (drive: Drive, command: Command): Decision =>
  decide(drive.state, command, stampOf(drive))

/** The case after a command, or why the command is refused. */
export const perform = (drive: Drive, command: Command): Drive | string => {
  const decided = deciding(drive, command)
  return decided.kind === 'refused'
    ? decided.reason
    : withFacts(drive, decided.facts, command.kind === 'open')
}

export const opening: Extract<Command, { readonly kind: 'open' }> = {
  kind: 'open',
  mark: 'X0',
  version: '0',
  clockGiven: true,
}

/** Which option is wanted, by the question's id (`ask:agency`) or its field. */
export type Wanted = Readonly<Record<string, string>>

const chosen = (question: Ask, wanted: Wanted): Value => {
  const options = question.input.kind === 'choice' ? question.input.options : []
  const id = wanted[question.id] ?? wanted[question.field]
  const option = options.find((one) => one.id === id) ?? options[0]
  return option === undefined
    ? { kind: 'none' }
    : { kind: 'choice', choice: { id: option.id, label: option.label } }
}

/** The least that may be said, but for what is wanted. */
export const shortest = (question: Ask, wanted: Wanted, now: Stamp): Value => {
  const { input } = question
  if (input.optional) return { kind: 'none' }
  switch (input.kind) {
    case 'choice':
      return chosen(question, wanted)
    case 'text':
      return { kind: 'text', text: 'A. Example' }
    case 'moment':
      return { kind: 'moment', moment: civil(now) }
    case 'date':
      return { kind: 'date', date: addDays(civil(now).date, 1) }
  }
}

/** The command that answers the present question as shortly as may be; nothing where no question is left. */
export const reply = (
  question: Question,
  wanted: Wanted,
  policy: Policy,
  now: Stamp,
): Command | undefined => {
  switch (question.kind) {
    case 'closed':
    case 'lost-policy':
      return undefined
    case 'policy':
      return { kind: 'policy', policy }
    case 'scenario': {
      const scenario =
        question.scenarios.find((one) => one.id === wanted['scenario']) ?? question.scenarios[0]
      const choice = { id: scenario?.id ?? '', label: scenario?.title ?? '' }
      return { kind: 'answer', value: { kind: 'choice', choice } }
    }
    case 'checks':
      return { kind: 'checks', ticked: [] }
    case 'ask':
      return { kind: 'answer', value: shortest(question, wanted, now) }
  }
}

/** What is chosen on the shortest way out of any case. */
const wayOut: Wanted = {
  danger: 'no',
  outcome: 'withdrawn',
  'promise-outcome': 'close',
  'top-outcome': 'close',
  'handed-outcome': 'close',
  'same-outcome': 'yes',
  'child-more': 'no',
  again: 'no',
  closing: 'close',
}

/** As many answers as no case needs to come from one choice to the next. */
const patience = 500

/**
 * Answers as shortly as may be until `stop` says so of the next question, or until there is none. Undefined: it does not
 * come to that, or an answer is refused.
 */
export const answerUntil = (
  drive: Drive,
  policy: Policy,
  wanted: Wanted,
  stop: (question: Question, drive: Drive) => boolean,
): Drive | undefined => {
  let at = drive
  for (let turns = 0; turns < patience; turns++) {
    const question = next(at.state)
    if (stop(question, at)) return at
    const command = reply(question, wanted, policy, stampOf(at))
    const after = command === undefined ? undefined : perform(at, command)
    if (after === undefined || typeof after === 'string') return undefined
    at = after
  }
  return undefined
}

/** The case closed from where it stands, or undefined where it cannot be. */
export const closed = (drive: Drive, policy: Policy): Drive | undefined =>
  answerUntil(drive, policy, wayOut, (_, { state }) => state.position.kind === 'closed')
