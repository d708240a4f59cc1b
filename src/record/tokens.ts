/** The lines of a record → what each one is by itself. Whether it may stand where it stands is for parse.ts. */
import type { Fact, Place } from '../case/fact.ts'
import { quotedLines, readFact } from './fact-line.ts'
import { readHeading, readSeal, readSignature } from './heading.ts'

/** `line` and `next`: indices of its first line and of the line after it. `bad`: nothing that a record has. */
export type Token = { readonly line: number; readonly next: number } & (
  | { readonly kind: 'blank' | 'bad' }
  | { readonly kind: 'heading'; readonly n: number; readonly place: Place }
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'seal'; readonly n: number; readonly seal: string }
  | { readonly kind: 'signature'; readonly n: number; readonly signature: string }
)

const factAt = (lines: readonly string[], line: number): Token | undefined => {
  const start = lines[line] ?? ''
  const next = line + 1 + quotedLines(start)
  // The last line has no LF after it: it is cut off, however whole it looks.
  if (next >= lines.length) return undefined
  const quoted = lines.slice(line + 1, next)
  const fact = quoted.every((one) => one.startsWith('>')) ? readFact(start, quoted) : undefined
  return fact && { kind: 'fact', fact, line, next }
}

const tokenAt = (lines: readonly string[], line: number): Token => {
  const text = lines[line] ?? ''
  const place = { line, next: line + 1 }
  if (text === '') return { kind: 'blank', ...place }
  const bad: Token = { kind: 'bad', ...place }
  if (line >= lines.length - 1) return bad
  if (text.startsWith('- ')) return factAt(lines, line) ?? bad
  if (text.startsWith('## ')) {
    const heading = readHeading(text)
    return heading === undefined ? bad : { kind: 'heading', ...heading, ...place }
  }
  const seal = readSeal(text)
  if (seal !== undefined) return { kind: 'seal', ...seal, ...place }
  const signature = readSignature(text)
  return signature === undefined ? bad : { kind: 'signature', ...signature, ...place }
}

/** All tokens from the line with index `from`. `lines`: the last one is what follows the last LF. */
export const readTokens = (lines: readonly string[], from: number): readonly Token[] => {
  const end = lines.at(-1) === '' ? lines.length - 1 : lines.length
  const tokens: Token[] = []
  for (let line = from; line < end; ) {
    const token = tokenAt(lines, line)
    tokens.push(token)
    line = token.next
  }
  return tokens
}

/** Facts, seals and signatures are whole by themselves; a heading is not without its first fact. */
export const isWhole = ({ kind }: Token): boolean =>
  kind === 'fact' || kind === 'seal' || kind === 'signature'
