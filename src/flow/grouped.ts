/** Sorting a list into groups. Knows no policy. */

/** The groups by their keys, in the order of the first of each; within a group as they stood. */
export const grouped = <T>(
  all: readonly T[],
  keyOf: (one: T, i: number) => string,
): ReadonlyMap<string, readonly [T, ...T[]]> => {
  const groups = new Map<string, [T, ...T[]]>()
  for (const [i, one] of all.entries()) {
    const key = keyOf(one, i)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [one])
    else known.push(one)
  }
  return groups
}
