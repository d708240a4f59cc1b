/**
 * Whether a record follows its policy: given what was answered, the engine writes just these facts, in this order. Says where
 * a record parts from that first, and nothing of seals. What a correction has taken off the path is judged by what held when
 * it was written.
 */
import type { Case, Placed, World } from '../case/case.ts'
import { evolve } from '../case/evolve.ts'
import { beginReading, judge, type Reading } from './reading.ts'

/** `state`: the case that all the facts amount to. */
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
export type Observer = (before: Case, placed: Placed, after: Case) => void

const lackOf = ({ state, calendars }: Reading): string | undefined => {
  if (state.unknownPolicy !== undefined) return `The policy with sha256 ${state.unknownPolicy} is not there.`
  return calendars.missing === undefined
    ? undefined
    : `The calendar with sha256 ${calendars.missing} is not there.`
}

/** Folds the facts once, judges each, and shows each to `observe`. */
export const follow = (world: World, facts: readonly Placed[], observe?: Observer): Rules => {
  const reading = beginReading(world, facts)
  let parted: { readonly placed: Placed; readonly why: string } | undefined
  for (const [i, placed] of facts.entries()) {
    const before = reading.state
    if (parted === undefined && before.unknownPolicy === undefined) {
      const why = judge(reading, placed, i)
      if (why !== undefined) parted = { placed, why }
    }
    reading.state = evolve(before, placed)
    observe?.(before, placed, reading.state)
  }
  const state: Case = { ...reading.state, world }
  if (parted !== undefined)
    return { kind: 'parts', entry: parted.placed.entry, fact: parted.placed.index, why: parted.why, state }
  const why = lackOf(reading)
  return why === undefined ? { kind: 'follows', state } : { kind: 'cannot-judge', why, state }
}

/** Whether these facts follow the policies that they name. `world` has to know those, and the calendars. */
export const checkRules = (world: World, facts: readonly Placed[]): Rules => follow(world, facts)
