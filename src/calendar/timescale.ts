/**
 * Timescales in words, as policies print them. A small grammar on purpose: what it does not know is undefined, and
 * the loader says so; it never guesses.
 *
 *   timescale = amount unit | "same day" | "same working day"
 *   amount    = "1" to "999" | "one" to "ten"
 *   unit      = ( "hour" | "working hour" | "working day" | "working week" | "day" | "calendar day" | "week" | "month" |
 *               "school day" ), with or without "s"
 *
 * Capitals and the number of spaces do not matter. Canonical: figures, an "s" except after 1, "day" for "calendar day".
 */
import type { Timescale, Unit } from './time.ts'

const numberWords = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

type CountedUnit = Exclude<Unit, 'same-day' | 'same-working-day'>

/** The canonical word for one of each. */
const names: Readonly<Record<CountedUnit, string>> = {
  hours: 'hour',
  'working-hours': 'working hour',
  'working-days': 'working day',
  'working-weeks': 'working week',
  days: 'day',
  weeks: 'week',
  months: 'month',
  'school-days': 'school day',
}

const units = new Map<string, Unit>([
  ...Object.entries(names).map(([unit, name]) => [name, unit as CountedUnit] as const),
  ['calendar day', 'days'],
])

const parseAmount = (word: string): number | undefined => {
  if (/^[1-9]\d{0,2}$/.test(word)) return Number(word)
  const index = numberWords.indexOf(word)
  return index < 0 ? undefined : index + 1
}

/** `2 working days` → `{ amount: 2, unit: 'working-days' }`; undefined for words outside the grammar. */
export const parseTimescale = (words: string): Timescale | undefined => {
  const text = words.trim().toLowerCase().replace(/\s+/g, ' ')
  if (text === 'same day') return { amount: 0, unit: 'same-day' }
  if (text === 'same working day') return { amount: 0, unit: 'same-working-day' }
  const space = text.indexOf(' ')
  const amount = parseAmount(text.slice(0, Math.max(space, 0)))
  const unit = units.get(text.slice(space + 1).replace(/s$/, ''))
  return amount === undefined || unit === undefined ? undefined : { amount, unit }
}

/** The canonical words, which `parseTimescale` reads back. */
export const formatTimescale = ({ amount, unit }: Timescale): string => {
  if (unit === 'same-day') return 'same day'
  if (unit === 'same-working-day') return 'same working day'
  return `${amount} ${names[unit]}${amount === 1 ? '' : 's'}`
}
