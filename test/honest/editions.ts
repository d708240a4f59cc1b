/**
 * The program as it is shipped over the years: as it is now; with bank holidays that have been proclaimed since; and with
 * policies that have been written anew.
 */
import { addDays, weekday } from '../../src/calendar/date.ts'
import { parseCalendar } from '../../src/calendar/load.ts'
import type { Calendar } from '../../src/calendar/time.ts'
import { loadPolicy } from '../../src/flow/load.ts'
import { textsOf } from '../../src/flow/pin.ts'
import type { ShippedPolicy } from '../../src/flow/ship.ts'
import type { Shipped } from '../../src/flow/shipped.ts'
import { sha256 } from '../../src/record/digest.ts'

const memo = <Key, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const made = new Map<Key, Value>()
  return (key) => {
    if (!made.has(key)) made.set(key, make(key))
    return made.get(key) as Value
  }
}

/** Every other Thursday is a holiday, so that few deadlines stay where they were. */
const proclaimed = (calendar: Calendar): readonly string[] => {
  const days: string[] = []
  for (let day = '2026-01-01'; day < '2028-01-01'; day = addDays(day, 14))
    if (weekday(day) === 4 && !calendar.holidays.has(day)) days.push(`  "${day}": A proclaimed holiday\n`)
  return days
}

const withHolidays = (shipped: Shipped): Shipped['calendar'] =>
  memo((id: string) => {
    const before = shipped.calendar(id)
    if (before === undefined) return undefined
    const text = `${before.text}${proclaimed(before.calendar).join('')}`
    const calendar = parseCalendar(id, text, sha256(text))
    if ('findings' in calendar) throw new Error(`${id}: ${calendar.findings[0]?.message}`)
    return { calendar, text }
  })

/** Other times, some of them in school days. */
const rewrittenText = (text: string): string =>
  text
    .replaceAll('within: 2 working days', 'within: 3 working days')
    .replaceAll('within: 1 working day\n', 'within: 2 school days\n')

const rewrittenPolicy = (shipped: Shipped): Shipped['policy'] =>
  memo((id: string): ShippedPolicy | undefined => {
    const before = shipped.policy(id)
    if (before === undefined) return undefined
    const text = rewrittenText(before.text).replace(
      '#### file: policy.yaml\n',
      '#### file: policy.yaml\n# Written anew.\n',
    )
    const texts = textsOf(text, id, sha256(text))
    const loaded = texts === undefined ? undefined : loadPolicy(texts)
    if (loaded?.kind !== 'ok') throw new Error(`${id}: ${loaded?.findings[0]?.message}`)
    return { policy: loaded.policy, text }
  })

/** Three programs, the oldest first. Each knows its own calendars and policies alone. */
export const editionsOf = (first: Shipped): readonly Shipped[] => {
  const second: Shipped = { ...first, calendar: withHolidays(first) }
  const policy = rewrittenPolicy(first)
  const third: Shipped = {
    ...second,
    policy,
    policies: () => first.policies().map((one) => ({ ...one, sha256: policy(one.id)?.policy.sha256 ?? '' })),
    policyBySha: (digest) =>
      first
        .policies()
        .flatMap(({ id }) => policy(id)?.policy ?? [])
        .find((one) => one.sha256 === digest),
  }
  return [first, second, third]
}
