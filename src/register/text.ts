/** The bytes of a register → the bytes with plain line ends, and what an editor or a sync client may have done to them. */
import { Buffer, isUtf8 } from 'node:buffer'

const lineFeed = 0x0a

/** How many lines end between two offsets. */
export const countLines = (bytes: Buffer, from: number, to: number): number => {
  let lines = 0
  for (let at = bytes.indexOf(lineFeed, from); at >= 0 && at < to; at = bytes.indexOf(lineFeed, at + 1))
    lines++
  return lines
}

/** The offset at which a line begins; lines are counted from 1. */
export const offsetOfLine = (bytes: Buffer, line: number): number => {
  let at = 0
  for (let n = 1; n < line; n++) at = bytes.indexOf(lineFeed, at) + 1
  return at
}

/** `converted`: the first line that had a CRLF or a byte order mark, counted from 1. */
export interface PlainBytes {
  readonly bytes: Buffer
  readonly converted?: number
}

export const plainBytes = (bytes: Buffer): PlainBytes => {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const first = bytes.indexOf('\r\n')
  if (!marked && first < 0) return { bytes }
  const text = bytes.toString('latin1', marked ? 3 : 0).replaceAll('\r\n', '\n')
  return { bytes: Buffer.from(text, 'latin1'), converted: marked ? 1 : countLines(bytes, 0, first) + 1 }
}

/** The first line whose bytes are no UTF-8, counted from 1. */
export const firstNotUtf8 = (bytes: Buffer): number | undefined => {
  if (isUtf8(bytes)) return undefined
  for (let line = 1, at = 0; ; line++) {
    const end = bytes.indexOf(lineFeed, at)
    if (end === -1 || !isUtf8(bytes.subarray(at, end))) return line
    at = end + 1
  }
}
