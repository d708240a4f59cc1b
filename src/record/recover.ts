/**
 * Finds the tail of a record that a cut-off write left behind. Damage anywhere else is never called torn, and
 * nothing is cut here: the caller sets the tail aside first (see storage).
 */
import { Buffer } from 'node:buffer'
import { parseRecord } from './parse.ts'

export interface Torn {
  /** So many bytes are whole and stay. */
  readonly keep: number
  /** The bytes after them. */
  readonly torn: Uint8Array
  /** What can be read of them, for the fact that says so. */
  readonly text: string
}

/** Of a longer tail, the fact quotes so much (UTF-16 units); the set-aside file has all of it. */
const longestQuote = 4000

const unreadable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffd]/g

const readable = (torn: Uint8Array): string => {
  const start = Buffer.from(torn.buffer, torn.byteOffset, Math.min(torn.byteLength, longestQuote * 4))
  return start.toString('utf8').replace(unreadable, '').slice(0, longestQuote).trim()
}

/**
 * What follows the last whole fact, seal or signature, if anything does. Undefined for a record that ends whole,
 * for one whose header is not whole, and for what is no record. After cutting to `keep` it is undefined.
 */
export const findTorn = (bytes: Uint8Array): Torn | undefined => {
  const { torn } = parseRecord(bytes)
  if (torn === undefined) return undefined
  const tail = bytes.subarray(torn.at)
  return { keep: torn.at, torn: tail, text: readable(tail) }
}
