/**
 * Whether a record follows its policy: given what was answered, the engine writes just these facts, in this order. Says where
 * a record parts from that first, and nothing of seals. What a correction has taken off the path is judged by what held when
 * it was written.
 */
import type { Case, Placed, World } from '../case/case.ts'
import { isCorrection } from '../case/corrections.ts'
import { evolve, replay } from '../case/evolve.ts'
import { judgeSaid } from './answered.ts'
import { beginReading, type Reading } from './reading.ts'
import { judgeStatement } from './stated.ts'

/** `state`: the case that the facts amount to; where not all are judged, those up to there and no more than 2,000 after. */
export type Rules =
  | { readonly kind: 'follows'; readonly state: Case }
  | {
      readonly kind: 'parts'
      readonly entry: number
      /** From 1, within its entry. */
      readonly fact: number
      /** A sentence; no word in it was typed by a person. */
      readonly why: string
      readonly state: Case
    }
  /** A policy or a calendar that the record names is not there; as far as could be judged, it follows. */
  | { readonly kind: 'cannot-judge'; readonly why: string; readonly state: Case }

/** Called for each fact, with the case before and after it. */
type Observer = (before: Case, placed: Placed, after: Case) => void

const judgeKind = (reading: Reading, placed: Placed, i: number): string | undefined => {
  const { fact } = placed
  switch (fact.kind) {
    case 'device':
      reading.rest = []
      reading.cut = false
      reading.owed = undefined
      return undefined
    case 'next':
    case 'due':
    case 'closed':
      return judgeStatement(reading, placed, i)
    case 'answer':
    case 'policy':
    case 'replaces':
      return judgeSaid(reading, fact, placed, i)
    case 'training':
    case 'program':
    case 'clock-given':
    case 'recovered':
    case 'taken-over':
    case 'receipt':
      return undefined
  }
}

/** Why the fact at `i` cannot stand there. What the program says of itself always can, once a sitting has begun. */
const judge = (reading: Reading, placed: Placed, i: number): string | undefined => {
  if (reading.state.sittings === 0 && placed.fact.kind !== 'device')
    return 'A record begins with a sitting and its device.'
  const wrong = judgeKind(reading, placed, i)
  reading.before = placed.place
  return wrong
}

const lackOf = ({ state, calendars }: Reading): string | undefined => {
  if (state.unknownPolicy !== undefined) return `The policy with sha256 ${state.unknownPolicy} is not there.`
  return calendars.missing === undefined
    ? undefined
    : `The calendar with sha256 ${calendars.missing} is not there.`
}

/**
 * So many facts are folded anew for corrections, each of which folds what stands before it. Somebody who corrects every tenth
 * of 2,000 answers comes nowhere near; a forged record could take hours.
 */
const mostAnew = 200_000

const isTooMany = (facts: readonly Placed[]): boolean => {
  let anew = 0
  for (let i = 0; i < facts.length && anew <= mostAnew; i++) if (isCorrection(facts, i)) anew += i
  return anew > mostAnew
}

/** Once nothing is judged any more, so many facts more are folded: a forged record can make each dearer than the one before. */
const mostUnjudged = 2000

/** `folded`: how many of the facts the case was made of. */
export interface Followed {
  readonly rules: Rules
  readonly folded: number
}

const unjudged = (world: World, facts: readonly Placed[]): Followed => {
  const why = 'It has more corrections than can be judged one by one.'
  const folded = Math.min(facts.length, mostUnjudged)
  const state = replay(world, facts.slice(0, folded))
  return { rules: { kind: 'cannot-judge', why, state }, folded }
}

/** Folds the facts, judges each, and shows each to `observe`. */
export const follow = (world: World, facts: readonly Placed[], observe?: Observer): Followed => {
  if (isTooMany(facts)) return unjudged(world, facts)
  const reading = beginReading(world, facts)
  let parted: Pick<Extract<Rules, { kind: 'parts' }>, 'entry' | 'fact' | 'why'> | undefined
  let left = mostUnjudged
  let folded = 0
  for (const placed of facts) {
    const before = reading.state
    if (parted === undefined && before.unknownPolicy === undefined) {
      const why = judge(reading, placed, folded)
      if (why !== undefined) parted = { entry: placed.entry, fact: placed.index, why }
    } else if (left-- === 0) break
    reading.state = evolve(before, placed)
    observe?.(before, placed, reading.state)
    folded += 1
  }
  const state: Case = { ...reading.state, world }
  if (parted !== undefined) return { rules: { kind: 'parts', ...parted, state }, folded }
  const why = lackOf(reading)
  return {
    rules: why === undefined ? { kind: 'follows', state } : { kind: 'cannot-judge', why, state },
    folded,
  }
}

/** Whether these facts follow the policies that they name. `world` has to know those, and the calendars. */
export const checkRules = (world: World, facts: readonly Placed[]): Rules => follow(world, facts).rules
