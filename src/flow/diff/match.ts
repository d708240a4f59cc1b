/**
 * Which of the old parts is which of the new: by id, then by how alike they are called; and what has changed its place in a
 * list. Knows nothing of policies. Bounded: beyond a certain size only what is called exactly the same is matched.
 */

export interface Matched<T> {
  readonly pairs: readonly (readonly [a: T, b: T])[]
  readonly gone: readonly T[]
  readonly added: readonly T[]
}

const mostCompared = 40_000

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .slice(0, 1000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  )

const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  if (a.size + b.size === 0) return 0
  let both = 0
  for (const word of a) if (b.has(word)) both += 1
  return (2 * both) / (a.size + b.size)
}

/** How alike two texts are, by their words: 0 to 1. */
export const likeness = (a: string, b: string): number => (a === b ? 1 : overlap(wordsOf(a), wordsOf(b)))

/** Pairs what has the same key, each once, in order. What has none stays alone. */
export const pairByKey = <T>(
  as: readonly T[],
  bs: readonly T[],
  keyOf: (part: T) => string | undefined,
): Matched<T> => {
  const waiting = new Map<string, T[]>()
  for (const b of bs.toReversed()) {
    const key = keyOf(b)
    const same = key === undefined ? undefined : waiting.get(key)
    if (same !== undefined) same.push(b)
    else if (key !== undefined) waiting.set(key, [b])
  }
  const pairs: (readonly [T, T])[] = []
  const gone: T[] = []
  for (const a of as) {
    const key = keyOf(a)
    const b = key === undefined ? undefined : waiting.get(key)?.pop()
    if (b === undefined) gone.push(a)
    else pairs.push([a, b])
  }
  const taken = new Set(pairs.map(([, b]) => b))
  return { pairs, gone, added: bs.filter((b) => !taken.has(b)) }
}

const join = <T>(first: Matched<T>, second: Matched<T>): Matched<T> => ({
  pairs: [...first.pairs, ...second.pairs],
  gone: second.gone,
  added: second.added,
})

/** Pairs the most alike first; what is less than half alike stays alone. */
const byLikeness = <T>({ gone, added }: Matched<T>, alike: (a: T, b: T) => number): Matched<T> => {
  if (gone.length * added.length > mostCompared) return { pairs: [], gone, added }
  const ranked = gone
    .flatMap((a) => added.map((b) => ({ a, b, score: alike(a, b) })))
    .filter(({ score }) => score >= 0.5)
    .sort((x, y) => y.score - x.score)
  const used = new Set<T>()
  const pairs: (readonly [T, T])[] = []
  for (const { a, b } of ranked) {
    if (used.has(a) || used.has(b)) continue
    used.add(a).add(b)
    pairs.push([a, b])
  }
  return { pairs, gone: gone.filter((a) => !used.has(a)), added: added.filter((b) => !used.has(b)) }
}

/** `name`: what a part is called, for matching what has another id; `alike`: 0 to 1, where the name is not enough. */
export const match = <T extends object>(
  as: readonly T[],
  bs: readonly T[],
  id: (part: T) => string,
  name: (part: T) => string,
  alike: (a: T, b: T) => number = (a, b) => likeness(name(a), name(b)),
): Matched<T> => {
  const same = pairByKey(as, bs, id)
  const named = join(same, pairByKey(same.gone, same.added, name))
  return join(named, byLikeness(named, alike))
}

/** The indexes that stay where a list is put in another order: a longest rising run of `ranks`. */
const staying = (ranks: readonly number[]): ReadonlySet<number> => {
  const tails: number[] = []
  const before: (number | undefined)[] = []
  for (const [i, rank] of ranks.entries()) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ranks[tails[middle] ?? 0] ?? 0) < rank) low = middle + 1
      else high = middle
    }
    before.push(tails[low - 1])
    tails[low] = i
  }
  const kept = new Set<number>()
  for (let at = tails.at(-1); at !== undefined; at = before[at]) kept.add(at)
  return kept
}

export interface Shift<T> {
  readonly part: T
  readonly direction: 'up' | 'down'
}

/** The fewest parts whose moving explains the new order. `pairs`: in any order; the lists say where each stood and stands. */
export const shifted = <T>(
  pairs: readonly (readonly [a: T, b: T])[],
  as: readonly T[],
  bs: readonly T[],
): readonly Shift<T>[] => {
  const inA = new Map(as.map((part, i) => [part, i]))
  const inB = new Map(bs.map((part, i) => [part, i]))
  const ordered = pairs.toSorted(([a], [b]) => (inA.get(a) ?? 0) - (inA.get(b) ?? 0))
  const places = ordered.map(([, b]) => inB.get(b) ?? 0)
  const rankOf = new Map(places.toSorted((x, y) => x - y).map((place, rank) => [place, rank]))
  const ranks = places.map((place) => rankOf.get(place) ?? 0)
  const kept = staying(ranks)
  return ordered.flatMap(([, part], i): readonly Shift<T>[] =>
    kept.has(i) ? [] : [{ part, direction: (ranks[i] ?? 0) > i ? 'up' : 'down' }],
  )
}
