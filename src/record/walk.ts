/**
 * Tokens in the order in which they stand → entries, with every seal checked on the way and a finding where the
 * order is not the format's. After damage it goes on at the next token that is whole. Mends nothing.
 */
import type { Fact, Place } from '../case/fact.ts'
import { type Finding, finding } from './finding.ts'
import { type Header, headerLines, readSeal } from './heading.ts'
import { none, sealOf } from './seal.ts'
import type { RecordText } from './text.ts'
import type { Token } from './tokens.ts'

export interface WalkedEntry {
  readonly n: number
  readonly place: Place
  readonly facts: Fact[]
  /** Index of its heading. */
  readonly line: number
  /** What its seal covers of the entry before; nothing where that cannot be read. */
  readonly before: Chain | undefined
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
  begun: { blank: 'gap' },
  sealed: { signature: 'signed', blank: 'gap' },
  signed: { blank: 'gap' },
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
}

export interface Walk {
  readonly text: RecordText
  readonly header: Header | undefined
  readonly entries: WalkedEntry[]
  /** The first entry of each number. */
  readonly firsts: Map<number, WalkedEntry>
  readonly findings: Finding[]
  /** The line at which each entry begins, with the empty line before it. */
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
}

export const beginWalk = (text: RecordText, header: Header | undefined, seals: boolean): Walk => ({
  text,
  header,
  entries: [],
  firsts: new Map(),
  findings: [],
  starts: [{ n: 0, line: 0 }],
  headerSeal: '',
  state: header === undefined ? 'lost' : 'header',
  n: 0,
  entry: undefined,
  chain: undefined,
  checks: seals,
})

/** Whether the entry that `n` counts has ended. */
const isBetween = ({ state }: Walk): boolean =>
  state === 'begun' || state === 'sealed' || state === 'signed' || state === 'gap'

const hurt = (walk: Walk, line: number, entry: number): void => {
  const message = `Line ${line + 1} is not as a record has it: entry ${entry} was changed.`
  walk.findings.push(finding('malformed', entry, line + 1, message))
}

const begins = (walk: Walk, n: number, line: number): void => {
  if (walk.starts.at(-1)?.n !== n) walk.starts.push({ n, line })
}

/** Whether the entry of this heading is sealed under its number, or not at all: a number that was changed is not. */
const isSealedAs = ({ text: { lines } }: Walk, { n, next }: Token & { kind: 'heading' }): boolean => {
  for (let line = next; line < lines.length && !lines[line]?.startsWith('## '); line++) {
    const seal = readSeal(lines[line] ?? '')
    if (seal !== undefined) return seal.n === n
  }
  return true
}

const takeHeading = (walk: Walk, token: Token & { kind: 'heading' }, wasLost: boolean): void => {
  // Damage between two entries has already been counted as the next one, which this may be.
  const same = wasLost && walk.entry === undefined && token.n === walk.n
  const expected = same ? walk.n : walk.n + 1
  begins(walk, expected, walk.text.lines[token.line - 1] === '' ? token.line - 1 : token.line)
  const { n, place, line } = token
  const other = isSealedAs(walk, token) ? walk.firsts.get(n) : undefined
  if (other !== undefined) {
    const message = `Entry ${n} stands here a second time: two programs wrote at once, or two copies were joined.`
    walk.findings.push(finding('two-versions', n, line + 1, message))
  } else if (n !== expected) {
    const message = `Entry ${expected} should stand here, and entry ${n} does.`
    walk.findings.push(finding('misnumbered', expected, line + 1, message))
  }
  const before = same || isBetween(walk) ? walk.chain : undefined
  // Both versions go on from the same place.
  walk.entry = { n, place, line, facts: [], before: other === undefined ? before : other.before }
  walk.entries.push(walk.entry)
  if (!walk.firsts.has(n)) walk.firsts.set(n, walk.entry)
  walk.n = n
  walk.chain = undefined
}

/** `line` and `end`: indices of the first line that the seal covers, and of the one after the last. */
const checkSeal = (walk: Walk, seal: string, line: number, end: number, before: Chain): void => {
  const { header, n, text } = walk
  if (header === undefined || !walk.checks) return
  const { seal: previous, signature } = before
  const covered = text.text.slice(text.starts[line], text.starts[end])
  if (sealOf({ id: header.id, salt: header.salt, n, previous, signature, text: covered }) === seal) return
  walk.checks = false
  const what = n === 0 ? 'The header' : `Entry ${n}`
  const message = `${what} does not fit its seal: changed at entry ${n}.`
  walk.findings.push(finding('changed', n, line + 1, message))
}

const takeSeal = (walk: Walk, token: Token & { kind: 'seal' }): void => {
  const { entry, n } = walk
  if (token.n !== n) hurt(walk, token.line, n)
  if (n === 0) {
    checkSeal(walk, token.seal, 0, headerLines, { seal: none, signature: none })
    walk.headerSeal = token.seal
  } else if (entry !== undefined) {
    const end = walk.text.lines[token.line - 1] === '' ? token.line - 1 : token.line
    if (entry.before !== undefined) checkSeal(walk, token.seal, entry.line, end, entry.before)
    entry.seal = token.seal
  }
  walk.chain = { seal: token.seal, signature: none }
}

const takeSignature = (walk: Walk, token: Token & { kind: 'signature' }): void => {
  const { n, signature, line } = token
  if (n !== walk.n) hurt(walk, line, walk.n)
  if (walk.entry !== undefined) walk.entry.signature = signature
  if (walk.chain !== undefined) walk.chain = { ...walk.chain, signature }
}

/** What may have been a seal or a signature, perhaps with a line end in it: it belongs to the entry before it. */
const mayBeSeal = (line: string, after: string): boolean =>
  `${line}${after}`.startsWith('`s') || /[0-9a-f]{40}/.test(line)

/** The entry that damage on a line (an index) is counted to: between two entries the next one. */
export const ownerOf = (walk: Walk, line: number): number => {
  const { lines } = walk.text
  const { n } = walk
  return isBetween(walk) && !mayBeSeal(lines[line] ?? '', lines[line + 1] ?? '') ? n + 1 : n
}

/** The first token of a stretch of damage: says so, and where it is between two entries, the next one begins. */
const loseWay = (walk: Walk, token: Token): void => {
  const n = ownerOf(walk, token.line)
  const between = n > walk.n
  hurt(walk, token.line, n)
  if (!between || token.kind === 'heading') return
  begins(walk, n, token.line)
  walk.n = n
  walk.entry = undefined
}

/** A second version of the entry that is open: another program began it at the same time. */
const isOther = ({ state, n, entry }: Walk, token: Token): boolean =>
  state === 'facts-end' && token.kind === 'heading' && token.n === n && entry?.n === n

/** One token further. */
export const step = (walk: Walk, token: Token): void => {
  const next = grammar[walk.state][token.kind]
  const wasLost = walk.state === 'lost'
  if (next === undefined && !wasLost && !isOther(walk, token)) loseWay(walk, token)
  switch (token.kind) {
    case 'heading':
      takeHeading(walk, token, wasLost)
      break
    case 'fact':
      walk.entry?.facts.push(token.fact)
      break
    case 'seal':
      takeSeal(walk, token)
      break
    case 'signature':
      takeSignature(walk, token)
      break
    case 'blank':
    case 'bad':
      break
  }
  walk.state = next ?? resumed[token.kind]
}
