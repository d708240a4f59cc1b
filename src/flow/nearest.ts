/** The nearest of some known names to a mistyped one. */

/** Names longer than this are not compared: nobody mistypes them, and it takes the square of their length. */
const longest = 60
/** Known names that are compared, at most. */
const most = 1_000
/** Names that are told. */
const told = 3

/** Edits from one name to the other, or more than `limit` where it is more than that. */
const distance = (a: string, b: string, limit: number): number => {
  if (limit < 0 || Math.abs(a.length - b.length) > limit) return limit + 1
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const edits = Math.min(swap, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      row.push(edits)
      if (edits < least) least = edits
    }
    if (least > limit) return limit + 1
    previous = row
  }
  return previous[b.length] ?? 0
}

interface Near {
  readonly other: string
  readonly d: number
}

/** The known names within a third of their length (at least two edits), or that it begins, nearest first; at most three. */
export const nearest = (name: string, known: readonly string[]): readonly string[] => {
  if (name.length > longest) return []
  const low = name.toLowerCase()
  let best: readonly Near[] = []
  for (const other of known.slice(0, most)) {
    if (best.length === told && (best[told - 1]?.d ?? 0) <= 1) break
    if (other.length > longest) continue
    // Once there are enough, only a nearer one counts.
    const allowed = Math.min(Math.max(2, Math.ceil(other.length / 3)), other.length - 1)
    const limit = Math.min(allowed, (best[told - 1]?.d ?? longest + 1) - 1)
    const d = distance(low, other.toLowerCase(), limit)
    const begun = name.length > 2 && best.length < told && other.startsWith(name)
    if (d <= limit || begun) best = [...best, { other, d }].sort((a, b) => a.d - b.d).slice(0, told)
  }
  return best.map(({ other }) => other)
}

/** "Did you mean a or b?", or the list of what there is. */
export const suggest = (name: string, known: readonly string[]): string => {
  const near = nearest(name, known)
  if (near.length > 0) return `Did you mean ${near.join(' or ')}?`
  if (known.length === 0) return 'None is defined here.'
  return `There is: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …' : ''}.`
}
