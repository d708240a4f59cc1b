/** What can be asked of a case, and how it can be refused. */
import type { Policy } from '../flow/policy.ts'
import type { Fact, Named, Place, Value } from './fact.ts'
import type { Ask } from './question.ts'

/** A write that was cut off. `bytes`: how many. `text`: what can be read of them. */
export interface CutOff {
  readonly bytes: number
  readonly sha256: string
  readonly text: string
}

export type Command =
  | {
      readonly kind: 'open'
      readonly mark: string
      /** The public key of this device, in hex. */
      readonly key?: string
      readonly version: string
      readonly clockGiven: boolean
      /** The made-up case, where it is one. */
      readonly exercise?: Named
      /** Cut-off writes that were set aside, and not stated yet. */
      readonly recovered?: readonly CutOff[]
      readonly takenOver?: string
    }
  | { readonly kind: 'policy'; readonly policy: Policy }
  /** The answer to the present question. `tried`: some steps were taken before this record began. */
  | { readonly kind: 'answer'; readonly value: Value }
  | { readonly kind: 'checks'; readonly ticked: readonly string[] }
  /** The checklist of the present rung, before it is asked for; it can be given again. */
  | { readonly kind: 'tick'; readonly ticked: readonly string[] }
  | { readonly kind: 'tried' }
  /**
   * The answer to a question that need not be the present one: what the case is about, a question of the policy or, at the
   * close, a text that was passed over.
   */
  | {
      readonly kind: 'volunteer'
      readonly question: Pick<Ask, 'field' | 'subject' | 'replaces'>
      readonly value: Value
    }
  | { readonly kind: 'danger'; readonly danger: 'yes' | 'no' | 'unsure' }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'advice'; readonly advice: string }
  /** The letter of a draft was sent, as the file of this digest: 64 hex digits in lower case. */
  | { readonly kind: 'sent'; readonly letter: Named; readonly sha256: string }
  /** The concern meets a criterion: a level of need, a section of an act. */
  | { readonly kind: 'match'; readonly criterion: Named }
  /** A receipt was given for the record up to this sealed entry. `code`: 20 digits. */
  | { readonly kind: 'receipt'; readonly entry: number; readonly code: string }
  | {
      readonly kind: 'correct'
      readonly entry: number
      readonly index: number
      readonly value: Value
      readonly reason: Named
    }
  /** Only what is owed: statements that a crash left out. */
  | { readonly kind: 'settle' }

export interface Refusal {
  readonly kind: 'refused'
  readonly reason: string
}

/** A fact and where it belongs, before it is written. */
export interface Written {
  readonly place: Place
  readonly fact: Fact
}

export interface Decided {
  readonly kind: 'facts'
  readonly facts: readonly Written[]
}

export type Decision = Decided | Refusal

/** Why a correction is made. */
export const correctionReasons: readonly Named[] = [
  { id: 'mistyped', label: 'mistyped' },
  { id: 'learned', label: 'I learned more' },
  { id: 'changed', label: 'they changed their mind' },
]

/** Why a text that was passed over stands in another's place. */
export const addedLater: Named = { id: 'added', label: 'asked again at the close' }
