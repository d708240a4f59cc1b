/**
 * Tokens in the order in which they stand → entries, with every seal checked on the way and a finding where the
 * order is not the format's. After damage it goes on at the next token that is whole. Mends nothing.
 */
import type { Fact, Place } from '../case/fact.ts'
import { type Finding, finding } from './finding.ts'
import { type Header, headerLines } from './heading.ts'
import { disclosedAt } from './redacted.ts'
import { none, sealOf, sealOfHashes } from './seal.ts'
import type { RecordText } from './text.ts'
import type { Token } from './tokens.ts'

export interface WalkedEntry {
  readonly n: number
  readonly place: Place
  readonly facts: Fact[]
  /** Which of them have had their text left out, counted from 1. */
  readonly leftOut: number[]
  /** Index of its heading. */
  readonly line: number
  /** The number that should stand there. */
  readonly expected: number
  /** What stands before it; nothing where that cannot be read. */
  readonly chain: Chain | undefined
  /** What its seal covers of the entry before: of another version, what that of the first one does. */
  readonly before: Chain | undefined
  /** The first entry with its number, and the index of what was found wrong with the number. */
  readonly other?: { readonly entry: WalkedEntry; readonly finding: number }
  seal?: string
  signature?: string
}

interface Chain {
  readonly seal: string
  readonly signature: string
}

/** Named after the token before. `lost`: after damage. */
type State =
  | 'header'
  | 'header-end'
  | 'begun'
  | 'sealed'
  | 'signed'
  | 'salted'
  | 'gap'
  | 'heading'
  | 'opened'
  | 'facts'
  | 'facts-end'
  | 'lost'

/** The grammar: which token may follow, and what then. */
const grammar: Readonly<Record<State, Partial<Record<Token['kind'], State>>>> = {
  header: { blank: 'header-end' },
  // The header says nothing that needs a signature, and its device is not known yet.
  'header-end': { seal: 'begun' },
  begun: { salt: 'salted', blank: 'gap' },
  sealed: { signature: 'signed', salt: 'salted', blank: 'gap' },
  signed: { salt: 'salted', blank: 'gap' },
  // Only a redacted copy has salts here, and which ones is looked at with the seal.
  salted: { salt: 'salted', blank: 'gap' },
  gap: { heading: 'heading' },
  heading: { blank: 'opened' },
  opened: { fact: 'facts' },
  facts: { fact: 'facts', blank: 'facts-end' },
  'facts-end': { seal: 'sealed' },
  lost: {},
}

/** Where it goes on after damage. */
const resumed: Readonly<Record<Token['kind'], State>> = {
  blank: 'lost',
  bad: 'lost',
  heading: 'heading',
  fact: 'facts',
  seal: 'sealed',
  signature: 'signed',
  salt: 'salted',
}

export interface Walk {
  readonly text: RecordText
  /** Whether this is a redacted copy. */
  readonly copy: boolean
  readonly header: Header | undefined
  readonly entries: WalkedEntry[]
  /** The first entry of each number. */
  readonly firsts: Map<number, WalkedEntry>
  readonly findings: Finding[]
  /** The line at which each entry begins, with the empty line before it; with damage before its heading it has two. */
  readonly starts: { readonly n: number; readonly line: number }[]
  headerSeal: string
  state: State
  /** The entry that is being read, or was read last. */
  n: number
  /** Not there before the first heading, nor where the heading could not be read. */
  entry: WalkedEntry | undefined
  /** The end of the chain, until an entry takes it up. */
  chain: Chain | undefined
  /** Whether seals are checked. Only the first that does not fit says where the change is. */
  checks: boolean
  /** The index after the last line of the stretch of damage that was said last. */
  hurtTo: number
}

const headerFinding = (line: number): Finding => {
  const message = `Line ${line + 1} is not as the header of a record has it: entry 0 was changed.`
  return finding('malformed', 0, line + 1, message)
}

/** `header`: or the index of the first line that is not as a header has it. */
export const beginWalk = (
  text: RecordText,
  copy: boolean,
  header: Header | number,
  seals: boolean,
): Walk => ({
  text,
  copy,
  header: typeof header === 'number' ? undefined : header,
  entries: [],
  firsts: new Map(),
  findings: typeof header === 'number' ? [headerFinding(header)] : [],
  starts: [],
  headerSeal: '',
  state: typeof header === 'number' ? 'lost' : 'header',
  n: 0,
  entry: undefined,
  chain: undefined,
  checks: seals,
  hurtTo: typeof header === 'number' ? header : 0,
})

/** Whether the entry that `n` counts has ended. */
const isBetween = ({ state }: Walk): boolean =>
  state === 'begun' || state === 'sealed' || state === 'signed' || state === 'salted' || state === 'gap'

