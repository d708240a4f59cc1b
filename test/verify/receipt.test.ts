import { describe, expect, it } from 'vitest'
import { receiptOf } from '../../src/record/receipt.ts'
import { findReceipt } from '../../src/verify/receipt.ts'

const seals = ['a'.repeat(64), '', 'b'.repeat(64), '']

describe('the entry that a receipt is for', () => {
  it('is looked for from the end, among those that are sealed, and may be the header', () => {
    const tried: number[] = []
    expect(findReceipt({ seals }, receiptOf(seals[0] ?? ''), (n) => tried.push(n))).toBe(0)
    expect(tried).toEqual([2, 0])
  })

  it('is none that is not sealed', () => {
    expect(findReceipt({ seals }, receiptOf(''))).toBeUndefined()
  })
})
