/** The lines of a record → what each one is by itself. Whether it may stand where it stands is for parse.ts. */
import type { Fact, Place } from '../case/fact.ts'
import { glanceAtFact, quotedLines, readFact } from './fact-line.ts'
import { glanceAtHeading, readHeading, readSeal, readSignature } from './heading.ts'
import { readLeftOut, readLeftOutFact, readSalt } from './redacted.ts'
import { longestLine } from './text.ts'

/** `line` and `next`: indices of its first line and of the line after it. `bad`: nothing that a record has. */
export type Token = { readonly line: number; readonly next: number } & (
  | { readonly kind: 'blank' | 'bad' }
  | { readonly kind: 'heading'; readonly n: number; readonly place: Place }
  /** `leftOut`: its text is; only in a redacted copy. */
  | { readonly kind: 'fact'; readonly fact: Fact; readonly leftOut?: true }
  | { readonly kind: 'seal'; readonly n: number; readonly seal: string }
  | { readonly kind: 'signature'; readonly n: number; readonly signature: string }
  /** Only in a redacted copy; whose it is, see redacted.ts. */
  | { readonly kind: 'salt' }
)

/** How lines are read. `copy`: as those of a redacted copy. */
interface Reading {
  readonly exactly: boolean
  readonly copy: boolean
}

const factAt = (
  lines: readonly string[],
  line: number,
  start: string,
  { exactly, copy }: Reading,
): Token | undefined => {
  const read = exactly ? readFact : glanceAtFact
  const count = quotedLines(start)
  if (copy && count > 0 && readLeftOut(lines[line + 1]) !== undefined && line + 2 < lines.length) {
    const fact = readLeftOutFact(start, read)
    return fact && { kind: 'fact', fact, leftOut: true, line, next: line + 2 }
  }
  const next = line + 1 + count
  // The last line has no LF after it: it is cut off, however whole it looks.
  if (next >= lines.length) return undefined
  const quoted = next === line + 1 ? [] : lines.slice(line + 1, next)
  if (!quoted.every((one) => one.startsWith('>') && one.length <= longestLine)) return undefined
  const fact = read(start, quoted)
  return fact && { kind: 'fact', fact, line, next }
}

const wholeAt = (
  lines: readonly string[],
  line: number,
  text: string,
  reading: Reading,
): Token | undefined => {
  const next = line + 1
  if (text.startsWith('- ')) return factAt(lines, line, text, reading)
  if (text.startsWith('## ')) {
    const heading = reading.exactly ? readHeading(text) : glanceAtHeading(text)
    return heading && { kind: 'heading', n: heading.n, place: heading.place, line, next }
  }
  const seal = readSeal(text)
  if (seal !== undefined) return { kind: 'seal', n: seal.n, seal: seal.seal, line, next }
  const signature = readSignature(text)
  if (signature !== undefined) return { kind: 'signature', ...signature, line, next }
  return reading.copy && readSalt(text) !== undefined ? { kind: 'salt', line, next } : undefined
}

/** Nothing where the lines are at their end: what follows the last LF is cut off, if it is anything. */
const tokenAt = (lines: readonly string[], line: number, reading: Reading): Token | undefined => {
  const text = lines[line]
  const next = line + 1
  if (text === undefined || (text === '' && next === lines.length)) return undefined
  if (text === '') return { kind: 'blank', line, next }
  if (next === lines.length || text.length > longestLine) return { kind: 'bad', line, next }
  return wholeAt(lines, line, text, reading) ?? { kind: 'bad', line, next }
}

/** Such a token can be made to stand for more lines. */
const isNothing = (token: Token | undefined): token is Token & { next: number } =>
  token?.kind === 'blank' || token?.kind === 'bad'

/** Where the token before last is nothing, too, one more says no more than that: a hostile file has millions of them. */
const add = (tokens: Token[], token: Token): void => {
  const last = tokens.at(-1)
  if (isNothing(token) && isNothing(last) && isNothing(tokens.at(-2))) last.next = token.next
  else tokens.push(token)
}

/**
 * All tokens from the line with index `from`; a long stretch of nothing is two. `lines`: the last one is what follows the
 * last LF. `exactly`: false for a glance at the facts, see `glanceAtFact`.
 */
export const readTokens = (lines: readonly string[], from: number, reading: Reading): readonly Token[] => {
  const tokens: Token[] = []
  let token = tokenAt(lines, from, reading)
  while (token !== undefined) {
    add(tokens, token)
    token = tokenAt(lines, token.next, reading)
  }
  return tokens
}

/** Facts, seals, signatures and salts are whole by themselves; a heading is not without its first fact. */
export const isWhole = ({ kind }: Token): boolean =>
  kind === 'fact' || kind === 'seal' || kind === 'signature' || kind === 'salt'