/** A stretch of damaged lines is said once, whatever is wrong with each. */
const hurt = (walk: Walk, line: number, next: number, entry: number): void => {
  const said = line <= walk.hurtTo
  walk.hurtTo = Math.max(next, walk.hurtTo)
  if (said) return
  const message = `Line ${line + 1} is not as a record has it: entry ${entry} was changed.`
  walk.findings.push(finding('malformed', entry, line + 1, message))
}

/** A heading without a fact, and after it one that goes no further: that is damage, and begins no entry. */
const dropHeading = (walk: Walk, next: number): void => {
  const { entry, entries, firsts } = walk
  if (entry === undefined || entry.facts.length > 0 || entry.seal !== undefined || next > entry.n) return
  entries.pop()
  if (firsts.get(entry.n) === entry) firsts.delete(entry.n)
  walk.entry = undefined
  walk.state = 'lost'
  walk.n = entry.expected
  walk.chain = entry.chain
}

const takeHeading = (walk: Walk, token: Token & { kind: 'heading' }): void => {
  const { n, place, line } = token
  dropHeading(walk, n)
  // Damage between two entries has already been counted as the next one, which this may be.
  const same = !isBetween(walk) && walk.entry === undefined && n === walk.n
  const expected = same ? walk.n : walk.n + 1
  walk.starts.push({ n: expected, line: walk.text.lines[line - 1] === '' ? line - 1 : line })
  const before = same || isBetween(walk) ? walk.chain : undefined
  // If it is another version, both go on from the same place.
  const other = n === expected ? undefined : walk.firsts.get(n)
  const start = {
    n,
    place,
    line,
    facts: [],
    leftOut: [],
    expected,
    chain: before,
    before: other === undefined ? before : other.before,
  }
  walk.entry =
    other === undefined ? start : { ...start, other: { entry: other, finding: walk.findings.length } }
  if (n !== expected) {
    const message = `Entry ${expected} should stand here, and entry ${n} does.`
    walk.findings.push(finding('misnumbered', expected, line + 1, message))
  }
  walk.entries.push(walk.entry)
  if (!walk.firsts.has(n)) walk.firsts.set(n, walk.entry)
  walk.n = n
  walk.chain = undefined
}

/** The lines that a seal covers: indices of the first and of the one after the last. */
interface Covered {
  readonly line: number
  readonly end: number
}

/** The seal that lines of a copy should have; nothing where that cannot be said, and then there is a finding. */
const sealOfCopy = (walk: Walk, id: string, at: number, { line, end }: Covered, before: Chain) => {
  const { n, text, findings } = walk
  const disclosed = disclosedAt(text.lines, { n, from: line, end, seal: at })
  if (disclosed.kind === 'hashes')
    return sealOfHashes({ id, n, previous: before.seal, signature: before.signature }, disclosed.hashes)
  // Damage to the text may have made one segment of two, or two of one.
  if (disclosed.kind === 'wrong' && findings.at(-1)?.entry !== n)
    hurt(walk, disclosed.line, disclosed.line + 1, n)
  return undefined
}

const sealOfLines = (walk: Walk, { id, salt }: Header, { line, end }: Covered, before: Chain): string => {
  const { n, text } = walk
  const covered = text.text.slice(text.starts[line], text.starts[end])
  return sealOf({ id, salt, n, previous: before.seal, signature: before.signature, text: covered })
}

/** Whether the seal fits. `at`: the line of the seal. */
const checkSeal = (walk: Walk, seal: string, at: number, covered: Covered, before: Chain): boolean => {
  const { header, n, copy } = walk
  if (header === undefined || !walk.checks) return false
  const found = copy
    ? sealOfCopy(walk, header.id, at, covered, before)
    : sealOfLines(walk, header, covered, before)
  if (found === seal) return true
  if (found === undefined) return false
  walk.checks = false
  const what = n === 0 ? 'The header' : `Entry ${n}`
  const message = `${what} does not fit its seal: changed at entry ${n}.`
  walk.findings.push(finding('changed', n, covered.line + 1, message))
  return false
}

/** What was found wrong with an entry's number turns out to be that there are two of it. */
const isVersion = (walk: Walk, { n, line, other }: WalkedEntry): void => {
  if (other === undefined) return
  const message = `Entry ${n} stands here a second time: two programs wrote at once, or two copies were joined.`
  walk.findings[other.finding] = finding('two-versions', n, line + 1, message)
}

const takeSeal = (walk: Walk, token: Token & { kind: 'seal' }): void => {
  const { entry, n } = walk
  if (token.n !== n) hurt(walk, token.line, token.next, n)
  // Only the first seal of an entry is its own.
  if (entry?.seal !== undefined) return
  if (n === 0) {
    checkSeal(walk, token.seal, token.line, { line: 0, end: headerLines }, { seal: none, signature: none })
    walk.headerSeal = token.seal
  } else if (entry !== undefined) {
    const end = walk.text.lines[token.line - 1] === '' ? token.line - 1 : token.line
    const fits =
      token.n === n &&
      entry.before !== undefined &&
      checkSeal(walk, token.seal, token.line, { line: entry.line, end }, entry.before)
    if (fits && entry.other?.entry.seal !== token.seal) isVersion(walk, entry)
    entry.seal = token.seal
  }
  walk.chain = { seal: token.seal, signature: none }
}

