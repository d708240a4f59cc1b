/**
 * Timescales in words, as policies print them. A small grammar on purpose: what it does not know is undefined, and
 * the loader says so; it never guesses.
 *
 *   timescale = amount unit | "same day" | "same working day"
 *   amount    = "1" to "999" | "one" to "ten"
 *   unit      = "hour" | "working day" | "working week", with or without "s"
 *
 * Capitals and the number of spaces do not matter. Canonical: figures, and an "s" except after 1.
 */
import type { Timescale, Unit } from './time.ts'

const numberWords = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

const units: Readonly<Record<string, Unit>> = {
  hour: 'hours',
  'working day': 'working-days',
  'working week': 'working-weeks',
}

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
  const [, word = '', name = ''] = /^(\S+) (hour|working day|working week)s?$/.exec(text) ?? []
  const amount = parseAmount(word)
  const unit = units[name]
  return amount === undefined || unit === undefined ? undefined : { amount, unit }
}

/** The canonical words, which `parseTimescale` reads back. */
export const formatTimescale = ({ amount, unit }: Timescale): string => {
  const counted = (name: string): string => `${amount} ${name}${amount === 1 ? '' : 's'}`
  switch (unit) {
    case 'hours':
      return counted('hour')
    case 'working-days':
      return counted('working day')
    case 'working-weeks':
      return counted('working week')
    case 'same-day':
      return 'same day'
    case 'same-working-day':
      return 'same working day'
  }
}
