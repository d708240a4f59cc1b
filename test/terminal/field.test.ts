import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columns } from '../../src/columns.ts'
import { rowText } from '../../src/render/lines.ts'
import { fromField, layField, textLimit, toField, toPasted, withinLimit } from '../../src/terminal/field.ts'

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.constantFrom('a', ' ', 'word ', '\n', '東', '\u200b', 'longer-than-a-row '), { maxLength: 60 })
    .map((all) => all.join('')),
)

describe('a field', () => {
  it('keeps a text and its line ends', () => {
    expect(fromField(toField('one\r\ntwo\rthree\nfour\tfive\x1b\x00'))).toBe('one\ntwo\nthree\nfour five')
    expect(fromField(toPasted('pasted\n\n'))).toBe('pasted')
  })

  it('is never wider than asked, and the cursor is always on one of its rows', () => {
    fc.assert(
      fc.property(texts, fc.nat(300), fc.integer({ min: 4, max: 60 }), (text, at, width) => {
        const line = toField(text)
        const cursor = Math.min(at, line.length)
        const field = layField({ line, cursor }, width)
        for (const row of field.rows) expect(columns(rowText(row))).toBeLessThanOrEqual(width)
        expect(field.cursor.row).toBeLessThan(field.rows.length)
        expect(field.cursor.column).toBeLessThanOrEqual(width)
      }),
    )
  })

  it('moves the cursor forwards with the text', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 40 }), (text, width) => {
        const line = toField(text)
        let before = -1
        for (let cursor = 0; cursor <= line.length; cursor += 1) {
          if (/[\udc00-\udfff]/.test(line[cursor] ?? '')) continue
          const place = layField({ line, cursor }, width).cursor
          const now = place.row * 1_000 + place.column
          expect(now).toBeGreaterThanOrEqual(before)
          before = now
        }
      }),
    )
  })

  it('moves up and down in about the same column', () => {
    const line = toField('first line\nsecond one\nthird')
    const field = layField({ line, cursor: 14 }, 40)
    expect(field.cursor).toEqual({ row: 1, column: 3 })
    expect(field.move(-1)).toBe(3)
    expect(field.move(1)).toBe(25)
  })

  it('keeps of too long a paste what fits, and all that was there before', () => {
    const before = 'a'.repeat(10)
    const after = 'z'.repeat(5)
    const pasted = 'x'.repeat(textLimit + 1_000)
    const kept = withinLimit({ line: before + pasted + after, cursor: 10 + pasted.length })
    expect(kept.line).toHaveLength(textLimit)
    expect(kept.line.startsWith(`${before}x`)).toBe(true)
    expect(kept.line.endsWith(`x${after}`)).toBe(true)
    expect(kept.cursor).toBe(textLimit - 5)
  })
})
