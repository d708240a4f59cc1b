/** What is remarked on beside a verdict: keys that go on without the one before, and another record in the same place. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { examine } from '../../src/verify/examined.ts'
import { examineRegister, registeredKeysOf } from '../../src/verify/register.ts'
import { remarksOf } from '../../src/verify/remarks.ts'
import { noWitnesses, type Witnesses } from '../../src/verify/witness.ts'
import { examinedIn } from './said.ts'

const read = (path: string): Buffer => readFileSync(new URL(`../vectors/${path}`, import.meta.url))

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
    const examined = examinedIn('840-register-lost')
    const [first, other] = examined.signed
    if (first === undefined || other === undefined) throw new Error('not two keys')
    const signed = [first, other, { ...first, from: 5, to: 6 }, { ...other, from: 7, to: 8 }]
    expect(remarksOf({ ...noWitnesses, examined: { ...examined, signed } })).toEqual(alone)
  })
})

it('another record in the same place is remarked on, unless there is none any more', () => {
  const otherSeen = '2026-11-20T09:00:00+00:00'
  expect(remarks('005-unsigned', { otherSeen })).toEqual([{ kind: 'other-record-here', seen: otherSeen }])
  expect(remarksOf({ ...noWitnesses, otherSeen, examined: examine('', Buffer.of()).examined })).toEqual([])
})
