/** The nearest of some known names to a mistyped one. */

const distance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(swap, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}

/** The known names within a third of their length (at least one edit), nearest first; at most three. */
export const nearest = (name: string, known: readonly string[]): readonly string[] =>
  known
    .map((other) => ({ other, d: distance(name.toLowerCase(), other.toLowerCase()) }))
    .filter(
      ({ other, d }) =>
        d <= Math.max(2, Math.ceil(other.length / 3)) || (name.length > 2 && other.startsWith(name)),
    )
    .sort((a, b) => a.d - b.d)
    .slice(0, 3)
    .map(({ other }) => other)

/** "Did you mean a or b?", or the list of what there is. */
export const suggest = (name: string, known: readonly string[]): string => {
  const near = nearest(name, known)
  if (near.length > 0) return `Did you mean ${near.join(' or ')}?`
  return known.length === 0 ? 'None is defined here.' : `There is: ${known.slice(0, 12).join(', ')}.`
}
