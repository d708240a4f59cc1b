/** The bytes of a record → its lines, with what an editor or a sync client may have done to them said. */
import { Buffer, isUtf8 } from 'node:buffer'

/** No record of a case is larger; what is larger is not read. */
export const longestRecord = 64 * 1024 * 1024

export interface RecordText {
  /** Divided by LF. The last is what follows the last LF: empty in a whole record. */
  readonly lines: readonly string[]
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

const firstDifference = (a: Uint8Array, b: Uint8Array): number => {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}

const decode = (bytes: Uint8Array): { readonly text: string; readonly notUtf8?: number } => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  if (isUtf8(bytes)) return { text }
  return { text, notUtf8: countLines(bytes.subarray(0, firstDifference(bytes, Buffer.from(text)))) }
}

const firstConverted = (text: string): number | undefined => {
  const at = text.startsWith(byteOrderMark) ? 0 : text.indexOf('\r\n')
  return at < 0 ? undefined : countLines(Buffer.from(text.slice(0, at)))
}

/** Nothing where it is larger than any record. */
export const readText = (bytes: Uint8Array | string): RecordText | undefined => {
  if (bytes.length > longestRecord) return undefined
  const { text, notUtf8 } = typeof bytes === 'string' ? { text: bytes } : decode(bytes)
  const converted = firstConverted(text)
  const plain = converted === undefined ? text : text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
  const lines = plain.split('\n')
  // No line with a NUL is well-formed, so that bytes which were replaced in decoding never pass for text.
  if (notUtf8 !== undefined) lines[notUtf8] += '\0'
  return {
    lines,
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
