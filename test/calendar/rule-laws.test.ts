import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, parsePlainDate, parsePlainTime } from '../../src/calendar/date.ts'
import { deadline, describeSince, earlier, formatDue } from '../../src/calendar/deadline.ts'
import type { Calendar, Deadline, Moment, Rule, Timescale, Unit } from '../../src/calendar/time.ts'
import { readFact } from '../../src/record/fact-line.ts'
import { formatFact } from '../../src/record/format.ts'
import { moments, plainTimes } from './arbitrary.ts'
import { england, nations, school, shipped } from './calendars.ts'

const calendars = fc.constantFrom<Calendar>(...nations.map(shipped), school)
const amounts = fc.integer({ min: 1, max: 60 })
const dayUnits = ['working-days', 'working-weeks', 'school-days', 'days', 'weeks'] as const
const unitsCounted = [...dayUnits, 'hours', 'working-hours', 'months'] as const

const timescales = (amount: fc.Arbitrary<number>): fc.Arbitrary<Timescale> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ amount, unit: fc.constantFrom(...unitsCounted) }) },
    {
      weight: 1,
      arbitrary: fc.record({ amount: fc.constant(0), unit: fc.constantFrom('same-day', 'same-working-day') }),
    },
  )

const officeHours = fc
  .tuple(plainTimes, plainTimes)
  .filter(([from, to]) => from < to)
  .map(([from, to]) => ({ from, to }))

const rules = (amount: fc.Arbitrary<number>): fc.Arbitrary<Rule> =>
  fc.record(
    {
      within: timescales(amount),
      also: timescales(amount),
      dayOne: fc.constant(true as const),
      by: plainTimes,
      officeHours,
    },
    { requiredKeys: ['within'] },
  )

const rule = (amount: number, unit: Unit, rest: Omit<Rule, 'within'> = {}): Rule => ({
  within: { amount, unit },
  ...rest,
})

/** Where a deadline lies on one line of minutes; the end of a day is its last. */
const place = ({ date, time }: Pick<Deadline, 'date' | 'time'>): number => {
  const [hours = 24, minutes = 0] = time?.split(':').map(Number) ?? []
  return Date.parse(date) / 60_000 + hours * 60 + minutes
}

/** Plain UTC days, apart from the code under test. */
const daysFrom = (first: string, last: string): readonly string[] => {
  const days: string[] = []
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}
const works = (date: string, calendar: Calendar): boolean =>
  new Date(date).getUTCDay() % 6 !== 0 && !calendar.holidays.has(date)

