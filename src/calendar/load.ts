/**
 * A calendar file, as text, to a checked Calendar. Finds what is wrong with the file, all at once; does not ask
 * whether the holidays are the right ones, and reads no disk.
 */
import { parse, YAMLParseError } from 'yaml'
import { isMap, type Mapping } from '../mapping.ts'
import { parsePlainDate } from './date.ts'
import type { Calendar, PlainDate } from './time.ts'

/** One thing wrong with a calendar file. `line` is counted from 1, where it is known. */
export interface CalendarFinding {
  readonly code:
    | 'calendar-yaml'
    | 'calendar-shape'
    | 'calendar-key'
    | 'calendar-text'
    | 'calendar-date'
    | 'calendar-known-until'
  readonly message: string
  readonly hint: string
  readonly line?: number
}

const keys = ['title', 'known-until', 'closures-until', 'source', 'holidays']

const isPlainText = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.trim() !== '' &&
  value === value.trim() &&
  !/[`\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)

const readYaml = (text: string): { readonly value: unknown } | { readonly finding: CalendarFinding } => {
  try {
    return { value: parse(text, { schema: 'failsafe', prettyErrors: true, logLevel: 'error' }) }
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error
    const line = error.linePos?.[0].line
    const message = error.message.split('\n')[0] ?? ''
    const finding = { code: 'calendar-yaml', message, hint: 'Mend the YAML.' } as const
    return { finding: line === undefined ? finding : { ...finding, line } }
  }
}

const keyFindings = (found: Mapping): readonly CalendarFinding[] =>
  Object.keys(found)
    .filter((key) => !keys.includes(key))
    .map((key) => ({
      code: 'calendar-key',
      message: `The key ${JSON.stringify(key)} is not known.`,
      hint: `A calendar has the keys ${keys.join(', ')}.`,
    }))

const textFindings = (found: Mapping): readonly CalendarFinding[] =>
  ['title', 'source']
    .filter((key) => !isPlainText(found[key]))
    .map((key) => ({
      code: 'calendar-text',
      message: `The key ${key} is missing or is not one line of plain text.`,
      hint: 'Write one line without backticks.',
    }))

const holidayFindings = (holidays: Mapping, knownUntil: PlainDate | undefined): readonly CalendarFinding[] =>
  Object.entries(holidays).flatMap(([date, name]): readonly CalendarFinding[] => {
    if (parsePlainDate(date) === undefined)
      return [{ code: 'calendar-date', message: `${date} is not a day.`, hint: 'Write it as "2026-12-25".' }]
    if (!isPlainText(name))
      return [
        { code: 'calendar-text', message: `${date} has no name of one line.`, hint: 'Name the holiday.' },
      ]
    if (knownUntil === undefined || date <= knownUntil) return []
    const message = `${date} lies after known-until, ${knownUntil}.`
    return [{ code: 'calendar-known-until', message, hint: 'Leave it out, or move known-until.' }]
  })

const untilFindings = (knownUntil: PlainDate | undefined): readonly CalendarFinding[] => {
  if (knownUntil !== undefined) return []
  const message = 'The key known-until is missing or is not a day.'
  return [
    {
      code: 'calendar-known-until',
      message,
      hint: 'Give the last day whose holidays are published: "2027-12-31".',
    },
  ]
}

const shapeFinding = (message: string): CalendarFinding => ({
  code: 'calendar-shape',
  message,
  hint: 'See flows/calendars/ for how a calendar is written.',
})

/**
 * The calendar in a file of `flows/calendars`, or everything that is wrong with it. `id` is the file's name without
 * its ending; `sha256` the digest of the text, in lower-case hex, which the caller has taken.
 */
export const parseCalendar = (
  id: string,
  text: string,
  sha256: string,
): Calendar | { readonly findings: readonly CalendarFinding[] } => {
  const read = readYaml(text)
  if ('finding' in read) return { findings: [read.finding] }
  if (!isMap(read.value)) return { findings: [shapeFinding('The file is not a list of keys.')] }
  const { title, holidays, 'known-until': until, 'closures-until': closures } = read.value
  if (!isMap(holidays))
    return { findings: [shapeFinding('The key holidays is missing or is not a list of dates.')] }
  const knownUntil = typeof until === 'string' ? parsePlainDate(until) : undefined
  const closuresUntil = typeof closures === 'string' ? parsePlainDate(closures) : undefined
  const findings = [
    ...keyFindings(read.value),
    ...textFindings(read.value),
    ...untilFindings(knownUntil),
    ...(closures === undefined || closuresUntil !== undefined ? [] : untilFindings(undefined)),
    ...holidayFindings(holidays, knownUntil),
  ]
  if (findings.length > 0 || !isPlainText(title) || knownUntil === undefined) return { findings }
  const days = Object.entries(holidays).map(([date, name]) => [date, String(name)] as const)
  return {
    id,
    title,
    knownUntil,
    ...(closuresUntil === undefined ? {} : { closuresUntil }),
    holidays: new Map(days.sort(([a], [b]) => (a < b ? -1 : 1))),
    sha256,
  }
}
