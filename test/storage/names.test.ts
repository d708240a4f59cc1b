import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatRecordId,
  MARK_DIGITS,
  MARK_LETTERS,
  nameProblem,
  parseRecordId,
} from '../../src/storage/names.ts'

describe('nameProblem', () => {
  const refused = [
    '',
    '.',
    '..',
    '../x',
    'a/b',
    'a\\b',
    'C:x',
    'CON',
    'con',
    'nul.md',
    'NUL .txt',
    'Com1',
    'COM1.tar.gz',
    'lpt9.md',
    'COM²',
    'conin$',
    'aux.',
    'name.',
    'name ',
    ' name',
    '-rf',
    'a\u0000b',
    'a\nb',
    'a\u202eb',
    'a\u200bb',
    'what?',
    'x'.repeat(121),
    'é'.repeat(61),
  ]
  for (const name of refused) {
    it(`refuses ${JSON.stringify(name.slice(0, 20))}`, () => {
      expect(nameProblem(name)).toBeTypeOf('string')
    })
  }

  it('takes ordinary names, and names that only look reserved', () => {
    for (const name of [
      'southwark.yaml',
      'Console.md',
      'com10.md',
      'nulls',
      'école',
      '.hidden',
      'a b',
      'x'.repeat(120),
    ]) {
      expect(nameProblem(name)).toBeUndefined()
    }
  })

  it('lets nothing through that would be another folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (name) => {
        if (nameProblem(name) !== undefined) return
        expect(name).not.toMatch(/[/\\\u0000-\u001f]/)
        expect(['.', '..']).not.toContain(name)
      }),
    )
  })
})

describe('the number of a case', () => {
  it('is read as it is written', () => {
    const mark = fc
      .tuple(fc.constantFrom(...MARK_LETTERS), fc.constantFrom(...MARK_DIGITS))
      .map((parts) => parts.join(''))
    const id = fc.record({
      mark,
      year: fc.integer({ min: 0, max: 9999 }),
      number: fc.integer({ min: 1, max: 9999 }),
    })
    fc.assert(
      fc.property(id, (one) => {
        expect(parseRecordId(formatRecordId(one))).toEqual(one)
      }),
    )
  })

  it('has one spelling', () => {
    for (const text of [
      'k7-2026-0042',
      'K7-2026-00042',
      'K7-2026-0000',
      'K0-2026-0001',
      'O7-2026-0001',
      'K7-2026-0042\n',
    ]) {
      expect(parseRecordId(text)).toBeUndefined()
    }
  })
})
