/**
 * A record as it happened: its stops, and the case before and after each. The facts are folded once, as far as somebody
 * looks, and each case on the way is kept: they share nearly everything. Judges nothing, and reads nothing.
 */
import { begin, type Case, type Placed, placeKey, type World } from '../case/case.ts'
import { isCorrection } from '../case/corrections.ts'
import { evolve } from '../case/evolve.ts'
import type { RulesVerdict } from '../verify/verified.ts'
import { indexByPlace, type Stop, stopsOf } from './stops.ts'

export interface Story {
  readonly facts: readonly Placed[]
  readonly stops: readonly Stop[]
  /** The index of the stop in which a fact of the record stands, counted from 1 as the record counts; undefined where none does. */
  readonly stopOf: (entry: number, fact: number) => number | undefined
  /** The case before the stop of this index; with the number of stops, the last of all. Undefined where the facts are not folded. */
  readonly caseBefore: (index: number) => Case | undefined
}

/** What is folded of a forged record beyond the place at which it parts from its policy: each fact can be dearer than the one before. */
const mostForged = 2000

/** So many facts may be folded anew for corrections, of which each folds all before it. More than any honest record comes near. */
const mostAnew = 1_000_000

const anewIn = (facts: readonly Placed[]): number => {
  let anew = 0
  for (let i = 0; i < facts.length && anew <= mostAnew; i++) if (isCorrection(facts, i)) anew += i
  return anew
}

/** How many of the facts are worth a fold, after the verdict on the rules; all of them, where there is none yet. */
export const foldable = (facts: readonly Placed[], rules?: RulesVerdict): number => {
  if (anewIn(facts) > mostAnew) return 0
  if (rules?.kind !== 'parts') return facts.length
  const parted = facts.findIndex((one) => one.entry === rules.entry && one.index === rules.fact)
  return Math.min(facts.length, Math.max(0, parted) + mostForged)
}

/** `most`: so many facts are folded, and no more; see `foldable`. */
export const storyOf = (world: World, facts: readonly Placed[], most = facts.length): Story => {
  const stops = stopsOf(facts)
  const cases: Case[] = [begin(world)]
  let folded = 0
  const caseBefore = (index: number): Case | undefined => {
    for (let i = cases.length - 1; i < Math.min(index, stops.length); i++) {
      const stop = stops[i]
      const before = cases[i]
      if (stop === undefined || before === undefined || folded + stop.facts.length > most) return undefined
      folded += stop.facts.length
      cases.push(stop.facts.reduce(evolve, before))
    }
    return cases[index]
  }
  let places: ReadonlyMap<string, number> | undefined
  const stopOf = (entry: number, fact: number): number | undefined => {
    places ??= indexByPlace(stops, (placed) => placeKey(placed.entry, placed.index))
    return places.get(placeKey(entry, fact))
  }
  return { facts, stops, stopOf, caseBefore: most === 0 ? () => undefined : caseBefore }
}

/** What stands in the place of a text that is kept back. */
const keptBackText = '(kept back)'

/** The same facts with every typed text kept back: no decision depends on one, so that the story has the same stops. */
export const keptBack = (facts: readonly Placed[]): readonly Placed[] =>
  facts.map((placed) => {
    const { fact } = placed
    if (fact.kind === 'taken-over' || fact.kind === 'recovered')
      return { ...placed, fact: { ...fact, text: keptBackText } }
    return fact.kind === 'answer' && fact.value.kind === 'text'
      ? { ...placed, fact: { ...fact, value: { kind: 'text', text: keptBackText } } }
      : placed
  })
