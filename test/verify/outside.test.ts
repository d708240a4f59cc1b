/** What each step says that holds a record against something outside it, in the words that people read. */
import { describe, expect, it, test } from 'vitest'
import { unreadable } from '../../src/verify/examined.ts'
import { outsideFinding } from '../../src/verify/finding.ts'
import { steps } from '../../src/verify/steps.ts'
import { type Copy, noWitnesses, type Registered, type Witnesses } from '../../src/verify/witness.ts'
import { key } from '../record/key.ts'
import { examinedIn, examinedOf, recordOf, said } from './said.ts'

const three = examinedOf(recordOf('sss'))
const two = examinedIn('480-two-devices')
const unsigned = examinedOf(recordOf('---'))
const header = examinedOf(recordOf(''))
const unread = unreadable('/K7-2026-0042.md', 'It could not be read.')
const notBegun = examinedOf('')
const noSeal = examinedOf(recordOf('s', 'x', true).replace(/`seal 0 .*`\n\n/, ''))
const sealAt = (n: number): string => three.seals[n] ?? ''
const otherKey = 'c'.repeat(64)

const register = (more: Partial<Registered> = {}): Registered => ({
  mark: 'K7',
  seals: new Map([[3, sealAt(3)]]),
  furthest: 3,
  destroyed: false,
  ...more,
})

const named = (...keys: readonly string[]): Partial<Witnesses> => ({
  registeredKeys: new Map([['K7', keys.map((one) => ({ key: one, vouched: false }))]]),
})

const none = 'not run: nobody has said whose keys these are: name each that may sign with --key'
const byRegister = 'signed with the keys that the register beside it has, or entered in it'

describe('keys', () => {
  test.each([
    ['nothing is signed', unsigned, {}, 'not run: nothing is signed'],
    ['only a header, and a key is named', header, { keys: [key] }, 'not run: nothing is signed'],
    [
      'nothing is signed, and a key is named',
      unsigned,
      { keys: [key] },
      'key-other 1: No entry is signed, by the key that you named or by any other.',
    ],
    ['nobody says whose they are', three, {}, none],
    ['a register has another device only', three, { registeredKeys: new Map([['A2', []]]) }, none],
    ['a register has it', three, named(otherKey, key), byRegister],
    [
      'a register has another key, and has entered what this one signed',
      three,
      { ...named(otherKey), registers: [register({ furthest: 2 }), register()] },
      byRegister,
    ],
    [
      'a register has another key, and an earlier entry',
      three,
      { ...named(otherKey), registers: [register({ furthest: 2 })] },
      `key-other 1: The signature of entries 1 to 3 is by the key ${key.slice(0, 16)}…, which is none that the register of K7 has.`,
    ],
    [
      'a register has another key, and only that of another device has the entry',
      three,
      { ...named(otherKey), registers: [register({ mark: 'A2' })] },
      `key-other 1: The signature of entries 1 to 3 is by the key ${key.slice(0, 16)}…, which is none that the register of K7 has.`,
    ],
    ['it is named', three, { keys: [key] }, 'signed with the key that you named'],
    ['it is one of those named', three, { keys: [otherKey, key] }, 'signed with keys that you named'],
    [
      'another is named, whatever registers have',
      three,
      { ...named(key), registers: [register()], keys: [otherKey] },
      `key-other 1: The signature of entries 1 to 3 is by the key ${key.slice(0, 16)}…, which is none that you named.`,
    ],
    ['one device of two is in a register', two, named(two.signed[0]?.key ?? ''), none],
  ] as const)('%s', (_, examined, witnesses, words) => {
    expect(said('keys', examined, witnesses)).toBe(words)
  })

  it('pass by name only where they were named', () => {
    const check = steps.find(({ name }) => name === 'keys')?.check
    expect(check?.({ ...noWitnesses, examined: three, keys: [key] })).toMatchObject({ named: true })
    expect(check?.({ ...noWitnesses, examined: three, ...named(key) })).not.toHaveProperty('named')
  })
})

describe('registers', () => {
  test.each([
    ['there is none', three, {}, 'not run: no register beside it has this record'],
    [
      'there are only some that cannot be asked',
      three,
      {
        silent: [
          { mark: 'A2', why: 'is damaged' },
          { mark: 'B3', why: 'is not signed' },
        ],
      },
      'not run: the register of A2 beside it is damaged, and was not asked; the register of B3 beside it is not signed, and was not asked',
    ],
    [
      'the one that has most counts',
      three,
      { registers: [register({ furthest: 2 }), register(), register({ furthest: 1 })] },
      'registered up to entry 3',
    ],
    [
      'one has it as destroyed, and one cannot be asked',
      three,
      {
        registers: [register({ mark: 'B3' }), register({ destroyed: true })],
        silent: [{ mark: 'A2', why: 'is damaged' }],
      },
      'registered up to entry 3; the register of K7 has it as destroyed, and here it is; the register of A2 beside it is damaged, and was not asked',
    ],
    [
      'the first seal that differs is named',
      three,
      {
        registers: [
          register({
            seals: new Map([
              [3, 'x'],
              [2, 'x'],
              [1, sealAt(1)],
            ]),
          }),
        ],
      },
      'registered-otherwise 2: The register of K7 has another seal for entry 2.',
    ],
    [
      'the record is shorter',
      three,
      { registers: [register({ furthest: 5 })] },
      'registered-further 3: The register of K7 has entry 5, and the record ends at entry 3.',
    ],
    [
      'nothing is left of it',
      notBegun,
      { registers: [register({ furthest: 5 })] },
      'registered-further 0: The register of K7 has entry 5, and nothing is left of the record.',
    ],
    [
      'it has no seal',
      noSeal,
      { registers: [register({ furthest: 5 })] },
      'registered-further 0: The register of K7 has entry 5, and no seal of the record can be read.',
    ],
    [
      'a redacted copy may be older',
      { ...three, redacted: true },
      { registers: [register({ furthest: 5 })] },
      'registered up to entry 5',
    ],
  ] as const)('%s', (_, examined, witnesses, words) => {
    expect(said('register', examined, witnesses)).toBe(words)
  })

  it('let a copy be shorter where the record itself is among the files and longer', () => {
    const further = 'registered-further 3: The register of K7 has entry 5, and the record ends at entry 3.'
    const beside = (...copies: readonly Copy[]): string =>
      said('register', three, { registers: [register({ furthest: 5 })], copies })
    expect(beside({ path: '/b.md', itself: true, kind: 'longer' })).toBe('registered up to entry 5')
    expect(beside({ path: '/b.md', itself: false, kind: 'longer' })).toBe(further)
    expect(beside({ path: '/b.md', itself: true, kind: 'no-longer' })).toBe(further)
  })
})

