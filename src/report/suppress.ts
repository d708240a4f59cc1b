/**
 * Which figures of a published report have to be hidden: those so small that they might point to a child, and those from which a
 * hidden one could be worked out. The rule is the one that statistical offices call primary and secondary suppression; what can be
 * worked out is found as a reader would: by bounds that every sum narrows.
 */

/** Figures that add up to another one: all by name. Some of them may stand in no table. */
export interface Sum {
  readonly total: string
  readonly parts: readonly string[]
}

/** What a reader knows of a figure: it is at least `low` and at most `high`. */
interface Bounds {
  low: number
  high: number
}

const isHiddenCount = (count: number, threshold: number): boolean => count > 0 && count < threshold

const narrow = (bounds: Bounds, low: number, high: number): boolean => {
  if (low <= bounds.low && high >= bounds.high) return false
  bounds.low = Math.max(bounds.low, low)
  bounds.high = Math.min(bounds.high, high)
  return true
}

const total = (all: readonly Bounds[], side: keyof Bounds): number =>
  all.reduce((sum, bounds) => sum + bounds[side], 0)

/** What is left of a side of all when one is taken away; of several without end there is still no end. */
const without = (sum: number, one: number, all: readonly Bounds[]): number =>
  sum === Number.POSITIVE_INFINITY
    ? one === sum && all.filter(({ high }) => high === sum).length === 1
      ? total(
          all.filter(({ high }) => high !== sum),
          'high',
        )
      : sum
    : sum - one

const narrowSum = (whole: Bounds, parts: readonly Bounds[]): boolean => {
  const [low, high] = [total(parts, 'low'), total(parts, 'high')]
  let changed = narrow(whole, low, high)
  for (const part of parts) {
    const others = { low: low - part.low, high: without(high, part.high, parts) }
    if (narrow(part, whole.low - others.high, whole.high - others.low)) changed = true
  }
  return changed
}

/** Bounds that are narrowed so often are narrow enough to tell. */
const mostRounds = 100

/** What a reader who knows the sums can tell of every figure. What is hidden may be nothing, too. */
const boundsOf = (
  figures: ReadonlyMap<string, number>,
  sums: readonly Sum[],
  hidden: ReadonlySet<string>,
): ReadonlyMap<string, Bounds> => {
  const known = new Map<string, Bounds>()
  const boundsFor = (name: string): Bounds => {
    const count = figures.get(name)
    const bounds =
      known.get(name) ??
      (count === undefined || hidden.has(name)
        ? { low: 0, high: Number.POSITIVE_INFINITY }
        : { low: count, high: count })
    known.set(name, bounds)
    return bounds
  }
  const all = sums.map(({ total: name, parts }) => ({ whole: boundsFor(name), parts: parts.map(boundsFor) }))
  for (let round = 0, changed = true; changed && round < mostRounds; round++) {
    changed = false
    for (const { whole, parts } of all) if (narrowSum(whole, parts)) changed = true
  }
  return known
}

interface Published {
  readonly figures: ReadonlyMap<string, number>
  readonly sums: readonly Sum[]
  readonly hidden: ReadonlySet<string>
  readonly threshold: number
  /** What a reader would miss most: hidden only where nothing else helps. */
  readonly last: ReadonlySet<string>
}

/** What is hidden of the parts of a sum whose total is shown, and all of whose parts stand in a table. */
const hiddenOf = (
  { total: whole, parts }: Sum,
  { figures, hidden }: Pick<Published, 'figures' | 'hidden'>,
): readonly number[] =>
  hidden.has(whole) || ![whole, ...parts].every((name) => figures.has(name))
    ? []
    : parts.filter((name) => hidden.has(name)).map((name) => figures.get(name) ?? 0)

/** Whether what is hidden of a sum is small as a whole, or each of it would be taken for one. */
const isSmallInAll = (sum: Sum, published: Omit<Published, 'sums' | 'last'>): boolean => {
  const left = hiddenOf(sum, published)
  const count = left.reduce((all, one) => all + one, 0)
  return left.length > 0 && (isHiddenCount(count, published.threshold) || count === left.length)
}

