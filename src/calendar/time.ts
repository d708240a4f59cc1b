/**
 * Civil time as plain values: what people write in a diary. No zone, no clock; an instant becomes
 * one of these only at the edge (see zone.ts).
 */

/** A calendar date, `YYYY-MM-DD`. */
export type PlainDate = string

/** A time of day, `HH:MM`, 24 hours. */
export type PlainTime = string

/** When something happened, as well as the person knows it: no time is "that day", `about` is "roughly then". */
export interface Moment {
  readonly date: PlainDate
  readonly time?: PlainTime
  readonly about?: true
}

/** When the program wrote something: a civil second with its offset, `2026-11-19T10:31:05+00:00`. */
export type Stamp = string

/** The unit of a rule in a policy. Named as a policy prints them; the list is closed. */
export type Unit =
  | 'hours'
  | 'working-hours'
  | 'working-days'
  | 'working-weeks'
  | 'days'
  | 'weeks'
  | 'months'
  | 'school-days'
  | 'same-day'
  | 'same-working-day'

/** A rule in words: "2 working days". `amount` is 0 for the two "same …" units. */
export interface Timescale {
  readonly amount: number
  readonly unit: Unit
}

/** Between which times of a working day an office works, as a policy prints them. */
export interface OfficeHours {
  readonly from: PlainTime
  readonly to: PlainTime
}

/** All that a policy says about how a deadline is counted. */
export interface Rule {
  readonly within: Timescale
  /** A second figure that the source calls equal: both are shown, the earlier counts. */
  readonly also?: Timescale
  /** The day it counts from is day 1 instead of day 0. Only for units of days. */
  readonly dayOne?: true
  /** At this time of the last day, not at its end. Only for units of days. */
  readonly by?: PlainTime
  /** For working hours; absent where the source prints none. */
  readonly officeHours?: OfficeHours
}

/** Days on which a nation's authorities do not work, and how far ahead they are known. */
export interface Calendar {
  readonly id: string
  readonly title: string
  /** The last date up to which every holiday is officially known. */
  readonly knownUntil: PlainDate
  /** Of a school's calendar: the last day of which the school has said whether it is closed. */
  readonly closuresUntil?: PlainDate
  readonly holidays: ReadonlyMap<PlainDate, string>
  /** SHA-256 of the text this calendar was read from, lower-case hex. */
  readonly sha256: string
}

/** The moment that a timescale yields, with the working shown. */
export interface Deadline {
  /** The date it is due; the end of that day where `time` is absent. */
  readonly date: PlainDate
  readonly time?: PlainTime
  /** One line for people: "2 working days from Thu 2 Apr: Fri 3 Good Friday, Sat 4, … skipped; Tue 7, Wed 8". */
  readonly working: string
  /** Set when a day beyond the calendar's `knownUntil` had to be counted: the deadline is then unsure. */
  readonly unsureAfter?: PlainDate
}
