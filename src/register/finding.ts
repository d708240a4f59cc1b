/** What can be found wrong with a register. Words and places; no verdict on people, and no mending. */

export type RegisterFindingCode =
  | 'not-a-register'
  | 'not-begun'
  | 'misnamed'
  | 'too-large'
  | 'unknown-format'
  | 'not-utf-8'
  | 'converted'
  | 'malformed'
  | 'misnumbered'
  | 'changed'
  | 'torn'
  | 'signature-wrong'
  | 'out-of-order'
  | 'two-versions'

export interface RegisterFinding {
  readonly code: RegisterFindingCode
  readonly message: string
  /** Of the file, counted from 1. */
  readonly line: number
  /** The line of the register that it concerns, by its number there; 0 is the header. */
  readonly serial: number
  readonly hint: string
}

const keep = 'Compare with a backup, and keep this file as it is.'

const hints: Readonly<Record<RegisterFindingCode, string>> = {
  'not-a-register':
    'A register begins with "# Escalation register" and a mark. Check that this is the right file.',
  'not-begun': 'Nothing is lost: it is begun again with the next case.',
  misnamed: 'Give the file its own name back, or look for the register that should stand here.',
  'too-large': 'No register is that large. Check that this is the right file.',
  'unknown-format': 'Read it with a newer version of the program.',
  'not-utf-8': keep,
  converted:
    'The content was checked as if it had not been. Keep registers out of programs that convert text.',
  malformed: keep,
  misnumbered: keep,
  changed: keep,
  torn: 'Nothing is lost: what was to be written is written again with the next case.',
  'signature-wrong': keep,
  'out-of-order': 'Compare the record that it names with a backup, and keep both files as they are.',
  'two-versions': 'Look for another copy of the record that it names, and keep all of them as they are.',
}

export const registerFindingCodes = Object.keys(hints) as readonly RegisterFindingCode[]

/** `line`: counted from 1. */
export const registerFinding = (
  code: RegisterFindingCode,
  serial: number,
  line: number,
  message: string,
): RegisterFinding => ({ code, message, line, serial, hint: hints[code] })

/** Stable: what was found first on a line stays first. */
export const byLine = (a: RegisterFinding, b: RegisterFinding): number => a.line - b.line

/** What says nothing against the lines of a register: a write that was cut off, other line ends, another name. */
const harmless: readonly RegisterFindingCode[] = ['torn', 'converted', 'not-begun', 'not-utf-8', 'misnamed']

/** Whether the lines that can be read are those that were written. Bytes that are no UTF-8 are malformed as well, unless they are torn. */
export const isWhole = (findings: readonly RegisterFinding[]): boolean =>
  findings.every(({ code }) => harmless.includes(code))
