/** What to append to a register, one buffer for a line. Holds the end of the chain, never the register; moves no bytes. */
import type { Stamp } from '../calendar/time.ts'
import type { Sign } from '../record/writer.ts'
import { formatHeader, formatSeal } from './header.ts'
import { formatLine, needsSignature, type RegisterEvent } from './line.ts'
import { formatGroup } from './parse.ts'
import { headerSeal, lineSeal, none } from './seal.ts'

/** The end of a register, as much as the next append needs. */
export interface RegisterHead {
  readonly mark: string
  /** The last serial; 0 is the header. */
  readonly n: number
  readonly seal: string
  /** The signature line after that seal, or `none`. */
  readonly signature: string
}

/** The head after an append, and the text that must reach the file first. */
export interface RegisterStep {
  readonly head: RegisterHead
  readonly text: string
}

/** The header of a new register with its seal. `salt`: 32 random bytes in lower-case hex. */
export const beginRegister = (mark: string, salt: string): RegisterStep => {
  const text = formatHeader({ mark, salt })
  const seal = headerSeal(mark, text)
  return { head: { mark, n: 0, seal, signature: none }, text: text + formatSeal(0, seal) }
}

/**
 * One more line. `sign`: by the key that signs this line, with the namespace rungs-register; a line that it does not sign is
 * covered by a later signature. Nothing for a change of keys that it does not sign: that would not count. Throws for an
 * event that has no spelling: a bug upstream.
 */
export const appendLine = (
  head: RegisterHead,
  at: Stamp,
  event: RegisterEvent,
  sign: Sign,
): RegisterStep | undefined => {
  const { mark, seal: previous, signature } = head
  const n = head.n + 1
  const line = { n, at, ...event }
  const seal = lineSeal({ mark, n, previous, signature, text: formatLine(line) })
  const digits = sign(seal)
  if (digits === undefined && needsSignature(event)) return undefined
  const signed = digits === undefined ? undefined : signatureLine(n, digits)
  return { head: { mark, n, seal, signature: signed ?? none }, text: formatGroup(line, seal, signed) }
}

const signatureLine = (n: number, digits: string): string => `\`sign ${n} ${digits}\``

/** The signature of the last line, where it was written while the key was locked; nothing where there is nothing to sign, or still nobody who can. */
export const signEnd = (head: RegisterHead, sign: Sign): RegisterStep | undefined => {
  const { n, seal, signature } = head
  const digits = n === 0 || signature !== none ? undefined : sign(seal)
  if (digits === undefined) return undefined
  const line = signatureLine(n, digits)
  return { head: { ...head, signature: line }, text: `${line}\n` }
}
