/**
 * Plays every way of the routing through the engine and compares where the case lands with where the routing says: so that
 * what was proved of the routing holds for the program. Each way once for each set of answers that conditions tell apart.
 */

import { instant } from '../calendar/zone.ts'
import type { World } from '../case/case.ts'
import { next } from '../case/next.ts'
import type { Question } from '../case/question.ts'
import type { Policy } from '../flow/policy.ts'
import { answerUntil, closed, type Drive, opening, perform, startDrive, type Wanted } from './drive.ts'
import { nameOf, type Position, type Routing, routingOf, type Way } from './routing.ts'
import { answerSets, follow, type Given, known, landingName, whereabouts } from './where.ts'

/** Where routing and engine differ. */
export interface Disagreement {
  /** `scenario/rung`, or the scenario where it does not begin as it should. */
  readonly at: string
  readonly outcome: string
  /** The answers to asks and guards that were given, by id. */
  readonly answers: Readonly<Record<string, string>>
  readonly expected: string
  readonly came: string
}

export interface Played {
  /** Outcomes that were played. */
  readonly plays: number
  /** Ends from which the case was closed. */
  readonly closed: number
  readonly disagreements: readonly Disagreement[]
  /** False: there were more ways than are played; the rest was left out. */
  readonly whole: boolean
}

/** More is not played: some seconds' work. A play costs more the longer its case is. */
const mostWork = 20_000_000
const eachPlay = 50
const enough = 50
const begun = '2026-03-02T09:00:00+00:00'

interface Playing {
  readonly policy: Policy
  readonly routing: Routing
  readonly index: ReadonlyMap<string, number>
  /** Names of ends from which a case has been closed already. */
  readonly closed: Set<string>
  readonly disagreements: Disagreement[]
  readonly given: Given
  plays: number
  work: number
}

const wanted = ({ given }: Playing, more: Wanted = {}): Wanted => ({
  danger: 'no',
  ...Object.fromEntries(
    Object.entries(given).flatMap(([id, option]) => [
      [`ask:${id}`, option],
      [`guard:${id}`, option],
    ]),
  ),
  ...more,
})

const asksOutcome = (question: Question): boolean => question.kind === 'ask' && question.field === 'outcome'

const disagree = (playing: Playing, at: string, outcome: string, expected: string, came: string): void => {
  playing.disagreements.push({ at, outcome, answers: playing.given, expected, came })
}

/** Every end is an end: from there the case can be closed. Once for each end of each scenario. */
const closeFrom = (playing: Playing, drive: Drive, at: string, outcome: string): void => {
  const end = `${drive.state.scenario?.id ?? ''} ${whereabouts(drive)}`
  if (playing.closed.has(end)) return
  playing.closed.add(end)
  if (closed(drive, playing.policy) === undefined)
    disagree(
      playing,
      at,
      outcome,
      'a case that can be closed',
      `it cannot be closed from: ${whereabouts(drive)}`,
    )
}

const visits = ({ state }: Drive): number => state.trail?.size ?? 0

/** The case after one outcome, at the next choice or the first question of an end. */
const play = (playing: Playing, drive: Drive, outcome: string): Drive | undefined => {
  const before = visits(drive)
  playing.plays += 1
  playing.work += eachPlay + before
  return answerUntil(drive, playing.policy, wanted(playing, { outcome }), (question, now) => {
    const { kind } = now.state.position
    if (visits(now) === before || kind === 'entry') return false
    return kind !== 'rung' || asksOutcome(question)
  })
}

const withdrawn: Way = { outcome: 'withdrawn', kind: 'done', to: 0 }

/** The outcomes that the engine offers here and that move the case on, in the routing's words. */
const offered = (question: Question): readonly string[] =>
  question.kind === 'ask' && question.input.kind === 'choice'
    ? question.input.options.map((one) => one.id)
    : []

