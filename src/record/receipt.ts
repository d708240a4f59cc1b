/**
 * Receipts: a seal as twenty digits that can be read out on the telephone. Eighteen come from the seal, stretched so that
 * nobody tries many; two tell a digit that was misheard. Knows no file.
 */
type Crypto = typeof import('node:crypto')

const crypto = (): Crypto => process.getBuiltinModule('node:crypto')

const digits = 18

/** RFC 7914: 32 MiB and about a tenth of a second for each try. */
const cost = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

/** ISO 7064, MOD 97-10: finds every digit that is wrong and every two neighbours that are exchanged. */
const checkDigits = (code: string): string => String(98n - ((BigInt(code) * 100n) % 97n)).padStart(2, '0')

/** The code for a seal (64 hex digits): 20 digits. Takes about a tenth of a second. */
export const receiptOf = (seal: string): string => {
  const stretched = crypto().scryptSync(seal, 'rungs-receipt 1', 16, cost)
  const number = BigInt(`0x${stretched.toString('hex')}`) % 10n ** BigInt(digits)
  const code = String(number).padStart(digits, '0')
  return code + checkDigits(code)
}

/** Whether these are 20 digits of which the last two fit the others. */
export const isReceipt = (code: string): boolean =>
  /^\d{20}$/.test(code) && checkDigits(code.slice(0, digits)) === code.slice(digits)

/** `1234 5678 9012 3456 7890` */
export const groupReceipt = (code: string): string => code.replace(/\d{4}(?=\d)/g, '$& ')

/** What may stand before the digits: "Receipt No. ", or all that a record says of one. Of the widths and signs of Unicode the plain ones are meant. */
const before = /^[^a-z0-9]*(?:(?:receipt|number|no|nr)(?![a-z])[^a-z0-9]*)*(?:entry [0-9]+[,;:])?/i

/** The digits of a receipt as somebody typed or pasted it, with whatever spaces, dashes and dots between them; nothing where it is none. */
export const readReceipt = (typed: string): string | undefined => {
  const code = typed
    .normalize('NFKC')
    .replace(before, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
  return isReceipt(code) ? code : undefined
}
