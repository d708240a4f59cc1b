/** The header of a register and its seal: fixed words, and between them the mark, the salt and the seal. */
import { isDigest } from '../record/problem.ts'
import { isMark } from './line.ts'

export interface RegisterHeader {
  readonly mark: string
  /** 64 hex digits. Tells this register from any other of the same mark. */
  readonly salt: string
}

/** More than a header and its seal take, in bytes. */
export const headerReach = 512

/** Up to the LF of the salt: what seal 0 covers. Throws for what has no spelling: a bug upstream. */
export const formatHeader = ({ mark, salt }: RegisterHeader): string => {
  if (!isMark(mark) || !isDigest(salt)) throw new Error(`no header of a register: ${mark}, ${salt}`)
  return `# Escalation register ${mark}\n\n- Format: rungs-register 1\n- Salt: \`${salt}\`\n`
}

/** The empty line and the seal after a line, or after the header (`n` 0). */
export const formatSeal = (n: number, seal: string): string => `\n\`seal ${n} ${seal}\`\n`

/** The parts in their order, each with the line (from 1) that it begins on. */
const parts: readonly (
  | { readonly line: number; readonly words: string }
  | { readonly line: number; readonly letters: RegExp; readonly good: (text: string) => boolean }
)[] = [
  { line: 1, words: '# Escalation register ' },
  { line: 1, letters: /([A-Z0-9]{0,20}).*/s, good: isMark },
  { line: 1, words: '\n' },
  { line: 2, words: '\n' },
  { line: 3, words: '- Format: rungs-register 1\n' },
  { line: 4, words: '- Salt: `' },
  { line: 4, letters: /([0-9a-f]{0,64}).*/s, good: isDigest },
  { line: 4, words: '`\n' },
  { line: 5, words: '\n' },
  { line: 6, words: '`seal 0 ' },
  { line: 6, letters: /([0-9a-f]{0,64}).*/s, good: isDigest },
  { line: 6, words: '`\n' },
]

export type HeaderRead =
  | ({
      readonly kind: 'whole'
      readonly seal: string
      /** So many characters, seal and all. */
      readonly length: number
    } & RegisterHeader)
  /** The text ends before the header does. */
  | { readonly kind: 'begun' }
  /** `line`: counted from 1. `header`: where only its seal cannot be read. */
  | { readonly kind: 'wrong'; readonly line: number; readonly header?: RegisterHeader }

const wrongAt = (line: number, taken: readonly string[]): HeaderRead => {
  const [mark = '', salt = ''] = taken
  return line > 4 ? { kind: 'wrong', line, header: { mark, salt } } : { kind: 'wrong', line }
}

/** The header at the beginning of a text, which may go on behind it. */
export const readHeader = (text: string): HeaderRead => {
  const taken: string[] = []
  let at = 0
  for (const part of parts) {
    const rest = text.slice(at, at + headerReach)
    if ('words' in part) {
      if (rest.startsWith(part.words)) at += part.words.length
      else return part.words.startsWith(rest) ? { kind: 'begun' } : wrongAt(part.line, taken)
    } else {
      const letters = rest.replace(part.letters, '$1')
      at += letters.length
      if (!part.good(letters)) return at === text.length ? { kind: 'begun' } : wrongAt(part.line, taken)
      taken.push(letters)
    }
  }
  const [mark = '', salt = '', seal = ''] = taken
  return { kind: 'whole', mark, salt, seal, length: at }
}