/** The sums by which a figure can be told that is small and not shown, or that have too little hidden. */
const givenAway = ({ figures, sums, hidden, threshold }: Published): readonly Sum[] => {
  const known = boundsOf(figures, sums, hidden)
  const isTold = (name: string): boolean => {
    const bounds = known.get(name)
    return (
      (hidden.has(name) || !figures.has(name)) &&
      bounds !== undefined &&
      bounds.low === bounds.high &&
      isHiddenCount(bounds.low, threshold)
    )
  }
  return sums.filter(
    (sum) => [sum.total, ...sum.parts].some(isTold) || isSmallInAll(sum, { figures, hidden, threshold }),
  )
}

/** The smallest of these that is still shown and is not nothing. */
const smallestShown = (
  names: readonly string[],
  { figures, hidden }: Pick<Published, 'figures' | 'hidden'>,
): string | undefined =>
  names
    .filter((name) => !hidden.has(name) && (figures.get(name) ?? 0) > 0)
    .toSorted((a, b) => (figures.get(a) ?? 0) - (figures.get(b) ?? 0))[0]

/**
 * The figure to hide so that one which is given away by a sum is not: a part of that sum, else its total; where none of it is shown
 * any more, of the sums that tell of its figures, and so on.
 */
const nextAmong = (
  sum: Sum,
  published: Published,
  isMeant: (name: string) => boolean,
): string | undefined => {
  const { sums, hidden, figures } = published
  const seen = new Set<Sum>()
  for (let near: readonly Sum[] = [sum]; near.length > 0; ) {
    const found =
      smallestShown(near.flatMap(({ parts }) => parts).filter(isMeant), published) ??
      smallestShown(near.map(({ total: whole }) => whole).filter(isMeant), published)
    if (found !== undefined) return found
    for (const one of near) seen.add(one)
    const unshown = new Set(
      near
        .flatMap(({ total: whole, parts }) => [whole, ...parts])
        .filter((name) => hidden.has(name) || !figures.has(name)),
    )
    near = sums.filter((one) => !seen.has(one) && [one.total, ...one.parts].some((name) => unshown.has(name)))
  }
  return undefined
}

const nextToHide = (sum: Sum, published: Published): string | undefined => {
  const { figures, hidden, last, threshold } = published
  const isMeant = (name: string): boolean => !last.has(name)
  const own = smallestShown(sum.parts.filter(isMeant), published)
  if (!isSmallInAll(sum, published))
    return own ?? nextAmong(sum, published, isMeant) ?? nextAmong(sum, published, () => true)
  // A nothing among as many ones, and nobody can tell which are one.
  const nothing = sum.parts.find((name) => !hidden.has(name) && figures.get(name) === 0)
  const isMany = hiddenOf(sum, published).length >= threshold
  return (
    (isMany ? nothing : undefined) ??
    own ??
    smallestShown(sum.parts, published) ??
    smallestShown([sum.total], published)
  )
}

/**
 * The names of the figures that must not be shown. `figures`: all that are in a table. `threshold`: the smallest count that may be
 * shown; nothing at all may be shown, too. `last`: those that are hidden only where
 * nothing else helps. A figure may be a part of several sums and the total of several.
 */
export const suppressed = (
  figures: ReadonlyMap<string, number>,
  sums: readonly Sum[],
  threshold: number,
  last: ReadonlySet<string> = new Set(),
): ReadonlySet<string> => {
  const hidden = new Set(
    [...figures].flatMap(([name, count]) => (isHiddenCount(count, threshold) ? [name] : [])),
  )
  const published = { figures, sums, hidden, threshold, last }
  for (let before = -1; before < hidden.size; ) {
    before = hidden.size
    // One at a time: what it hides may be all that was wanting.
    for (const sum of givenAway(published)) {
      const name = nextToHide(sum, published)
      if (name === undefined) continue
      hidden.add(name)
      break
    }
  }
  return hidden
}
