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
  | 'receipt-of-none'

export type VerifyCode = FindingCode | OutsideCode

export type VerifyFinding = Omit<Finding, 'code'> & { readonly code: VerifyCode }

const hints: Readonly<Record<OutsideCode, string>> = {
  unreadable: 'Check the path, and that you may read the file.',
  'key-other':
    'Nothing shows that a word was changed. Ask whose key it is, by a way that does not come with the record, and name each key that may sign with --key.',
  'registered-otherwise':
    'One of the two was written again, the record or the register. Compare both with a backup.',
  'registered-further': 'Look for the longer record: in a backup, or with whoever keeps the casebook.',
  'remembered-otherwise':
    'One of the two was written again, and it need not be this one: it may be the one that was seen then. Compare both with a backup.',
  'remembered-further': 'Look for the longer record: in a backup, or with whoever sent this one.',
  'receipt-of-none':
    'Read it again with whoever holds it, and ask which case it was given for. If it is for this one, one of the two is not as it was then.',
}

/** About the file as a whole, or about one of its entries. */
export const outsideFinding = (code: OutsideCode, entry: number, message: string): VerifyFinding => ({
  code,
  message,
  line: 1,
  entry,
  hint: hints[code],
})
