/** Lines of a drawing: none is wider than its box by the estimate, none is lost but where … says so. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { clean, widthOf, wrap } from '../../src/render/graph/text.ts'
import { hostile } from './graph-policy.ts'

const cut = { size: 3 }

test('a sentence is broken between words', () => {
  expect(wrap('They do not agree: go up to the Service Manager', 40, cut).lines).toEqual([
    'They do not agree: go up',
    'to the Service Manager',
  ])
})

test('a word that is longer than a line is broken', () => {
  const { lines } = wrap('W'.repeat(30), 30, cut)
  expect(lines).toEqual(['W'.repeat(10), 'W'.repeat(10), 'W'.repeat(10)])
})

test('what is too long ends in …, and is kept whole beside it', () => {
  const { lines, whole } = wrap('word '.repeat(100), 30, cut, 2)
  expect([lines.length, lines[1]?.at(-1)]).toEqual([2, '…'])
  expect(whole).toBe('word '.repeat(100).trim())
})

test('no line is wider than its box, and none is lost without a word', () => {
  fc.assert(
    fc.property(
      hostile,
      fc.integer({ min: 10, max: 90 }),
      fc.integer({ min: 1, max: 8 }),
      (text, width, most) => {
        const { lines, whole } = wrap(text, width, cut, most)
        expect(lines.length).toBeLessThanOrEqual(most)
        for (const line of lines) expect(widthOf(line, cut)).toBeLessThanOrEqual(width)
        if (whole === undefined)
          expect(lines.join('').replaceAll(' ', '')).toBe(clean(text).replaceAll(' ', ''))
      },
    ),
  )
})
