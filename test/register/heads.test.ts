import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRecord } from '../../src/record/parse.ts'
import { headFor, headsOf } from '../../src/register/heads.ts'
import type { RegisterEvent } from '../../src/register/line.ts'
import { parseRegister } from '../../src/register/parse.ts'
import { lackingOf, type Standing, standingAfter, stateOf } from '../../src/register/standing.ts'
import { facts, write as writeRecord } from '../record/sample.ts'
import { events, honestEvents, sealOf, write } from './sample.ts'

const headsIn = (all: readonly RegisterEvent[]): ReturnType<typeof headsOf> =>
  headsOf(parseRegister(write(all).text))

describe('what a register says of its records', () => {
  it('has every seal, how far each goes, and what else was done with it', () => {
    const { records, notBegun } = headsIn(events)
    const own = records.get('K7-2026-0042')
    expect([...(own?.seals.keys() ?? [])]).toEqual([0, 3, 8])
    expect(own?.seals.get(3)).toBe(sealOf('K7-2026-0042', 3))
    expect(own?.furthest).toMatchObject({ entry: 8, seal: sealOf('K7-2026-0042', 8), serial: 12 })
    expect(own?.mentions.map(({ kind, serial, entry }) => [kind, serial, entry])).toEqual([
      ['opened', 2, 0],
      ['closed', 6, 8],
      ['redacted', 7, 8],
      ['exported', 10, 8],
      ['destroyed', 12, 8],
    ])
    expect(own?.mentions[2]?.copy).toMatch(/^[0-9a-f]{64}$/)
    expect([...records.keys()]).toEqual(['K7-2026-0042', 'B3-2026-0007'])
    expect(records.get('B3-2026-0007')?.furthest.entry).toBe(12)
    expect(notBegun).toEqual(['K7-2026-0043'])
  })

  it('has the numbers that were never opened, by year', () => {
    const opened = (id: string): RegisterEvent => ({ kind: 'opened', id, entry: 0, seal: sealOf(id, 0) })
    const { missing } = headsIn([
      opened('K7-2027-0002'),
      opened('K7-2026-0003'),
      opened('K7-2026-0001'),
      opened('K7-2026-0007'),
      { kind: 'not-begun', id: 'K7-2026-0004' },
      { kind: 'not-begun', id: 'K7-2026-0003' },
      { kind: 'sealed', id: 'B3-2026-0090', entry: 1, seal: sealOf('b', 1) },
      // None of this device, or none that was counted.
      opened('K7-PAPER-0009'),
      opened('K7'),
      opened('B3-2025-0004'),
      opened('AA-K7-2026-0090'),
      opened('K7-2026-0090-A'),
      { kind: 'sealed', id: 'K7-2026-0020', entry: 1, seal: sealOf('c', 1) },
      { kind: 'closed', id: 'K7-2026-0007', entry: 1, seal: sealOf('d', 1) },
    ])
    expect(missing).toEqual([
      { mark: 'K7', year: 2026, from: 2, to: 2 },
      { mark: 'K7', year: 2026, from: 5, to: 6 },
      { mark: 'K7', year: 2027, from: 1, to: 1 },
    ])
    expect(headsIn([opened('K7-2026-0001'), opened('K7-2026-0002')]).missing).toEqual([])
  })

  it('tells a record from another one that had its number before', () => {
    const id = 'K7-2026-0001'
    const [before, now] = [sealOf('before', 0), sealOf('now', 0)]
    const heads = headsIn([
      { kind: 'opened', id, entry: 0, seal: before },
      { kind: 'sealed', id, entry: 8, seal: sealOf('before', 8) },
      { kind: 'destroyed', id, entry: 8, seal: sealOf('before', 8) },
      { kind: 'opened', id, entry: 0, seal: now },
      { kind: 'sealed', id, entry: 2, seal: sealOf('now', 2) },
      { kind: 'sealed', id: 'B3-2026-0001', entry: 2, seal: sealOf('other', 2) },
    ])
    expect(headFor(heads, id, now)?.furthest).toMatchObject({ entry: 2, seal: sealOf('now', 2) })
    expect([...(headFor(heads, id, now)?.seals.keys() ?? [])]).toEqual([0, 2])
    expect(headFor(heads, id, before)?.furthest).toMatchObject({ entry: 8 })
    expect(headFor(heads, id, sealOf('a third', 0))).toBe(headFor(heads, id, now))
    expect(headFor(heads, 'B3-2026-0001', before)?.furthest.entry).toBe(2)
    expect(headFor(heads, 'B3-2026-0002', before)).toBeUndefined()
    expect(heads.missing).toEqual([])
  })

  it('takes the same record for the same, and of two that came back the one that was opened last', () => {
    const id = 'K7-2026-0001'
    const opened = (seal: string, of = id): RegisterEvent => ({ kind: 'opened', id: of, entry: 0, seal })
    const [one, two] = [sealOf('one', 0), sealOf('two', 0)]
    const sealed: RegisterEvent = { kind: 'sealed', id, entry: 8, seal: sealOf('one', 8) }
    const same = headsIn([opened(one), sealed, opened(one)])
    expect([...(headFor(same, id, one)?.seals.keys() ?? [])]).toEqual([0, 8])
    expect(same.former).toEqual([])
    const back = headsIn([opened(one), sealed, opened(two), opened(one)])
    expect([...(headFor(back, id, one)?.seals.keys() ?? [])]).toEqual([0])
    const older = headsIn([opened(one), sealed, { ...sealed, kind: 'destroyed', entry: 3 }])
    expect(headFor(older, id, one)?.furthest).toMatchObject({ entry: 8, serial: 2 })
    const late = headsIn([sealed, opened(one)])
    expect([...(headFor(late, id, one)?.seals.keys() ?? []), ...late.former]).toEqual([8, 0])
    const other = 'K7-2026-0002'
    const alike = headsIn([opened(one), opened(two), opened(one, other), opened(two, other)])
    expect([headFor(alike, id, one)?.id, headFor(alike, other, one)?.id]).toEqual([id, other])
  })

  it('counts no more than there are lines, however large a number is', () => {
    const id = 'K7-2026-999999999'
    expect(headsIn([{ kind: 'opened', id, entry: 0, seal: sealOf(id, 0) }]).missing).toEqual([
      { mark: 'K7', year: 2026, from: 1, to: 999_999_998 },
    ])
  })
})

