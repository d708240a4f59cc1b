/**
 * One honest case, walked through a policy by the engine and written down by the writer, as a sitting does both: an entry is
 * sealed at each pause and on leaving, the person comes back days later, adds a note, mends an answer. The same seed makes
 * the same record.
 */
import type { Stamp } from '../../src/calendar/time.ts'
import { civilInstant, london, stampAt } from '../../src/calendar/zone.ts'
import { begin, type Case, type World } from '../../src/case/case.ts'
import { type Command, correctionReasons, type Written } from '../../src/case/command.ts'
import { decide } from '../../src/case/decide.ts'
import { evolve } from '../../src/case/evolve.ts'
import { correctableAnswers } from '../../src/case/history.ts'
import { isResting, next } from '../../src/case/next.ts'
import type { Policy } from '../../src/flow/policy.ts'
import { type Generator, pick } from '../../src/proof/values.ts'
import {
  appendFact,
  beginRecord,
  type Head,
  type Sign,
  type Step,
  sealEntry,
} from '../../src/record/writer.ts'
import { commandFor, type Mood } from './replies.ts'
import { typed } from './typed.ts'

/** The computer that a record is written on. */
export interface Device {
  readonly mark: string
  /** The public key, in hex. */
  readonly key: string
  readonly sign: Sign
}

export interface Wish {
  readonly id: string
  readonly device: Device
  /** About so many; a case takes a few more to come to its end. */
  readonly entries: number
  /** The day of the first sitting. */
  readonly begun: string
  readonly random: Generator
}

/** What was written, in order: facts, and where an entry was sealed. */
export type Stroke = Written | 'seal'

export interface HonestRecord {
  readonly id: string
  readonly text: string
  readonly entries: number
  readonly strokes: readonly Stroke[]
}

interface Desk {
  readonly wish: Wish
  readonly policy: Policy
  readonly buffers: string[]
  readonly strokes: Stroke[]
  state: Case
  head: Head
  /** Milliseconds since 1970. */
  now: number
}

const day = 86_400_000

const stampOf = ({ now }: Desk): Stamp => stampAt(now, london)

const hexOf = (random: Generator, digits: number): string =>
  Array.from({ length: digits }, () => random(16).toString(16)).join('')

const take = (desk: Pick<Desk, 'head' | 'buffers'>, { head, text }: Step): void => {
  desk.head = head
  desk.buffers.push(text)
}

const seal = (desk: Desk): void => {
  take(desk, sealEntry(desk.head, desk.wish.device.sign))
  desk.strokes.push('seal')
}

/** Whether the engine took it. */
const carryOut = (desk: Desk, command: Command): boolean => {
  const decided = decide(desk.state, command, stampOf(desk))
  if (decided.kind === 'refused') return false
  for (const written of decided.facts) {
    take(desk, appendFact(desk.head, written.place, written.fact, desk.wish.device.sign))
    desk.strokes.push(written)
    const { n = 0, facts = 0 } = desk.head.open ?? {}
    desk.state = evolve(desk.state, { ...written, entry: n, index: facts })
  }
  desk.now += (5 + desk.wish.random(40)) * 1000
  return true
}

const sitDown = (desk: Desk): boolean => {
  const { mark, key } = desk.wish.device
  return carryOut(desk, { kind: 'open', mark, key, version: '0.1.0', clockGiven: false })
}

/** Some days later, between eight and five. A case of thousands of entries would else outlive its writer. */
const comeBack = (desk: Desk): void => {
  const { random, entries } = desk.wish
  const later = entries > 1000 ? desk.now + (1 + random(9)) * 600_000 : desk.now + (1 + random(5)) * day
  desk.now = Math.max(later - (later % day) + (8 * 60 + random(9 * 60)) * 60_000, later)
  sitDown(desk)
}

/** An answer that was mistyped. A text can always be another one. */
const mend = (desk: Desk): void => {
  const { random } = desk.wish
  const found = correctableAnswers(desk.state).find(({ fact }) => fact.value.kind === 'text')
  if (found === undefined) return
  const { entry, index, fact } = found
  const reason = pick(random, correctionReasons) ?? { id: 'mistyped', label: 'mistyped' }
  const value = { kind: 'text', text: typed(random, fact.field) } as const
  carryOut(desk, { kind: 'correct', entry, index, value, reason })
}

/** What is done beside the ladder, at a pause. */
const aside = (desk: Desk): void => {
  const { random, entries } = desk.wish
  const dice = random(entries > 1000 ? 2 : 20)
  if (dice < 2) carryOut(desk, { kind: 'note', text: typed(random, 'note') })
  // Each correction is folded from the beginning: in a very long case they would take all day.
  if (dice === 2 && entries <= 1000) mend(desk)
  const advice = pick(random, desk.policy.advice)
  if (dice === 3 && advice !== undefined) carryOut(desk, { kind: 'advice', advice: advice.id })
}

const pause = (desk: Desk): void => {
  const justCame = desk.head.open?.place.kind === 'sitting'
  seal(desk)
  if (justCame) return
  if (desk.wish.random(3) === 0) comeBack(desk)
  aside(desk)
}

const entriesOf = ({ head }: Desk): number => head.open?.n ?? head.n

/** The close of a case takes some entries more. */
const closing = 6

/** More than any case needs from one entry to the next. */
const patience = 60

/** The case of that wish. Throws where it does not come on: a bug here or in the engine. */
export const honestRecord = (world: World, policy: Policy, wish: Wish): HonestRecord => {
  const { id, entries, begun, random } = wish
  const first = beginRecord(id, london, hexOf(random, 64))
  const now = civilInstant(begun, '09:00', london) + random(8 * 3600) * 1000
  const desk: Desk = { wish, policy, buffers: [], strokes: [], state: begin(world), head: first.head, now }
  take(desk, first)
  sitDown(desk)
  // Not every case is closed.
  const staysOpen = random(4) === 0
  const moodOf = (): Mood => (staysOpen || entriesOf(desk) + closing < entries ? 'on' : 'end')
  for (let turns = patience * entries; ; turns--) {
    if (turns === 0) throw new Error(`${id} does not come to its end: ${next(desk.state).id}`)
    if (staysOpen && isResting(desk.state) && entriesOf(desk) >= entries) break
    const command = commandFor(desk.state, next(desk.state), policy, random, moodOf(), stampOf(desk))
    if (command === undefined) break
    if (!carryOut(desk, command)) throw new Error(`${id}: refused at ${next(desk.state).id}`)
    if (isResting(desk.state)) pause(desk)
  }
  seal(desk)
  return { id, text: desk.buffers.join(''), entries: desk.head.n, strokes: desk.strokes }
}

/** The same case under another id, on another device, with another salt: much quicker than to walk another one. */
export const rewritten = (
  { strokes }: HonestRecord,
  { id, device, random }: Pick<Wish, 'id' | 'device' | 'random'>,
): HonestRecord => {
  const { mark, key, sign } = device
  const first = beginRecord(id, london, hexOf(random, 64))
  const desk = { head: first.head, buffers: [first.text] }
  const own = strokes.map((one) =>
    one !== 'seal' && one.fact.kind === 'device' ? { ...one, fact: { ...one.fact, mark, key } } : one,
  )
  for (const one of own)
    take(desk, one === 'seal' ? sealEntry(desk.head, sign) : appendFact(desk.head, one.place, one.fact, sign))
  return { id, text: desk.buffers.join(''), entries: desk.head.n, strokes: own }
}
