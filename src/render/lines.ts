/**
 * Wraps lines to physical rows of a given width, with wide and combining characters, indents and what stands at the
 * right margin. Everything comes out visible (see visible.ts). No colour and no marks: that is the terminal's.
 */

import { columns } from '../columns.ts'
import type { Line, Span } from '../terminal/screen.ts'
import { type Break, breakText } from './breaks.ts'
import { visible } from './visible.ts'

/** One physical row; its indentation is part of its first span. */
export interface Row {
  readonly spans: readonly Span[]
  readonly columns: number
}

export const blank: Row = { spans: [], columns: 0 }

const toRow = (spans: readonly Span[]): Row => {
  const shown = spans.filter((span) => span.text !== '')
  return { spans: shown, columns: shown.reduce((sum, span) => sum + columns(span.text), 0) }
}

const withText = (span: Span, text: string): Span =>
  span.as === undefined ? { text } : { text, as: span.as }

const cut = (spans: readonly Span[], start: number, end: number): readonly Span[] => {
  let from = 0
  return spans.flatMap((span) => {
    const begin = from
    from += span.text.length
    const text = span.text.slice(Math.max(0, start - begin), Math.max(0, end - begin))
    return text === '' ? [] : [withText(span, text)]
  })
}

/** Splits the spans at line ends, and makes each visible. */
const paragraphs = (spans: readonly Span[]): readonly (readonly Span[])[] => {
  const lines: Span[][] = [[]]
  for (const span of spans) {
    span.text.split(/\r?\n/).forEach((text, index) => {
      if (index > 0) lines.push([])
      lines.at(-1)?.push(withText(span, visible(text.replaceAll('\t', ' '))))
    })
  }
  return lines
}

// A number that is read out, or a clause that is looked up, stays on one row where it can.
const glued = (span: Span): string =>
  span.as === 'number' || span.as === 'clause' ? span.text.replaceAll(' ', '\u00a0') : span.text

const paragraphRows = (
  spans: readonly Span[],
  width: number,
  first: number,
  rest: number,
): readonly Row[] => {
  const text = spans.map(glued).join('')
  const toSpans = (row: Break, index: number): Row =>
    toRow([{ text: ' '.repeat(index === 0 ? first : rest) }, ...cut(spans, row.start, row.end)])
  return breakText(text, width - first, width - rest).map(toSpans)
}

/** Puts `right` at the right margin of the last row where there is room, otherwise on a row of its own. */
const atRight = (rows: readonly Row[], right: readonly Span[], width: number): readonly Row[] => {
  const last = rows.at(-1) ?? blank
  const spans = paragraphs(right)[0] ?? []
  const needed = columns(spans.map((span) => span.text).join(''))
  if (needed === 0) return rows
  if (last.columns + 2 + needed <= width) {
    const gap = { text: ' '.repeat(width - last.columns - needed) }
    return [...rows.slice(0, -1), toRow([...last.spans, gap, ...spans])]
  }
  const wrapped = paragraphRows(spans, width, 0, 0)
  return [...rows, ...wrapped.map((row) => toRow([{ text: ' '.repeat(width - row.columns) }, ...row.spans]))]
}

const narrow = 60

const fitted = (line: Line, width: number): Line =>
  width >= narrow
    ? line
    : {
        ...line,
        spans: line.spans.filter((span) => span.wide !== true),
        ...(line.right === undefined ? {} : { right: line.right.filter((span) => span.wide !== true) }),
      }

/** One line as rows of at most `width` columns (4 or more). A line without text is one empty row. */
export const wrapLine = (whole: Line, width: number): readonly Row[] => {
  const line = fitted(whole, width)
  const most = Math.floor(width / 2)
  const first = Math.min(line.indent ?? 0, most)
  const rest = Math.min((line.indent ?? 0) + (line.hang ?? 0), most)
  const rows = paragraphs(line.spans).flatMap((spans, index) =>
    paragraphRows(spans, width, index === 0 ? first : rest, rest),
  )
  return line.right === undefined ? rows : atRight(rows, line.right, width)
}

/** Many lines as rows of at most `width` columns (4 or more). */
export const wrapLines = (lines: readonly Line[], width: number): readonly Row[] =>
  lines.flatMap((line) => wrapLine(line, width))

/** What is printed of a row, without any styling. */
export const rowText = (row: Row): string => row.spans.map((span) => span.text).join('')
