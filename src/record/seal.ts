/**
 * Seals: what is hashed, and how it is framed. Every input is lines of text with fields of fixed length or
 * without line ends, so that the whole can be recomputed with any SHA-256 tool. Judges nothing.
 */
import { sha256 } from './digest.ts'

const tag = 'rungs-record 1'

/** What stands for a seal or a signature line that does not exist. */
export const none = 'none'

/** The text of an entry cut where quoted lines (those that begin with `>`) begin or end. Joined, it is the text again. */
export const segmentsOf = (text: string): readonly string[] => {
  const segments: string[] = []
  let start = 0
  let at = 0
  while (at < text.length) {
    const quoted = text[at] === '>'
    if (at > start && quoted !== (text[start] === '>')) {
      segments.push(text.slice(start, at))
      start = at
    }
    const end = text.indexOf('\n', at)
    at = end < 0 ? text.length : end + 1
  }
  return [...segments, text.slice(start)]
}

/** The salt of one segment; a redacted copy prints it for what it discloses. Segments are counted from 0. */
export const segmentSalt = (salt: string, entry: number, segment: number): string =>
  sha256(`${tag} salt\n${salt}\n${entry}\n${segment}\n`)

/** The commitment to one segment. */
export const segmentHash = (salt: string, segment: string): string =>
  sha256(`${tag} segment\n${salt}\n${segment}`)

export interface Sealed {
  readonly id: string
  /** The record's salt, 64 hex digits. */
  readonly salt: string
  readonly n: number
  /** The seal before, or `none`. */
  readonly previous: string
  /** The signature line after the seal before, without its line end, or `none`. */
  readonly signature: string
  /** From `## ` (or `# `) to the LF of the last fact (or of the salt). */
  readonly text: string
}

/** The seal of an entry from the hashes of its segments. */
export const sealOf = ({ id, salt, n, previous, signature, text }: Sealed): string => {
  const hashes = segmentsOf(text).map((segment, i) => segmentHash(segmentSalt(salt, n, i), segment))
  return sha256(`${[`${tag} seal`, id, n, previous, signature, hashes.length, ...hashes].join('\n')}\n`)
}
