/**
 * Where a text is broken into rows: at spaces, and inside a word only where the word is longer than a row. On a
 * terminal in columns, in a drawing in whatever it is drawn in. Knows nothing of spans or indents; see lines.ts.
 */
import { columnsOf } from '../columns.ts'

/** A row is `text.slice(start, end)`; `next` is where the following row starts, after the spaces at the break. */
export interface Break {
  readonly start: number
  readonly end: number
  readonly next: number
}

const step = (codePoint: number): number => (codePoint > 0xffff ? 2 : 1)

export interface BreakOptions {
  /** How wide a character is; absent: its columns on a terminal. */
  readonly widthOf?: (codePoint: number) => number
  /** A word that is longer than a row stays whole, and the row with it. */
  readonly wholeWords?: boolean
}

/** The index after as many characters from `start` as fit into `width`; at least one, with its combining marks. */
const fill = (text: string, start: number, width: number, widthOf: (codePoint: number) => number): number => {
  let used = 0
  let at = start
  while (at < text.length) {
    const codePoint = text.codePointAt(at) ?? 0
    const wide = widthOf(codePoint)
    if (used + wide > width && at > start) return at
    used += wide
    at += step(codePoint)
  }
  return at
}

const wordEnd = (text: string, from: number): number => {
  const space = text.indexOf(' ', from)
  return space < 0 ? text.length : space
}

/** The index to break at, where the row would be full at `full`: after the last space; for an over-long word in it, or after it. */
const breakAt = (text: string, start: number, full: number, wholeWords: boolean): number => {
  if (full >= text.length || text[full] === ' ') return full
  const space = text.lastIndexOf(' ', full - 1)
  if (space > start && text.slice(start, space).trim() !== '') return space + 1
  return wholeWords ? wordEnd(text, full) : full
}

const trimmed = (text: string, start: number, end: number): number => {
  let at = end
  while (at > start && text[at - 1] === ' ') at -= 1
  return at
}

const afterSpaces = (text: string, from: number): number => {
  let at = from
  while (text[at] === ' ') at += 1
  return at
}

/**
 * Breaks a text without line ends into rows of at most `first` columns, then `rest` columns, or of whatever `widthOf` counts
 * in. The rows follow each other without a hole from one `start` to the next; spaces at a break belong to no row's `end`. At
 * least one row.
 */
export const breakText = (
  text: string,
  first: number,
  rest: number,
  { widthOf = columnsOf, wholeWords = false }: BreakOptions = {},
): readonly Break[] => {
  const rows: Break[] = []
  let start = 0
  do {
    const full = fill(text, start, rows.length === 0 ? first : rest, widthOf)
    const cut = breakAt(text, start, full, wholeWords)
    const next = afterSpaces(text, cut)
    rows.push({ start, end: trimmed(text, start, cut), next })
    start = next
  } while (start < text.length)
  return rows
}

/** The same as texts. */
export const brokenText = (
  text: string,
  first: number,
  rest: number,
  options: BreakOptions = {},
): readonly string[] => breakText(text, first, rest, options).map(({ start, end }) => text.slice(start, end))
