/** The days that a report is about, as a person names them: a day, a month, a quarter, a year. */
import { addDays, parsePlainDate } from '../calendar/date.ts'
import type { PlainDate } from '../calendar/time.ts'

/** Days of opening, both included; absent: without end on that side. */
export interface Period {
  readonly from?: PlainDate
  readonly to?: PlainDate
}

/** "2026 Q4". */
export const quarterOf = (date: PlainDate): string =>
  `${date.slice(0, 4)} Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`

/** Whether a day belongs to it. */
export const isIn = ({ from, to }: Period, date: PlainDate): boolean =>
  (from === undefined || date >= from) && (to === undefined || date <= to)

interface Span {
  readonly first: PlainDate
  readonly last: PlainDate
}

const months = (year: number, month: number, count: number): Span => {
  const firstOf = (at: number): PlainDate =>
    `${String(year + Math.floor((at - 1) / 12)).padStart(4, '0')}-${String(((at - 1) % 12) + 1).padStart(2, '0')}-01`
  return { first: firstOf(month), last: addDays(firstOf(month + count), -1) }
}

/** `2026-11-19`, `2026-11`, `2026-Q4` or `2026`; nothing for any other text. */
const parseSpan = (text: string): Span | undefined => {
  const day = parsePlainDate(text)
  if (day !== undefined) return { first: day, last: day }
  const [, year = '', quarter, month] = /^([1-9]\d{3})(?:-(?:q([1-4])|(0[1-9]|1[0-2])))?$/i.exec(text) ?? []
  if (year === '') return undefined
  if (quarter !== undefined) return months(Number(year), Number(quarter) * 3 - 2, 3)
  return month === undefined ? months(Number(year), 1, 12) : months(Number(year), Number(month), 1)
}

export type ParsedPeriod =
  | { readonly kind: 'period'; readonly period: Period }
  /** `text`: what is no day, month, quarter or year; absent where the end comes before the beginning. */
  | { readonly kind: 'none'; readonly text?: string }

/** From the first day of the one to the last day of the other. */
export const parsePeriod = (from: string | undefined, to: string | undefined): ParsedPeriod => {
  const [first, last] = [from, to].map((text) => (text === undefined ? undefined : parseSpan(text)))
  if (from !== undefined && first === undefined) return { kind: 'none', text: from }
  if (to !== undefined && last === undefined) return { kind: 'none', text: to }
  if (first !== undefined && last !== undefined && last.last < first.first) return { kind: 'none' }
  return {
    kind: 'period',
    period: {
      ...(first === undefined ? {} : { from: first.first }),
      ...(last === undefined ? {} : { to: last.last }),
    },
  }
}
