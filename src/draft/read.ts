/** Markdown that somebody has corrected → a letter. Takes any text: what it does not know as a head is text of the letter. */
import type { Root, RootContent } from 'mdast'
import { headLabels } from '../render/letter/markdown.ts'
import { plainText } from '../render/letter/plain.ts'
import { visible } from '../render/visible.ts'
import type { Letter } from './letter.ts'
import { parseMarkdown } from './markdown.ts'

const lineOf = (lines: readonly string[], label: string): string =>
  lines
    .find((line) => line.startsWith(`${label}:`))
    ?.slice(label.length + 1)
    .trim() ?? ''

const isHead = (nodes: readonly RootContent[]): boolean =>
  nodes[0]?.type === 'heading' && nodes.slice(1).every(({ type }) => type === 'list') && nodes.length <= 2

/** What cannot be seen is shown; tabs only indent. */
const seen = (text: string): string =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((line) => visible(line.replaceAll('\t', '    ')))
    .join('\n')

/** Markdown can name characters that nobody sees (`&zwnj;`). */
const named = <T extends Root | RootContent>(node: T): T => {
  if ('children' in node) return { ...node, children: (node.children as readonly RootContent[]).map(named) }
  return 'value' in node ? { ...node, value: node.value.split('\n').map(visible).join('\n') } : node
}

/** Never throws. */
export const readLetter = (text: string): Letter => {
  const { children } = named(parseMarkdown(seen(text)))
  const rule = children.findIndex(({ type }) => type === 'thematicBreak')
  const head = children.slice(0, Math.max(rule, 0))
  if (!isHead(head)) return { title: '', to: '', subject: '', body: { type: 'root', children } }
  const [title, list] = head
  const lines = list?.type === 'list' ? list.children.map((item) => plainText(item)) : []
  return {
    title: title?.type === 'heading' ? title.children.map(plainText).join('') : '',
    to: lineOf(lines, headLabels.to),
    subject: lineOf(lines, headLabels.subject),
    body: { type: 'root', children: children.slice(rule + 1) },
  }
}
