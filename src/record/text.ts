/** The bytes of a record → its lines, with what an editor or a sync client may have done to them said. */
import { Buffer, isAscii, isUtf8 } from 'node:buffer'

/** In bytes. No record of a case is larger: it would hold hundreds of texts of the length that may be typed. */
export const longestRecord = 16 * 1024 * 1024

/**
 * In UTF-16 units. No line that is written is longer: a text that may be typed (20,000 units) with every character spelled
 * out has 160,000. What is longer is not looked into, so that no pattern ever runs over megabytes.
 */
export const longestLine = 256 * 1024

export interface RecordText {
  /** With LF alone and without a byte order mark. */
  readonly text: string
  /** Divided by LF. The last is what follows the last LF: empty in a whole record. */
  readonly lines: readonly string[]
  /** Where each line begins in the text. */
  readonly starts: readonly number[]
  /** Index of the first line whose bytes are no UTF-8. */
  readonly notUtf8?: number
  /** Index of the first line that had a CRLF or a byte order mark. */
  readonly converted?: number
}

const byteOrderMark = '\ufeff'

const countLines = (bytes: Uint8Array): number => {
  let lines = 0
  for (const byte of bytes) if (byte === 0x0a) lines++
  return lines
}

/** Indices of the lines whose bytes are no UTF-8. */
const brokenLines = (bytes: Uint8Array): readonly number[] => {
  const broken: number[] = []
  for (let start = 0, line = 0; ; line++) {
    const lf = bytes.indexOf(0x0a, start)
    if (!isUtf8(bytes.subarray(start, lf === -1 ? bytes.length : lf))) broken.push(line)
    if (lf === -1) return broken
    start = lf + 1
  }
}

const decode = (bytes: Uint8Array): { readonly text: string; readonly broken: readonly number[] } => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // About half of all records, and read in a fraction of the time.
  if (isAscii(bytes)) return { text: buffer.toString('latin1'), broken: [] }
  return { text: buffer.toString('utf8'), broken: isUtf8(bytes) ? [] : brokenLines(bytes) }
}

const firstConverted = (text: string): number | undefined => {
  const at = text.startsWith(byteOrderMark) ? 0 : text.indexOf('\r\n')
  return at < 0 ? undefined : countLines(Buffer.from(text.slice(0, at)))
}

const divide = (text: string): Pick<RecordText, 'text' | 'lines' | 'starts'> => {
  const lines = text.split('\n')
  let next = 0
  const starts = lines.map(({ length }) => {
    const start = next
    next += length + 1
    return start
  })
  return { text, lines, starts }
}

/** No line with a NUL is well-formed, so that bytes which were replaced in decoding never pass for text. */
const withNuls = (text: string, broken: readonly number[]): string => {
  const lines = text.split('\n')
  for (const line of broken) lines[line] += '\0'
  return lines.join('\n')
}

/** Nothing where it is larger than any record. */
export const readText = (bytes: Uint8Array | string): RecordText | undefined =>
  bytes.length > longestRecord ? undefined : dividedText(bytes)

/** The same, however large it is: for what was read as a record before. */
export const dividedText = (bytes: Uint8Array | string): RecordText => {
  const { text, broken } = typeof bytes === 'string' ? { text: bytes, broken: [] } : decode(bytes)
  const converted = firstConverted(text)
  const plain = converted === undefined ? text : text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
  const [notUtf8] = broken
  return {
    ...divide(notUtf8 === undefined ? plain : withNuls(plain, broken)),
    ...(notUtf8 === undefined ? {} : { notUtf8 }),
    ...(converted === undefined ? {} : { converted }),
  }
}

/** The number of bytes up to and with the LF that ends line `count` (counted from 1). */
export const bytesOfLines = (source: Uint8Array | string, count: number): number => {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source
  let at = 0
  for (let line = 0; line < count; line++) at = bytes.indexOf(0x0a, at) + 1
  return at
}
