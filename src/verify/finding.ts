/** What can be found wrong with a record beside others, or beside what somebody else holds of it. Words and places only. */
import type { Finding, FindingCode } from '../record/finding.ts'

/** What nothing in the file itself shows. */
export type OutsideCode =
  | 'unreadable'
  | 'key-other'
  | 'registered-otherwise'
  | 'registered-further'
  | 'remembered-otherwise'
  | 'remembered-further'
  | 'other-record-here'
  | 'receipt-of-none'

export type VerifyCode = FindingCode | OutsideCode

export type VerifyFinding = Omit<Finding, 'code'> & { readonly code: VerifyCode }

const hints: Readonly<Record<OutsideCode, string>> = {
  unreadable: 'Check the path, and that you may read the file.',
  'key-other': 'Ask whose key it is, by a way that does not come with the record.',
  'registered-otherwise': 'One of the two was written again. Compare both with a backup.',
  'registered-further': 'Look for the longer record: in a backup, or with whoever keeps the casebook.',
  'remembered-otherwise': 'The record was written again since. Compare it with a backup.',
  'remembered-further': 'Look for the longer record: in a backup, or with whoever sent this one.',
  'other-record-here': 'Ask why another record was put in its place. Compare with a backup.',
  'receipt-of-none':
    'Read the receipt again with whoever holds it. If it is right, the record was rewritten since.',
}

/** About the file as a whole, or about one of its entries. */
export const outsideFinding = (code: OutsideCode, entry: number, message: string): VerifyFinding => ({
  code,
  message,
  line: 1,
  entry,
  hint: hints[code],
})
