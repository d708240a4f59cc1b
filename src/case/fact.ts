/**
 * Facts: what a record is made of. An *answer* is what a person said; a *statement* is what the engine
 * derived from the answers and said out loud (the next rung, a deadline), so that a reader need not
 * take our word for it. Knows nothing of Markdown; see record/.
 */
import type { Deadline, Moment, PlainDate, Stamp } from '../calendar/time.ts'

/** A thing named in words as well as by its id. */
export interface Named {
  readonly id: string
  readonly label: string
}

export type Value =
  | { readonly kind: 'choice'; readonly choice: Named }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'moment'; readonly moment: Moment }
  | { readonly kind: 'date'; readonly date: PlainDate }
  /** Asked and passed over with Enter: "not given". */
  | { readonly kind: 'none' }

/** Everything a person can be asked. Labels and value kinds are in fields.ts. */
export type Field =
  | 'danger'
  | 'danger-done'
  | 'recorded-by'
  | 'scenario'
  | 'start'
  | 'tried'
  | 'ask'
  | 'guard'
  | 'check'
  | 'outcome'
  | 'when'
  | 'received'
  | 'how'
  | 'who'
  | 'said'
  | 'reason'
  | 'reference'
  | 'done-what'
  | 'question'
  | 'why'
  | 'sooner'
  | 'agreed-date'
  | 'look-again'
  | 'moved-to'
  | 'back-to'
  | 'advice'
  | 'advice-when'
  | 'advice-who'
  | 'advice-said'
  | 'action'
  | 'action-when'
  | 'action-done'
  | 'moment'
  | 'children'
  | 'decision'
  | 'told'
  | 'concern'
  | 'child-said'
  | 'sought'
  | 'promise-what'
  | 'promise-who'
  | 'promise-by'
  | 'promise-outcome'
  | 'top-outcome'
  | 'handed-outcome'
  | 'agreed-what'
  | 'outstanding'
  | 'feedback'
  | 'same-outcome'
  | 'child'
  | 'child-outcome'
  | 'child-more'
  | 'again'
  | 'closing'
  | 'match'
  | 'match-how'
  | 'sent'
  | 'sent-when'
  | 'sent-to'
  | 'sent-how'
  | 'note'

export interface Answer {
  readonly kind: 'answer'
  readonly at: Stamp
  readonly field: Field
  /** What the question is about, where a field alone does not say: which check, which guard. */
  readonly subject?: Named
  readonly value: Value
}

/** Where the case goes: a rung id, `scenario/rung`, or one of the reserved `promise`, `top`, `handed`, `closing`. */
export interface NextStatement {
  readonly kind: 'next'
  readonly at: Stamp
  readonly to: Named
}

export interface DueStatement {
  readonly kind: 'due'
  readonly at: Stamp
  readonly whose: 'ours' | 'theirs' | 'both'
  /** The clock: `rung/clock`, `stage/clock`, or `/clock` for one that spans the scenario. */
  readonly clock: string
  readonly title: string
  readonly deadline: Deadline
  /** Digest of the calendar that was counted on. */
  readonly calendar: string
}

/** The policy by which the case is walked from here on. */
export interface PolicyFact {
  readonly kind: 'policy'
  readonly at: Stamp
  readonly policy: Named
  readonly sha256: string
}

export interface DeviceFact {
  readonly kind: 'device'
  readonly at: Stamp
  readonly mark: string
  /** The public key that signs from here on: 32 bytes in hex. Absent where none could be kept. */
  readonly key?: string
}

export interface ProgramFact {
  readonly kind: 'program'
  readonly at: Stamp
  readonly version: string
}

/** The case is made up, for training: nothing in the record happened. */
export interface TrainingFact {
  readonly kind: 'training'
  readonly at: Stamp
  /** The made-up case. */
  readonly exercise: Named
}

/** The clock was given by hand (`--at`), not read. */
export interface ClockGivenFact {
  readonly kind: 'clock-given'
  readonly at: Stamp
}

/** The fact that follows replaces an earlier one, which stays in the file. Counted from 1, within its entry. */
export interface ReplacesFact {
  readonly kind: 'replaces'
  readonly at: Stamp
  readonly entry: number
  readonly fact: number
  readonly reason: Named
}

/** A write that had been cut off was set aside. `text`: what can still be read of it. */
export interface RecoveredFact {
  readonly kind: 'recovered'
  readonly at: Stamp
  readonly bytes: number
  readonly sha256: string
  readonly text: string
}

/** A lock held by somebody else was taken over, with the person's reason. */
export interface TakenOverFact {
  readonly kind: 'taken-over'
  readonly at: Stamp
  readonly text: string
}

/** A code for the record as it stood when `entry` was sealed was given out. `code`: 20 digits. */
export interface ReceiptFact {
  readonly kind: 'receipt'
  readonly at: Stamp
  readonly entry: number
  readonly code: string
}

export interface ClosedFact {
  readonly kind: 'closed'
  readonly at: Stamp
  readonly how: Named
}

export type Fact =
  | Answer
  | NextStatement
  | DueStatement
  | PolicyFact
  | DeviceFact
  | ProgramFact
  | TrainingFact
  | ClockGivenFact
  | ReplacesFact
  | RecoveredFact
  | TakenOverFact
  | ReceiptFact
  | ClosedFact

/** What an entry is about; its heading says so. `clause` and ids stand in the heading of a rung. */
export type Place =
  | { readonly kind: 'sitting' }
  | { readonly kind: 'rung'; readonly rung: Named; readonly clause: string }
  | { readonly kind: 'danger' }
  | { readonly kind: 'about' }
  | { readonly kind: 'promise' }
  | { readonly kind: 'top' }
  | { readonly kind: 'handed' }
  | { readonly kind: 'closing' }
  | { readonly kind: 'note' }
  | { readonly kind: 'letter' }
  | { readonly kind: 'correction' }

/** The id of what was chosen; nothing for any other value. */
export const idOf = (value: Value): string | undefined =>
  value.kind === 'choice' ? value.choice.id : undefined
