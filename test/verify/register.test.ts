/** Whether a register is a witness, beside what this computer has seen of it. */
import { describe, expect, it } from 'vitest'
import {
  examineRegister,
  isWitness,
  registeredOf,
  type SeenRegister,
  unreadRegister,
} from '../../src/verify/register.ts'
import { events, sealOf, write } from '../register/sample.ts'

const { text } = write(events)
const seen = '2026-12-01T09:00:00+00:00'
const examined = (seenOf: SeenRegister) => examineRegister('register-K7.md', 'K7', Buffer.from(text), seenOf)
const { head } = examined(() => undefined)
const own = head?.seal ?? ''

describe('a register that this computer has seen', () => {
  it('is a witness where it still has the line that was last then, or nothing was seen of it', () => {
    for (const seenOf of [
      () => undefined,
      () => ({ entry: 0, seal: sealOf('x', 0), seen }),
      () => ({ entry: events.length, seal: own, seen }),
      (opened: string) => (opened === head?.opened ? undefined : { entry: 99, seal: own, seen }),
    ] satisfies readonly SeenRegister[]) {
      const register = examined(seenOf)
      expect([register.lost, isWitness(register)]).toEqual([undefined, true])
    }
  })

  it('is none where that line is missing, or has another seal', () => {
    const shorter = examined(() => ({ entry: events.length + 1, seal: own, seen }))
    expect(shorter.lost).toEqual({ kind: 'rolled-back', n: events.length + 1, seen })
    const rewritten = examined(() => ({ entry: 3, seal: own, seen }))
    expect(rewritten.lost).toEqual({ kind: 'changed', n: 3, seen })
    expect([isWitness(shorter), isWitness(rewritten)]).toEqual([false, false])
  })
})

it('is no witness where it could not be read', () => {
  const register = unreadRegister('register-K7.md', 'K7', 'It could not be read.')
  expect(isWitness(register)).toBe(false)
  expect(registeredOf([register], 'K7-2026-0042', sealOf('K7-2026-0042', 0))).toEqual([])
})
