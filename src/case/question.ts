/** What can be asked of the person: a value that any terminal, script or test can put and answer. */
import type { Scenario } from '../flow/policy.ts'
import type { Field, Named, Place } from './fact.ts'

export interface Choice {
  readonly id: string
  readonly label: string
  /** Offered only behind "Something else". */
  readonly aside?: true
}

export type Input =
  | { readonly kind: 'choice'; readonly options: readonly Choice[]; readonly optional: boolean }
  | { readonly kind: 'text'; readonly optional: boolean; readonly offered?: string }
  /** Something past. `now`: Enter means just now. */
  | { readonly kind: 'moment'; readonly optional: boolean; readonly now: boolean }
  /** Something to come, today at the earliest. */
  | { readonly kind: 'date'; readonly optional: boolean }

/** Something to tick. */
export interface Tick {
  readonly id: string
  readonly text: string
  readonly clause: string
}

/** A question whose answer is one fact. */
export interface Ask {
  readonly kind: 'ask'
  /** Its name in scripts: the field, with its subject behind a colon. */
  readonly id: string
  readonly field: Field
  readonly subject?: Named
  readonly place: Place
  readonly title: string
  readonly hint?: string
  readonly clause?: string
  readonly input: Input
  /** This is asked a second time: the answer replaces that fact. */
  readonly replaces?: { readonly entry: number; readonly index: number }
}

export type Question =
  | Ask
  | { readonly kind: 'policy'; readonly id: 'policy' }
  | {
      readonly kind: 'checks'
      readonly id: 'checks'
      readonly place: Place
      readonly title: string
      readonly checks: readonly Tick[]
    }
  | { readonly kind: 'scenario'; readonly id: 'scenario'; readonly scenarios: readonly Scenario[] }
  /** Nothing is left to ask. */
  | { readonly kind: 'closed'; readonly id: 'closed' }
  /** The record names a policy that is not to be had; the case can be read and noted, not walked. */
  | { readonly kind: 'lost-policy'; readonly id: 'lost-policy'; readonly sha256: string }
