/**
 * The facts of a record, parted into stops: one for each decision, with what the engine stated after it. Looks at the facts
 * alone, so that a record whose policy nobody has is parted in the same way. Derives no case; see story.ts.
 */
import type { Placed } from '../case/case.ts'
import type { Fact } from '../case/fact.ts'
import { samePlace } from '../case/place.ts'

/**
 * `sitting`: somebody sat down. `answer`: a question was answered, or a note, advice or danger was told unasked. `checks`:
 * several were ticked or not, in one go. `correction`: an earlier answer was replaced. `statement`: one that follows nothing
 * in the file, as after damage.
 */
export type StopKind = 'sitting' | 'policy' | 'answer' | 'checks' | 'correction' | 'receipt' | 'statement'

/** `facts`: in the order of the file; those of all stops together are the record. */
export interface Stop {
  readonly kind: StopKind
  readonly facts: readonly [Placed, ...Placed[]]
}

interface Open {
  readonly kind: StopKind
  readonly facts: [Placed, ...Placed[]]
}

const kindOf = (fact: Fact): StopKind => {
  switch (fact.kind) {
    case 'device':
    case 'training':
    case 'program':
    case 'clock-given':
    case 'recovered':
    case 'taken-over':
      return 'sitting'
    case 'policy':
    case 'receipt':
      return fact.kind
    case 'replaces':
      return 'correction'
    case 'answer':
      return fact.field === 'check' ? 'checks' : 'answer'
    case 'next':
    case 'due':
    case 'closed':
      return 'statement'
  }
}

/** A checklist is answered at once: each of its facts has the same stamp and stands under the same heading. */
const isSameTick = (last: Placed, placed: Placed): boolean =>
  last.fact.kind === 'answer' &&
  placed.fact.kind === 'answer' &&
  last.fact.at === placed.fact.at &&
  samePlace(last.place, placed.place)

/** Whether a fact belongs to the stop that the facts before it make up. */
const goesOn = (open: Open, placed: Placed): boolean => {
  const last = open.facts.at(-1) ?? placed
  const { fact } = placed
  switch (kindOf(fact)) {
    case 'statement':
      return true
    case 'sitting':
      return fact.kind !== 'device' && kindOf(last.fact) === 'sitting'
    case 'answer':
      return last.fact.kind === 'replaces'
    case 'checks':
      return last.fact.kind === 'replaces' || (open.kind === 'checks' && isSameTick(last, placed))
    case 'policy':
    case 'receipt':
    case 'correction':
      return false
  }
}

/** All stops of a record, in their order. Empty where it has no fact. */
export const stopsOf = (facts: readonly Placed[]): readonly Stop[] => {
  const stops: Open[] = []
  for (const placed of facts) {
    const open = stops.at(-1)
    if (open !== undefined && goesOn(open, placed)) open.facts.push(placed)
    else stops.push({ kind: kindOf(placed.fact), facts: [placed] })
  }
  return stops
}

/** The fact that says what was decided: the new answer of a correction; else the first. */
export const mainFact = ({ kind, facts }: Stop): Placed =>
  (kind === 'correction' ? facts.find(({ fact }) => fact.kind === 'answer') : undefined) ?? facts[0]

/** By the place of a fact, as `placeKey` has it, the index of its stop. */
export const indexByPlace = (
  stops: readonly Stop[],
  keyOf: (placed: Placed) => string,
): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  for (const [i, { facts }] of stops.entries())
    for (const placed of facts) if (!found.has(keyOf(placed))) found.set(keyOf(placed), i)
  return found
}
