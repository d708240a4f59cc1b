/**
 * The shipped calendars against an independent computation: the days of the Banking and Financial Dealings Act
 * 1971, moved off weekends, and what proclamations changed. Uses its own date arithmetic on purpose.
 */
import { describe, expect, it } from 'vitest'
import { type Nation, nations, shipped } from './calendars.ts'

const iso = (date: Date): string => date.toISOString().slice(0, 10)
const utc = (year: number, month: number, day: number): Date => new Date(Date.UTC(year, month - 1, day))
const later = (date: Date, days: number): Date => new Date(date.getTime() + days * 86_400_000)

/** Anonymous Gregorian computus (Meeus, Jones, Butcher). */
const easter = (year: number): Date => {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return utc(year, Math.floor(n / 31), (n % 31) + 1)
}

const firstMonday = (year: number, month: number): Date => {
  const first = utc(year, month, 1)
  return later(first, (8 - first.getUTCDay()) % 7)
}
const lastMonday = (year: number, month: number): Date => {
  const last = utc(year, month + 1, 0)
  return later(last, -((last.getUTCDay() + 6) % 7))
}

type Days = Map<string, string>

/** Days with a fixed date; one on a weekend is kept on the next weekday that is not a holiday already. */
const fixedDays = (days: readonly (readonly [Date, string])[]): Days => {
  const weekend = (date: Date): boolean => date.getUTCDay() % 6 === 0
  const kept: Days = new Map(days.filter(([date]) => !weekend(date)).map(([date, name]) => [iso(date), name]))
  for (const [date, name] of days.filter(([day]) => weekend(day))) {
    let free = date
    while (weekend(free) || kept.has(iso(free))) free = later(free, 1)
    kept.set(iso(free), `${name} (substitute)`)
  }
  return kept
}

const fixedOf = (nation: Nation, year: number): readonly (readonly [Date, string])[] => [
  [utc(year, 1, 1), "New Year's Day"],
  ...(nation === 'scotland' ? [[utc(year, 1, 2), '2nd January'] as const] : []),
  ...(nation === 'northern-ireland' ? [[utc(year, 3, 17), "St Patrick's Day"] as const] : []),
  ...(nation === 'northern-ireland'
    ? [[utc(year, 7, 12), "Battle of the Boyne (Orangemen's Day)"] as const]
    : []),
  ...(nation === 'scotland' ? [[utc(year, 11, 30), "St Andrew's Day"] as const] : []),
  [utc(year, 12, 25), 'Christmas Day'],
  [utc(year, 12, 26), 'Boxing Day'],
]

const byRule = (nation: Nation, year: number): Days => {
  const days = fixedDays(fixedOf(nation, year))
  days.set(iso(later(easter(year), -2)), 'Good Friday')
  if (nation !== 'scotland') days.set(iso(later(easter(year), 1)), 'Easter Monday')
  days.set(iso(firstMonday(year, 5)), 'Early May bank holiday')
  days.set(iso(lastMonday(year, 5)), 'Spring bank holiday')
  days.set(iso(nation === 'scotland' ? firstMonday(year, 8) : lastMonday(year, 8)), 'Summer bank holiday')
  return days
}

/** What proclamations took away and gave, in all three unless a nation is named. */
const proclaimed: readonly (readonly [string, string | undefined, Nation?])[] = [
  ['2020-05-04', undefined],
  ['2020-05-08', 'Early May bank holiday (VE Day)'],
  ['2022-05-30', undefined],
  ['2022-06-02', 'Spring bank holiday'],
  ['2022-06-03', 'Platinum Jubilee bank holiday'],
  ['2022-09-19', 'State Funeral of Queen Elizabeth II'],
  ['2023-05-08', 'Coronation of King Charles III'],
  ['2026-06-15', 'World Cup bank holiday', 'scotland'],
]

const expected = (nation: Nation, year: number): Record<string, string> => {
  const days = byRule(nation, year)
  for (const [date, name, only] of proclaimed) {
    if (!date.startsWith(String(year)) || (only ?? nation) !== nation) continue
    if (name === undefined) expect(days.delete(date)).toBe(true)
    else days.set(date, name)
  }
  return Object.fromEntries(days)
}

const years = Array.from({ length: 9 }, (_, index) => 2019 + index)

describe.each(nations)('the calendar of %s', (nation) => {
  const calendar = shipped(nation)

  it.each(years)('has the days of the law in %i, and no others', (year) => {
    const found = [...calendar.holidays].filter(([date]) => date.startsWith(String(year)))
    expect(Object.fromEntries(found)).toEqual(expected(nation, year))
  })

  it('knows nothing before 2019 and nothing beyond the day to which it says that it is known', () => {
    const days = [...calendar.holidays.keys()]
    expect(calendar.knownUntil).toBe('2027-12-31')
    expect(days[0]).toBe('2019-01-01')
    expect(days.at(-1)).toBe('2027-12-28')
    expect(days).toEqual([...days].sort())
  })

  it('has no holiday at a weekend', () => {
    for (const date of calendar.holidays.keys()) expect(new Date(date).getUTCDay() % 6, date).not.toBe(0)
  })
})

// The days that are easy to get wrong, written out, so that a slip shared by file and rule is found too.
it.each<[Nation, string, string | undefined]>([
  ['scotland', '2021-01-04', '2nd January (substitute)'],
  ['scotland', '2022-01-03', "New Year's Day (substitute)"],
  ['scotland', '2022-01-04', '2nd January (substitute)'],
  ['scotland', '2023-01-02', '2nd January'],
  ['scotland', '2023-01-03', "New Year's Day (substitute)"],
  ['scotland', '2027-01-04', '2nd January (substitute)'],
  ['scotland', '2026-04-06', undefined],
  ['scotland', '2019-12-02', "St Andrew's Day (substitute)"],
  ['scotland', '2024-12-02', "St Andrew's Day (substitute)"],
  ['scotland', '2025-12-01', "St Andrew's Day (substitute)"],
  ['england-and-wales', '2020-12-28', 'Boxing Day (substitute)'],
  ['england-and-wales', '2021-12-27', 'Christmas Day (substitute)'],
  ['england-and-wales', '2021-12-28', 'Boxing Day (substitute)'],
  ['england-and-wales', '2022-12-26', 'Boxing Day'],
  ['england-and-wales', '2022-12-27', 'Christmas Day (substitute)'],
  ['england-and-wales', '2026-12-28', 'Boxing Day (substitute)'],
  ['england-and-wales', '2027-12-27', 'Christmas Day (substitute)'],
  ['england-and-wales', '2027-12-28', 'Boxing Day (substitute)'],
  ['england-and-wales', '2026-06-15', undefined],
  ['northern-ireland', '2019-03-18', "St Patrick's Day (substitute)"],
  ['northern-ireland', '2024-03-18', "St Patrick's Day (substitute)"],
  ['northern-ireland', '2020-07-13', "Battle of the Boyne (Orangemen's Day) (substitute)"],
  ['northern-ireland', '2025-07-14', "Battle of the Boyne (Orangemen's Day) (substitute)"],
  ['northern-ireland', '2026-07-13', "Battle of the Boyne (Orangemen's Day) (substitute)"],
])('%s keeps %s as %s', (nation, date, name) => {
  expect(shipped(nation).holidays.get(date)).toBe(name)
})
