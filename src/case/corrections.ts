/** Which answers of a record replace which others. Folds nothing; see evolve.ts. */
import { type Placed, placeKey } from './case.ts'
import type { Answer } from './fact.ts'

/** Whether the fact at `i` is the new value of a correction: an answer that was announced just before. */
export const isCorrection = (log: readonly Placed[], i: number): boolean =>
  log[i]?.fact.kind === 'answer' && log[i - 1]?.fact.kind === 'replaces'

/**
 * The answers that replace others, by the place of what they replace at the root; the last one wins. What is replaced has
 * to stand before the announcement, so that no record can lead in a circle.
 */
export const corrections = (log: readonly Placed[]): ReadonlyMap<string, Answer> => {
  const found = new Map<string, Answer>()
  /** Where each place of the record stands first in the log, so far. */
  const firsts = new Map<string, number>()
  /** By the index of a correction: the first fact of its chain. */
  const roots = new Map<number, Placed | undefined>()
  for (const [i, placed] of log.entries()) {
    const { fact } = placed
    const answer = log[i + 1]?.fact
    if (fact.kind === 'replaces' && answer?.kind === 'answer') {
      const at = firsts.get(placeKey(fact.entry, fact.fact))
      const root = at === undefined ? undefined : roots.has(at) ? roots.get(at) : log[at]
      roots.set(i + 1, root)
      if (root !== undefined) found.set(placeKey(root.entry, root.index), answer)
    }
    const key = placeKey(placed.entry, placed.index)
    if (!firsts.has(key)) firsts.set(key, i)
  }
  return found
}
