import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/render/lines.ts'
import { rowText } from '../../src/render/lines.ts'
import { layOut, nextPage, type Sheet } from '../../src/terminal/sheet.ts'

const rows = (name: string, count: number): readonly Row[] =>
  Array.from({ length: count }, (_, index) => ({
    spans: [{ text: `${name} ${index}` }],
    columns: name.length + 3,
  }))
const sheet = (
  sizes: Partial<Record<'head' | 'body' | 'question' | 'list' | 'keys' | 'at', number>>,
): Sheet => ({
  head: rows('head', sizes.head ?? 2),
  body: rows('body', sizes.body ?? 5),
  question: rows('question', sizes.question ?? 1),
  list: rows('option', sizes.list ?? 5),
  focus: { from: sizes.at ?? 0, to: (sizes.at ?? 0) + 1 },
  keys: rows('keys', sizes.keys ?? 1),
})
const texts = (from: Sheet, height: number, top = 0): readonly string[] =>
  layOut([from], height, top, 'space').rows.map(rowText)

const sheets = fc
  .record({
    head: fc.nat(12),
    body: fc.nat(60),
    question: fc.nat(4),
    list: fc.integer({ min: 1, max: 40 }),
    keys: fc.nat(3),
  })
  .chain((sizes) => fc.nat(sizes.list - 1).map((at) => sheet({ ...sizes, at })))

describe('layOut', () => {
  it('never makes more rows than the screen has', () => {
    fc.assert(
      fc.property(sheets, fc.integer({ min: 1, max: 70 }), fc.nat(100), (one, height, top) => {
        expect(layOut([one], height, top, 'space').rows.length).toBeLessThanOrEqual(height)
      }),
    )
  })

  it('keeps head, question and options on the screen where they fit beside three rows of the body', () => {
    fc.assert(
      fc.property(sheets, fc.integer({ min: 1, max: 70 }), fc.nat(100), (one, height, top) => {
        const always = [...one.head, ...one.question, ...one.list, ...one.keys].map(rowText)
        fc.pre(always.length + Math.min(3, one.body.length) <= height)
        expect(texts(one, height, top)).toEqual(expect.arrayContaining(always))
      }),
    )
  })

  it('keeps the row under the cursor on the screen, however small', () => {
    fc.assert(
      fc.property(sheets, fc.integer({ min: 8, max: 70 }), (one, height) => {
        fc.pre(one.question.length + one.keys.length < height)
        expect(texts(one, height)).toContain(`option ${one.focus.from}`)
      }),
    )
  })

  it('shows every row of the body on some page', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 16, max: 40 }), (body, height) => {
        const one = sheet({ body })
        const seen = new Set<string>()
        let top = 0
        do {
          const laid = layOut([one], height, top, 'space')
          for (const row of laid.rows) seen.add(rowText(row))
          top = nextPage(laid)
        } while (top > 0)
        for (const row of one.body) expect(seen).toContain(rowText(row))
      }),
    )
  })

  it('says how much of the body is left', () => {
    expect(texts(sheet({ body: 20 }), 20)).toContain('-- 10 more lines: space --')
    expect(texts(sheet({ body: 20 }), 20, 99)).toContain('-- end: space for the top --')
  })

  it('takes the fuller sheet where there is room, else the next', () => {
    const full = sheet({ list: 10, body: 5 })
    const bare = sheet({ list: 5, body: 5 })
    expect(layOut([full, bare], 30, 0, 'space').list.count).toBe(10)
    expect(layOut([full, bare], 17, 0, 'space').list.count).toBe(5)
  })
})
