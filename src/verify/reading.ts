/**
 * How far a record has been read, and what has to follow. A fact belongs to a command that somebody gave; what the command
 * writes besides, and what the engine states after it, comes next. Only a crash leaves something out, and then a new sitting
 * begins.
 */
import { begin, type Case, type Placed, type World } from '../case/case.ts'
import type { Written } from '../case/command.ts'
import type { Place } from '../case/fact.ts'
import { beginCalendars, type Calendars, worldThen } from './calendars.ts'

/** Changed as the record is read: see rules.ts. */
export interface Reading {
  readonly facts: readonly Placed[]
  readonly calendars: Calendars
  state: Case
  /** What the last command has still to write; several ways, where it may have been one of several commands. */
  rest: readonly (readonly Written[])[]
  /** A command broke off, and what was owed by then has been stated. */
  cut: boolean
  /** The statements still to come after the last command; undefined where nobody has looked yet. */
  owed: readonly Written[] | undefined
  /** The heading under which the last fact stood. */
  before: Place
  /** The last case that was seen to owe nothing. */
  quiet: Case | undefined
}

export const beginReading = (world: World, facts: readonly Placed[]): Reading => {
  const calendars = beginCalendars(world)
  return {
    facts,
    calendars,
    state: begin(worldThen(calendars)),
    rest: [],
    cut: false,
    owed: undefined,
    before: { kind: 'sitting' },
    quiet: undefined,
  }
}

/** Whether the last command has not written all that it writes. */
export const isUnfinished = ({ rest }: Reading): boolean =>
  rest.length > 0 && rest.every((one) => one.length > 0)
