/** Reminders out of cases: nothing that was typed is in one, each open deadline has one, and the same clock has the same name for ever. */
import { describe, expect, it, test } from 'vitest'
import { addDays } from '../../src/calendar/date.ts'
import { civil } from '../../src/calendar/zone.ts'
import { agenda } from '../../src/case/agenda.ts'
import type { Case, Placed, World } from '../../src/case/case.ts'
import { begin } from '../../src/case/case.ts'
import { evolve, replay } from '../../src/case/evolve.ts'
import { calendarFile } from '../../src/draft/calendar-file.ts'
import { type Reminder, remindersOf } from '../../src/draft/reminders.ts'
import { walk } from '../../src/proof/walk.ts'
import { once, policies, policyOf, walkOf, walksOf, worldOf } from '../flows/shipped.ts'
import { lineFaults, parsed } from './parsed.ts'

const of = { id: 'K7-2026-0042', seal: '6c1f'.repeat(16) }
const marker = 'ZQXMARKZQX'

/** Every text that a fact has of a person, in whatever place it stands; the words of a policy are not in a `text`. */
const typed = (fact: unknown): unknown => {
  if (Array.isArray(fact)) return fact.map(typed)
  if (typeof fact !== 'object' || fact === null) return fact
  return Object.fromEntries(
    Object.entries(fact).map(([key, value]) => [
      key,
      (key === 'text' || key === 'by' || key === 'reason') && typeof value === 'string'
        ? `${marker} ${value}`
        : typed(value),
    ]),
  )
}

interface Walked {
  readonly name: string
  readonly world: World
  readonly facts: readonly Placed[]
}

const walked = once((policy: string): readonly Walked[] =>
  walksOf(policy).map((name) => {
    const world = worldOf(policyOf(policy))
    const one = walkOf(policy, name)
    return { name, world, facts: walk(world, policyOf(policy), one.script, one.start).facts }
  }),
)

/** The case after each of its facts, with the stamp of the last. */
const prefixes = ({ world, facts }: Walked): readonly (readonly [Case, string])[] => {
  let state = begin(world)
  return facts.map((placed) => {
    state = evolve(state, placed)
    return [state, placed.fact.at] as const
  })
}

describe.each(policies)('%s: each of its walks, after each fact', (policy) => {
  it('what was typed is in no reminder, and each open deadline has one', () => {
    let reminded = 0
    let marked = 0
    for (const one of walked(policy)) {
      const facts = one.facts.map((placed) => ({ ...placed, fact: typed(placed.fact) }) as Placed)
      marked += facts.filter((fact) => JSON.stringify(fact).includes(marker)).length
      for (const [state, at] of prefixes({ ...one, facts })) {
        const reminders = remindersOf(state, of, at)
        expect(reminders.map(({ date, time }) => [date, time])).toEqual(
          agenda(state).map(({ deadline }) => [deadline.date, deadline.time]),
        )
        expect(new Set(reminders.map(({ uid }) => uid)).size, one.name).toBe(reminders.length)
        expect(JSON.stringify(reminders), one.name).not.toContain(marker)
        reminded += reminders.length
        for (const { alarms } of reminders) {
          expect(alarms.length).toBeGreaterThan(0)
          for (const alarm of alarms)
            expect(`${alarm.date} ${alarm.time}` > `${civil(at).date} ${civil(at).time}`).toBe(true)
        }
      }
      const last = prefixes({ ...one, facts }).findLast(([state]) => agenda(state).length > 0)
      if (last === undefined) continue
      const file = calendarFile(remindersOf(last[0], of, last[1]))
      expect(lineFaults(file)).toEqual([])
      expect(file.replaceAll('\r\n ', '')).not.toContain(marker)
      expect(parsed(file)).toHaveLength(agenda(last[0]).length)
    }
    expect(reminded).toBeGreaterThan(0)
    expect(marked).toBeGreaterThan(50)
  })
})

test('what a school calls its closures is in none, where they count', () => {
  const world = worldOf(policyOf('southwark'))
  const facts = walked('southwark')[0]?.facts ?? []
  const closed = { ...world, calendar: (id: string) => named(world.calendar(id)) }
  const named = (calendar: ReturnType<World['calendar']>) =>
    calendar === undefined
      ? undefined
      : { ...calendar, holidays: new Map([...calendar.holidays].map(([day]) => [day, marker])) }
  const workings: string[] = []
  for (let end = 1; end <= facts.length; end++) {
    const state = replay({ ...closed, pinnedCalendar: () => undefined }, facts.slice(0, end))
    expect(JSON.stringify(remindersOf(state, of, '2026-11-19T10:30:00+00:00'))).not.toContain(marker)
    workings.push(...agenda(state).map(({ deadline }) => deadline.working))
  }
  expect(workings.some((working) => working.includes(marker))).toBe(true)
})

/** Of every walk of every policy. */
const everywhere = once(() => policies.flatMap(walked).flatMap(prefixes))
const everyCase = () => everywhere('')

/** A case that waits: the policy's own deadline, and the day on which the person looks again. */
const waiting = (): Case => {
  const found = everyCase().find(
    ([state]) => agenda(state).some(({ whose }) => whose === 'own') && agenda(state).length > 1,
  )
  if (found === undefined) throw new Error('no walk waits')
  return found[0]
}

