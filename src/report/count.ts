/**
 * Plain counts in trees, and how they are added: numbers by adding them, texts by keeping the one that comes first; a text never takes the place of a number. The order in
 * which parts are added makes no difference, and neither does how a whole was cut into parts.
 */
import { compareText } from '../case/agenda.ts'

export type Counts = number | string | Tree
export interface Tree {
  readonly [key: string]: Counts
}
/** Grows by `addTo`. Without a prototype: any key is only a key. */
interface Growing {
  [key: string]: number | string | Growing
}

const isTree = (value: Counts | undefined): value is Tree => typeof value === 'object'

const newTree = (): Growing => Object.create(null) as Growing

const addOne = (sum: Growing, key: string, value: Counts): void => {
  const before = sum[key]
  if (isTree(value)) {
    const under = typeof before === 'object' ? before : newTree()
    sum[key] = under
    addTo(under, value)
  } else if (typeof before === 'object') return
  else if (typeof value === 'number') sum[key] = (typeof before === 'number' ? before : 0) + value
  else if (typeof before !== 'number')
    sum[key] = typeof before === 'string' && before <= value ? before : value
}

const addTo = (sum: Growing, tree: Tree): void => {
  for (const key of Object.keys(tree)) {
    const value = tree[key]
    if (value !== undefined) addOne(sum, key, value)
  }
}

/** A sum that grows, for there may be a hundred thousand to add. */
export interface Sum {
  readonly add: (tree: Tree) => void
  readonly tree: Tree
}

export const beginSum = (): Sum => {
  const tree = newTree()
  return { tree, add: (more) => addTo(tree, more) }
}

export const sumOf = (trees: Iterable<Tree>): Tree => {
  const sum = beginSum()
  for (const tree of trees) sum.add(tree)
  return sum.tree
}

/** What takes away again what was added. */
export const negative = (tree: Tree): Tree =>
  Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'number' ? -value : isTree(value) ? negative(value) : value,
    ]),
  )

/** Texts count nothing. */
export const isNothing = (counts: Counts): boolean =>
  isTree(counts)
    ? Object.values(counts).every((one) => typeof one === 'string' || isNothing(one))
    : counts === 0

/** Without what counts nothing, the keys of each tree in the order of their characters: equal counts are equal bytes. */
export const sorted = (tree: Tree): Tree =>
  Object.fromEntries(
    Object.entries(tree)
      .filter(([, value]) => typeof value === 'string' || !isNothing(value))
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([key, value]) => [key, isTree(value) ? sorted(value) : value]),
  )

/** Where there is none, the count is nothing. */
export const countAt = (tree: Tree | undefined, key: string): number => {
  const value = tree !== undefined && Object.hasOwn(tree, key) ? tree[key] : undefined
  return typeof value === 'number' ? value : 0
}

export const treeAt = (tree: Tree | undefined, key: string): Tree => {
  const value = tree !== undefined && Object.hasOwn(tree, key) ? tree[key] : undefined
  return isTree(value) ? value : {}
}

export const textAt = (tree: Tree | undefined, key: string): string => {
  const value = tree !== undefined && Object.hasOwn(tree, key) ? tree[key] : undefined
  return typeof value === 'string' ? value : ''
}
