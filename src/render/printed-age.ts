/**
 * How long ago something was printed, from the words of a source such as "October 2022" or "undated". Reads no clock:
 * today is a value. Guesses no date that the words do not name.
 */
import { months } from '../calendar/date.ts'
import type { PlainDate } from '../calendar/time.ts'

/** Officers and numbers change: older than this, and somebody should ring and check. */
const monthsBeforeCheck = 24

export interface PrintedAge {
  /** `4 years ago`, `no date to tell its age by`: the end of a sentence. */
  readonly words: string
  /** Older than two years, undated, or dated in the future. */
  readonly check: boolean
}

const month = `(${months.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')})`
const named = new RegExp(`\\b${month}\\.?,? ((?:19|20)\\d\\d)\\b`, 'gi')
const figures = /\b((?:19|20)\d\d)-(0[1-9]|1[0-2])\b/g
const year = /\b((?:19|20)\d\d)\b/g

const monthNumber = (word: string): number =>
  months.findIndex((name) => name.slice(0, 3).toLowerCase() === word.slice(0, 3).toLowerCase())

/** The dates that the words name, in months since the year 0. */
const dated = (printed: string): readonly number[] => [
  ...[...printed.matchAll(named)].map((one) => Number(one[2]) * 12 + monthNumber(one[1] ?? '')),
  ...[...printed.matchAll(figures)].map((one) => Number(one[1]) * 12 + Number(one[2]) - 1),
]

const counted = (count: number, name: string): string => `${count} ${name}${count === 1 ? '' : 's'}`

const ageOf = (age: number): PrintedAge => {
  if (age < 0) return { words: 'a date in the future', check: true }
  const words =
    age === 0
      ? 'this month'
      : age < 12
        ? `${counted(age, 'month')} ago`
        : `${counted(Math.floor(age / 12), 'year')} ago`
  return { words, check: age > monthsBeforeCheck }
}

/** The age on a day, in whole months or years; of several dates the earliest counts, for the others may be reviews to come. A year alone counts from its first month. */
export const printedAge = (printed: string, today: PlainDate): PrintedAge => {
  const now = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1
  const exact = dated(printed)
  if (exact.length > 0) return ageOf(now - Math.min(...exact))
  const years = [...printed.matchAll(year)].map((one) => Number(one[1]))
  if (years.length === 0) return { words: 'no date to tell its age by', check: true }
  const oldest = Math.min(...years)
  const age = Number(today.slice(0, 4)) - oldest
  if (age <= 0) return age < 0 ? ageOf(-1) : { words: 'this year', check: false }
  return { words: `about ${counted(age, 'year')} ago`, check: now - oldest * 12 > monthsBeforeCheck }
}
