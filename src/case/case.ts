/**
 * The derived state of a case: what the facts so far amount to. Nothing in here is stored anywhere; evolve.ts
 * makes it from the facts, and could make it again.
 */
import type { Calendar, Moment, Stamp } from '../calendar/time.ts'
import type { Policy, Rung, Scenario } from '../flow/policy.ts'
import type { Chain } from './chain.ts'
import type { DueStatement, Fact, Field, Named, Place, Value } from './fact.ts'

/** What the engine may look up; plain values, found by digest or id. */
export interface World {
  readonly policy: (sha256: string) => Policy | undefined
  /** Today's calendar, by id. */
  readonly calendar: (id: string) => Calendar | undefined
  /** A calendar that was counted on earlier, by digest. */
  readonly pinnedCalendar: (sha256: string) => Calendar | undefined
}

/** A fact with its place in the record: entry and position within it, both from 1. */
export interface Placed {
  readonly entry: number
  readonly index: number
  readonly place: Place
  readonly fact: Fact
}

/** What a rung brought, once: an outcome of the flow, or one that the program offers on every rung. */
export type AttemptKind =
  | 'agreed'
  | 'refused'
  | 'no-answer'
  | 'done'
  | 'not-done'
  | 'other-way'
  | 'waiting'
  | 'unreached'
  | 'skipped'
  | 'withdrawn'
  | 'moved'
  | 'back'

export type Details = Partial<Readonly<Record<Field, Value>>>

export interface Attempt {
  readonly outcome: Named
  readonly kind: AttemptKind
  readonly at: Stamp
  readonly details: Details
  readonly complete: boolean
}

export interface Visit {
  readonly scenario: string
  readonly rung: Rung
  /** The policy allows for "or sooner, if the child needs it" here. */
  readonly sooner: boolean
  /** When that happened which led here. */
  readonly reached: Moment
  /** Oldest first. */
  readonly attempts: readonly Attempt[]
  /** Answers to guards that are asked at every rung. */
  readonly guards: Readonly<Record<string, Named>>
}

/** How a case came to its end. */
export type Ending = 'agreed' | 'unresolved' | 'withdrawn' | 'elsewhere'

export type Position =
  | { readonly kind: 'opening' }
  | { readonly kind: 'rung'; readonly visit: Visit }
  | { readonly kind: 'promise'; readonly visit: Visit; readonly details: Details }
  | { readonly kind: 'top'; readonly visit: Visit; readonly details: Details }
  | {
      readonly kind: 'closing'
      readonly how: Ending
      readonly elsewhere?: string
      readonly details: Details
      readonly reached: Moment
    }
  /** `stated`: the record says so. */
  | { readonly kind: 'closed'; readonly how: Ending; readonly stated: boolean }

/** A text that was passed over, to be asked for once more at the close. */
export interface Skip {
  readonly entry: number
  readonly index: number
  readonly field: Field
  readonly where: string
}

export interface Sitting {
  readonly danger?: string
  /** Danger was answered with yes, and what was done about it has not been asked yet. */
  readonly dangerOpen: boolean
  readonly by?: string
}

export interface Case {
  readonly world: World
  readonly log: Chain<Placed>
  readonly sittings: number
  readonly sitting: Sitting
  /** The last person who said who they are. */
  readonly by?: string
  readonly policy?: Policy
  /** The digest of a policy that the record names and nobody has. */
  readonly unknownPolicy?: string
  readonly scenario?: Scenario
  readonly catchingUp: boolean
  readonly asks: Readonly<Record<string, Named>>
  readonly guards: Readonly<Record<string, Named>>
  /** Per scenario, rung and check: ticked or not. */
  readonly checks: Readonly<Record<string, boolean>>
  readonly about: Details
  readonly advice?: { readonly subject: Named; readonly details: Details }
  readonly position: Position
  /** Visits that have ended, oldest first. */
  readonly trail: Chain<Visit>
  readonly stated: Readonly<Record<string, DueStatement>>
  /** Where the case went, while the record does not say so yet. */
  readonly owedNext?: Named
  readonly skips: readonly Skip[]
  /** A correction was announced; the next answer is the new value. */
  readonly replacing?: { readonly entry: number; readonly index: number }
  /** Facts that lie off the path since a correction, as `entry.index`. */
  readonly off: ReadonlySet<string>
}

export const placeKey = (entry: number, index: number): string => `${entry}.${index}`

/** A case before its first fact. */
export const begin = (world: World): Case => ({
  world,
  log: undefined,
  sittings: 0,
  sitting: { dangerOpen: false },
  catchingUp: false,
  asks: {},
  guards: {},
  checks: {},
  about: {},
  position: { kind: 'opening' },
  trail: undefined,
  stated: {},
  skips: [],
  off: new Set(),
})

/** The rung's name for people and for the record: its printed label before its title, unless that is just a number. */
export const rungName = (rung: Rung): string =>
  rung.label === undefined || !/[a-z]{3}/i.test(rung.label) ? rung.title : `${rung.label}: ${rung.title}`

/** Finds a rung of a scenario, on its ladder or beside it. */
export const findRung = (scenario: Scenario, id: string): Rung | undefined =>
  scenario.ladder.find((rung) => rung.id === id) ?? scenario.ways.find((rung) => rung.id === id)

/** The rung above, or undefined at the top. From beside the ladder: the first rung. */
export const rungAbove = (scenario: Scenario, rung: Rung): Rung | undefined =>
  scenario.ladder[scenario.ladder.indexOf(rung) + 1]

/** Where the facts of the present position stand in the record. */
export const placeOf = (position: Position): Place => {
  switch (position.kind) {
    case 'opening':
      return { kind: 'sitting' }
    case 'rung':
      return {
        kind: 'rung',
        rung: { id: position.visit.rung.id, label: rungName(position.visit.rung) },
        clause: position.visit.rung.clause,
      }
    case 'promise':
      return { kind: 'promise' }
    case 'top':
      return { kind: 'top' }
    case 'closing':
    case 'closed':
      return { kind: 'closing' }
  }
}
