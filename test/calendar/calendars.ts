/** The three calendars that ship, as the tests of this folder use them. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseCalendar } from '../../src/calendar/load.ts'
import type { Calendar } from '../../src/calendar/time.ts'

export const nations = ['england-and-wales', 'scotland', 'northern-ireland'] as const
export type Nation = (typeof nations)[number]

export const shipped = (nation: Nation): Calendar => {
  const text = readFileSync(new URL(`../../flows/calendars/${nation}.yaml`, import.meta.url), 'utf8')
  const calendar = parseCalendar(nation, text, createHash('sha256').update(text).digest('hex'))
  if ('findings' in calendar) throw new Error(JSON.stringify(calendar.findings, null, 2))
  return calendar
}

export const england = shipped('england-and-wales')

/** As a school in England would keep it: closed for half term, from Monday to Friday. */
export const school: Calendar = {
  ...england,
  holidays: new Map([
    ...england.holidays,
    ...['26', '27', '28', '29', '30'].map((day) => [`2026-10-${day}`, 'Half term'] as const),
  ]),
}
