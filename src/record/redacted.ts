/**
 * How a redacted copy differs from its record: the first line, a hash in the place of each quotation that is left out, and
 * the salts of all that is not. Reads lines; see redact.ts for making one.
 */
import type { Fact } from '../case/fact.ts'
import { originalTitle } from './format.ts'
import { segmentHash } from './seal.ts'

/** The words before the id on the first line of a copy. */
export const copyTitle = '# Redacted copy of escalation record '

/** What a fact of a copy says in the place of a text that was left out. */
export const placeholder = 'left out'

/** The index of the record's salt in the header: always left out. */
export const saltLine = 5

/** `` `left out …` `` → the hash of the quotation. */
export const readLeftOut = (line = ''): string | undefined => /^`left out ([0-9a-f]{64})`$/.exec(line)?.[1]

export const formatLeftOut = (hash: string): string => `\`left out ${hash}\``

export interface SaltLine {
  readonly n: number
  readonly segment: number
  readonly salt: string
}

/** `` `salt 3 0 …` `` → entry, segment, salt. */
export const readSalt = (line: string): SaltLine | undefined => {
  const [, n, segment, salt] = /^`salt (0|[1-9]\d{0,8}) (0|[1-9]\d{0,8}) ([0-9a-f]{64})`$/.exec(line) ?? []
  return salt === undefined ? undefined : { n: Number(n), segment: Number(segment), salt }
}

export const formatSalt = ({ n, segment, salt }: SaltLine): string => `\`salt ${n} ${segment} ${salt}\``

/** Either difference in the header is enough, so that a copy with damage in one is still read as a copy. */
export const isCopy = (lines: readonly string[]): boolean =>
  lines[0]?.startsWith(copyTitle) === true || readLeftOut(lines[saltLine]) !== undefined

const asOriginal = (line: string): string =>
  line.startsWith(copyTitle) ? originalTitle + line.slice(copyTitle.length) : line

/** The lines of a copy's header as its record has them, with the hash of the salt in its place; what is no copy's is no record's then. */
export const originalHeader = ([first = '', ...lines]: readonly string[]): readonly string[] => [
  first.startsWith(originalTitle) ? '' : asOriginal(first),
  ...lines.slice(0, saltLine - 1),
  `> ${readLeftOut(lines[saltLine - 1])}`,
]

/** The fact whose quotation is left out. `read`: reads a line with its quoted lines. */
export const readLeftOutFact = (
  line: string,
  read: (line: string, quoted: readonly string[]) => Fact | undefined,
): Fact | undefined => {
  const count = /, ([1-9]\d{0,8}) lines:$/.exec(line)
  if (count === null) return read(line, [`> ${placeholder}`])
  // Nothing has "1 lines"; how many there were is otherwise not to be known.
  return count[1] === '1' ? undefined : read(`${line.slice(0, count.index)}:`, [`> ${placeholder}`])
}

/** Either a text or what is left of one: its hash. */
export interface Segment {
  /** With a LF after each line, as the record has it; the line of the hash where that stands in its place. */
  readonly text: string
  readonly hash?: string
}

type Kind = 'structure' | 'quotation' | 'left out'

const kindOf = (line: string): Kind => {
  if (line.startsWith('>')) return 'quotation'
  return readLeftOut(line) === undefined ? 'structure' : 'left out'
}

/** The segments of an entry's text, of a record or a copy: the lines from index `from` to before `end`. */
export const segmentsAt = (lines: readonly string[], from: number, end: number): readonly Segment[] => {
  const runs: { readonly kind: Kind; readonly lines: string[] }[] = []
  for (const line of lines.slice(from, end)) {
    const kind = kindOf(line)
    const last = runs.at(-1)
    if (last?.kind === kind && kind !== 'left out') last.lines.push(line)
    else runs.push({ kind, lines: [asOriginal(line)] })
  }
  return runs.map(({ lines: own }) => {
    const hash = readLeftOut(own[0])
    return { text: `${own.join('\n')}\n`, ...(hash === undefined ? {} : { hash }) }
  })
}

/** What stands between a seal and the next empty line. */
interface Salts {
  readonly lines: readonly (SaltLine & { readonly line: number })[]
  /** The line after them. */
  readonly next: number
  /** Nothing else stands there but a signature, before them. */
  readonly alone: boolean
}

/** The salts after a seal on a line (its index). */
export const saltsAfter = (lines: readonly string[], seal: number): Salts => {
  const blank = lines.indexOf('', seal)
  const next = blank < 0 ? lines.length : blank
  const salts: (SaltLine & { readonly line: number })[] = []
  let alone = true
  for (const [i, line] of lines.slice(seal + 1, next).entries()) {
    const found = readSalt(line)
    if (found !== undefined) salts.push({ ...found, line: seal + 1 + i })
    else if (i > 0 || !line.startsWith('`sign ')) alone = false
  }
  return { lines: salts, next, alone }
}

export type Disclosed =
  | { readonly kind: 'hashes'; readonly hashes: readonly string[] }
  /** A salt is missing before this line, or it is one that should not be there. */
  | { readonly kind: 'wrong'; readonly line: number }
  /** Lines are damaged: which salt is whose cannot be said. */
  | { readonly kind: 'unclear' }

/**
 * The hashes of the segments of entry `n` of a copy, whose text is the lines from index `from` to before `end`, and whose
 * seal is on line `seal`.
 */
export const disclosedAt = (
  lines: readonly string[],
  {
    n,
    from,
    end,
    seal,
  }: { readonly n: number; readonly from: number; readonly end: number; readonly seal: number },
): Disclosed => {
  const salts = saltsAfter(lines, seal)
  const hashes: string[] = []
  let at = 0
  for (const [segment, { text, hash }] of segmentsAt(lines, from, end).entries()) {
    if (hash !== undefined) {
      hashes.push(hash)
      continue
    }
    const found = salts.lines[at++]
    if (found?.n !== n || found.segment !== segment)
      return salts.alone ? { kind: 'wrong', line: found?.line ?? salts.next } : { kind: 'unclear' }
    hashes.push(segmentHash(found.salt, text))
  }
  const over = salts.lines[at]
  if (over === undefined) return { kind: 'hashes', hashes }
  return salts.alone ? { kind: 'wrong', line: over.line } : { kind: 'unclear' }
}
