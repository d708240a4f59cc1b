/**
 * What to append to a record, one buffer per fact. Holds the chain and the text of the open entry, never the
 * record; moves no bytes.
 */
import type { Fact, Place } from '../case/fact.ts'
import { samePlace } from '../case/place.ts'
import { formatFact, formatHeader, formatHeading, formatSeal, formatSignature } from './format.ts'
import type { ParsedEntry, ParsedRecord } from './parse.ts'
import { none, sealOf } from './seal.ts'

/** The entry that is not yet sealed. */
export interface OpenEntry {
  readonly n: number
  readonly place: Place
  /** From `## ` to the LF of its last fact. */
  readonly text: string
  /** How many facts it has. */
  readonly facts: number
}

/** The end of a record, as much as the next append needs. */
export interface Head {
  readonly id: string
  readonly salt: string
  /** The last sealed entry; 0 is the header. */
  readonly n: number
  readonly seal: string
  /** The signature line after that seal, or `none`. */
  readonly signature: string
  readonly open?: OpenEntry
}

/** The head after an append, and the text that must reach the file first. */
export interface Step {
  readonly head: Head
  readonly text: string
}

/** The header of a new record with its seal. `saltHex`: 32 random bytes in lower-case hex. */
export const beginRecord = (id: string, zone: string, saltHex: string): Step => {
  const text = formatHeader(id, zone, saltHex)
  const seal = sealOf({ id, salt: saltHex, n: 0, previous: none, signature: none, text })
  return { head: { id, salt: saltHex, n: 0, seal, signature: none }, text: text + formatSeal(0, seal) }
}

/** Signs a seal: 128 hex digits, or nothing where there is no key or it is locked. A later signature covers the entry all the same. */
export type Sign = (seal: string) => string | undefined

const unsigned: Sign = () => undefined

/** Seals the open entry, and signs the seal; text '' where none is open. */
export const sealEntry = (head: Head, sign: Sign = unsigned): Step => {
  const { open, ...closed } = head
  if (open === undefined) return { head, text: '' }
  const { id, salt, seal: previous, signature } = head
  const { n, text } = open
  const seal = sealOf({ id, salt, n, previous, signature, text })
  const signed = sign(seal)
  const line = signed === undefined ? none : formatSignature(n, signed)
  return {
    head: { ...closed, n, seal, signature: line },
    text: `${formatSeal(n, seal)}${signed === undefined ? '' : `${line}\n`}`,
  }
}

/** Signs the last seal, where nothing is open and it is not signed yet; text '' where there is nothing to sign. */
export const signHead = (head: Head, sign: Sign): Step => {
  const signed =
    head.open === undefined && head.n > 0 && head.signature === none ? sign(head.seal) : undefined
  if (signed === undefined) return { head, text: '' }
  const signature = formatSignature(head.n, signed)
  return { head: { ...head, signature }, text: `${signature}\n` }
}

const openEntry = (head: Head, place: Place, fact: string): Step => {
  const text = formatHeading(head.n + 1, place) + fact
  return { head: { ...head, open: { n: head.n + 1, place, text, facts: 1 } }, text: `\n${text}` }
}

/**
 * One more fact, as one buffer. Where another place's entry is open, that is sealed first; where none is open, the
 * heading comes with the fact. Throws for a fact or place that has no spelling (see problem.ts): a bug upstream.
 */
export const appendFact = (head: Head, place: Place, fact: Fact, sign: Sign = unsigned): Step => {
  const line = formatFact(fact)
  const { open } = head
  if (open !== undefined && samePlace(open.place, place))
    return { head: { ...head, open: { ...open, text: open.text + line, facts: open.facts + 1 } }, text: line }
  const sealed = sealEntry(head, sign)
  const opened = openEntry(sealed.head, place, line)
  return { head: opened.head, text: sealed.text + opened.text }
}

const reopen = ({ n, place, facts }: ParsedEntry): OpenEntry => ({
  n,
  place,
  text: formatHeading(n, place) + facts.map(formatFact).join(''),
  facts: facts.length,
})

/**
 * The head of a record that was read. Throws where the header could not be read, for a redacted copy, and where a torn tail
 * is still there (see recover.ts). Whether to go on with a record that has problems is the caller's to decide.
 */
export const resumeRecord = ({ id, salt, seal, entries, torn, redacted }: ParsedRecord): Head => {
  if (seal === '' || torn !== undefined || redacted)
    throw new Error('a record without a head cannot be resumed')
  const last = entries.at(-1)
  const open = last?.sealed === false ? reopen(last) : undefined
  const sealed = entries.findLast((entry) => entry.seal !== undefined)
  return {
    id,
    salt,
    n: open === undefined ? (last?.n ?? 0) : open.n - 1,
    seal: sealed?.seal ?? seal,
    signature: sealed?.signature ?? none,
    ...(open === undefined ? {} : { open }),
  }
}
