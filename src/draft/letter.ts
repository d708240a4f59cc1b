/**
 * A letter: a draft filled in for a case, still with the blanks that only a person can fill. What a person typed goes in as
 * plain text, never as marks. Knows no file and no screen; how it is written out is in render/letter/.
 */
import type { PhrasingContent, Root, RootContent, Text } from 'mdast'
import { blanks, blocks, inBraces, isBlank, isBlock, openBlank, personWords, piecesOf } from './blanks.ts'
import type { Draft } from './draft.ts'
import type { Filling } from './filling.ts'
import { cellText, oneLine, paragraph, paragraphs, phrasing } from './nodes.ts'

export interface Letter {
  readonly title: string
  /** Empty for a form: it says itself where it goes. So is the subject. */
  readonly to: string
  readonly subject: string
  readonly body: Root
}

type Parent = RootContent & { children: readonly unknown[] }

const isParent = (node: RootContent): node is RootContent & Parent => 'children' in node

/** The node with each of its texts changed, however deep it stands. */
const changeTexts = (
  node: RootContent,
  change: (text: Text, inCell: boolean) => readonly PhrasingContent[],
  inCell = false,
): RootContent => {
  if (!isParent(node)) return node
  const children = (node.children as readonly RootContent[]).flatMap((child): readonly RootContent[] =>
    child.type === 'text'
      ? change(child, inCell || node.type === 'tableCell')
      : [changeTexts(child, change, inCell || node.type === 'tableCell')],
  )
  return { ...node, children } as RootContent
}

/** What stands in a blank: `inside` is what the draft has between the braces. */
const filled = (inside: string, { words }: Filling): string => {
  const person = personWords(inside)
  if (person !== undefined) return openBlank(person)
  return isBlank(inside) ? (words[inside] ?? openBlank(blanks[inside])) : `{${inside}}`
}

const fillText = (text: string, filling: Filling): string =>
  text.replaceAll(inBraces, (_, inside: string) => filled(inside, filling))

const fillLine = (text: string, filling: Filling): string => oneLine(fillText(text, filling))

/** The one blank that a paragraph consists of. */
const soleBlank = (node: RootContent): string | undefined => {
  const only = node.type === 'paragraph' && node.children.length === 1 ? node.children[0] : undefined
  return only?.type === 'text' ? /^\{([^{}]*)\}$/.exec(only.value)?.[1] : undefined
}

/** All words of a node, without marks. */
const textIn = (node: RootContent): string => {
  if (node.type === 'text') return node.value
  if (node.type === 'break') return ' '
  return isParent(node) ? (node.children as readonly RootContent[]).map(textIn).join('') : ''
}

/** A receipt is given on request: without one there is nothing to say of it. */
const isUnasked = (node: RootContent, { words }: Filling): boolean =>
  words.receipt === undefined && node.type === 'paragraph' && textIn(node).includes('{receipt}')

const fillNode = (node: RootContent, filling: Filling): readonly RootContent[] => {
  if (isUnasked(node, filling)) return []
  const sole = soleBlank(node)
  if (sole !== undefined && isBlock(sole)) return filling.blocks[sole] ?? [paragraph(openBlank(blocks[sole]))]
  if (sole !== undefined) return paragraphs(filled(sole, filling))
  return [
    changeTexts(node, ({ value }, inCell) =>
      inCell ? [cellText(fillText(value, filling))] : phrasing(fillText(value, filling)),
    ),
  ]
}

/** The letter that a draft becomes for a case. A blank that nothing is known for stays, in words. */
export const fillDraft = (draft: Draft, filling: Filling): Letter => ({
  title: draft.title,
  to: draft.form === 'form' ? '' : fillLine(draft.to, filling),
  subject: draft.form === 'form' ? '' : fillLine(draft.subject, filling),
  body: { type: 'root', children: draft.body.children.flatMap((node) => fillNode(node, filling)) },
})

/** A blank that nobody has filled. */
export interface OpenBlank {
  /** What to fill in. */
  readonly words: string
  /** The line or row that it stands in; dots for what is not there yet. */
  readonly context: string
}

const opensIn = (text: string): readonly string[] =>
  piecesOf(text).flatMap((piece) => (piece.kind === 'open' ? [piece.words] : []))

const dotted = (line: string): string =>
  piecesOf(line)
    .map((piece) => (piece.kind === 'text' ? piece.text : '…'))
    .join('')

/** Of a list each item is a line, of a table each row. */
const contextsOf = (node: RootContent): readonly string[] => {
  if (node.type === 'list') return node.children.map(textIn)
  if (node.type === 'table') return node.children.map((row) => row.children.map(textIn).join(' | '))
  return [textIn(node)]
}

/** The blanks of the body that nobody has filled, in their order. */
export const openBlanks = ({ body }: Letter): readonly OpenBlank[] =>
  body.children
    .flatMap(contextsOf)
    .flatMap((line) => opensIn(line).map((words) => ({ words, context: dotted(line) })))

/** The letter with the `n`th of its open blanks filled with these words; counted from 0. */
export const answerBlank = (letter: Letter, n: number, words: string): Letter => {
  let seen = 0
  const change = ({ value }: Text, inCell: boolean): readonly PhrasingContent[] =>
    piecesOf(value).flatMap((piece): readonly PhrasingContent[] => {
      if (piece.kind === 'text') return [{ type: 'text', value: piece.text }]
      const mine = seen++ === n
      if (!mine) return [{ type: 'text', value: openBlank(piece.words) }]
      return inCell ? [cellText(words)] : phrasing(words)
    })
  return {
    ...letter,
    body: { type: 'root', children: letter.body.children.map((node) => changeTexts(node, change)) },
  }
}

const count = (node: RootContent): number => opensIn(textIn(node)).length

/** Without the line that has the `n`th open blank: the item, the row, the paragraph. The head of a table stays. */
const without = (nodes: readonly RootContent[], n: number): readonly RootContent[] => {
  let before = 0
  return nodes.flatMap((node): readonly RootContent[] => {
    const inside = n - before
    before += count(node)
    if (inside < 0 || n >= before) return [node]
    if (node.type !== 'list' && node.type !== 'table') return []
    const children = without(node.children, inside)
    const head = node.type === 'table' ? 1 : 0
    return children.length > head ? [{ ...node, children } as RootContent] : []
  })
}

/** The letter without the line in which its `n`th open blank stands. */
export const leaveOutBlank = (letter: Letter, n: number): Letter => ({
  ...letter,
  body: { type: 'root', children: [...without(letter.body.children, n)] },
})
