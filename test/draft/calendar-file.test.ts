/** The text of a calendar file, read by a parser that others wrote: every character comes back, lines are as the standard wants them. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { calendarFile } from '../../src/draft/calendar-file.ts'
import type { Reminder } from '../../src/draft/reminders.ts'
import { visible } from '../../src/render/visible.ts'
import { hostileStrings } from '../hostile/strings.ts'
import { lineFaults, parsed } from './parsed.ts'

const reminder: Reminder = {
  uid: 'K7-2026-0042.0b6e1c5f0a9d4e27.stage-1.reply@rungs',
  sequence: 12,
  made: '2026-03-27T10:30:00+00:00',
  changed: '2026-03-26T16:05:09+00:00',
  whose: 'theirs',
  date: '2026-03-31',
  overdue: false,
  title: 'Rungs K7-2026-0042: due from them: to decide (clause 3.3)',
  words: ['Due: end of Tue 31 Mar 2026.', 'Policy: A, B; and C.'],
  alarms: [
    { date: '2026-03-28', time: '09:00' },
    { date: '2026-03-31', time: '09:00' },
  ],
}

const only = (one: Reminder) => {
  const file = calendarFile([one])
  const [event] = parsed(file)
  if (event === undefined) throw new Error('no event')
  return { file, event }
}

describe('a day', () => {
  it('is an event of that day, with alarms at nine by London’s clocks on both sides of a clock change', () => {
    const { file, event } = only(reminder)
    expect(lineFaults(file)).toEqual([])
    expect(event).toEqual({
      uid: reminder.uid,
      sequence: 12,
      title: reminder.title,
      text: 'Due: end of Tue 31 Mar 2026.\nPolicy: A, B; and C.',
      start: '2026-03-31',
      allDay: true,
      stamp: '2026-03-27T10:30:00.000Z',
      changed: '2026-03-26T16:05:09.000Z',
      visibleTo: 'PRIVATE',
      shownAs: 'TRANSPARENT',
      alarms: [
        { action: 'DISPLAY', at: '2026-03-28T09:00:00.000Z', text: reminder.title },
        { action: 'DISPLAY', at: '2026-03-31T08:00:00.000Z', text: reminder.title },
      ],
    })
  })
})

describe('a moment', () => {
  it.each([
    ['2026-01-15', '13:00', '2026-01-15T13:00:00.000Z'],
    ['2026-07-15', '13:00', '2026-07-15T12:00:00.000Z'],
    // The hour that comes twice: the first.
    ['2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
  ])('%s %s', (date, time, start) => {
    expect(only({ ...reminder, date, time }).event).toMatchObject({ start, allDay: false })
  })
})

test('none, one and many are one calendar each, made for import', () => {
  expect(parsed(calendarFile([]))).toEqual([])
  const many = [1, 2, 3].map((n) => ({ ...reminder, uid: `${n}@rungs` }))
  expect(parsed(calendarFile(many)).map(({ uid }) => uid)).toEqual(['1@rungs', '2@rungs', '3@rungs'])
  expect(calendarFile([])).toMatch(
    /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:-\/\/Rungs\/\/Rungs\/\/EN\r\nMETHOD:PUBLISH\r\n/,
  )
})

describe('texts of a flow that somebody else wrote', () => {
  // Whether a whole text comes back, and whether it stays within its event.
  const comesBack = (text: string): void => {
    const { file, event } = only({ ...reminder, title: text, words: [text, 'end'] })
    expect(lineFaults(file)).toEqual([])
    expect(parsed(file)).toHaveLength(1)
    expect([event.title, event.text]).toEqual([visible(text), `${visible(text)}\nend`])
    expect(event.alarms.map((one) => one.text)).toEqual(reminder.alarms.map(() => visible(text)))
  }

  it.each([
    ['separators', 'a,b;c:d"e\\f\\nn\\\\,'],
    ['an event of their own', 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other'],
    ['lines of other systems', 'a\nb\rc\u2028d\u0085e\0f'],
    ['folded in a character', `${'é'.repeat(100)}${'👩‍👩‍👧'.repeat(40)}`],
    ['long', 'word '.repeat(500)],
    ['beginning with a space', ' \tx'],
  ])('%s', (_, text) => comesBack(text))

  it('hostile strings, each as title, as words and in an alarm', () => {
    for (const text of hostileStrings.filter((one) => one !== '' && one.length < 2000)) comesBack(text)
  })

  it('anything', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary', maxLength: 300 }), (text) => comesBack(text)),
    )
  })
})
