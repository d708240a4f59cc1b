/**
 * Where a text is broken into rows: at spaces, and inside a word only where the word is longer than a row. Knows
 * nothing of spans or indents; see lines.ts.
 */
import { columnsOf } from './columns.ts'

/** A row is `text.slice(start, end)`; `next` is where the following row starts, after the spaces at the break. */
export interface Break {
  readonly start: number
  readonly end: number
  readonly next: number
}

const step = (codePoint: number): number => (codePoint > 0xffff ? 2 : 1)

/** The index after as many characters from `start` as fit into `width`; at least one, with its combining marks. */
const fill = (text: string, start: number, width: number): number => {
  let used = 0
  let at = start
  while (at < text.length) {
    const codePoint = text.codePointAt(at) ?? 0
    const columns = columnsOf(codePoint)
    if (used + columns > width && at > start) return at
    used += columns
    at += step(codePoint)
  }
  return at
}

/** The index to break at, where the row would be full at `full`: after the last space, or inside an over-long word. */
const breakAt = (text: string, start: number, full: number): number => {
  if (full >= text.length || text[full] === ' ') return full
  const space = text.lastIndexOf(' ', full - 1)
  return space > start && text.slice(start, space).trim() !== '' ? space + 1 : full
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
 * Breaks a text without line ends into rows of at most `first` columns, then `rest` columns. The rows follow each
 * other without a hole from one `start` to the next; spaces at a break belong to no row's `end`. At least one row.
 */
export const breakText = (text: string, first: number, rest: number): readonly Break[] => {
  const rows: Break[] = []
  let start = 0
  do {
    const cut = breakAt(text, start, fill(text, start, rows.length === 0 ? first : rest))
    const next = afterSpaces(text, cut)
    rows.push({ start, end: trimmed(text, start, cut), next })
    start = next
  } while (start < text.length)
  return rows
}
