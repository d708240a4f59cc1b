/** The days along the upper edge of a timeline, and where a moment stands under them. All lengths in mm. */
import { addDays, compareDates, daysBetween, months } from '../../calendar/date.ts'
import type { Moment, PlainDate } from '../../calendar/time.ts'
import { block, grey, mm, path, rule } from '../graph/shapes.ts'
import { type Cut, wrap } from '../graph/text.ts'

/** Between these the days lie; names stand left of them, words right. */
export const from = 62
export const to = 140

export const small: Cut = { size: 2.6, leading: 1.3 }

/** Where a moment stands: its time of day counts as a part of the day. */
export type Scale = (moment: Moment, endOfDay?: boolean) => number

export interface Span {
  readonly first: PlainDate
  readonly days: number
}

/** From the first of these dates to the last; nothing where there is none. */
export const spanOf = (dates: readonly PlainDate[]): Span | undefined => {
  const sorted = dates.toSorted(compareDates)
  const [first] = sorted
  const last = sorted.at(-1)
  return first === undefined || last === undefined ? undefined : { first, days: daysBetween(first, last) + 1 }
}

const partOfDay = ({ time }: Moment, endOfDay: boolean): number => {
  if (time === undefined) return endOfDay ? 1 : 0
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) / 1440
}

export const scaleOf =
  ({ first, days }: Span): Scale =>
  (moment, endOfDay = false) =>
    from + ((to - from) * (daysBetween(first, moment.date) + partOfDay(moment, endOfDay))) / days

const steps = [1, 2, 7, 14, 28, 56, 91, 182, 365, 730, 1826, 3652, 36_524, 365_242]
const mostTicks = 7

const tickWords = (date: PlainDate, step: number): string => {
  const month = (months[Number(date.slice(5, 7)) - 1] ?? '').slice(0, 3)
  return step < 28 ? `${Number(date.slice(8))} ${month}` : `${month} ${date.slice(0, 4)}`
}

/** Days with their names, at equal distances; a line under each. */
export const axis = (span: Span, x: Scale, y: number, bottom: number): string => {
  const step = steps.find((one) => span.days / one <= mostTicks) ?? span.days
  const count = Math.min(mostTicks + 1, Math.ceil(span.days / step))
  return Array.from({ length: count }, (_, i) => {
    const date = addDays(span.first, i * step)
    const at = x({ date })
    return (
      path(`M${mm(at)} ${mm(y + 4.6)}V${mm(bottom)}`, rule, 0.2) +
      block(wrap(tickWords(date, step), 20, small, 1), at + 0.6, y + 0.8, { fill: grey })
    )
  }).join('')
}
