/** Numbers and addresses that somebody could be reached by, and those that are set aside. */
import { describe, expect, it } from 'vitest'
import { callable } from '../../src/training/callable.ts'

const found = (text: string): readonly string[] => callable(text).map(({ words }) => words)

describe('what may be somebody’s', () => {
  it.each([
    ['020 8314 6660', '020 8314 6660'],
    ['ring +44 20 8314 6660 now', '+44 20 8314 6660'],
    ['07123 456789', '07123 456789'],
    ['(01522) 782111, please', '01522) 782111'],
    ['a.person@school.sch.uk', 'a.person@school.sch.uk'],
    ['see https://www.gov.uk/report', 'https://www.gov.uk'],
  ])('%s', (text, words) => {
    expect(found(text)).toEqual([words])
  })

  it('says where each of them is', () => {
    expect(callable('a 020 8314 6660, b x@y.org')).toEqual([
      { words: '020 8314 6660', at: 2 },
      { words: 'x@y.org', at: 19 },
    ])
  })
})

describe('what is nobody’s', () => {
  it.each([
    '020 7946 0000',
    '020 7946 0999',
    '+44 20 7946 0123',
    '07700 900123',
    '01632 960001',
    '0113 496 0999',
    'a.person@example.org',
    'https://policy.example.org/page',
    '999',
    '2026-11-19T10:30',
    '10:35 on 19 November 2026',
  ])('%s', (text) => {
    expect(found(text)).toEqual([])
  })
})
