import { describe, expect, it } from 'vitest'
import { parseCalendar } from '../../src/calendar/load.ts'
import { calendarFrom, storeCalendar } from '../../src/calendar/stored.ts'
import { nations, shipped } from './calendars.ts'

const good = `title: Somewhere
known-until: "2027-12-31"
source: an Act
holidays:
  "2026-12-25": Christmas Day
  2026-01-01: New Year's Day
`

const codes = (text: string): readonly string[] => {
  const read = parseCalendar('somewhere', text, 'ab')
  return 'findings' in read ? read.findings.map(({ code }) => code) : []
}

it('reads a calendar, in the order of its days', () => {
  const read = parseCalendar('somewhere', good, 'ab')
  expect(read).toEqual({
    id: 'somewhere',
    title: 'Somewhere',
    knownUntil: '2027-12-31',
    holidays: new Map([
      ['2026-01-01', "New Year's Day"],
      ['2026-12-25', 'Christmas Day'],
    ]),
    sha256: 'ab',
  })
})

describe('finds', () => {
  it.each([
    ['YAML that is none', 'title: "', ['calendar-yaml']],
    ['a day given twice', `${good}  "2026-12-25": Again\n`, ['calendar-yaml']],
    ['no keys', '- a\n', ['calendar-shape']],
    ['nothing', '', ['calendar-shape']],
    ['no holidays', good.slice(0, good.indexOf('holidays')), ['calendar-shape']],
    ['an unknown key', `colour: blue\n${good}`, ['calendar-key']],
    ['a missing title', good.replace('title', 'titel'), ['calendar-key', 'calendar-text']],
    ['a title over two lines', good.replace('Somewhere', '"Some\\nwhere"'), ['calendar-text']],
    [
      'a backtick in a name',
      good.replace('Christmas', '"`Christmas"').replace(' Day\n', '\n'),
      ['calendar-text'],
    ],
    ['a name that is missing', good.replace(' Christmas Day', ''), ['calendar-text']],
    ['a day that does not exist', good.replace('2026-12-25', '2026-02-30'), ['calendar-date']],
    ['a day that is not known', good.replace('2027-12-31', '2026-06-30'), ['calendar-known-until']],
    ['no last known day', good.replace('"2027-12-31"', 'soon'), ['calendar-known-until']],
    [
      'two things at once',
      good.replace('2027-12-31', 'x').replace('2026-12-25', 'y'),
      ['calendar-known-until', 'calendar-date'],
    ],
  ])('%s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected)
  })

  it('the line of what is not YAML', () => {
    const read = parseCalendar('somewhere', `${good}  "2026-12-25": Again\n`, 'ab')
    expect('findings' in read && read.findings[0]?.line).toBe(7)
  })
})

it.each(nations)('%s is stored as JSON and comes back', (nation) => {
  const calendar = shipped(nation)
  expect(calendarFrom(JSON.parse(JSON.stringify(storeCalendar(calendar))))).toEqual(calendar)
})
