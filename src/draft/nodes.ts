/** The few kinds of block that a letter is made of, as nodes of a Markdown tree. Texts are plain: no marks are read in them. */
import type { BlockContent, List, Paragraph, PhrasingContent, Table, TableRow } from 'mdast'
import { visible } from '../render/visible.ts'

/** The lines of a text, with breaks between them. */
export const phrasing = (text: string): PhrasingContent[] =>
  text
    .split('\n')
    .flatMap((line, i): PhrasingContent[] => [
      ...(i === 0 ? [] : [{ type: 'break' } as const]),
      { type: 'text', value: visible(line) },
    ])

export const paragraph = (text: string): Paragraph => ({ type: 'paragraph', children: phrasing(text) })

/** An empty line in what was typed begins another paragraph. */
export const paragraphs = (text: string): readonly Paragraph[] =>
  text.split(/\n(?:[ \t]*\n)+/).map((one) => paragraph(one))

export const list = (items: readonly string[]): List => ({
  type: 'list',
  ordered: false,
  spread: false,
  children: items.map((item) => ({ type: 'listItem', spread: false, children: [paragraph(item)] })),
})

/** A cell, like the subject, is one line. */
export const oneLine = (text: string): string => visible(text.replaceAll(/\s*\n\s*/g, ' '))

export const cellText = (text: string): PhrasingContent => ({ type: 'text', value: oneLine(text) })

const row = (cells: readonly string[]): TableRow => ({
  type: 'tableRow',
  children: cells.map((cell) => ({
    type: 'tableCell',
    children: [cellText(cell)],
  })),
})

/** The first row is its head. */
export const table = (rows: readonly (readonly string[])[]): Table => ({
  type: 'table',
  children: rows.map(row),
})

export type Blocks = readonly BlockContent[]
