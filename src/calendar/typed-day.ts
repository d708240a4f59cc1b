/**
 * Days as people type them, seen from today, in the order of this country: `18/11` is 18 November. Whether the day
 * may lie in the past or the future is the caller's; here the direction only decides which year or week is meant.
 */
import {
  addDays,
  daysBetween,
  formatDate,
  months,
  plainDate,
  weekday,
  weekdayName,
  weekdays,
} from './date.ts'
import type { PlainDate } from './time.ts'

/** Which way to look where the words leave it open. */
export type Direction = 'past' | 'future'

type Day = { readonly date: PlainDate } | { readonly error: string } | undefined

/** Index of the name that begins with the word, of which at least three letters must stand; -1 where none does. */
const indexOfName = (names: readonly string[], word: string): number =>
  word.length < 3 ? -1 : names.findIndex((name) => name.toLowerCase().startsWith(word))

const indexOfWeekday = (word: string): number => indexOfName(weekdays, word === 'weds' ? 'wed' : word)

const onWeekday = (index: number, last: boolean, today: PlainDate, direction: Direction): Day => {
  const name = weekdays[index] ?? ''
  const ahead = (index + 1 - weekday(today) + 7) % 7
  if (ahead === 0 && !last) {
    const other = direction === 'past' ? `last ${name}` : 'the date'
    return { error: `Today is ${name}. Type today, or ${other}.` }
  }
  if (direction === 'future') return last ? undefined : { date: addDays(today, ahead) }
  return { date: addDays(today, ahead - 7) }
}

const relative: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
])

const counted = (words: string, today: PlainDate): Day => {
  const pattern = /^(in )?(an?|one|\d{1,3}) (day|week)s?( ago)?$/
  const [all, ahead, amount, unit, ago] = pattern.exec(words) ?? []
  if (all === undefined || (ahead === undefined) === (ago === undefined)) return undefined
  const days = (Number(amount) || (amount === '0' ? 0 : 1)) * (unit === 'week' ? 7 : 1)
  return { date: addDays(today, ago === undefined ? days : -days) }
}

/** As far as a date without a year may lie in the neighbouring year: beyond it is likelier that it was mistyped. */
const halfYear = 183

const withoutYear = (month: number, day: number, today: PlainDate, direction: Direction): Day => {
  const year = Number(today.slice(0, 4))
  const sign = direction === 'past' ? -1 : 1
  const near = plainDate(year, month, day)
  const far = plainDate(year + sign, month, day)
  const fits = (date: PlainDate | undefined, limit: number): boolean =>
    date !== undefined && daysBetween(today, date) * sign >= 0 && daysBetween(today, date) * sign <= limit
  const date = fits(near, 366) ? near : fits(far, halfYear) ? far : near
  return date === undefined ? undefined : { date }
}

const monthOf = (word: string): number => (/^\d+$/.test(word) ? Number(word) : indexOfName(months, word) + 1)

/** Day, month and year where given, as words: figures or a month's name; undefined where it is no such form. */
const partsOf = (words: string): readonly [string, string, string | undefined] | undefined => {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(words)
  if (iso !== null) return [iso[3] ?? '', iso[2] ?? '', iso[1]]
  const figures =
    /^(\d{1,2})\/(\d{1,2})(?:\/(20\d\d|\d\d)| (20\d\d))?$/.exec(words) ??
    /^(\d{1,2})[-.](\d{1,2})[-.](20\d\d|\d\d)$/.exec(words)
  const named = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]?([a-z]{3,9})\.?(?:[ -](20\d\d))?$/.exec(words)
  const found = figures ?? named
  return found === null ? undefined : [found[1] ?? '', found[2] ?? '', found[3] ?? found[4]]
}

const byDate = (words: string, today: PlainDate, direction: Direction): Day => {
  const parts = partsOf(words)
  if (parts === undefined) return undefined
  const [day, word, year] = parts
  const month = monthOf(word)
  if (month === 0) return undefined
  const found =
    year === undefined
      ? withoutYear(month, Number(day), today, direction)
      : { date: plainDate(Number(year.length === 2 ? `20${year}` : year), month, Number(day)) }
  if (found === undefined || 'error' in found) return found ?? noSuchDay(words)
  return found.date === undefined ? noSuchDay(words) : { date: found.date }
}

const noSuchDay = (words: string): Day => ({
  error: `There is no day ${words}. Type the day, then the month, then the year: 18/11/2026.`,
})

const agrees = (found: Day, index: number): Day => {
  if (found === undefined || 'error' in found || weekday(found.date) === index + 1) return found
  return {
    error: `${formatDate(found.date)} is a ${weekdayName(found.date)}, not a ${weekdays[index]}. Which is right?`,
  }
}

/** The day that the words mean, seen from `today`; an error where they mean none or two; undefined where they are no day. */
export const parseTypedDay = (words: string, today: PlainDate, direction: Direction): Day => {
  const text = words.replace(/^on /, '')
  const days = relative.get(text)
  if (days !== undefined) return { date: addDays(today, days) }
  const [first = '', ...more] = text.split(' ')
  const rest = more.join(' ')
  if (first === 'last' && indexOfWeekday(rest) >= 0)
    return onWeekday(indexOfWeekday(rest), true, today, direction)
  if (first === 'next' && indexOfWeekday(rest) >= 0)
    return { error: `"${text}" could be either of two days. Type the date.` }
  const index = indexOfWeekday(first)
  if (index < 0) return counted(text, today) ?? byDate(text, today, direction)
  return rest === ''
    ? onWeekday(index, false, today, direction)
    : agrees(byDate(rest, today, direction), index)
}