const compareOffer = (playing: Playing, drive: Drive, position: Position): readonly string[] => {
  const visit = drive.state.position.kind === 'rung' ? drive.state.position.visit : undefined
  const holds = known(drive, visit?.guards ?? {})
  const options = offered(next(drive.state))
  const model = position.ways.filter((one) => holds(one.when)).map((one) => one.outcome)
  for (const { outcome, when } of position.ways)
    if (options.includes(outcome) !== holds(when))
      disagree(
        playing,
        nameOf(position),
        outcome,
        holds(when) ? 'offered' : 'not offered',
        holds(when) ? 'not offered' : 'offered',
      )
  return model.filter((one) => options.includes(one))
}

const playWay = (playing: Playing, drive: Drive, position: Position, way: Way): Drive | undefined => {
  const { routing } = playing
  const after = play(playing, drive, way.outcome)
  if (after === undefined) {
    disagree(playing, nameOf(position), way.outcome, 'an end to the questions', 'they do not end')
    return undefined
  }
  const left = after.state.trail?.last
  const expected =
    way === withdrawn
      ? 'closed withdrawn'
      : landingName(routing, follow(routing, way.to, known(after, left?.guards ?? {})))
  const came = whereabouts(after)
  if (came !== expected) disagree(playing, nameOf(position), way.outcome, expected, came)
  if (after.state.position.kind === 'rung') return after
  closeFrom(playing, after, nameOf(position), way.outcome)
  return undefined
}

/** The positions of one set of answers, from these cases on; each is played from the first case that comes there. */
const playAll = (playing: Playing, starts: readonly Drive[]): boolean => {
  const { routing, index, disagreements } = playing
  const seen = new Set<number>()
  const open: Drive[] = []
  const arrive = (drive: Drive): void => {
    const at = index.get(whereabouts(drive))
    if (at === undefined || seen.has(at)) return
    seen.add(at)
    open.push(drive)
  }
  starts.forEach(arrive)
  for (let i = 0; i < open.length; i++) {
    const drive = open[i]
    const position = drive === undefined ? undefined : routing.positions[index.get(whereabouts(drive)) ?? -1]
    if (drive === undefined || position === undefined) continue
    const names = compareOffer(playing, drive, position)
    for (const way of [...position.ways.filter((one) => names.includes(one.outcome)), withdrawn]) {
      if (playing.work >= mostWork || disagreements.length >= enough) return false
      const after = playWay(playing, drive, position, way)
      if (after !== undefined) arrive(after)
    }
  }
  return true
}

/** Cases at the beginning of each scenario and of each of its other starts. */
const startsOf = (playing: Playing, world: World): readonly Drive[] =>
  playing.routing.doors.flatMap(({ scenario, start = 'first', to }) => {
    const opened = perform(startDrive(world, instant(begun)), opening)
    const drive =
      typeof opened === 'string'
        ? undefined
        : answerUntil(opened, playing.policy, wanted(playing, { scenario, start }), asksOutcome)
    const at = start === 'first' ? scenario : `${scenario}, start ${start}`
    if (drive === undefined) {
      disagree(playing, at, 'begin', 'a first rung', 'the questions do not end')
      return []
    }
    const expected = landingName(playing.routing, follow(playing.routing, to, known(drive, {})))
    if (whereabouts(drive) !== expected) disagree(playing, at, 'begin', expected, whereabouts(drive))
    return [drive]
  })

/**
 * Plays each outcome of each rung that can be reached, and closes the case once from each end. `world` has to know the
 * policy and its calendar. Ends after 50 disagreements.
 */
export const playRoutes = (world: World, policy: Policy): Played => {
  const routing = routingOf(policy)
  const index = new Map(routing.positions.map((one, i) => [nameOf(one), i]))
  const closedEnds = new Set<string>()
  const disagreements: Disagreement[] = []
  let [plays, work, whole] = [0, 0, true]
  for (const given of answerSets(policy, routing)) {
    const playing: Playing = { policy, routing, index, closed: closedEnds, disagreements, given, plays, work }
    whole = playAll(playing, startsOf(playing, world)) && whole
    plays = playing.plays
    work = playing.work
  }
  return { plays, closed: closedEnds.size, disagreements, whole }
}
