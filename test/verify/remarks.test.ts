/** What is remarked on beside a verdict: keys that go on without the one before, and another record in the same place. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { examine } from '../../src/verify/examined.ts'
import { examineRegister, registeredKeysOf } from '../../src/verify/register.ts'
import { remarksOf } from '../../src/verify/remarks.ts'
import { steps } from '../../src/verify/steps.ts'
import { noWitnesses, type Witnesses } from '../../src/verify/witness.ts'

const read = (path: string): Buffer => readFileSync(new URL(`../vectors/${path}`, import.meta.url))
const examinedIn = (vector: string) => examine('', read(`${vector}/K7-2026-0042.md`)).examined

const remarks = (vector: string, witnesses: Partial<Witnesses> = {}) =>
  remarksOf({ ...noWitnesses, ...witnesses, examined: examinedIn(vector) })

const keysIn = (vector: string) => ({
  registeredKeys: registeredKeysOf([
    examineRegister('', 'K7', read(`${vector}/register-K7.md`), () => undefined),
  ]),
})

const alone = [{ kind: 'key-alone', mark: 'K7', entry: 3 }]
const keyOf = (vector: string, at: number): string => examinedIn(vector).signed[at]?.key ?? ''

describe('a key that a device goes on with', () => {
  it('is remarked on unless the one before has signed for it, or it was named', () => {
    expect(remarks('840-register-lost', keysIn('840-register-lost'))).toEqual(alone)
    expect(remarks('839-register-rotated')).toEqual(alone)
    expect(remarks('839-register-rotated', keysIn('839-register-rotated'))).toEqual([])
    expect(remarks('840-register-lost', { keys: [keyOf('840-register-lost', 1)] })).toEqual([])
    expect(remarks('840-register-lost', { keys: [keyOf('840-register-lost', 0)] })).toEqual(alone)
  })

  it('is nothing to remark on where it is another device, or has signed before', () => {
    expect(remarks('836-register-two-devices')).toEqual([])
    expect(remarks('481-two-devices-by-turns')).toEqual([])
  })
})

it('another record in the same place is remarked on, unless there is none any more', () => {
  const otherSeen = '2026-11-20T09:00:00+00:00'
  expect(remarks('005-unsigned', { otherSeen })).toEqual([{ kind: 'other-record-here', seen: otherSeen }])
  expect(remarksOf({ ...noWitnesses, otherSeen, examined: examine('', Buffer.of()).examined })).toEqual([])
})

describe('what the steps say', () => {
  const said = (name: string, vector: string, witnesses: Partial<Witnesses> = {}): string => {
    const examined = vector === '' ? examine('', Buffer.of()).examined : examinedIn(vector)
    const outcome = steps.find((one) => one.name === name)?.check({ ...noWitnesses, ...witnesses, examined })
    return outcome?.kind === 'passed' ? outcome.says : outcome?.kind === 'not-run' ? outcome.why : 'failed'
  }

  it('of signatures, which entries carry one, and that nothing is signed', () => {
    expect(said('signatures', '004-signed')).toBe('entries 1 to 4 by K7')
    expect(said('signatures', '005-unsigned')).toBe('nothing is signed')
    expect(said('signatures', '')).toBe('the file could not be read as a record')
    expect(said('signatures', '486-unsigned-first')).toMatch(
      / by K7; entr.* without a signature, covered by the next one, but only from when that was made$/,
    )
    expect(said('signatures', '484-unsigned-between')).toMatch(/^entr[^;]*, entr[^;]* by K7; entr/)
    expect(said('signatures', '485-unsigned-at-the-end')).toMatch(/; after entry \d nothing is signed$/)
    expect(said('signatures', '492-signatures-by-another-key')).toBe('failed')
  })

  it('of a register that has the record as destroyed, and of those that were not asked', () => {
    const silent = [{ mark: 'A2', why: 'is damaged' }]
    const one = { mark: 'K7', seals: new Map(), furthest: 4, destroyed: true }
    expect(said('register', '004-signed', { registers: [one], silent })).toBe(
      'registered up to entry 4; the register of K7 has it as destroyed, and here it is; the register of A2 beside it is damaged, and was not asked',
    )
    expect(said('register', '004-signed', { silent })).toBe(
      'the register of A2 beside it is damaged, and was not asked',
    )
    expect(said('register', '004-signed')).toBe('no register beside it has this record')
  })

  it('of keys, whether they were named', () => {
    const keys = [keyOf('839-register-rotated', 0), keyOf('839-register-rotated', 1)]
    expect(said('keys', '839-register-rotated', { keys })).toBe('signed with keys that you named')
    expect(said('keys', '004-signed', { keys: [keyOf('004-signed', 0)] })).toBe(
      'signed with the key that you named',
    )
    expect(said('keys', '839-register-rotated', keysIn('839-register-rotated'))).toContain('the register')
  })
})
