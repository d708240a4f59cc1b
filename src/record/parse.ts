/**
 * A record's bytes → its entries and facts, and findings for all that is not as docs/record-format.md has it. Never
 * throws, mends nothing, and reads on after damage so that every check that can still be made is made.
 */
import type { Fact, Place } from '../case/fact.ts'
import { byLine, type Finding, finding, mostFindings } from './finding.ts'
import { originalTitle } from './format.ts'
import { headerLines, isHeaderStart, readHeader } from './heading.ts'
import { copyTitle, isCopy, originalHeader } from './redacted.ts'
import { bytesOfLines, longestRecord, type RecordText, readText } from './text.ts'
import { isWhole, readTokens, type Token } from './tokens.ts'
import { beginWalk, endWalk, ownerOf, step, type Walk, type WalkedEntry } from './walk.ts'

export interface ParsedEntry {
  readonly n: number
  readonly place: Place
  /** Where its heading stands, counted from 1. */
  readonly line: number
  readonly facts: readonly Fact[]
  /** Whether a seal stands at its end; whether that fits is among the problems. */
  readonly sealed: boolean
  readonly seal?: string
  /** The whole signature line. */
  readonly signature?: string
}

export interface ParsedRecord {
  /** '' where the header cannot be read; so are zone and salt. */
  readonly id: string
  readonly zone: string
  /** 64 hex digits; '' in a redacted copy. */
  readonly salt: string
  /** The seal of the header, or ''. */
  readonly seal: string
  readonly entries: readonly ParsedEntry[]
  /** In the order of their lines; empty for a record that is whole and unchanged. */
  readonly problems: readonly Finding[]
  /** The last write was cut off: its bytes begin here, and everything before is kept. */
  readonly torn?: { readonly at: number }
  /** Facts after the last seal. */
  readonly unsealed: number
  /** Whether this is a redacted copy: the record's salt is left out, and perhaps texts. */
  readonly redacted: boolean
  /** The facts whose text was left out; what they say in its place is in redacted.ts. */
  readonly leftOut: readonly LeftOut[]
}

/** Counted from 1, the fact within its entry. */
export interface LeftOut {
  readonly entry: number
  readonly fact: number
}

const unreadable = (problem: Finding): ParsedRecord => ({
  id: '',
  zone: '',
  salt: '',
  seal: '',
  entries: [],
  problems: [problem],
  unsealed: 0,
  redacted: false,
  leftOut: [],
})

const otherFormat = (lines: readonly string[]): string | undefined =>
  lines[0]?.startsWith(originalTitle) || lines[0]?.startsWith(copyTitle)
    ? /^- Format: (rungs-record (?!1$)[0-9]{1,9})$/.exec(lines[2] ?? '')?.[1]
    : undefined

/** By hand: a pattern would take quadratic time on a hostile file. */
const withoutZeroBytes = (text: string): string => {
  let end = text.length
  while (text[end - 1] === '\0') end--
  return text.slice(0, end)
}

/** A file can have got its length before its content: then zero bytes stand for what was not written. */
const isNotBegun = ({ lines }: RecordText): boolean =>
  lines.length <= headerLines + 2 && isHeaderStart(withoutZeroBytes(lines.join('\n')))

/** Nothing after the header is whole. `foreign`: its first line is no record's. */
const nothingWhole = (text: RecordText, foreign: boolean): Finding => {
  if (isNotBegun(text)) {
    const found = withoutZeroBytes(text.text)
    return finding(
      'not-begun',
      0,
      1,
      found === ''
        ? 'Nothing is in the file: neither a record nor a part of one.'
        : 'Only the beginning of a header is in the file, as the first write of a record leaves it that was cut off.',
    )
  }
  return foreign
    ? finding('not-a-record', 0, 1, 'The file is no escalation record.')
    : finding('malformed', 0, 1, 'The header of the record is not whole.')
}

const entryAt = ({ starts }: Walk, line: number): number =>
  starts.reduce((n, start) => (start.line <= line ? start.n : n), 0)

