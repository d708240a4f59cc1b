/** A place in a tally, with the name of every count under it; and what tables are made of. */
import { countAt, type Tree, textAt, treeAt } from './count.ts'
import type { Sum } from './suppress.ts'

export type Cell =
  | { readonly kind: 'count'; readonly name: string; readonly count: number }
  /** What the policy says, and no count. */
  | { readonly kind: 'words'; readonly text: string }
  /** Taken from several counts, `published` without what only one of them tells; not shown where `of`, of which it was taken, may not be. */
  | { readonly kind: 'derived'; readonly of: string; readonly text: string; readonly published: string }

export interface Row {
  readonly label: string
  readonly cells: readonly Cell[]
}

export interface Table {
  readonly id: string
  readonly title: string
  /** What the rows are; then what each cell is. */
  readonly head: readonly string[]
  readonly rows: readonly Row[]
}

/** How a case ended, in words; in the order in which they are told. */
export const endings = {
  agreed: 'agreed',
  unresolved: 'not resolved',
  elsewhere: 'went elsewhere',
  stopped: 'stopped',
  withdrawn: 'withdrawn',
  recorded: 'put on record',
  'no-issue': 'no disagreement after all',
  open: 'still open',
} as const

/** `path`: the keys that lead there, with slashes between them. */
export interface Spot {
  readonly path: string
  readonly tree: Tree
}

export const at = ({ path, tree }: Spot, key: string): Spot => ({
  path: path === '' ? key : `${path}/${key}`,
  tree: treeAt(tree, key),
})

export const cell = ({ path, tree }: Spot, key: string): Cell => ({
  kind: 'count',
  name: path === '' ? key : `${path}/${key}`,
  count: countAt(tree, key),
})

export const nameOf = ({ path }: Spot, key: string): string => (path === '' ? key : `${path}/${key}`)

/** What stands under a place, in the order of the keys. */
export const under = (spot: Spot): readonly (readonly [string, Spot])[] =>
  Object.keys(spot.tree)
    .toSorted()
    .map((key) => [key, at(spot, key)])

/** The title that a part has by its policy, or its id. */
export const titleOf = (key: string, { tree }: Spot): string => textAt(tree, 'title') || key

/** All that ended in some way, and those still open, are the cases of a place. */
export const endingSums = (spot: Spot): Sum => ({
  total: nameOf(spot, 'cases'),
  parts: Object.keys(endings).map((ending) => nameOf(at(spot, 'ended'), ending)),
})

export const endingCells = (spot: Spot): readonly Cell[] =>
  Object.keys(endings).map((ending) => cell(at(spot, 'ended'), ending))
