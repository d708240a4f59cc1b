/**
 * The text being typed, as rows with a cursor, and what may come into it from a paste. Pure. The editing itself is
 * readline's, which knows one line only: inside it a line end is a private character.
 */

import { columns } from '../columns.ts'
import { breakText } from '../render/breaks.ts'
import type { Row } from '../render/lines.ts'
import { visible } from '../render/visible.ts'
import type { Span } from './screen.ts'

/** The most that a text may hold, in UTF-16 units. */
export const textLimit = 20_000
/** The same for people; spelt out, because a locale's number format takes longer to load than the whole prompt. */
export const textLimitWords = '20,000 characters'

const lineEnd = '\ue00a'
const returnMark = '⏎'

/** A typed or pasted text as it is edited: line ends private, tabs as spaces, no other control characters. */
export const toField = (text: string): string =>
  text
    .replaceAll(lineEnd, '')
    .replace(/\r\n?|\n/g, lineEnd)
    .replaceAll('\t', ' ')
    .replace(/[\x00-\x1f\x7f-\x9f]/g, '')

/** A paste: the same, without the line ends at its end. */
export const toPasted = (text: string): string => toField(text.replace(/[\r\n]+$/, ''))

export const fromField = (line: string): string => line.replaceAll(lineEnd, '\n')

export interface Editing {
  readonly line: string
  readonly cursor: number
}

/** What fits of a text that has just grown beyond the limit by what stands before its cursor. */
export const withinLimit = ({ line, cursor }: Editing): Editing => {
  const over = line.length - textLimit
  if (over <= 0) return { line, cursor }
  const wanted = Math.max(0, cursor - over)
  const splits = /[\ud800-\udbff]/.test(line[wanted - 1] ?? '')
  const kept = splits ? wanted - 1 : wanted
  return { line: line.slice(0, kept) + line.slice(cursor), cursor: kept }
}

interface FieldRow {
  readonly row: Row
  /** Of the edited line: the index at which this row starts, and the cursor's place in it. */
  readonly start: number
}

export interface Field {
  readonly rows: readonly Row[]
  readonly cursor: { readonly row: number; readonly column: number }
  /** The index in the line that is one row higher (-1) or lower (1), in about the same column. */
  readonly move: (by: 1 | -1) => number
}

const toRow = (text: string): Row => {
  const marked = text.endsWith(returnMark)
  const spans: readonly Span[] = marked
    ? [{ text: text.slice(0, -1) }, { text: returnMark, as: 'quiet' }]
    : [{ text }]
  return { spans, columns: columns(text) }
}

const indexAt = (line: string, start: number, end: number, column: number): number => {
  let at = start
  while (at < end && columns(visible(line.slice(start, at + 1))) <= column) at += 1
  return /[\udc00-\udfff]/.test(line[at] ?? '') ? at - 1 : at
}

/** Lays out the line being edited at `width` columns. */
export const layField = ({ line, cursor }: Editing, width: number): Field => {
  const rows: FieldRow[] = []
  let place = { row: 0, column: 0 }
  let start = 0
  for (const paragraph of line.split(lineEnd)) {
    const text = visible(paragraph) + (start + paragraph.length === line.length ? '' : returnMark)
    const inside = cursor - start
    const at = inside >= 0 && inside <= paragraph.length ? visible(paragraph.slice(0, inside)).length : -1
    const pieces = breakText(text, width, width)
    const here = pieces.findLastIndex((piece) => at >= piece.start)
    const piece = pieces[here]
    if (piece !== undefined) {
      place = { row: rows.length + here, column: Math.min(width, columns(text.slice(piece.start, at))) }
    }
    for (const { start: from, end } of pieces) {
      // Exact but where something invisible is spelled out; then up and down land a little beside.
      rows.push({ row: toRow(text.slice(from, end)), start: start + Math.min(from, paragraph.length) })
    }
    start += paragraph.length + 1
  }
  const move = (by: 1 | -1): number => {
    const target = rows[place.row + by]
    if (target === undefined) return by < 0 ? 0 : line.length
    const end = (rows[place.row + by + 1]?.start ?? line.length + 1) - 1
    return indexAt(line, target.start, end, place.column)
  }
  return { rows: rows.map(({ row }) => row), cursor: place, move }
}
