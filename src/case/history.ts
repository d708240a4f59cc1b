/** Looking back in a case: which facts there are, and which of them can be corrected. What was asked then is in asked.ts. */
import type { Stamp } from '../calendar/time.ts'
import { type Case, type Placed, placeKey, type Visit } from './case.ts'
import { toList } from './chain.ts'
import type { Answer } from './fact.ts'

/** The fact at that place of the record, or nothing. */
export const findPlaced = (state: Case, entry: number, index: number): Placed | undefined => {
  for (let link = state.log; link !== undefined; link = link.before)
    if (link.last.entry === entry && link.last.index === index) return link.last
  return undefined
}

/** All visits of a case, the oldest first, with the present one. */
export const visitsOf = ({ trail, position }: Case): readonly Visit[] =>
  position.kind === 'rung' ? [...toList(trail), position.visit] : toList(trail)

/** An answer with its place in the record. */
export type PlacedAnswer = Placed & { readonly fact: Answer }

export const isAnswer = (placed: Placed): placed is PlacedAnswer => placed.fact.kind === 'answer'

/**
 * When a letter was last put on record as sent, by its draft, since the case came to where it stands: one form may serve several
 * steps, and each wants its own. Nothing where it was not.
 */
export const sentHere = (state: Case, draft: string): Stamp | undefined => {
  const log = toList(state.log)
  return log
    .slice(log.findLastIndex(({ fact }) => fact.kind === 'next') + 1)
    .findLast(({ fact }) => fact.kind === 'answer' && fact.field === 'sent' && fact.subject?.id === draft)
    ?.fact.at
}

const correctable = (placed: Placed): placed is PlacedAnswer =>
  isAnswer(placed) && placed.fact.field !== 'note'

/** The answers that can be corrected, newest first; of one that was corrected only the newest. */
export const correctableAnswers = (state: Case): readonly PlacedAnswer[] => {
  const log = toList(state.log)
  const replaced = new Set(
    log.flatMap(({ fact }) => (fact.kind === 'replaces' ? [placeKey(fact.entry, fact.fact)] : [])),
  )
  return log
    .filter(correctable)
    .filter(({ entry, index }) => !replaced.has(placeKey(entry, index)))
    .reverse()
}

/** A record read back, each answer with the first one of its chain of corrections. */
export interface Lineage {
  /** By the place of an answer that corrects another: the answer at the root. */
  readonly roots: ReadonlyMap<string, PlacedAnswer>
  /** The facts without corrections, each corrected answer as it reads now: what the present case is folded from. */
  readonly asCorrected: readonly Placed[]
}

/** Follows all corrections of a record, as evolve.ts does when it folds them. */
export const lineage = (log: readonly Placed[]): Lineage => {
  const answers = new Map<string, PlacedAnswer>()
  const roots = new Map<string, PlacedAnswer>()
  const newest = new Map<string, Answer>()
  const plain: Placed[] = []
  for (const [i, placed] of log.entries()) {
    const key = placeKey(placed.entry, placed.index)
    const announced = log[i - 1]?.fact
    if (isAnswer(placed)) answers.set(key, placed)
    if (isAnswer(placed) && announced?.kind === 'replaces') {
      const replaced = placeKey(announced.entry, announced.fact)
      const root = roots.get(replaced) ?? answers.get(replaced)
      if (root === undefined) continue
      roots.set(key, root)
      newest.set(placeKey(root.entry, root.index), placed.fact)
    } else if (placed.fact.kind !== 'replaces') plain.push(placed)
  }
  const asCorrected = plain.map((placed): Placed => {
    const correction = newest.get(placeKey(placed.entry, placed.index))
    return correction === undefined ? placed : { ...placed, fact: { ...correction, at: placed.fact.at } }
  })
  return { roots, asCorrected }
}
