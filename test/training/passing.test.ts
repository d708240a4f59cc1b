/** Time that passes in a made-up case. */
import { describe, expect, it } from 'vitest'
import { replay } from '../../src/case/evolve.ts'
import { walk } from '../../src/proof/walk.ts'
import { movableClock } from '../../src/rehearsal/clock.ts'
import { between, passings } from '../../src/training/passing.ts'
import { calendarOf, policyOf, walkOf, worldOf } from '../flows/shipped.ts'

const calendar = calendarOf('england-and-wales')
const policy = policyOf('southwark')
const world = worldOf(policy)
const { script, start } = walkOf('southwark', 'roles-over-easter')
const { facts } = walk(world, policy, script, start)
const waits = facts.findIndex(({ fact }) => fact.kind === 'answer' && fact.field === 'outcome') + 1
const state = replay(world, facts.slice(0, waits + 8))

describe('the ways in which time can pass', () => {
  const now = '2026-04-02T09:45:00+01:00'
  const ways = passings(state, now, calendar, '2026-04-09T14:00:00+01:00')
  const to = (id: string): string | undefined => ways.find((one) => one.id === id)?.to

  it('skip the bank holidays', () => {
    expect(to('day')).toBe('2026-04-07T09:00:00+01:00')
    expect(to('three')).toBe('2026-04-09T09:00:00+01:00')
  })

  it('lead past the first deadline, and to where the case itself goes on', () => {
    expect(to('due')).toBe('2026-04-08T09:00:00+01:00')
    expect(ways.find(({ id }) => id === 'due')?.label).toContain('end of Tue 7 Apr 2026')
    expect(to('case')).toBe('2026-04-09T14:00:00+01:00')
  })

  it('never lead back', () => {
    const late = passings(state, '2026-04-20T09:00:00+01:00', calendar, '2026-04-09T14:00:00+01:00')
    expect(late.map(({ id }) => id)).not.toContain('case')
    for (const { to: then } of late)
      expect(Date.parse(then)).toBeGreaterThan(Date.parse('2026-04-20T09:00:00+01:00'))
  })
})

describe('what lay between', () => {
  it('names each day off, and counts the others', () => {
    expect(between('2026-04-02T09:45:00+01:00', '2026-04-08T09:00:00+01:00', calendar)).toEqual({
      now: 'Wed 8 Apr 2026, 09:00',
      workingDays: 2,
      days: 'Fri 3 Good Friday, Sat 4, Sun 5, Mon 6 Easter Monday skipped; Tue 7, Wed 8',
    })
  })

  it('is nothing on the same day', () => {
    expect(between('2026-04-02T09:45:00+01:00', '2026-04-02T10:45:00+01:00', calendar)).toMatchObject({
      workingDays: 0,
      days: '',
    })
  })
})

describe('the clock of a made-up case', () => {
  it('begins with the case, goes on as the real one does, and can be set', () => {
    let real = 1_000_000
    const clock = movableClock(
      { now: () => '', instant: () => real, given: false },
      '2026-04-02T09:30:00+01:00',
    )
    expect(clock.now()).toBe('2026-04-02T09:30:00+01:00')
    real += 61_000
    expect(clock.now()).toBe('2026-04-02T09:31:01+01:00')
    clock.set('2026-04-07T09:00:00+01:00')
    real += 5_000
    expect(clock.now()).toBe('2026-04-07T09:00:05+01:00')
    // Records say that it was given by hand.
    expect(clock.given).toBe(true)
  })
})
