/**
 * Seals: what is hashed, and how it is framed. Every input is lines of text with fields of fixed length or
 * without line ends, so that the whole can be recomputed with any SHA-256 tool. Judges nothing.
 */
import { sha256 } from './digest.ts'

const tag = 'rungs-record 1'

/** What stands for a seal or a signature line that does not exist. */
export const none = 'none'

const quoted = (text: string, line: number): boolean => text.charCodeAt(line) === 0x3e

/** The text of an entry cut where quoted lines (those that begin with `>`) begin or end. Joined, it is the text again. */
export const segmentsOf = (text: string): readonly string[] => {
  const segments: string[] = []
  let start = 0
  for (let line = 0; line < text.length; line = lineAfter(text, line)) {
    if (quoted(text, line) === quoted(text, start)) continue
    segments.push(text.slice(start, line))
    start = line
  }
  segments.push(text.slice(start))
  return segments
}

const lineAfter = (text: string, line: number): number => {
  const end = text.indexOf('\n', line)
  return end < 0 ? text.length : end + 1
}

/** The salt of one segment; a redacted copy prints it for what it discloses. Segments are counted from 0. */
export const segmentSalt = (salt: string, entry: number, segment: number): string =>
  sha256(`${tag} salt\n${salt}\n${entry}\n${segment}\n`)

/** The commitment to one segment. */
export const segmentHash = (salt: string, segment: string): string =>
  sha256(`${tag} segment\n${salt}\n${segment}`)

/** What a seal covers besides the text. */
export interface Chained {
  readonly id: string
  readonly n: number
  /** The seal before, or `none`. */
  readonly previous: string
  /** The signature line after the seal before, without its line end, or `none`. */
  readonly signature: string
}

export interface Sealed extends Chained {
  /** The record's salt, 64 hex digits. */
  readonly salt: string
  /** From `## ` (or `# `) to the LF of the last fact (or of the salt). */
  readonly text: string
}

/** The seal of an entry from the hashes of its segments. */
export const sealOfHashes = ({ id, n, previous, signature }: Chained, hashes: readonly string[]): string =>
  sha256(`${tag} seal\n${id}\n${n}\n${previous}\n${signature}\n${hashes.length}\n${hashes.join('\n')}\n`)

/** The seal of an entry from its text and the record's salt. */
export const sealOf = (sealed: Sealed): string => {
  const { salt, n, text } = sealed
  return sealOfHashes(
    sealed,
    segmentsOf(text).map((segment, i) => segmentHash(segmentSalt(salt, n, i), segment)),
  )
}
