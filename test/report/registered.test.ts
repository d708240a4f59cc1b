/** Registers as counts: every case that one has opened, once, in its quarter, and what has become of it. */
import { describe, expect, it } from 'vitest'
import type { RegisterEvent } from '../../src/register/line.ts'
import { type Tree, treeAt } from '../../src/report/count.ts'
import { registerCounts } from '../../src/report/registered.ts'
import { examineRegister, goneOf, type VerifiedRegister, withAbsent } from '../../src/verify/register.ts'
import { keys, sealOf, write } from '../register/sample.ts'

const [key = ''] = keys
const ids = [1, 2, 3, 4, 5].map((number) => `K7-2026-000${number}`)
const [kept = '', lost = '', destroyed = '', sent = '', unsigned = ''] = ids

const point = (kind: 'opened' | 'closed' | 'destroyed' | 'transferred', id: string, entry: number) =>
  ({ kind, id, entry, seal: sealOf(id, entry) }) satisfies RegisterEvent

const lines: readonly RegisterEvent[] = [
  { kind: 'key-new', key },
  ...ids.slice(0, 4).map((id) => point('opened', id, 0)),
  point('closed', kept, 3),
  point('destroyed', destroyed, 3),
  point('transferred', sent, 3),
  point('opened', unsigned, 0),
]

const textOf = (signs: (n: number) => boolean = (n) => n < lines.length): string => write(lines, signs).text

/** The register beside one record, as it is verified. */
const verified = (text: string, path = '/book/register-K7.md'): VerifiedRegister => {
  const register = examineRegister(path, 'K7', Buffer.from(text), () => undefined)
  return withAbsent(register, new Set([kept]), goneOf([register]))
}

const counts = (...registers: readonly VerifiedRegister[]): Tree => registerCounts({}, registers)

describe('a register', () => {
  it('comes to every case that it has opened and signed for, and where each is', () => {
    expect(counts(verified(textOf()))).toEqual({
      registers: {
        files: { whole: 1 },
        cases: 4,
        closed: 1,
        whereabouts: { here: 1, 'not here': 1, destroyed: 1, 'handed over': 1 },
        quarters: { '2026 Q4': { opened: 4, closed: 1 } },
      },
    })
  })

  it('is counted once, however many copies of it there are: the longest', () => {
    const whole = verified(textOf())
    const older = verified(write(lines.slice(0, 3)).text, '/sent/register-K7.md')
    expect(counts(older, whole)).toEqual(counts(whole))
    expect(counts(whole, older, verified(textOf()))).toEqual(counts(whole))
  })

  it('that is damaged is one that was not counted from', () => {
    const damaged = verified(textOf().replace(sealOf(lost, 0), sealOf(lost, 9)))
    expect(counts(damaged)).toEqual({ registers: { files: { damaged: 1 } } })
  })

  it('says of a case what another register of its casebook has: destroyed there', () => {
    const here = verified(textOf())
    const said = {
      id: lost,
      kind: 'destroyed',
      mark: 'A2',
      at: '2026-12-01T09:00:00+00:00',
      entry: 2,
      former: false,
    } as const
    const other = {
      ...verified(write(lines.slice(0, 1)).text),
      path: '/book/register-A2.md',
      head: { opened: sealOf('a', 0), n: 1, seal: '' },
      gone: [said],
    }
    const whereabouts = (...all: readonly VerifiedRegister[]) =>
      treeAt(treeAt(counts(...all), 'registers'), 'whereabouts')
    expect(whereabouts(here, other)).toEqual({ here: 1, destroyed: 2, 'handed over': 1 })
    expect(whereabouts(here, { ...other, path: '/elsewhere/register-A2.md' })).toEqual(whereabouts(here))
    expect(whereabouts(here, { ...other, gone: [{ ...said, against: 'K7' }] })).toEqual(whereabouts(here))
  })

  it('has only the cases of the period, and none where there is no register', () => {
    expect(registerCounts({ from: '2027-01-01' }, [verified(textOf())])).toEqual({
      registers: { files: { whole: 1 } },
    })
    expect(counts()).toEqual({})
  })
})
