/** What somebody or something outside a record holds of it: registers, this computer's memory, a receipt, known keys. */
import type { Stamp } from '../calendar/time.ts'

/** What one register says of one record. */
export interface Registered {
  /** The device whose register it is. */
  readonly mark: string
  /** Seals by entry, as far as it has them. */
  readonly seals: ReadonlyMap<number, string>
  /** The last entry that it knows. */
  readonly furthest: number
  readonly destroyed: boolean
}

/** A register beside a record that says nothing of it. */
export interface Silent {
  readonly mark: string
  /** The rest of a sentence about it: "is not signed". */
  readonly why: string
}

/** A key that a register names. */
export interface RegisteredKey {
  readonly key: string
  /** The key before has signed for it. */
  readonly vouched: boolean
}

/** What `verify` on this computer has seen of a record before: its longest head. */
export interface Remembered {
  readonly entry: number
  readonly seal: string
  /** When that head was first seen. */
  readonly seen: Stamp
}

export interface Witnesses {
  readonly registers: readonly Registered[]
  readonly silent: readonly Silent[]
  /** Public keys by the mark of the device that registered them. */
  readonly registeredKeys: ReadonlyMap<string, readonly RegisteredKey[]>
  readonly remembered?: Remembered
  /** When another record was seen in the same place. */
  readonly otherSeen?: Stamp
  /** 20 digits, and the entry whose seal they are for; absent where they are for none. */
  readonly receipt?: { readonly code: string; readonly entry?: number }
  /** Keys that the person has named with --key. */
  readonly keys: readonly string[]
  /** Other files among those verified that have the same beginning. */
  readonly copies: readonly Copy[]
}

export type Copy = {
  readonly path: string
  /** It is named as the record is, and leaves nothing out. */
  readonly itself: boolean
} & (
  | { readonly kind: 'longer' | 'no-longer' }
  /** `entry`: the first that differs. */
  | { readonly kind: 'differs'; readonly entry: number }
)

export const noWitnesses: Witnesses = {
  registers: [],
  silent: [],
  registeredKeys: new Map(),
  keys: [],
  copies: [],
}
