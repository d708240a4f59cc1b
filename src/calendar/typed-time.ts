/** Times of day as people type them: `10:35`, `1035`, `10.35`, `4pm`, `4.30 pm`, `noon`. Knows no days. */
import { parsePlainTime } from './date.ts'
import type { PlainTime } from './time.ts'

const pattern = String.raw`\d{1,2}[:.]\d{2}(?: ?[ap]m)?|\d{1,2} ?[ap]m|\d{4}|noon|midday`
const atEnd = new RegExp(`^(?:(.*?) )??(?:at )?(${pattern})$`)
const atStart = new RegExp(`^(${pattern}) (.*)$`)

/** Parts the time, last or first, from the words about the day, which may be empty; undefined where there is no time. */
export const splitTypedTime = (
  words: string,
): { readonly day: string; readonly time: string } | undefined => {
  const last = atEnd.exec(words)
  if (last !== null) return { day: last[1] ?? '', time: last[2] ?? '' }
  const first = atStart.exec(words)
  return first === null ? undefined : { day: first[2] ?? '', time: first[1] ?? '' }
}

const twelveHours = (hour: number, half: string): number | undefined => {
  // Somebody who types 16:30pm means 16:30.
  if (half === 'pm' && hour > 12) return hour
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}

/** `HH:MM`, or the sentence that says why not. 1:00 to 6:59 without am, pm or a nought could mean two things. */
export const parseTypedTime = (text: string): PlainTime | { readonly error: string } => {
  if (text === 'noon' || text === 'midday') return '12:00'
  const [, figures = '', minutes = '00', half] = /^(\d{1,2})[:.]?(\d{2})? ?([ap]m)?$/.exec(text) ?? []
  const hour = half === undefined ? Number(figures) : twelveHours(Number(figures), half)
  const time = hour === undefined ? undefined : parsePlainTime(`${String(hour).padStart(2, '0')}:${minutes}`)
  if (time === undefined) return { error: `There is no time ${text}. Type for example 10:35 or 4pm.` }
  if (half === undefined && /^[1-6]$/.test(figures)) {
    const afternoon = `${Number(figures) + 12}:${minutes}`
    return { error: `${text} could be morning or afternoon. Type ${time} or ${afternoon}.` }
  }
  return time
}
