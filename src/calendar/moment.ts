/**
 * Moments and dates: as people type them on a call, as a record spells them, as people read them. What could mean
 * two things is refused with a sentence that says what to type instead; nothing is guessed. Which days the words
 * can mean is in typed-day.ts.
 */
import { addDays, compareDates, formatDate, formatShortDate, parsePlainDate, parsePlainTime } from './date.ts'
import type { Moment, PlainDate, PlainTime, Stamp } from './time.ts'
import { parseTypedDay } from './typed-day.ts'
import { parseTypedTime, splitTypedTime } from './typed-time.ts'
import { civil, hasPassed, wasShown } from './zone.ts'

/** One or two sentences for the person: what is wrong and what to type instead. */
export interface Misread {
  readonly error: string
}

const oldest = 10

const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[,\s]+/g, ' ')
    .replace(/\p{C}/gu, '')
    .replace(/\b([ap])\.m\b\.?/g, '$1m')
    .trim()

const shown = (words: string): string => (words.length > 40 ? `${words.slice(0, 40)}…` : words)

/** Takes "about" out, wherever it stands. */
const takeAbout = (words: string): { readonly words: string; readonly about: boolean } => {
  const rest = words.replace(/(?:^| )(?:about|around|approximately|approx\.?|roughly)(?= |$)|~ ?/g, ' ')
  return { words: rest.replace(/ +/g, ' ').trim(), about: rest !== words }
}

const examples =
  'Type for example now, 10:35, about 4pm, yesterday 16:00, tuesday 3pm, 18 nov or 18/11/2026 16:00.'
const dayExamples = 'Type for example tomorrow, friday, in 3 days, 27 nov or 27/11/2026.'

interface Typed {
  readonly date: PlainDate
  readonly time?: PlainTime
}

const parseTyped = (words: string, now: Required<Typed>): Typed | Misread => {
  if (words === 'now' || words === 'just now') return now
  // A day first: in "18 nov 2025" the figures at the end are a year and not a time.
  const whole = parseTypedDay(words, now.date, 'past')
  if (whole !== undefined) return whole
  const split = splitTypedTime(words)
  if (split === undefined)
    return { error: `"${shown(words)}" cannot be read as a day or a time. ${examples}` }
  const time = parseTypedTime(split.time)
  if (typeof time !== 'string') return time
  const day = split.day === '' ? { date: now.date } : parseTypedDay(split.day, now.date, 'past')
  if (day === undefined) return { error: `"${shown(split.day)}" cannot be read as a day. ${examples}` }
  return 'error' in day ? day : { ...day, time }
}

const tooLate = ({ date, time }: Typed, stamp: Stamp): Misread | undefined => {
  const now = civil(stamp)
  if (compareDates(date, now.date) > 0)
    return {
      error: `${formatDate(date)} has not come yet, and this is for what has happened. If an earlier year is meant, type it too.`,
    }
  if (time === undefined || hasPassed({ date, time }, stamp)) return undefined
  const yesterday = formatShortDate(addDays(date, -1))
  return {
    error: `${time} today has not come yet; it is ${now.time}. For ${yesterday} type: yesterday ${time}`,
  }
}

/** The hour that clocks leave out in March. */
const neverShown = ({ date, time }: Typed): Misread | undefined =>
  time === undefined || wasShown(date, time)
    ? undefined
    : {
        error: `There was no ${time} on ${formatShortDate(date)}: the clocks went forward an hour. Type the time they showed.`,
      }

const tooEarly = ({ date }: Typed, now: Required<Typed>): Misread | undefined => {
  const limit = String(Number(now.date.slice(0, 4)) - oldest) + now.date.slice(4)
  return date < limit
    ? { error: `${formatDate(date)} is more than ${oldest} years ago. Check the year.` }
    : undefined
}

/**
 * What a person typed about something that has happened, for instance `10.35`, `about 4pm`, `last tuesday 3pm`,
 * `18/11` (day first) or `Wed 18 Nov 2026, about 16:00` and what `formatMoment` prints. `now`: the present, from which the day is
 * reckoned. Refused: the future, more than 10 years ago, and what could mean two things (`4:30`, a weekday's name on
 * that weekday). Empty text is the caller's.
 */
export const parseMoment = (text: string, now: Stamp): { readonly moment: Moment } | Misread => {
  const { words, about } = takeAbout(plainWords(text))
  const present = civil(now)
  const typed = parseTyped(words, present)
  if ('error' in typed) return typed
  const wrong = neverShown(typed) ?? tooLate(typed, now) ?? tooEarly(typed, present)
  if (wrong !== undefined) return wrong
  if (about && typed.time === undefined)
    return { error: 'About what time? Type for example 18 nov about 4pm, or the day alone.' }
  return { moment: about ? { ...typed, about } : typed }
}

/**
 * What a person typed about a day to come, for instance `tomorrow`, `friday`, `in 3 days`, `27/11` (day first). Today
 * is allowed, an earlier day is refused. Empty text is the caller's.
 */
export const parseDate = (text: string, now: Stamp): { readonly date: PlainDate } | Misread => {
  const words = plainWords(text)
  const today = civil(now).date
  const day = parseTypedDay(words, today, 'future')
  if (day === undefined) return { error: `"${shown(words)}" cannot be read as a day. ${dayExamples}` }
  if ('error' in day) return day
  if (compareDates(day.date, today) < 0)
    return {
      error: `${formatDate(day.date)} has gone. Type today or a later day, with the year if it is not this one.`,
    }
  return day
}

/** `2026-11-18, about 16:00`, `2026-11-18, 16:00` or `2026-11-18`: the one spelling in a record. */
export const formatMoment = ({ date, time, about }: Moment): string =>
  time === undefined ? date : `${date}, ${about ? 'about ' : ''}${time}`

/** A moment as it stands in a sentence: `Wed 18 Nov 2026, about 16:00`. */
export const momentWords = ({ date, time, about }: Moment): string =>
  `${formatDate(date)}${time === undefined ? '' : `, ${about === true ? 'about ' : ''}${time}`}`

/** The moment that `formatMoment` spelled, or undefined for any other spelling. */
export const readMoment = (text: string): Moment | undefined => {
  const [, day = '', comma, about, clock = ''] = /^([\d-]{10})(, (about )?([\d:]{5}))?$/.exec(text) ?? []
  const date = parsePlainDate(day)
  if (date === undefined) return undefined
  if (comma === undefined) return { date }
  const time = parsePlainTime(clock)
  if (time === undefined) return undefined
  return about === undefined ? { date, time } : { date, time, about: true }
}
