/** What can be found wrong with the bytes of a record. Words and places; no verdict on people, and no mending. */

export type FindingCode =
  | 'not-a-record'
  | 'not-begun'
  | 'misnamed'
  | 'too-large'
  | 'unknown-format'
  | 'not-utf-8'
  | 'converted'
  | 'malformed'
  | 'misnumbered'
  | 'two-versions'
  | 'changed'
  | 'torn'
  | 'signature-wrong'

export interface Finding {
  readonly code: FindingCode
  readonly message: string
  /** Counted from 1. */
  readonly line: number
  /** The entry it concerns; 0 is the header. */
  readonly entry: number
  readonly hint: string
}

const hints: Readonly<Record<FindingCode, string>> = {
  'not-a-record': 'A record begins with "# Escalation record" and its id. Check that this is the right file.',
  'not-begun':
    'If it was never more than this, nothing is lost: start a new case. A file that was emptied or cut looks the same: a register or a backup would show that.',
  misnamed: 'Give the file its own name back, or look for the record that should stand here.',
  'too-large': 'No record of a case is that large. Check that this is the right file.',
  'unknown-format': 'Read it with a newer version of the program.',
  'not-utf-8': 'Compare with a backup, and keep this file as it is.',
  converted: 'The content was checked as if it had not been. Keep records out of programs that convert text.',
  malformed: 'Compare with a backup, and keep this file as it is.',
  misnumbered: 'Compare with a backup, and keep this file as it is.',
  'two-versions': 'Keep the file as it is, and ask who wrote which.',
  changed: 'Compare with a backup, and keep this file as it is.',
  torn: 'Resume the case: the cut-off part is set aside, and everything before it is kept.',
  'signature-wrong': 'Compare with a backup, and keep this file as it is.',
}

export const findingCodes = Object.keys(hints) as readonly FindingCode[]

/** More would not be read. */
export const mostFindings = 100

/** `line`: counted from 1. */
export const finding = (code: FindingCode, entry: number, line: number, message: string): Finding => ({
  code,
  message,
  line,
  entry,
  hint: hints[code],
})

/** Stable: what was found first on a line stays first. */
export const byLine = (a: Finding, b: Finding): number => a.line - b.line
