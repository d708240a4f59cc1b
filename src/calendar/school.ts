/**
 * A calendar of school days: the bank holidays of a nation with the school's closures, as a text of its own, so that a
 * deadline counted on it can be counted again when the settings have changed. Reads nothing.
 */
import { addDays, isWeekend } from './date.ts'
import type { Calendar, PlainDate } from './time.ts'

/** Days on which a school is closed, both ends included. */
export interface Closure {
  readonly from: PlainDate
  readonly to: PlainDate
  readonly title: string
}

/** The ids of these calendars begin so; the nation's calendar follows. */
export const schoolPrefix = 'school/'

const unnamed = 'school closed'

/** What stands in a calendar file is one plain line. */
const plain = (title: string): string => {
  const line = title.replace(/[`\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return line === '' ? unnamed : line
}

const earlier = (a: PlainDate, b: PlainDate): PlainDate => (a < b ? a : b)
const later = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b)

/** Weekends are no school days anyway. Days outside the nation's calendar are left out: a closure may be typed to last for ever. */
const closedDays = (
  closures: readonly Closure[],
  first: PlainDate,
  last: PlainDate,
): readonly (readonly [PlainDate, string])[] =>
  closures.flatMap(({ from, to, title }) => {
    const days: (readonly [PlainDate, string])[] = []
    const end = earlier(to, last)
    for (let day = later(from, first); day <= end; day = addDays(day, 1))
      if (!isWeekend(day)) days.push([day, plain(title)])
    return days
  })

/** Nobody knows which days are school days after the last closure that was entered, nor any where none was. */
const closuresUntil = (nation: Calendar, first: PlainDate, closures: readonly Closure[]): PlainDate =>
  closures.length === 0
    ? addDays(first, -1)
    : earlier(
        nation.knownUntil,
        closures.map(({ to }) => to).reduce((a, b) => later(a, b)),
      )

/** The calendar, and the text that parses to it. `sha256`: the digest of a text, in lower-case hex. */
export const schoolCalendar = (
  nation: Calendar,
  closures: readonly Closure[],
  sha256: (text: string) => string,
): { readonly calendar: Calendar; readonly text: string } => {
  const first = [...nation.holidays.keys()].reduce(earlier, nation.knownUntil)
  const { knownUntil } = nation
  const until = closuresUntil(nation, first, closures)
  // Of a bank holiday in the school's holidays the name that is printed counts.
  const days = new Map([...closedDays(closures, first, knownUntil), ...nation.holidays])
  const holidays = [...days].sort(([a], [b]) => (a < b ? -1 : 1))
  const title = `${nation.title}, and the school's closures`
  const text = [
    `title: ${JSON.stringify(title)}`,
    `known-until: "${knownUntil}"`,
    `closures-until: "${until}"`,
    `source: "The calendar ${nation.id} (SHA-256 ${nation.sha256}) and the closures in the settings of this casebook"`,
    `holidays:${holidays.length === 0 ? ' {}' : ''}`,
    ...holidays.map(([day, name]) => `  "${day}": ${JSON.stringify(name)}`),
    '',
  ].join('\n')
  const calendar = {
    id: `${schoolPrefix}${nation.id}`,
    title,
    knownUntil,
    closuresUntil: until,
    holidays: new Map(holidays),
    sha256: sha256(text),
  }
  return { calendar, text }
}