const textFindings = (walk: Walk, { converted, notUtf8 }: RecordText, tail: number): readonly Finding[] => {
  const findings: Finding[] = []
  if (converted !== undefined) {
    const message = `Line ends or a byte order mark were converted, first on line ${converted + 1}; the content was checked without them.`
    findings.push(finding('converted', entryAt(walk, converted), converted + 1, message))
  }
  if (notUtf8 !== undefined && notUtf8 < tail)
    findings.push(
      finding(
        'not-utf-8',
        entryAt(walk, notUtf8),
        notUtf8 + 1,
        `Line ${notUtf8 + 1} has bytes in it that are no UTF-8.`,
      ),
    )
  return findings
}

/** A copy is made whole, and only of what is sealed: it has no last write that could have been cut off. */
const cutFinding = (walk: Walk, line: number): readonly Finding[] => {
  const n = ownerOf(walk, line)
  const said = walk.findings.at(-1)?.entry
  if (said === n || said === walk.n) return []
  const message = `The copy was cut off: from line ${line + 1} on it is not whole.`
  return [finding('malformed', n, line + 1, message)]
}

const tornFinding = (walk: Walk, line: number): Finding => {
  const n = ownerOf(walk, line)
  return finding(
    'torn',
    n,
    line + 1,
    `The last write was cut off: from line ${line + 1} on there is nothing whole.`,
  )
}

const parsedEntry = ({ n, place, line, facts, seal, signature }: WalkedEntry): ParsedEntry => ({
  n,
  place,
  line: line + 1,
  facts,
  sealed: seal !== undefined,
  ...(seal === undefined ? {} : { seal }),
  ...(signature === undefined ? {} : { signature }),
})

const leftOutOf = ({ entries }: Walk): readonly LeftOut[] =>
  entries.flatMap(({ n, leftOut }) => leftOut.map((fact) => ({ entry: n, fact })))

const countUnsealed = (entries: readonly ParsedEntry[]): number => {
  const sealed = entries.findLastIndex((entry) => entry.sealed)
  return entries.slice(sealed + 1).reduce((sum, { facts }) => sum + facts.length, 0)
}

const walkTokens = (walk: Walk, tokens: readonly Token[]): Walk => {
  for (const token of tokens) step(walk, token)
  endWalk(walk)
  return walk
}

/**
 * Reads and checks a record. Bytes are UTF-8 with LF; what was converted is said and read all the same.
 * `exactly`: false for a glance that decides nothing; whether the seals fit, and whether each fact is spelled as it
 * must be, is then not among the problems. A change that leaves lines of the right kind is not seen so.
 */
export const parseRecord = (source: Uint8Array | string, exactly = true): ParsedRecord => {
  const text = readText(source)
  if (text === undefined)
    return unreadable(finding('too-large', 0, 1, `The file has more than ${longestRecord} bytes.`))
  const { lines } = text
  const format = otherFormat(lines)
  if (format !== undefined)
    return unreadable(finding('unknown-format', 0, 3, `The record is written in the format ${format}.`))
  const copy = isCopy(lines)
  const found = readHeader(copy ? originalHeader(lines) : lines)
  const header = typeof found === 'number' ? undefined : found
  const tokens = readTokens(lines, typeof found === 'number' ? found : headerLines, { exactly, copy })
  const last = tokens.findLast(isWhole)
  if (last === undefined) return unreadable(nothingWhole(text, found === 0))
  const walk = walkTokens(
    beginWalk(text, copy, found, exactly),
    tokens.slice(0, tokens.lastIndexOf(last) + 1),
  )
  const tail = last.next
  const isLoose = last !== tokens.at(-1)
  const isTorn = isLoose && !copy
  const entries = walk.entries.map(parsedEntry)
  const problems = [
    ...textFindings(walk, text, tail),
    ...walk.findings,
    ...(isTorn ? [tornFinding(walk, tail)] : []),
    ...(copy && (isLoose || walk.state !== 'salted') ? cutFinding(walk, tail) : []),
  ]
  return {
    id: header?.id ?? '',
    zone: header?.zone ?? '',
    salt: copy ? '' : (header?.salt ?? ''),
    seal: walk.headerSeal,
    entries,
    problems: problems.toSorted(byLine).slice(0, mostFindings),
    ...(isTorn ? { torn: { at: bytesOfLines(source, tail) } } : {}),
    unsealed: countUnsealed(entries),
    redacted: copy,
    leftOut: copy ? leftOutOf(walk) : [],
  }
}
