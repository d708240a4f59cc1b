/**
 * How many columns a text takes on a terminal. Counted character by character, so a joined sequence counts as the sum
 * of its parts: never too narrow, sometimes too wide. Escape sequences are not known here.
 */
import fastStringWidth from 'fast-string-width'

const known = new Map<number, number>()

/** The columns of one code point: 0 for a combining mark, 2 for a wide character, otherwise 1. */
export const columnsOf = (codePoint: number): number => {
  if (codePoint < 0x300) return 1
  const before = known.get(codePoint)
  if (before !== undefined) return before
  const columns = fastStringWidth(String.fromCodePoint(codePoint))
  known.set(codePoint, columns)
  return columns
}

/** The columns of a text in which nothing is invisible (see visible.ts). */
export const columns = (text: string): number => {
  let sum = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x300) sum += 1
    else {
      const codePoint = text.codePointAt(at) ?? unit
      if (codePoint > 0xffff) at += 1
      sum += columnsOf(codePoint)
    }
  }
  return sum
}
