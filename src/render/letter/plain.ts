/** A letter as plain text, for an e-mail: no marks, no tables. Lines are as long as they are; mail programs wrap them. */
import type { RootContent, Table } from 'mdast'
import { type Piece, piecesOf } from '../../draft/blanks.ts'
import type { Letter } from '../../draft/letter.ts'

/** How a blank that nobody has filled looks to whoever reads it. */
export const openWords = (words: string): string => `[fill in: ${words}]`

/** Where such a blank stands in a text. */
export const openWordsPattern = /(\[fill in: [^\]]*\])/

const pieceText = (piece: Piece): string => (piece.kind === 'text' ? piece.text : openWords(piece.words))

const joined = (nodes: readonly RootContent[], between: string): string =>
  nodes
    .map(plainText)
    .filter((text) => text !== '')
    .join(between)

const indented = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`)

/** A row is told cell by cell, each behind the head of its column. */
const tableText = ({ children }: Table): string => {
  const [head, ...rows] = children
  const heads = head?.children.map(plainText) ?? []
  return rows
    .map(({ children: cells }) =>
      cells
        .map((cell, i) => {
          const label = (heads[i] ?? '').replace(/:$/, '')
          return label === '' ? plainText(cell) : `${label}: ${plainText(cell)}`
        })
        .join('\n'),
    )
    .join('\n\n')
}

/** The words of a node. Nothing of what somebody typed into a letter is dropped, whatever Markdown makes of it. */
export const plainText = (node: RootContent): string => {
  switch (node.type) {
    case 'text':
      return piecesOf(node.value).map(pieceText).join('')
    case 'inlineCode':
    case 'code':
    case 'html':
    case 'yaml':
      return node.value
    case 'break':
      return '\n'
    case 'thematicBreak':
      return '---'
    case 'heading': {
      const text = joined(node.children, '')
      return `${text}\n${'-'.repeat(Math.min(text.length, 70))}`
    }
    case 'list':
      return node.children
        .map((item, i) => {
          const mark = node.ordered === true ? `${(node.start ?? 1) + i}. ` : '- '
          return `${mark}${indented(plainText(item), ' '.repeat(mark.length))}`
        })
        .join('\n')
    case 'listItem':
      return joined(node.children, '\n')
    case 'table':
      return tableText(node)
    case 'blockquote':
      return `> ${indented(joined(node.children, '\n\n'), '> ')}`
    case 'link': {
      const text = joined(node.children, '')
      return text === node.url || `mailto:${text}` === node.url ? text : `${text} (${node.url})`
    }
    case 'image':
    case 'imageReference':
      return node.alt ?? ''
    case 'definition':
      return `${node.identifier}: ${node.url}`
    case 'footnoteReference':
      return `[${node.identifier}]`
    case 'footnoteDefinition':
      return `[${node.identifier}] ${joined(node.children, '\n')}`
    case 'paragraph':
    case 'emphasis':
    case 'strong':
    case 'delete':
    case 'linkReference':
    case 'tableRow':
    case 'tableCell':
      return joined(node.children, '')
  }
}

/** The body alone; ends in a line end. */
export const letterText = ({ body }: Letter): string => `${joined(body.children, '\n\n')}\n`