const first = (state: Case, now: string, whose?: Reminder['whose']): Reminder => {
  const found = remindersOf(state, of, now).find((one) => whose === undefined || one.whose === whose)
  if (found === undefined) throw new Error('nothing is open')
  return found
}

describe('one reminder', () => {
  it('says from whom, what, and by which clause; dates of one’s own have no clause', () => {
    const titles = everyCase().flatMap(([state, at]) =>
      remindersOf(state, of, at).map(({ whose, title }) => [whose, title] as const),
    )
    const one = (whose: Reminder['whose']): string => titles.find(([who]) => who === whose)?.[1] ?? ''
    expect(one('ours')).toMatch(/^Rungs K7-2026-0042: (due|expected) from you: to .+ \((clause \d|\w).*\)$/)
    expect(one('theirs')).toMatch(/^Rungs K7-2026-0042: (due|expected) from them: to .+ \(.+\)$/)
    expect(one('own')).toMatch(/^Rungs K7-2026-0042: your date: [a-z ,]+$/)
  })

  it('has the same name later, in another hour and when it is overdue; another record has another', () => {
    const state = waiting()
    const [now, later] = ['2020-01-01T10:00:00+00:00', '2035-01-01T10:00:00+00:00']
    const names = (reminded: typeof of, at: string) => remindersOf(state, reminded, at).map(({ uid }) => uid)
    expect(names(of, now)).toEqual(names(of, later))
    const both = [...names(of, now), ...names({ ...of, seal: '7'.repeat(64) }, now)]
    expect(new Set(both).size).toBe(2 * names(of, now).length)
    expect(names(of, now).every((uid) => /^K7-2026-0042\.[0-9a-f]{16}\.[a-z0-9.-]+@rungs$/.test(uid))).toBe(
      true,
    )
  })

  it('has a higher number with each fact', () => {
    const [one] = walked('southwark')
    const numbers = (one === undefined ? [] : prefixes(one)).flatMap(([state, at]) =>
      remindersOf(state, of, at).map(({ sequence }) => sequence),
    )
    expect(numbers.length).toBeGreaterThan(1)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  })

  it('says when it is overdue, and speaks up on the next working day', () => {
    const state = waiting()
    const due = first(state, '2020-01-01T10:00:00+00:00')
    expect(due).toMatchObject({ overdue: false })
    expect(due.title).not.toContain('OVERDUE')
    // Christmas Day 2026 is a Friday; Monday is a bank holiday as well.
    const late = first(state, '2026-12-24T10:00:00+00:00')
    expect(late.title).toContain('Rungs K7-2026-0042: OVERDUE, ')
    expect(late.words[0]).toMatch(/^It was due: /)
    expect(late.alarms).toEqual([{ date: '2026-12-29', time: '09:00' }])
  })
})

describe('alarms', () => {
  const state = waiting()
  const { date } = first(state, '2020-01-01T10:00:00+00:00', 'own')
  const own = (now: string) => first(state, now, 'own').alarms

  it('of what is ours: the working day before and the day; of what is theirs: the day and the working day after', () => {
    expect(own('2020-01-01T10:00:00+00:00').at(-1)).toEqual({ date, time: '09:00' })
    expect(own('2020-01-01T10:00:00+00:00').map((one) => one.date < date)).toEqual([true, false])
    const theirs = everyCase()
      .flatMap(([one, at]) => remindersOf(one, of, at))
      .find(({ whose, time, alarms }) => whose === 'theirs' && time === undefined && alarms.length === 2)
    expect(theirs?.alarms[0]).toEqual({ date: theirs?.date, time: '09:00' })
    expect((theirs?.alarms[1]?.date ?? '') > (theirs?.date ?? '')).toBe(true)
  })

  it('that have gone give way to the afternoon of the day, and then to the next working day', () => {
    expect(own(`${date}T08:59:00+00:00`)).toEqual([{ date, time: '09:00' }])
    expect(own(`${date}T09:00:00+00:00`)).toEqual([{ date, time: '15:00' }])
    const [next] = own(`${date}T15:00:00+00:00`)
    expect(next?.time).toBe('09:00')
    expect((next?.date ?? '') >= addDays(date, 1)).toBe(true)
  })

  it('of a moment: an hour before where it is ours, at the minute where it is theirs or the hour has begun', () => {
    const timed = everyCase()
      .flatMap(([one]) =>
        remindersOf(one, of, '2020-01-01T10:00:00+00:00').map((found) => [one, found] as const),
      )
      .filter(([, { time }]) => time !== undefined)
    expect(timed.length).toBeGreaterThan(0)
    for (const [one, { uid, whose, date: day, time = '', alarms }] of timed) {
      const last = alarms.at(-1)
      if (whose === 'theirs') expect(last).toEqual({ date: day, time })
      else expect(Date.parse(`${day}T${time}Z`) - Date.parse(`${last?.date}T${last?.time}Z`)).toBe(3_600_000)
      const before = new Date(Date.parse(`${day}T${time}Z`) - 600_000).toISOString().slice(0, 16)
      const close = remindersOf(one, of, `${before}:00+00:00`).find((again) => again.uid === uid)
      expect(close?.alarms).toEqual([{ date: day, time }])
    }
  })
})

test('nothing is open in a case that has not begun', () => {
  expect(remindersOf(begin(worldOf(policyOf('southwark'))), of, '2026-11-19T10:30:00+00:00')).toEqual([])
})
