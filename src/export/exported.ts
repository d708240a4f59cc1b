/**
 * One record as a plain value, for whoever looks at it and for programs: what it says in its facts, what they amount to, what
 * was checked. Printed as JSON as it stands (docs/export-format.md); whoever shows it adds only words.
 */
import type { Moment, PlainDate, PlainTime, Stamp } from '../calendar/time.ts'
import type { MadeUp } from '../record/made-up.ts'
import type { Verified } from '../verify/verified.ts'

/** A thing by its id, and as the record names it. */
export interface Named {
  readonly id: string
  readonly label: string
}

/** What was answered. `left-out`: typed, and left out of a redacted copy. `none`: asked, and passed over. */
export type Said =
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'left-out' }
  | ({ readonly kind: 'choice' } & Named)
  | ({ readonly kind: 'moment' } & Moment)
  | { readonly kind: 'date'; readonly date: PlainDate }
  | { readonly kind: 'none' }

/** What a fact says behind its label: what was answered, or what the program wrote of itself. */
export type Told =
  | Said
  | ({ readonly kind: 'policy'; readonly sha256: string } & Named)
  | {
      readonly kind: 'due'
      readonly whose: 'ours' | 'theirs' | 'both'
      readonly what: string
      readonly clock: string
      readonly date: PlainDate
      readonly time?: PlainTime
      readonly working: string
      readonly unsureAfter?: PlainDate
    }
  | { readonly kind: 'replaces'; readonly entry: number; readonly fact: number; readonly reason: Named }
  | { readonly kind: 'device'; readonly mark: string; readonly key?: string }
  | { readonly kind: 'receipt'; readonly entry: number; readonly code: string }
  | { readonly kind: 'recovered'; readonly bytes: number; readonly sha256: string; readonly said: Said }
  | { readonly kind: 'training'; readonly exercise: Named }
  | { readonly kind: 'program'; readonly version: string }
  | { readonly kind: 'clock-given' }

/** A place in the record, both from 1. */
export interface Place {
  readonly entry: number
  readonly fact: number
}

export interface ExportedFact {
  readonly fact: number
  readonly at: Stamp
  readonly kind: string
  /** What was asked, by its id; absent where nobody was. */
  readonly field?: string
  /** As the record has it before the colon. */
  readonly label: string
  readonly subject?: Named
  readonly told: Told
  /** Written so many days after the day it tells of. */
  readonly later?: number
  /** An outcome of a step that had been tried before the record began. */
  readonly tried?: true
  /** The answer that it takes the place of; of a chain of corrections the one before. */
  readonly replaces?: Place
  readonly replacedBy?: Place
  /** Off the path since a correction. */
  readonly off?: true
}

export interface ExportedEntry {
  readonly entry: number
  /** What the visit was about, by the kind of place. */
  readonly place: string
  readonly heading: string
  readonly rung?: Named
  readonly clause?: string
  readonly sealed: boolean
  readonly signed: boolean
  readonly facts: readonly ExportedFact[]
}

export interface Happened {
  readonly outcome: Named
  readonly on: Moment
}

/** A visit to a rung, the oldest first. */
export interface ExportedVisit {
  readonly rung: Named
  readonly clause: string
  /** As the policy names it; absent where the policy is not at hand. */
  readonly scenario?: string
  readonly reached: Moment
  /** When the last thing happened there; absent while the case is there. */
  readonly left?: Moment
  readonly outcomes: readonly Happened[]
}

export interface ExportedChild {
  readonly child: Said
  readonly outcome?: Named
}

/** What a reader wants to know first. A text is absent where the record does not have it. */
export interface Summary {
  readonly policy?: Named & { readonly sha256: string }
  readonly scenario?: Named
  readonly recordedBy: readonly Said[]
  /** The first and the last fact. */
  readonly begun?: Stamp
  readonly last?: Stamp
  readonly danger: readonly (Place & { readonly at: Stamp })[]
  readonly children?: Said
  readonly decision?: Said
  readonly told?: Said
  readonly concern?: Said
  readonly childSaid?: Said
  readonly sought?: Said
  /** In words of the program. */
  readonly stands: string
  readonly closed?: { readonly how: Named; readonly at: Stamp }
  /** What was agreed, and what is left, since the last outcome: labels and answers. */
  readonly agreed: readonly { readonly field: string; readonly label: string; readonly said: Said }[]
  readonly perChild: readonly ExportedChild[]
}

export interface Exported {
  /** The record's file, without its folder. */
  readonly file: string
  /** Of the file's bytes. */
  readonly sha256: string
  readonly record: string
  /** The case is made up: nothing in the record happened. */
  readonly training?: MadeUp
  readonly zone: string
  readonly made: Stamp
  /** Of the program. */
  readonly version: string
  readonly verified: Verified
  /** A policy that the record names, and that is not at hand: its digest. */
  readonly unknownPolicy?: string
  readonly summary: Summary
  readonly visits: readonly ExportedVisit[]
  readonly entries: readonly ExportedEntry[]
}
