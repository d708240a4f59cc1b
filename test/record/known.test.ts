/** What was read is remembered, within bounds. */
import { expect, it } from 'vitest'
import { nothingKnown, remember } from '../../src/record/known.ts'

it('forgets all when it is full, and goes on with what came last', () => {
  const known = nothingKnown<number>()
  const sizes = Array.from({ length: 10_000 }, (_, i) => {
    remember(known, `line ${i}`, i)
    return known.size
  })
  expect(Math.max(...sizes)).toBe(4000)
  expect([known.size, known.get('line 7999'), known.get('line 8000')]).toEqual([2000, undefined, 8000])
})

it('gives back what a line says, and keeps none that is long', () => {
  const known = nothingKnown<string>()
  expect(remember(known, 'x'.repeat(1000), 'kept')).toBe('kept')
  expect(remember(known, 'x'.repeat(1001), 'not kept')).toBe('not kept')
  expect([...known.values()]).toEqual(['kept'])
})
