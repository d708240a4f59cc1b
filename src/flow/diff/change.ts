/**
 * What a comparison of two policies yields, as plain values: each change says about which part it is and what became of
 * it. Holds no comparing (diff.ts) and no sentences (render/flow/diff-sentence.ts).
 */
import type {
  Advice,
  Agency,
  Ask,
  Body,
  Check,
  Clock,
  ClosingCheck,
  Contact,
  Edition,
  Elsewhere,
  Guard,
  GuardOption,
  NamedMoment,
  Outcome,
  OwnQuestion,
  Policy,
  Remark,
  Rung,
  Scenario,
  Stage,
  Start,
  Term,
  Track,
} from '../policy.ts'

/** The parts of a policy that a change can be about, with the type of each. */
export interface Parts {
  readonly policy: Policy
  readonly edition: Edition
  readonly body: Body
  readonly term: Term
  readonly contact: Contact
  readonly ask: Ask
  readonly option: GuardOption
  readonly moment: NamedMoment
  readonly agency: Agency
  readonly advice: Advice
  readonly guard: Guard
  readonly remark: Remark
  readonly elsewhere: Elsewhere
  readonly scenario: Scenario
  readonly start: Start
  readonly stage: Stage
  readonly track: Track
  readonly closing: ClosingCheck
  readonly rung: Rung
  readonly clock: Clock
  readonly outcome: Outcome
  readonly check: Check
  readonly question: OwnQuestion
}

export type PartKind = keyof Parts

/** The words that a part of this kind has. */
export type FieldOf<K extends PartKind> = Extract<keyof Parts[K], string>

export type Field = { readonly [K in PartKind]: FieldOf<K> }[PartKind]

/** A part of a policy: of the newer one, or of the older where it is gone. */
export interface Place {
  readonly kind: PartKind
  readonly id: string
  /** What people call it: a rung's label or title, a contact's role. */
  readonly title: string
  readonly clause?: string
  /** What it is a part of, where that is not the policy or the scenario: the rung of a clock, the guard of an option. */
  readonly of?: Place
}

/** What became of it. Texts are words for people, unescaped. */
export type Turn =
  /** `where` it stands among its like; `words` sketch it. */
  | { readonly kind: 'new'; readonly words: string; readonly where?: string }
  | { readonly kind: 'gone'; readonly words: string }
  /** The same part under another id. */
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'moved'; readonly direction: 'up' | 'down' | 'aside'; readonly where: string }
  /** One of its words, said anew, added or left out. `by`: a closer word for it, as "telephone number". */
  | {
      readonly kind: 'said'
      readonly field: Field
      readonly by?: string
      readonly from?: string
      readonly to?: string
    }
  /** The same things in another order. */
  | { readonly kind: 'order'; readonly field: Field }

/** `consequence`: it may change what is done in a case; `wording`: what is said about it. */
export type Weight = 'consequence' | 'wording'

export interface Change {
  readonly place: Place
  /** Ids of the scenarios in which it is so; empty: it is about the whole policy. */
  readonly scenarios: readonly string[]
  readonly weight: Weight
  readonly turn: Turn
}
