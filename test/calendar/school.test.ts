/** The calendar of school days: which days it knows, and that its kept text is the whole of it. */
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays } from '../../src/calendar/date.ts'
import { parseCalendar } from '../../src/calendar/load.ts'
import type { Closure } from '../../src/calendar/school.ts'
import { schoolCalendar } from '../../src/calendar/school.ts'
import type { Calendar } from '../../src/calendar/time.ts'
import type { Placed } from '../../src/case/case.ts'
import type { Fact } from '../../src/case/fact.ts'
import { sha256 } from '../../src/record/digest.ts'
import { calendarText, nothingHeld, worldFor } from '../../src/sitting/library.ts'
import { pinFolder, pinText } from '../../src/storage/pins.ts'
import { testPorts } from '../commands/ports.ts'

const nation: Calendar = {
  id: 'scotland',
  title: 'Bank holidays in Scotland',
  knownUntil: '2027-12-31',
  holidays: new Map([
    ['2026-01-01', "New Year's Day"],
    ['2026-12-25', 'Christmas Day'],
    ['2027-12-25', 'Christmas Day'],
  ]),
  sha256: 'a'.repeat(64),
}

const christmas: Closure = { from: '2026-12-21', to: '2027-01-04', title: 'Christmas holidays' }
const school = (...closures: readonly Closure[]) => schoolCalendar(nation, closures, sha256)

describe('a calendar of school days', () => {
  it('has the bank holidays and each closed weekday, up to the last closure', () => {
    const { calendar } = school(christmas)
    expect(calendar).toMatchObject({
      id: 'school/scotland',
      knownUntil: '2027-12-31',
      closuresUntil: '2027-01-04',
    })
    expect([...calendar.holidays]).toEqual([
      ['2026-01-01', "New Year's Day"],
      ...['21', '22', '23', '24'].map((day) => [`2026-12-${day}`, 'Christmas holidays']),
      ['2026-12-25', 'Christmas Day'],
      ...['28', '29', '30', '31'].map((day) => [`2026-12-${day}`, 'Christmas holidays']),
      ['2027-01-01', 'Christmas holidays'],
      ['2027-01-04', 'Christmas holidays'],
      ['2027-12-25', 'Christmas Day'],
    ])
  })

  it('knows of no closure where none was entered, and the bank holidays all the same', () => {
    expect(school().calendar).toMatchObject({ closuresUntil: '2025-12-31', holidays: nation.holidays })
  })

  it('knows no more than the nation does, however long a closure is', () => {
    const { calendar } = school({ from: '0001-01-01', to: '9999-12-31', title: 'Closed for ever' })
    expect(calendar.knownUntil).toBe('2027-12-31')
    expect(calendar.holidays.size).toBeLessThan(600)
  })

  test('law: its text is read back as the same calendar', () => {
    const day = fc.integer({ min: -400, max: 1200 }).map((n) => addDays('2026-01-01', n))
    const closure = fc
      .record({ from: day, days: fc.nat(30), title: fc.string({ minLength: 1, unit: 'binary' }) })
      .map(({ from, days, title }): Closure => ({ from, to: addDays(from, days), title }))
    fc.assert(
      fc.property(fc.array(closure, { maxLength: 4 }), (closures) => {
        const { calendar, text } = school(...closures)
        expect(parseCalendar('school/scotland', text, sha256(text))).toEqual(calendar)
      }),
    )
  })
})

describe('the world of a case', () => {
  it('has the school days of each nation', async () => {
    const { ports } = testPorts()
    const world = await worldFor(ports, '/book', [], nothingHeld([christmas]))
    for (const id of ['england-and-wales', 'scotland', 'northern-ireland']) {
      expect(world.calendar(`school/${id}`)?.holidays.get('2026-12-22')).toBe('Christmas holidays')
      expect(world.calendar(id)?.holidays.has('2026-12-22')).toBe(false)
    }
    expect(world.calendar('school/atlantis')).toBeUndefined()
  })

  it('counts a deadline on the school days that were known when it was stated', async () => {
    const { ports } = testPorts()
    const kept = calendarText(ports, [christmas], 'school/scotland')
    if (kept === undefined) throw new Error('no calendar')
    const digest = kept.calendar.sha256
    pinText(ports.disk, pinFolder('/book', 'calendars'), digest, 'yaml', kept.text)
    const at = '2026-11-19T10:30:00+00:00'
    const deadline = { date: '2026-11-20', working: '1 school day' }
    const fact: Fact = {
      kind: 'due',
      at,
      whose: 'theirs',
      clock: 'r/c',
      title: 'answer',
      deadline,
      calendar: digest,
    }
    const facts: readonly Placed[] = [{ entry: 1, index: 1, place: { kind: 'top' }, fact }]
    for (const closures of [[], [christmas]]) {
      const world = await worldFor(ports, '/book', facts, nothingHeld(closures))
      expect(world.pinnedCalendar(digest)?.holidays).toEqual(kept.calendar.holidays)
    }
  })
})
