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
  for (let n = seals.length - 1; n >= 0; n--) {
    const seal = seals[n] ?? ''
    if (seal === '') continue
    tried(n)
    if (receiptOf(seal) === code) return n
  }
  return undefined
}
