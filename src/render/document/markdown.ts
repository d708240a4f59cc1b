/**
 * A document as Markdown that any CommonMark reader takes: folded at 80 columns, so that it reads well as plain
 * text too. Tables become lists. Knows no flow; a text never becomes markup.
 */
import { columns } from '../../columns.ts'
import { brokenText } from '../breaks.ts'
import { visible } from '../visible.ts'
import type { Block, Document, Item, Row, Span, Text } from './document.ts'

const width = 80

/** The space before a word at the beginning of a row would begin a list or a heading. */
const startsBlock = / (?=(?:[-+*=]+|#+|\d+[.)])(?:[ \u00a0]|$))/g

const oneLine = (text: string): string => visible(text.replace(/\s+/g, ' '))

const inline = (text: string): string =>
  oneLine(text).replace(/[\\`*[\]<>~|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?[0-9A-Za-z]+;)/g, '\\$&')

/** A backslash before what would make a row the beginning of a list or a heading. */
const atStart = (markdown: string): string =>
  markdown.replace(/^(?:[-+#=](?=[-+#= ]|$)|\d+(?=[.)](?: |$)))/, (start) =>
    /\d/.test(start) ? `${start}\\` : `\\${start}`,
  )

/** Spaces that no row may be broken at; spaces again once the rows are made. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0')

const codeSpan = (text: string): string => {
  const raw = unbroken(oneLine(text).trim())
  if (!raw.includes('`')) return raw === '' ? '' : `\`${raw}\``
  const fence = '`'.repeat(Math.max(...(raw.match(/`+/g) ?? []).map((run) => run.length)) + 1)
  return `${fence}\u00a0${raw}\u00a0${fence}`
}

/** The spaces at its ends stay outside: markup must touch a word. */
const strongSpan = (text: string): string => {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
  return inner === '' ? '' : `${before === '' ? '' : ' '}**${inline(inner)}**${after === '' ? '' : ' '}`
}

const spanOf = (span: Span): string => {
  if (typeof span === 'string') return inline(span)
  switch (span.as) {
    case 'strong':
      return strongSpan(span.text)
    case 'code':
      return codeSpan(span.text)
    case 'whole':
      return unbroken(inline(span.text.trim()))
    case 'clause':
    case 'note':
      return ` (${inline(span.text.trim())})`
    case 'typed':
      return `“${inline(span.text)}”`
    case 'link':
      return inline(span.text)
  }
}

const inlineText = (text: Text): string => text.map(spanOf).join('').replace(/ +/g, ' ').trim()

const markdownOf = (text: Text): string => atStart(inlineText(text))

/** Breaks at spaces only, and never so that a row would begin like a list or a heading: such a word goes with the one before it. */
const fold = (text: string, first: string, rest: string): string =>
  brokenText(text.replace(startsBlock, unbroken(' ')), width - columns(first), width - columns(rest), {
    wholeWords: true,
  })
    .map((row, i) => (i === 0 ? first : rest) + row)
    .join('\n')
    .replaceAll('\u00a0', ' ')
    .trimEnd()

const paragraph = (text: Text): string => fold(markdownOf(text), '', '')

/** What is to be ticked begins with an empty box. */
const itemText = ({ text, mark }: Item): string =>
  mark === 'tick'
    ? `[ ] ${markdownOf(text)}`
    : mark === 'warning'
      ? `**Check:** ${markdownOf(text)}`
      : markdownOf(text)

const listRows = (items: readonly Item[], numbered: boolean, indent: string): readonly string[] =>
  items.flatMap((item, i) => {
    const sign = numbered ? `${i + 1}.` : '-'
    const rest = indent + ' '.repeat(sign.length + 1)
    return [fold(itemText(item), `${indent}${sign} `, rest), ...listRows(item.under ?? [], false, rest)]
  })

const listOf = (items: readonly Item[], numbered: boolean): string => listRows(items, numbered, '').join('\n')

/** Words of a cell in bold: what it is a link or a code for is lost in a list. */
const bold = (cell: Text): Span => ({
  as: 'strong',
  text: cell.map((span) => (typeof span === 'string' ? span : span.text)).join(''),
})

/** The first cell names the row, the second stands beside it, the others each under their head; none that is empty. */
const rowItem = (head: readonly string[], { cells: [first = [], second = [], ...others] }: Row): Item => ({
  text: [bold(first), ': ', ...second],
  under: others.flatMap((cell, i) =>
    cell.length === 0 ? [] : [{ text: [`${head[i + 2] ?? ''}: `, ...cell] }],
  ),
})

const dots = '. '.repeat(24).trim()

const formOf = (heads: readonly string[], rows: number): string =>
  listOf(
    Array.from({ length: rows }, () => ({
      text: [`${heads[0] ?? ''}: ${dots}`],
      under: heads.slice(1).map((head) => ({ text: [`${head}: ${dots}`] })),
    })),
    true,
  )

/** A name above a table, which would else run into the list before it. */
const captioned = (caption: string, text: string): readonly string[] => [
  paragraph([{ as: 'strong', text: caption }]),
  text,
]

const listed = (document: Document): readonly Item[] => {
  const chapters: { text: Text; under: Item[] }[] = []
  for (const block of document.blocks)
    if (block.kind === 'heading' && block.level === 2) chapters.push({ text: [block.text], under: [] })
    else if (block.kind === 'heading' && block.level === 4)
      chapters.at(-1)?.under.push({ text: [block.text] })
  return chapters
}

const blockOf = (block: Block, document: Document): readonly string[] => {
  switch (block.kind) {
    case 'heading':
      return [`${'#'.repeat(block.level)} ${markdownOf([block.text])}`.trimEnd()]
    case 'paragraph':
      return [paragraph(block.text)]
    case 'list':
      return [listOf(block.items, block.numbered)]
    case 'labelled':
      return [`**${inline(block.label)}**`, listOf(block.items, block.numbered)]
    case 'table':
      return captioned(
        block.caption,
        listOf(
          block.rows.map((row) => rowItem(block.head, row)),
          false,
        ),
      )
    case 'facts':
      return captioned(
        block.caption,
        listOf(
          block.rows.map(([label, text]) => ({ text: [{ as: 'strong', text: label }, ': ', ...text] })),
          false,
        ),
      )
    case 'bars':
      return []
    case 'picture':
      return [paragraph([{ as: 'strong', text: block.caption }, `: ${block.shows}`])]
    case 'form':
      return [paragraph([block.caption]), formOf(block.heads, block.rows)]
    case 'verbatim':
      return [
        paragraph([block.caption]),
        block.lines.map((line) => `    ${visible(line)}`.trimEnd()).join('\n'),
      ]
    case 'contents':
      return [`## ${inline(block.title)}`, listOf(listed(document), false)]
  }
}

/** The document as Markdown, ending with a line break. */
export const writeMarkdown = (document: Document): string =>
  `${document.blocks.flatMap((block) => blockOf(block, document)).join('\n\n')}\n`
