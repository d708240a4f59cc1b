/** General guidance that holds in one nation and not in another. Knows no case. */
import type { Nation } from './policy.ts'

interface Held {
  readonly nations?: readonly Nation[]
}

/**
 * What holds in a nation. Where none is known yet (no policy chosen), everything, but what is said in the same words only
 * once.
 */
export const heldIn = <T extends Held & { readonly text: string }>(
  list: readonly T[],
  nation: Nation | undefined,
): readonly T[] => {
  if (nation !== undefined) return list.filter((one) => one.nations?.includes(nation) ?? true)
  return [...new Map([...list].reverse().map((one) => [one.text, one])).values()].reverse()
}