/** `placed`: it stands where a signature may. One that does not is covered by the next seal, and signs nothing. */
const takeSignature = (walk: Walk, token: Token & { kind: 'signature' }, placed: boolean): void => {
  const { n, signature, line, next } = token
  if (n !== walk.n) hurt(walk, line, next, walk.n)
  else if (placed && walk.entry !== undefined) walk.entry.signature = signature
  if (walk.chain !== undefined) walk.chain = { ...walk.chain, signature }
}

const takeFact = ({ entry }: Walk, { fact, leftOut }: Token & { kind: 'fact' }): void => {
  entry?.facts.push(fact)
  if (leftOut) entry?.leftOut.push(entry.facts.length)
}

/**
 * What may have been a seal, a signature or a salt, perhaps with a line end in it: it belongs to the entry before it. `text`:
 * a line and the one after it.
 */
const mayBeSeal = (text: string): boolean =>
  /^`(?:s|\n[a-z])/.test(text) || hasDigits(text.replace(/^\n/, ''))

/** 40 hex digits in a row on its first line. A fact that names a key, and a heading, begin in another way. By hand: a pattern tries each place forty times. */
const hasDigits = (text: string): boolean => {
  if (/^(?:- |## )/.test(text)) return false
  const end = text.indexOf('\n')
  let row = 0
  for (let at = 0; at !== end && at < text.length && row < 40; at++) {
    const code = text.charCodeAt(at)
    row = (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66) ? row + 1 : 0
  }
  return row === 40
}

/** The entry that damage on a line (an index) is counted to: between two entries the next one. */
export const ownerOf = (walk: Walk, line: number): number => {
  const { n, text } = walk
  return isBetween(walk) && !mayBeSeal(text.lines.slice(line, line + 2).join('\n')) ? n + 1 : n
}

/** The first token of a stretch of damage: says so, and where it is between two entries, the next one begins. */
const loseWay = (walk: Walk, token: Token): void => {
  const n = ownerOf(walk, token.line)
  const between = n > walk.n
  hurt(walk, token.line, token.next, n)
  // A heading says by itself where it belongs.
  if (token.kind === 'heading') return
  walk.state = 'lost'
  if (!between) return
  walk.starts.push({ n, line: token.line })
  walk.n = n
  walk.entry = undefined
}

/** A second version of the entry that is open: another program began it at the same time. */
const isOther = ({ state, n }: Walk, token: Token): boolean =>
  state === 'facts-end' && token.kind === 'heading' && token.n === n

/** What can only be said once the last token has been taken. */
export const endWalk = (walk: Walk): void => {
  if (walk.entry !== undefined && walk.entry.seal === undefined) isVersion(walk, walk.entry)
}

/**
 * Whether a token belongs to the damage before it, though it is whole by itself: facts without a heading, and the seal of an
 * entry that has been read already (a header that stands twice).
 */
const isLost = ({ state, entry, n }: Walk, token: Token): boolean =>
  state === 'lost' &&
  (token.kind === 'blank' ||
    token.kind === 'bad' ||
    (entry === undefined &&
      (token.kind === 'fact' || ((token.kind === 'seal' || token.kind === 'signature') && token.n < n))))

/** After lost lines the next seal says how many entries they were. */
const findWay = (walk: Walk, token: Token): void => {
  if (walk.state === 'lost' && token.kind === 'seal' && walk.entry === undefined) walk.n = token.n
}

/** A receipt is for what was sealed before: one for its own entry, or a later one, is no fact. */
const asPlaced = ({ n }: Walk, token: Token): Token =>
  token.kind === 'fact' && token.fact.kind === 'receipt' && token.fact.entry >= n
    ? { kind: 'bad', line: token.line, next: token.next }
    : token

/** One token further. */
export const step = (walk: Walk, given: Token): void => {
  const token = asPlaced(walk, given)
  const next = grammar[walk.state][token.kind]
  if (next === undefined && walk.state !== 'lost' && !isOther(walk, token)) loseWay(walk, token)
  if (isLost(walk, token)) {
    walk.hurtTo = Math.max(token.next, walk.hurtTo)
    return
  }
  findWay(walk, token)
  switch (token.kind) {
    case 'heading':
      takeHeading(walk, token)
      break
    case 'fact':
      takeFact(walk, token)
      break
    case 'seal':
      takeSeal(walk, token)
      break
    case 'signature':
      takeSignature(walk, token, next !== undefined)
      break
  }
  walk.state = next ?? resumed[token.kind]
}