const remembered = (entry: number, seal = sealAt(entry)): Partial<Witnesses> => ({
  remembered: { entry, seal, seen: '2026-12-01T09:00:00+00:00' },
})

describe('what this computer saw', () => {
  test.each([
    ['nothing', three, {}, 'not run: this computer sees the record for the first time'],
    [
      'the same',
      three,
      remembered(3),
      'as this computer saw it on 2026-12-01, up to entry 3; of the time before, that shows nothing',
    ],
    [
      'another seal',
      three,
      remembered(2, 'x'),
      'remembered-otherwise 2: On 2026-12-01 this computer saw another seal for entry 2.',
    ],
    [
      'more',
      three,
      remembered(4, 'x'),
      'remembered-further 3: On 2026-12-01 this computer saw entry 4, and the record ends at entry 3.',
    ],
    [
      'a record where nothing is left',
      notBegun,
      { otherSeen: '2026-12-01T09:00:00+00:00' },
      'remembered-further 0: On 2026-12-01 this computer saw a record in this place, and nothing is left of it.',
    ],
    [
      'another record in this place',
      three,
      { otherSeen: '2026-12-01T09:00:00+00:00' },
      'not run: this computer sees the record for the first time',
    ],
  ] as const)('%s', (_, examined, witnesses, words) => {
    expect(said('memory', examined, witnesses)).toBe(words)
  })
})

describe('a receipt', () => {
  const code = '12345678901234567888'
  test.each([
    ['is not given', three, {}, 'not run: no receipt was given'],
    [
      'cannot be held against what was not read',
      unread,
      { receipt: { code } },
      'not run: the file could not be read as a record',
    ],
    [
      'is for an entry',
      three,
      { receipt: { code, entry: 2 } },
      'the receipt is for the record up to entry 2',
    ],
    [
      'is for none',
      header,
      { receipt: { code } },
      'receipt-of-none 0: The receipt is not for this record as it is: it may be that of another case, or the record was written again.',
    ],
  ] as const)('%s', (_, examined, witnesses, words) => {
    expect(said('receipt', examined, witnesses)).toBe(words)
  })
})

describe('other copies', () => {
  const no = (path: string): Copy => ({ path, itself: false, kind: 'no-longer' })
  const longer: Copy = { path: '/b.md', itself: false, kind: 'longer' }
  const differs: Copy = { path: '/c.md', itself: true, kind: 'differs', entry: 3 }
  test.each([
    ['there are none', [], 'not run: no other copy is among the files'],
    ['one', [no('/a.md')], '1 other copy of it, none that differs'],
    ['two', [no('/a.md'), no('/d.md')], '2 other copies of it, none that differs'],
    ['one is longer', [no('/a.md'), longer], 'an older copy of /b.md'],
    [
      'one goes another way',
      [no('/a.md'), longer, differs],
      'two-versions 3: /c.md is the same record up to entry 2 and then another.',
    ],
  ] as const)('%s', (_, copies, words) => {
    expect(said('copies', three, { copies })).toBe(words)
  })
})

it('each finding says what to do about it', () => {
  const codes = [
    'unreadable',
    'key-other',
    'registered-otherwise',
    'registered-further',
    'remembered-otherwise',
    'remembered-further',
    'receipt-of-none',
  ] as const
  expect(codes.map((code) => outsideFinding(code, 2, 'So.').hint)).toEqual([
    'Check the path, and that you may read the file.',
    'Nothing shows that a word was changed. Ask whose key it is, by a way that does not come with the record, and name each key that may sign with --key.',
    'One of the two was written again, the record or the register. Compare both with a backup.',
    'Look for the longer record: in a backup, or with whoever keeps the casebook.',
    'One of the two was written again, and it need not be this one: it may be the one that was seen then. Compare both with a backup.',
    'Look for the longer record: in a backup, or with whoever sent this one.',
    'Read it again with whoever holds it, and ask which case it was given for. If it is for this one, one of the two is not as it was then.',
  ])
  expect(outsideFinding('unreadable', 2, 'So.')).toMatchObject({ entry: 2, line: 1, message: 'So.' })
})
