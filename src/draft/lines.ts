/** The lines of a letter, to be corrected one at a time: its paragraphs, headings, items and cells. */
import type { RootContent } from 'mdast'
import type { Letter } from './letter.ts'
import { oneLine, phrasing } from './nodes.ts'

type Leaf = Extract<RootContent, { type: 'paragraph' | 'heading' | 'tableCell' }>

const isLeaf = (node: RootContent): node is Leaf =>
  node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell'

const wordsIn = (node: RootContent): string => {
  if (node.type === 'break') return ' '
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(wordsIn).join('') : ''
}

const leavesOf = (node: RootContent): readonly Leaf[] => {
  if (isLeaf(node)) return [node]
  return 'children' in node ? (node.children as readonly RootContent[]).flatMap(leavesOf) : []
}

/** The words of each line, in their order; a line of several is shown as one. */
export const linesOf = ({ body }: Letter): readonly string[] =>
  body.children.flatMap(leavesOf).map((leaf) => oneLine(wordsIn(leaf)))

/** The letter with other words in its `n`th line, counted from 0. */
export const changeLine = (letter: Letter, n: number, words: string): Letter => {
  let seen = 0
  const changed = (node: RootContent): RootContent => {
    if (isLeaf(node)) return seen++ === n ? ({ ...node, children: phrasing(words) } as Leaf) : node
    return 'children' in node
      ? ({ ...node, children: (node.children as readonly RootContent[]).map(changed) } as RootContent)
      : node
  }
  return { ...letter, body: { type: 'root', children: letter.body.children.map(changed) } }
}
