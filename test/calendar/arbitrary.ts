/** Values for the laws of this folder. */
import fc from 'fast-check'
import { addDays } from '../../src/calendar/date.ts'
import type { Moment, PlainDate } from '../../src/calendar/time.ts'

/** From 2019 to mid 2027, so that every deadline counted from one lies within the shipped calendars. */
export const plainDates: fc.Arbitrary<PlainDate> = fc
  .integer({ min: 0, max: 3100 })
  .map((days) => addDays('2019-01-01', days))

export const plainTimes = fc
  .integer({ min: 0, max: 1439 })
  .map(
    (minutes) =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
  )

/** Whether the clocks went forward over that time: the hour from 01:00 on the last Sunday of March. */
const wasNot = (date: PlainDate, time: string): boolean =>
  /-03-(2[5-9]|3[01])$/.test(date) && new Date(date).getUTCDay() === 0 && time.startsWith('01:')

const datedTimes = fc.tuple(plainDates, plainTimes).filter(([date, time]) => !wasNot(date, time))

export const moments: fc.Arbitrary<Moment> = fc.oneof(
  plainDates.map((date) => ({ date })),
  datedTimes.map(([date, time]) => ({ date, time })),
  datedTimes.map(([date, time]) => ({ date, time, about: true as const })),
)
