/** A list that grows at its end in constant time and is never changed: each case keeps its own past. */

export interface Link<T> {
  readonly last: T
  readonly before: Chain<T>
  readonly size: number
}
export type Chain<T> = Link<T> | undefined

export const extend = <T>(chain: Chain<T>, last: T): Link<T> => ({
  last,
  before: chain,
  size: (chain?.size ?? 0) + 1,
})

/** Oldest first. */
export const toList = <T>(chain: Chain<T>): readonly T[] => {
  const list: T[] = []
  for (let link = chain; link !== undefined; link = link.before) list.push(link.last)
  return list.reverse()
}

/** Whether the test holds for one of them; the newest is tried first. */
export const some = <T>(chain: Chain<T>, test: (one: T) => boolean): boolean => {
  for (let link = chain; link !== undefined; link = link.before) if (test(link.last)) return true
  return false
}
