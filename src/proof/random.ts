/**
 * Plays a policy at random and hostilely, and checks after every command what has to hold of every case. What fails is cut
 * to the shortest journey that fails in the same way. Pure: seed in, findings out.
 */

import { instant, london } from '../calendar/zone.ts'
import type { World } from '../case/case.ts'
import type { Written } from '../case/command.ts'
import { next } from '../case/next.ts'
import type { Policy } from '../flow/policy.ts'
import { appendFact, beginRecord, sealEntry } from '../record/writer.ts'
import { deciding, opening, startDrive, withFacts } from './drive.ts'
import { type Broken, finish, freeze, type Law, nothingToAsk, type Player, tried } from './laws.ts'
import { commandOf, type Move, moveText, someMove } from './moves.ts'
import { type Generator, generator } from './values.ts'

export interface Failure {
  /** From 1. */
  readonly case: number
  readonly law: Law
  readonly says: string
  /** The shortest journey that fails so, one line for each command. */
  readonly commands: readonly string[]
}

export interface RandomPlay {
  readonly seed: number
  readonly cases: number
  readonly commands: number
  readonly refusals: number
  readonly corrections: number
  /** Cases that the player closed; every other was closed from where it stood. */
  readonly closed: number
  /** The first of each kind, at most ten. */
  readonly failures: readonly Failure[]
}

const begun = '2026-03-24T16:40:00+00:00'

const startPlayer = (world: World): Player => {
  const { head, text } = beginRecord('X0-2026-0001', london, 'ab'.repeat(32))
  return { drive: startDrive(world, instant(begun)), head, record: [text], asked: [], refusals: 0 }
}

const write = (player: Player, facts: readonly Written[], anew: boolean): void => {
  const steps = anew ? [sealEntry(player.head)] : []
  for (const step of steps) {
    player.head = step.head
    player.record.push(step.text)
  }
  for (const { place, fact } of facts) {
    const { head, text } = appendFact(player.head, place, fact)
    player.head = head
    player.record.push(text)
  }
}

/** One command, with what has to hold after it. Nothing is broken: undefined. */
const make = (player: Player, move: Move): Broken | undefined => {
  player.drive = { ...player.drive, now: player.drive.now + move.wait * 60_000 }
  const { state } = player.drive
  const off = state.off.size
  const command = commandOf(move, player.drive)
  const decided = tried('no command throws', () => deciding(player.drive, command))
  if (!('value' in decided)) return decided
  const decision = decided.value
  if (decision.kind === 'refused') {
    player.refusals += 1
    return state.off.size === off
      ? undefined
      : { law: 'a refusal changes nothing', says: 'facts were marked as off the path' }
  }
  const anew = command.kind === 'open'
  const written = tried('what is decided can be written down', () => write(player, decision.facts, anew))
  if (!('value' in written)) return written
  const moved = tried('no command throws', () => withFacts(player.drive, decision.facts, anew))
  if (!('value' in moved)) return moved
  player.drive = moved.value
  freeze(moved.value.state)
  const asked = tried('there is always a next question', () => {
    const question = next(player.drive.state)
    if (question.kind === 'ask') player.asked = [...player.asked.slice(-20), question]
    return nothingToAsk(player.drive.state)
  })
  if (!('value' in asked)) return asked
  return asked.value === undefined ? undefined : { law: 'there is always a next question', says: asked.value }
}

/** Plays these moves and says what was broken first. */
const run = (world: World, policy: Policy, moves: readonly Move[]): Broken | undefined => {
  const player = startPlayer(world)
  for (const move of moves) {
    const broken = make(player, move)
    if (broken !== undefined) return broken
  }
  return finish(player, policy)
}

const mostFailures = 10

/** As many journeys as are tried to make a failing one shorter. */
const patience = 400

/** The shortest beginning that fails in the same way, with every move cut out that it does not need. */
const shorten = (world: World, policy: Policy, moves: readonly Move[], broken: Broken): readonly Move[] => {
  let left = patience
  const fails = (some: readonly Move[]): boolean => {
    const found = left-- > 0 ? run(world, policy, some) : undefined
    return found?.law === broken.law && found.says === broken.says
  }
  let short = moves
  for (let length = 1; length < moves.length; length++)
    if (fails(moves.slice(0, length))) {
      short = moves.slice(0, length)
      break
    }
  for (let size = Math.ceil(short.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = short.length - size; at >= 0; at -= size) {
      const cut = [...short.slice(0, at), ...short.slice(at + size)]
      if (fails(cut)) short = cut
    }
  return short
}

interface CasePlay {
  readonly moves: readonly Move[]
  readonly player: Player
  readonly broken?: Broken
}

const playCase = (world: World, policy: Policy, random: Generator): CasePlay => {
  const player = startPlayer(world)
  const moves: Move[] = []
  const length = 5 + random(80)
  for (let i = 0; i < length; i++) {
    const move =
      i === 0 ? { wait: 0, command: opening } : someMove(random, player.drive, policy, player.asked)
    moves.push(move)
    const broken = make(player, move)
    if (broken !== undefined) return { moves, player, broken }
  }
  const broken = finish(player, policy)
  return { moves, player, ...(broken === undefined ? {} : { broken }) }
}

/**
 * Plays that many cases. `world` has to know the policy and its calendar. The same seed plays the same cases, and a case of
 * a seed is the same however many are played.
 */
export const playRandomly = (world: World, policy: Policy, seed: number, cases: number): RandomPlay => {
  const failures: Failure[] = []
  const count = { commands: 0, refusals: 0, corrections: 0, closed: 0 }
  for (let number = 1; number <= cases; number++) {
    const { moves, player, broken } = playCase(world, policy, generator(seed, number))
    count.commands += moves.length
    count.refusals += player.refusals
    count.corrections += moves.filter((one) => one.command.kind === 'correct').length
    count.closed += player.drive.state.position.kind === 'closed' ? 1 : 0
    if (broken === undefined || failures.length === mostFailures) continue
    if (failures.some((one) => one.law === broken.law && one.says === broken.says)) continue
    const commands = shorten(world, policy, moves, broken).map(moveText)
    failures.push({ case: number, ...broken, commands })
  }
  return { seed, cases, ...count, failures }
}
