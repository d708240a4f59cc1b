/** Which entry of a record a receipt is for. */
import { receiptOf } from '../record/receipt.ts'
import type { Examined } from './examined.ts'

/**
 * The entry whose seal gives this code (20 digits), the last first; nothing where none does. Each try takes about a tenth of
 * a second; `tried` hears of each.
 */
export const findReceipt = (
  { seals }: Pick<Examined, 'seals'>,
  code: string,
  tried: (entry: number) => void = () => {},
): number | undefined => {
  const found = seals.findLastIndex((seal, n) => {
    if (seal === '') return false
    tried(n)
    return receiptOf(seal) === code
  })
  return found < 0 ? undefined : found
}
