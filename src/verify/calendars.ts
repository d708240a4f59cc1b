/**
 * The calendars of the days on which a record was written. Which those were only the record knows: a deadline names the digest
 * of the calendar that it was counted on. Counts nothing.
 */
import { calendarIds } from '../calendar/nations.ts'
import { schoolPrefix } from '../calendar/school.ts'
import type { Calendar } from '../calendar/time.ts'
import type { Case, Placed, World } from '../case/case.ts'
import type { DueStatement } from '../case/fact.ts'

/** The calendars as they were where the record is being read. Changed by `turnTo`. */
export interface Calendars {
  readonly world: World
  readonly then: Map<string, Calendar>
  /** The digest of the first calendar that the record names and nobody has. From there on no deadline is judged. */
  missing: string | undefined
}

export const beginCalendars = (world: World): Calendars => ({ world, then: new Map(), missing: undefined })

/** The world with these calendars in the place of today's. */
export const worldThen = ({ world, then }: Calendars): World => ({
  ...world,
  calendar: (id) => then.get(id) ?? world.calendar(id),
})

/** Whether this is the calendar of another nation. */
const isOther = (world: World, id: string, calendar: Calendar): boolean => {
  const prefix = id.startsWith(schoolPrefix) ? schoolPrefix : ''
  const others = calendarIds.map((nation) => `${prefix}${nation}`).filter((one) => one !== id)
  return calendar.id !== id && others.some((one) => world.calendar(one)?.title === calendar.title)
}

const isSchools = ({ id, closuresUntil }: Calendar): boolean =>
  closuresUntil !== undefined || id.startsWith(schoolPrefix)

const take = (calendars: Calendars, state: Case, { calendar: sha256 }: DueStatement): void => {
  const { world, then } = calendars
  const found = world.pinnedCalendar(sha256)
  if (found === undefined) {
    calendars.missing ??= sha256
    return
  }
  const nation = state.policy?.calendar ?? ''
  const id = isSchools(found) ? `${schoolPrefix}${nation}` : nation
  if (!isOther(world, id, found)) then.set(id, found)
}

/** Takes up the calendars that the statements from `start` on were counted on. */
export const turnTo = (calendars: Calendars, state: Case, facts: readonly Placed[], start: number): void => {
  for (let i = start; i < facts.length; i++) {
    const fact = facts[i]?.fact
    if (fact?.kind === 'due') take(calendars, state, fact)
    else if (fact?.kind !== 'next' && fact?.kind !== 'closed') return
  }
}
