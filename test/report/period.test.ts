/** The days that somebody means by a word. */
import { describe, expect, it } from 'vitest'
import { parsePeriod } from '../../src/report/period.ts'

describe('a period', () => {
  it.each([
    ['2026-11-19', '2026-11-19', '2026-11-19', '2026-11-19'],
    ['2026-02', '2026-02', '2026-02-01', '2026-02-28'],
    ['2028-02', '2028-02', '2028-02-01', '2028-02-29'],
    ['2026-Q4', '2026-q4', '2026-10-01', '2026-12-31'],
    ['2026', '2026', '2026-01-01', '2026-12-31'],
    ['2025-Q4', '2026-03', '2025-10-01', '2026-03-31'],
  ])('from %s to %s is from %s to %s', (from, to, first, last) => {
    expect(parsePeriod(from, to)).toEqual({ kind: 'period', period: { from: first, to: last } })
  })

  it('has no end on a side of which nothing is said', () => {
    expect(parsePeriod('2026', undefined)).toEqual({ kind: 'period', period: { from: '2026-01-01' } })
    expect(parsePeriod(undefined, undefined)).toEqual({ kind: 'period', period: {} })
  })

  it.each(['2026-13', '2026-Q5', '2026-02-29', '26', 'last quarter', '', '2026-11-19T10:00', '0000'])(
    '%j is none',
    (text) => {
      expect(parsePeriod(text, undefined)).toEqual({ kind: 'none', text })
      expect(parsePeriod(undefined, text)).toEqual({ kind: 'none', text })
    },
  )

  it('does not end before it begins', () => {
    expect(parsePeriod('2026-Q4', '2026-Q3')).toEqual({ kind: 'none' })
  })
})
