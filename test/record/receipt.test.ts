import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sha256 } from '../../src/record/digest.ts'
import { groupReceipt, isReceipt, readReceipt, receiptOf } from '../../src/record/receipt.ts'

const seal = 'ab'.repeat(32)
const code = '84377623931556148877'

it('is twenty digits that depend on the whole seal', () => {
  expect(receiptOf(seal)).toBe(code)
  expect(receiptOf(seal.replace(/b$/, 'c'))).not.toBe(code)
  // With a nought in front, and one before the last.
  expect(receiptOf(sha256('0'))).toBe('09012821246565164948')
  expect(receiptOf(sha256('27'))).toBe('52426493849936266306')
})

it('is read as people type it', () => {
  expect(groupReceipt(code)).toBe('8437 7623 9315 5614 8877')
  for (const typed of [
    groupReceipt(code),
    code,
    '8437-7623-9315-5614-8877',
    ' 8437.7623  9315 56148877 ',
    '8437\u20137623\u20149315\u22125614\u20118877',
    '8437/7623_9315|5614\u00a08877.',
    '8437\u200b7623\t9315\n5614, 8877',
    'No. 8437 7623 9315 5614 8877',
    '№8437 7623 9315 5614 8877',
    'Receipt: 8437 7623 9315 5614 8877',
    'receipt no: "8437 7623 9315 5614 8877"',
    'Receipt: entry 5, 8437 7623 9315 5614 8877',
    '\uff18\uff14\uff13\uff17 7623 9315 5614 8877',
  ])
    expect(readReceipt(typed)).toBe(code)
  for (const typed of ['No', 'note 8437 7623 9315 5614 8877', `${code} or so`, `entry 5 ${code}`])
    expect(readReceipt(typed)).toBeUndefined()
})

it('tells every digit that is wrong and every two neighbours that were exchanged', () => {
  fc.assert(
    fc.property(fc.nat(19), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const digit = (Number(code[at]) + by) % 10
      expect(isReceipt(code.slice(0, at) + digit + code.slice(at + 1))).toBe(false)
    }),
  )
  for (let at = 0; at < 19; at++) {
    const swapped = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2)
    expect(isReceipt(swapped)).toBe(swapped === code)
  }
  for (const wrong of ['', '123', `${code}0`, code.replace('8', 'O')])
    expect(readReceipt(wrong)).toBeUndefined()
})