describe('adding then counting agrees', () => {
  it('for working and school days, from day 0 and from day 1', () => {
    const units = fc.constantFrom('working-days', 'working-weeks', 'school-days')
    fc.assert(
      fc.property(
        moments,
        amounts,
        units,
        fc.boolean(),
        calendars,
        (from, amount, unit, dayOne, calendar) => {
          const due = deadline(rule(amount, unit, dayOne ? { dayOne } : {}), from, calendar)
          const days = daysFrom(from.date, due.date)
          const counted = (dayOne ? days : days.slice(1)).filter((date) => works(date, calendar))
          expect(counted.length).toBe(unit === 'working-weeks' ? amount * 5 : amount)
          expect(works(due.date, calendar)).toBe(true)
        },
      ),
    )
  })

  it('for days and weeks', () => {
    const units = fc.constantFrom('days', 'weeks')
    fc.assert(
      fc.property(
        moments,
        amounts,
        units,
        fc.boolean(),
        calendars,
        (from, amount, unit, dayOne, calendar) => {
          const due = deadline(rule(amount, unit, dayOne ? { dayOne } : {}), from, calendar)
          const days = daysFrom(from.date, due.date)
          expect((dayOne ? days : days.slice(1)).length).toBe(unit === 'weeks' ? amount * 7 : amount)
        },
      ),
    )
  })

  it('for months: so many turns of the month, and no day is missed but one that the month has not', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 999 }), (from, amount) => {
        const due = deadline(rule(amount, 'months'), from, england).date
        const turns = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
        expect(turns(due) - turns(from.date)).toBe(amount)
        expect(parsePlainDate(due)).toBe(due)
        // One day more would be a day too far: the same number, or into the month after.
        if (due.slice(8) !== from.date.slice(8)) expect(addDays(due, 1).slice(8)).toBe('01')
        expect(due.slice(8) <= from.date.slice(8)).toBe(true)
        expect(addMonths(due, -amount) <= from.date).toBe(true)
      }),
    )
  })

  it('for working hours, minute by minute', () => {
    fc.assert(
      fc.property(moments, amounts, fc.option(officeHours), calendars, (from, amount, hours, calendar) => {
        const due = deadline(
          rule(amount, 'working-hours', hours === null ? {} : { officeHours: hours }),
          from,
          calendar,
        )
        const start = place({ date: from.date, time: from.time ?? '00:00' })
        let minutes = 0
        for (const date of daysFrom(from.date, due.date)) {
          if (!works(date, calendar)) continue
          const open = Math.max(place({ date, time: hours?.from ?? '00:00' }), start)
          const shut = Math.min(place(hours === null ? { date } : { date, time: hours.to }), place(due))
          minutes += Math.max(shut - open, 0)
        }
        expect(minutes).toBe(amount * 60)
        expect(works(due.date, calendar)).toBe(true)
        // The last minute was worked, so there is no earlier deadline.
        if (hours !== null)
          expect(due.time !== undefined && due.time > hours.from && due.time <= hours.to).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

describe('order', () => {
  it('more is never due earlier, and a longer count of days is due later', () => {
    fc.assert(
      fc.property(moments, rules(amounts), calendars, (from, one, calendar) => {
        const { also: _, ...single } = one
        const more = { ...single, within: { ...single.within, amount: single.within.amount + 1 } }
        fc.pre(single.within.amount > 0)
        const [less, later] = [place(deadline(single, from, calendar)), place(deadline(more, from, calendar))]
        // In the doubled hour of October two hours later can show the same time.
        if (single.within.unit === 'hours') expect(later).toBeGreaterThanOrEqual(less)
        else expect(later).toBeGreaterThan(less)
      }),
    )
  })

  it('a later start is never due earlier', () => {
    fc.assert(
      fc.property(moments, moments, rules(amounts), calendars, (one, other, any, calendar) => {
        const start = (moment: Moment): number => place({ date: moment.date, time: moment.time ?? '00:00' })
        // In the doubled hour of October a later start of hours can show an earlier time.
        fc.pre(any.within.unit !== 'hours' && any.also?.unit !== 'hours')
        const [first, second] = start(one) <= start(other) ? [one, other] : [other, one]
        expect(place(deadline(any, first, calendar))).toBeLessThanOrEqual(
          place(deadline(any, second, calendar)),
        )
      }),
    )
  })

  it('counted as day 1 it is never due later than as day 0, and exactly one counted day earlier or none', () => {
    fc.assert(
      fc.property(
        moments,
        amounts,
        fc.constantFrom(...dayUnits),
        calendars,
        (from, amount, unit, calendar) => {
          const zero = deadline(rule(amount, unit), from, calendar)
          const one = deadline(rule(amount, unit, { dayOne: true }), from, calendar)
          const calendarDays = unit === 'days' || unit === 'weeks'
          expect(one.working).toContain('counted as day 1')
          if (calendarDays) expect(one.date).toBe(addDays(zero.date, -1))
          else expect(one.date < zero.date).toBe(works(from.date, calendar))
          expect(one.date >= from.date && one.date <= zero.date).toBe(true)
        },
      ),
    )
  })

  it('of two figures the earlier counts, and both are shown', () => {
    fc.assert(
      fc.property(moments, rules(amounts), timescales(amounts), calendars, (from, any, also, calendar) => {
        const { also: _, ...single } = any
        const first = deadline(single, from, calendar)
        const second = deadline({ ...single, within: also }, from, calendar)
        const both = deadline({ ...single, also }, from, calendar)
        expect(place(both)).toBe(Math.min(place(first), place(second)))
        expect(formatDue(both)).toBe(formatDue(earlier(first, second)))
        expect(both.unsureAfter).toBe(earlier(first, second).unsureAfter)
        expect(both.working).toContain(first.working)
        expect(both.working).toContain(second.working)
      }),
    )
  })

  it('no time given, or no office hours, is never the later reading', () => {
    fc.assert(
      fc.property(moments, amounts, officeHours, calendars, (from, amount, hours, calendar) => {
        const counted = rule(amount, 'working-hours', { officeHours: hours })
        const due = place(deadline(counted, from, calendar))
        expect(place(deadline(counted, { date: from.date }, calendar))).toBeLessThanOrEqual(due)
        expect(place(deadline(rule(amount, 'working-hours'), from, calendar))).toBeLessThanOrEqual(due)
      }),
    )
  })

  it('is sure if and only if no holiday to come could change it', () => {
    fc.assert(
      fc.property(moments, rules(amounts), fc.integer({ min: 0, max: 40 }), (from, any, known) => {
        const knownUntil = addDays(from.date, known)
        const upTo = (last: string): ReadonlyMap<string, string> =>
          new Map([...england.holidays].filter(([date]) => date <= last))
        const calendar = { ...england, knownUntil, holidays: upTo(knownUntil) }
        const due = deadline(any, from, calendar)
        const closed = daysFrom(addDays(knownUntil, 1), addDays(knownUntil, 30))
        const holidays = new Map([...calendar.holidays, ...closed.map((date) => [date, 'New'] as const)])
        const then = deadline(any, from, { ...calendar, holidays })
        if (due.unsureAfter === undefined) expect(formatDue(then)).toBe(formatDue(due))
        else expect(place(then)).toBeGreaterThan(place(due))
      }),
    )
  })
})

describe('the line of the working', () => {
  const name = fc.oneof(
    fc.constantFrom(
      'Half term',
      'A `b` *c* <d> [e] //f www.example.org a@example.org &amp; \\ $',
      '\u{1f384}'.repeat(200),
    ),
    fc.string({ minLength: 1, maxLength: 200 }).map((text) => text.replace(/\p{C}/gu, 'x')),
  )
  /** Any days off, with names as a file may have them. */
  const hostile = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 20 }), name), {
      maxLength: 150,
    })
    .map((closures): Calendar => {
      const holidays = closures.flatMap(([day, length, title]) =>
        Array.from({ length }, (_, index) => [addDays('2019-01-01', day + index), title] as const),
      )
      return { ...england, holidays: new Map(holidays) }
    })

  const statement = (due: Deadline, calendar: Calendar) => ({
    kind: 'due' as const,
    at: '2026-11-19T10:32:02+00:00',
    whose: 'ours' as const,
    clock: 'stage-1/raise',
    title: 'raise it',
    deadline: due,
    calendar: calendar.sha256,
  })

  it('can stand in a record, and is read back', () => {
    const any = fc.integer({ min: 1, max: 999 })
    fc.assert(
      fc.property(moments, rules(any), fc.oneof(calendars, hostile), (from, one, calendar) => {
        const due = deadline(one, from, calendar)
        expect(due.working.length).toBeLessThanOrEqual(2000)
        const fact = statement(due, calendar)
        expect(readFact(formatFact(fact).trimEnd(), [])).toEqual(fact)
      }),
      { numRuns: 150 },
    )
  })

  it('cuts long names, and names no day of many', () => {
    const closed = daysFrom('2026-11-19', '2026-12-15')
    const calendar = (name: (index: number) => string): Calendar => ({
      ...england,
      holidays: new Map(closed.map((date, index) => [date, name(index)])),
    })
    const school = rule(1, 'school-days', { also: { amount: 1, unit: 'working-days' } })
    const from = { date: '2026-11-18' }
    const long = deadline(
      school,
      from,
      calendar(() => `Closed ${'a'.repeat(300)}`),
    ).working
    expect(long).toContain(`Thu 19 to Tue 15 Dec Closed ${'a'.repeat(52)}… skipped; Wed 16;`)
    const many = deadline(
      school,
      from,
      calendar((index) => `Closed ${index} ${'a'.repeat(300)}`),
    ).working
    expect(many).toContain(
      '1 school day from Wed 18 Nov: Saturdays, Sundays and 19 other days skipped; day 1 is Wed 16 Dec;',
    )
    expect(many.length).toBeLessThanOrEqual(2000)
  })

  it('stays short and quick for the largest amounts', () => {
    const closures = daysFrom('2026-01-01', '2050-12-31').filter((date) => Date.parse(date) % 7 < 3)
    const odd = closures.map((date, index) => [date, `${'long '.repeat(30)}${index}`] as const)
    const calendar = { ...england, holidays: new Map(odd) }
    const began = performance.now()
    for (const unit of [...unitsCounted, 'working-hours'] as const) {
      const also: Timescale = { amount: 28, unit: 'school-days' }
      const rest = { also, dayOne: true, by: '17:00', officeHours: { from: '09:00', to: '09:01' } } as const
      const due = deadline(
        rule(999, unit, rest),
        { date: '2026-11-18', time: '23:30', about: true },
        calendar,
      )
      expect(due.working.length).toBeLessThanOrEqual(2000)
    }
    expect(performance.now() - began).toBeLessThan(3000)
  })

  it('is told of any date that a record can hold', () => {
    const dates = fc.integer({ min: -719_162, max: 2_932_896 }).map((days) => addDays('1970-01-01', days))
    const starts: fc.Arbitrary<Moment> = fc.oneof(
      fc.record({
        date: fc.oneof(dates, fc.constantFrom('0001-01-01', '9700-01-01', '9999-12-31')),
        time: plainTimes,
      }),
    )
    fc.assert(
      fc.property(starts, rules(fc.constantFrom(1, 999)), (from, one) => {
        const due = deadline(one, from, england)
        expect(parsePlainDate(due.date)).toBe(due.date)
        expect(due.time === undefined || parsePlainTime(due.time) === due.time).toBe(true)
        expect(describeSince(due, { date: '2026-11-18', time: '10:00' })).not.toMatch(/NaN|undefined/)
        expect(due.working).not.toMatch(/NaN|undefined/)
      }),
    )
  })
})