describe('how a record stands', () => {
  const { text } = writeRecord(facts)

  it('is as its last sealed entry has it', () => {
    const parsed = parseRecord(text)
    const state = {
      id: 'K7-2026-0042',
      opened: parsed.seal,
      n: 8,
      seal: parsed.entries[7]?.seal,
      closed: true,
    }
    expect(stateOf(parsed)).toEqual(state)
    const open = parseRecord(text.slice(0, text.indexOf('\n`seal 8 ')))
    expect(stateOf(open)).toEqual({ ...state, n: 7, seal: parsed.entries[6]?.seal, closed: false })
    const begun = parseRecord(text.slice(0, text.indexOf('\n`seal 1 ')))
    expect(stateOf(begun)).toEqual({ ...state, n: 0, seal: parsed.seal, closed: false })
  })

  it('is closed where anything in a sealed entry has closed it', () => {
    const at = '2026-11-28T09:00:00+00:00'
    const value = { kind: 'text', text: 'x' } as const
    const more = writeRecord([...facts, [{ kind: 'closing' }, { kind: 'answer', at, field: 'note', value }]])
    expect(parseRecord(more.text).entries.at(-1)?.facts).toHaveLength(2)
    expect(stateOf(parseRecord(more.text))).toMatchObject({ n: 8, closed: true })
  })

  it('cannot be said without its header or the seal of that', () => {
    for (const damaged of [
      text.replace('# Escalation', '# Eskalation'),
      text.replace('`seal 0', '`seel 0'),
    ]) {
      const parsed = parseRecord(damaged)
      expect(parsed.entries).toHaveLength(8)
      expect(stateOf(parsed)).toBeUndefined()
    }
  })
})

describe('what a register lacks of a record', () => {
  it('is nothing once it was registered, whatever was registered before', () => {
    fc.assert(
      fc.property(honestEvents, fc.nat(12), fc.boolean(), fc.boolean(), (all, n, closed, own) => {
        const id = own ? 'K7-2026-0007' : 'B3-2026-0007'
        const state = { id, opened: sealOf(id, 0), n, seal: sealOf(id, n), closed: closed && n > 0 }
        const standing = (events: readonly RegisterEvent[]): Standing | undefined =>
          events.reduce<Standing | undefined>(
            (before, event) => ('id' in event && event.id === id ? standingAfter(before, event) : before),
            undefined,
          )
        const lacking = lackingOf('K7', standing(all), state)
        expect(lacking.length).toBeLessThan(3)
        expect(lackingOf('K7', standing([...all, ...lacking]), state)).toEqual([])
      }),
    )
  })

  it('is only what it does not have yet', () => {
    const id = 'K7-2026-0007'
    const open = { id, opened: sealOf(id, 0), n: 5, seal: sealOf(id, 5), closed: false }
    const standing: Standing = { opened: sealOf(id, 0), entry: 5, seal: sealOf(id, 5), closed: false }
    const sealed = { kind: 'sealed', id, entry: 5, seal: sealOf(id, 5) }
    expect(lackingOf('K7', standing, open)).toEqual([])
    expect(lackingOf('K7', { ...standing, entry: 4 }, open)).toEqual([sealed])
    expect(lackingOf('K7', { ...standing, seal: sealOf('x', 5) }, open)).toEqual([sealed])
    expect(lackingOf('K7', standing, { ...open, closed: true })).toEqual([{ ...sealed, kind: 'closed' }])
    const closed = { ...standing, closed: true }
    expect(lackingOf('K7', closed, { ...open, closed: true })).toEqual([])
    expect(lackingOf('K7', { ...closed, entry: 4 }, { ...open, closed: true })).toEqual([sealed])
    expect(lackingOf('K7', { ...standing, opened: sealOf('x', 0) }, open)).toEqual([
      { kind: 'opened', id, entry: 0, seal: sealOf(id, 0) },
      sealed,
    ])
  })

  it('is its opening, and then its last entry alone', () => {
    const id = 'K7-2026-0007'
    const state = { id, opened: sealOf(id, 0), n: 5, seal: sealOf(id, 5), closed: true }
    expect(lackingOf('K7', undefined, state).map(({ kind }) => kind)).toEqual(['opened', 'closed'])
    expect(lackingOf('B3', undefined, state).map(({ kind }) => kind)).toEqual(['closed'])
    expect(lackingOf('K7', undefined, { ...state, n: 0, closed: false }).map(({ kind }) => kind)).toEqual([
      'opened',
    ])
  })
})
