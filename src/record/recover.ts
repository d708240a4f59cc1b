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
}

/** Of a longer tail, the fact quotes so much (UTF-16 units); the set-aside file has all of it. */
const longestQuote = 4000

const unreadable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffd]/g

/** What can be read of a torn tail, for the fact that says so. */
export const readableTorn = (torn: Uint8Array): string => {
  const start = Buffer.from(torn.buffer, torn.byteOffset, Math.min(torn.byteLength, longestQuote * 4))
  return start.toString('utf8').replace(unreadable, '').slice(0, longestQuote).trim()
}

/**
 * What follows the last whole fact, seal or signature, if anything does. Undefined for a record that ends whole,
 * for one whose header is not whole, and for what is no record. After cutting to `keep` it is undefined. `record`: what
 * was read of the bytes, where that has been done.
 */
export const findTorn = (bytes: Uint8Array, record = parseRecord(bytes)): Torn | undefined => {
  const { torn } = record
  if (torn === undefined) return undefined
  return { keep: torn.at, torn: bytes.subarray(torn.at) }
}
