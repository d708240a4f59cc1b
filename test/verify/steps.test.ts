/** What each step that needs nothing but the file establishes, and says of it in the words that people read. */
import { describe, expect, it, test } from 'vitest'
import { unreadable } from '../../src/verify/examined.ts'
import { steps } from '../../src/verify/steps.ts'
import { examinedIn, examinedOf, recordOf, said } from './said.ts'

const unread = unreadable('/K7-2026-0042.md', 'It could not be read.')

it('each step establishes one property', () => {
  expect(steps.map(({ name, establishes }) => `${name}: ${establishes}`)).toEqual([
    'reading: the file is an escalation record in a known format',
    'bytes: no program has converted the file',
    'lines: every line has its place, its number and its one spelling',
    'seals: nothing sealed was changed without changing every later seal',
    'end: the last write was finished',
    'signatures: the seals are signed with the keys that the record names',
    'keys: the keys are those that you named, or that a register beside it names',
    'register: nothing that was registered is missing or was rewritten',
    'memory: nothing that this computer saw before is missing or was rewritten',
    'receipt: nothing up to the receipt was rewritten since it was given',
    'copies: no other version of the record is among the files',
  ])
})

describe('what is said of a record by itself', () => {
  test.each([
    ['reading', '', 'record K7-2026-0042'],
    ['bytes', '', 'UTF-8, line ends as written'],
    ['lines', '', 'no entry'],
    ['lines', 's', 'entry 1'],
    ['lines', 'ss', 'entries 1 and 2'],
    ['lines', 'sss', 'entries 1 to 3'],
    ['seals', '', '1 seal'],
    ['seals', 's', '2 seals'],
    ['end', 's', 'everything is sealed'],
    ['signatures', '', 'not run: nothing is signed'],
    ['signatures', '---', 'not run: nothing is signed'],
    ['signatures', 'ssss', 'entries 1 to 4 by K7'],
    ['signatures', 'ss--', 'entries 1 and 2 by K7; after entry 2 nothing is signed'],
    [
      'signatures',
      '--s',
      'entry 3 by K7; entries 1 and 2 without a signature, covered by the next one, but only from when that was made',
    ],
    [
      'signatures',
      's-sss-s-',
      'entry 1, entries 3 to 5, entry 7 by K7; entry 2, entry 6 without a signature, covered by the next one, but only from when that was made; after entry 7 nothing is signed',
    ],
  ])('%s, with entries %j: %s', (name, entries, words) => {
    expect(said(name, examinedOf(recordOf(entries)))).toBe(words)
  })

  it('counts seals, and facts that are not yet sealed', () => {
    const one = examinedOf(recordOf('ss', 'x', true))
    expect([said('seals', one), said('end', one)]).toEqual(['2 seals', '1 fact not yet sealed'])
    expect(said('end', examinedOf(recordOf('s', 'x', true)))).toBe('2 facts not yet sealed')
  })

  it('names each device for the entries that it signed', () => {
    expect(said('signatures', examinedIn('481-two-devices-by-turns'))).toBe(
      'entry 1 by K7, entry 2 by M3, entries 3 and 4 by K7',
    )
  })

  it('finds a wrong signature where nothing is signed besides, and no other fault there', () => {
    expect(said('signatures', examinedOf(`${recordOf('--')}words`))).toBe('not run: nothing is signed')
    expect(said('signatures', examinedIn('492-signatures-by-another-key'))).toMatch(/^signature-wrong 1: /)
  })

  it('is that nothing could be checked, where the file could not be read', () => {
    expect(said('reading', unread)).toBe('unreadable 0: It could not be read.')
    for (const name of ['bytes', 'lines', 'seals', 'end', 'signatures'])
      expect(said(name, unread)).toBe('not run: the file could not be read as a record')
  })
})
