/**
 * A draft: the text of a letter that a policy asks for, with named blanks, as data. What can stand in one is a closed list;
 * see blanks.ts. Filled for a case it is a letter; see letter.ts.
 */
import type { Root } from 'mdast'
import type { forms } from '../flow/words/closed-lists.ts'

export type Form = (typeof forms)[number]

/** Where in a case a draft is wanted. */
export type DraftPlace =
  /** `scenario` absent: in every scenario that has the rung. */
  | { readonly kind: 'rung'; readonly scenario?: string; readonly rung: string }
  /** Advice, or something that may be done beside the ladder. */
  | { readonly kind: 'advice'; readonly id: string }
  | { readonly kind: 'promise' }
  | { readonly kind: 'closing' }

export interface Draft {
  /** `service-manager-letter`: unique within its policy. */
  readonly id: string
  readonly title: string
  readonly form: Form
  readonly places: readonly DraftPlace[]
  /** The clause that asks for it. */
  readonly clause: string
  /** By role; whom it is written to. May have blanks, as the subject may. */
  readonly to: string
  readonly subject: string
  /** The readings and gaps of the policy on which it rests. */
  readonly remarks: readonly string[]
  /** Paragraphs, headings, lists and tables; blanks stand in their texts as `{record}`. */
  readonly body: Root
}
