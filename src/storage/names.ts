/**
 * Names of files: which are safe on every system, and how a record's number is spelt. A name never comes from the
 * content of a file; this is for names that come from a person or a flow's folder. Touches no disk.
 */

/** File systems allow 255 bytes; this leaves room for `.torn-` with a digest, `.lock` and the like. */
const LONGEST = 120

/** Names that Windows keeps for devices, with any extension (learn.microsoft.com, "Naming files, paths"). */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(\.|$)/i

/** What is wrong with a name as a single part of a path; nothing where it is safe on every system. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'it is empty'
  if (/[/\\]/.test(name)) return 'it has a / or \\ in it'
  if (/[\p{C}\p{Zl}\p{Zp}<>:"|?*]/u.test(name)) return 'it has a character in it that some systems refuse'
  if (/[. ]$/.test(name)) return 'it ends with a full stop or a space'
  if (/^[ -]/.test(name)) return 'it begins with a space or a hyphen'
  if (RESERVED.test(name)) return 'Windows keeps that name for itself'
  if (Buffer.byteLength(name) > LONGEST) return `it is longer than ${LONGEST} bytes`
  return undefined
}

/** A device's mark: a letter that is not mistaken for a digit, and a digit that is not mistaken for a letter. */
export const MARK_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
export const MARK_DIGITS = '23456789'
export const MARK = /^[A-HJ-NP-Z][2-9]$/

/** `K7-2026-0042`: mark, year, number. For training the mark is a word, which no computer has. */
const RECORD_ID = /^(?<mark>[A-HJ-NP-Z][2-9]|TRAINING)-(?<year>[0-9]{4})-(?<number>[0-9]{4})$/

export const LAST_NUMBER = 9999

export interface RecordId {
  readonly mark: string
  readonly year: number
  readonly number: number
}

/** Nothing where the text is not a record's id. */
export function parseRecordId(text: string): RecordId | undefined {
  const { mark, year, number } = RECORD_ID.exec(text)?.groups ?? {}
  if (mark === undefined || number === '0000') return undefined
  return { mark, year: Number(year), number: Number(number) }
}

/** The inverse of `parseRecordId`. */
export function formatRecordId({ mark, year, number }: RecordId): string {
  return `${mark}-${String(year).padStart(4, '0')}-${String(number).padStart(4, '0')}`
}
