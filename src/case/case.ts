/**
 * The derived state of a case: what the facts so far amount to. Nothing in here is stored anywhere; evolve.ts
 * makes it from the facts, and could make it again.
 */

import type { Calendar, Moment, Stamp } from '../calendar/time.ts'
import type { Advice, Clock, Ending, Policy, Rung, Scenario } from '../flow/policy.ts'
import { rungName } from '../flow/rungs.ts'
import type { AttemptKind } from './attempt-kinds.ts'
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

export type Details = Partial<Readonly<Record<Field, Value>>>

export interface Attempt {
  readonly outcome: Named
  readonly kind: AttemptKind
  readonly at: Stamp
  readonly details: Details
  /** Answers to the rung's own questions, by their ids. */
  readonly answers: Readonly<Record<string, Value>>
  readonly complete: boolean
}

export interface Visit {
  readonly scenario: string
  readonly rung: Rung
  /** The clocks that can run here: the rung's own, its stage's, its scenario's. */
  readonly clocks: readonly Clock[]
  /** When that happened which led here. */
  readonly reached: Moment
  /** Oldest first. */
  readonly attempts: readonly Attempt[]
  /** Answers to guards that are asked at every rung. */
  readonly guards: Readonly<Record<string, Named>>
}

/** How it ended for one of several children. */
export interface ChildOutcome {
  readonly child: Value
  readonly outcome?: Named
  /** Whether another child follows. */
  readonly more?: boolean
}

export type Position =
  | { readonly kind: 'opening' }
  /** A scenario was chosen; what its way depends on is asked. `rung`: where one goes, where that is settled. */
  | {
      readonly kind: 'entry'
      readonly scenario: Scenario
      readonly rung?: string
      readonly start?: Named
      readonly details: Details
      readonly reached: Moment
      /** The way in is part of a case that goes on: the record owes its reader where it went. */
      readonly moved: boolean
    }
  | { readonly kind: 'rung'; readonly visit: Visit }
  | { readonly kind: 'promise'; readonly visit: Visit; readonly details: Details }
  | { readonly kind: 'top'; readonly visit: Visit; readonly details: Details }
  /** With others, who may give it back. */
  | {
      readonly kind: 'handed'
      readonly visit: Visit
      readonly elsewhere: string
      readonly details: Details
    }
  | {
      readonly kind: 'closing'
      readonly how: Ending
      readonly elsewhere?: string
      readonly details: Details
      readonly children: readonly ChildOutcome[]
      readonly reached: Moment
      /** The last visit: what its outcome set going still runs. */
      readonly after?: Visit
    }
  /** `stated`: the record says so. */
  | { readonly kind: 'closed'; readonly how: Ending; readonly stated: boolean }

/** A text that was passed over, to be asked for once more at the close. */
export interface Skip {
  readonly entry: number
  readonly index: number
  readonly field: Field
  readonly subject?: Named
  readonly where: string
}

export interface Sitting {
  readonly danger: string | undefined
  /** Danger was answered with yes, and what was done about it has not been asked yet. */
  readonly dangerOpen: boolean
  readonly by: string | undefined
}

/** A sitting before its first answer. */
export const newSitting: Sitting = { danger: undefined, dangerOpen: false, by: undefined }

/** Advice that was sought, something done beside the ladder, a letter that was sent, a concern that meets a criterion. */
export interface Beside {
  readonly kind: Advice['kind'] | 'sent' | 'match'
  readonly subject: Named
  readonly details: Details
}

export interface Case {
  readonly world: World
  readonly log: Chain<Placed>
  readonly sittings: number
  readonly sitting: Sitting
  /** The last person who said who they are. */
  readonly by: string | undefined
  readonly policy: Policy | undefined
  /** The digest of a policy that the record names and nobody has. */
  readonly unknownPolicy: string | undefined
  readonly scenario: Scenario | undefined
  readonly catchingUp: boolean
  readonly asks: Readonly<Record<string, Named>>
  readonly guards: Readonly<Record<string, Named>>
  /** The policy's own moments that clocks count from. */
  readonly moments: Readonly<Record<string, Value>>
  /** Per scenario, rung and check: ticked or not. */
  readonly checks: Readonly<Record<string, boolean>>
  readonly about: Details
  /** Something beside the question of the time, half-told. */
  readonly beside: Beside | undefined
  readonly position: Position
  /** Visits that have ended, oldest first. */
  readonly trail: Chain<Visit>
  readonly stated: Readonly<Record<string, DueStatement>>
  /** Where the case went, while the record does not say so yet. */
  readonly owedNext: Named | undefined
  readonly skips: readonly Skip[]
  /** The made-up case that this is, for training. */
  readonly exercise: Named | undefined
  /** A correction was announced; the next answer is the new value. */
  readonly replacing: { readonly entry: number; readonly index: number } | undefined
  /** Facts that lie off the path since a correction, as `entry.index`; the first thousand of them. */
  readonly off: ReadonlySet<string>
}

export const placeKey = (entry: number, index: number): string => `${entry}.${index}`

/** A case before its first fact. Every key is there from the beginning: cases of one shape are quick to copy. */
export const begin = (world: World): Case => ({
  world,
  log: undefined,
  sittings: 0,
  sitting: newSitting,
  by: undefined,
  policy: undefined,
  unknownPolicy: undefined,
  scenario: undefined,
  catchingUp: false,
  asks: {},
  guards: {},
  moments: {},
  checks: {},
  about: {},
  beside: undefined,
  position: { kind: 'opening' },
  trail: undefined,
  stated: {},
  owedNext: undefined,
  skips: [],
  exercise: undefined,
  replacing: undefined,
  off: new Set(),
})

/** Where the facts of the present position stand in the record. */
export const placeOf = (position: Position): Place => {
  switch (position.kind) {
    case 'opening':
    case 'entry':
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
    case 'handed':
      return { kind: 'handed' }
    case 'closing':
    case 'closed':
      return { kind: 'closing' }
  }
}
