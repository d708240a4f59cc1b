/**
 * Which figures of a published report have to be hidden: those so small that they might point to a child, and those from which a
 * hidden one could be worked out. The rule is the one that statistical offices call primary and secondary suppression.
 */

/** Figures that add up to another one: both by name. */
export interface Sum {
  readonly total: string
  readonly parts: readonly string[]
}

const hiddenParts = (
  sum: Sum,
  figures: ReadonlyMap<string, number>,
  hidden: ReadonlySet<string>,
): readonly number[] => sum.parts.flatMap((part) => (hidden.has(part) ? [figures.get(part) ?? 0] : []))

/** Whether what is hidden of a sum cannot be worked out from what is shown: at least two figures, not both tiny. */
const isSafe = (values: readonly number[], threshold: number): boolean =>
  values.length === 0 || (values.length > 1 && values.reduce((all, one) => all + one, 0) >= threshold)

/** The smallest figure of a sum that is still shown and is not nothing. */
const nextToHide = (
  { parts }: Sum,
  figures: ReadonlyMap<string, number>,
  hidden: ReadonlySet<string>,
): string | undefined =>
  parts
    .filter((part) => !hidden.has(part) && (figures.get(part) ?? 0) > 0)
    .toSorted((a, b) => (figures.get(a) ?? 0) - (figures.get(b) ?? 0))[0]

/** Hides one more figure of a sum that gives a hidden one away; nothing where none does. */
const oneMore = (
  sum: Sum,
  figures: ReadonlyMap<string, number>,
  hidden: ReadonlySet<string>,
  threshold: number,
): string | undefined => {
  const values = hiddenParts(sum, figures, hidden)
  // A hidden total gives nothing away, unless all its parts are shown.
  if (hidden.has(sum.total)) return values.length === 0 ? nextToHide(sum, figures, hidden) : undefined
  if (isSafe(values, threshold)) return undefined
  return nextToHide(sum, figures, hidden) ?? sum.total
}

/**
 * The names of the figures that must not be shown. `threshold`: the smallest count that may be; nothing at all may be shown, too.
 * A figure may be a part of several sums and the total of several.
 */
export const suppressed = (
  figures: ReadonlyMap<string, number>,
  sums: readonly Sum[],
  threshold: number,
): ReadonlySet<string> => {
  const hidden = new Set(
    [...figures].flatMap(([name, count]) => (count > 0 && count < threshold ? [name] : [])),
  )
  for (let before = -1; before < hidden.size; ) {
    before = hidden.size
    for (const sum of sums)
      for (
        let name = oneMore(sum, figures, hidden, threshold);
        name !== undefined;
        name = oneMore(sum, figures, hidden, threshold)
      )
        hidden.add(name)
  }
  return hidden
}
