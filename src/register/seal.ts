/** The seals of a register: what is hashed, and how it is framed. Judges nothing. */
import { sha256 } from '../record/digest.ts'

const tag = 'rungs-register 1 seal'

/** What stands for a seal or a signature line that does not exist. */
export const none = 'none'

/** `text`: from `# ` to the LF of the salt. */
export const headerSeal = (mark: string, text: string): string =>
  sha256(`${tag}\n${mark}\n0\n${none}\n${none}\n${text}`)

export interface SealedText {
  readonly mark: string
  readonly n: number
  /** The seal before. */
  readonly previous: string
  /** The signature line after the seal before, without its LF, or `none`. */
  readonly signature: string
  /** The line, without its LF. */
  readonly text: string
}

export const lineSeal = ({ mark, n, previous, signature, text }: SealedText): string =>
  sha256(`${tag}\n${mark}\n${n}\n${previous}\n${signature}\n${text}\n`)
