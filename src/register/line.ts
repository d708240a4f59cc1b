/**
 * One line of a register ↔ its value. Each value has one spelling; what is spelled in any other way is no line. Whether
 * it may stand where it stands is for order.ts.
 */
import { Buffer } from 'node:buffer'
import type { Stamp } from '../calendar/time.ts'
import { isDigest, isRecordId, isStamp } from '../record/problem.ts'
import { isTrainingId } from '../training-mark.ts'

/** The key that signs from here on; `before` is the one that it takes the place of. 32 bytes in lower-case hex. */
export type KeyEvent =
  | { readonly kind: 'key-new'; readonly key: string }
  | { readonly kind: 'key-rotated' | 'key-lost'; readonly key: string; readonly before: string }

/** A record as it stood: its entry `entry` (0 is the header) and the seal of that. */
export interface RecordPoint {
  readonly id: string
  readonly entry: number
  readonly seal: string
}

export type PointKind = 'opened' | 'sealed' | 'closed' | 'transferred' | 'destroyed'
export type CopyKind = 'redacted' | 'exported'

export type RecordEvent =
  | ({ readonly kind: PointKind } & RecordPoint)
  /** `copy`: SHA-256 of the copy that was made. */
  | ({ readonly kind: CopyKind; readonly copy: string } & RecordPoint)
  | { readonly kind: 'not-begun'; readonly id: string }

export type RegisterEvent = KeyEvent | RecordEvent

/** `n`: the serial, counted from 1. `at`: when it was written. */
export type RegisterLine = { readonly n: number; readonly at: Stamp } & RegisterEvent

const pointWords: Readonly<Record<PointKind | CopyKind, string>> = {
  opened: 'Opened',
  sealed: 'Sealed',
  closed: 'Closed',
  transferred: 'Transferred',
  destroyed: 'Destroyed',
  redacted: 'Redacted',
  exported: 'Exported',
}

const pointKinds: ReadonlyMap<string, PointKind | CopyKind> = new Map(
  Object.entries(pointWords).map(([kind, word]) => [word, kind as PointKind | CopyKind]),
)

/** The mark of a device, which a register and its file are named by. */
export const isMark = (text: string): boolean => /^[A-Z0-9]{1,20}$/.test(text)

const hex = (digits: string): string => `\`${digits}\``

const formatEvent = (event: RegisterEvent): string => {
  switch (event.kind) {
    case 'key-new':
      return `Key: new, key ${hex(event.key)}`
    case 'key-rotated':
      return `Key: rotated, key ${hex(event.key)}, before ${hex(event.before)}`
    case 'key-lost':
      return `Key: lost, key ${hex(event.key)}, before ${hex(event.before)}`
    case 'not-begun':
      return `Not begun: ${event.id}`
    case 'opened':
    case 'sealed':
    case 'closed':
    case 'transferred':
    case 'destroyed':
      return `${pointWords[event.kind]}: ${formatPoint(event)}`
    case 'redacted':
    case 'exported':
      return `${pointWords[event.kind]}: ${formatPoint(event)}, copy sha256 ${hex(event.copy)}`
  }
}

const formatPoint = ({ id, entry, seal }: RecordPoint): string => `${id}, entry ${entry}, seal ${hex(seal)}`

/** `- 2 2026-11-19T10:31:05+00:00 Opened: …`, without its LF. Throws for what has no spelling: a bug upstream. */
export const formatLine = (line: RegisterLine): string => {
  const text = `- ${line.n} ${line.at} ${formatEvent(line)}`
  if (readLine(text) === undefined) throw new Error(`a line of a register cannot be written: ${text}`)
  return text
}

const lineStart = /^- ([1-9]\d{0,8}) (.{25}) ([A-Z][a-z]+(?: begun)?): (.*)$/
const point =
  /^([A-Z0-9-]{1,40}), entry (0|[1-9]\d{0,8}), seal `([0-9a-f]{64})`(?:, copy sha256 `([0-9a-f]{64})`)?$/
const keyChange = /^(rotated|lost), key `([0-9a-f]{64})`, before `([0-9a-f]{64})`$/

/** A part of a text keeps the whole of it in memory; of a long register that is too much. */
const apart = (part: string): string => Buffer.from(part, 'latin1').toString('latin1')

const readKey = (rest: string): KeyEvent | undefined => {
  if (rest.startsWith('new, key `') && rest.endsWith('`') && isDigest(rest.slice(10, -1)))
    return { kind: 'key-new', key: rest.slice(10, -1) }
  const [, how, key, before] = keyChange.exec(rest) ?? []
  if (key === undefined || before === undefined || key === before) return undefined
  return { kind: how === 'lost' ? 'key-lost' : 'key-rotated', key, before }
}

/** What is made up happened to nobody: no register has it. */
const isRegistrable = (id: string): boolean => isRecordId(id) && !isTrainingId(id)

/** A record is opened at its header and at no other entry; what is sealed or closed is an entry. */
const mayBe = (kind: PointKind, entry: number): boolean => {
  if (kind === 'opened') return entry === 0
  return entry > 0 || kind === 'transferred' || kind === 'destroyed'
}

const readPoint = (kind: PointKind | CopyKind, rest: string): RecordEvent | undefined => {
  const [, id, digits, hash, copy] = point.exec(rest) ?? []
  if (id === undefined || hash === undefined || !isRegistrable(id)) return undefined
  const entry = Number(digits)
  const seal = apart(hash)
  if (kind === 'redacted' || kind === 'exported')
    return copy === undefined ? undefined : { kind, id, entry, seal, copy }
  return copy === undefined && mayBe(kind, entry) ? { kind, id, entry, seal } : undefined
}

const readEvent = (word: string, rest: string): RegisterEvent | undefined => {
  const kind = pointKinds.get(word)
  if (kind !== undefined) return readPoint(kind, rest)
  if (word === 'Key') return readKey(rest)
  return word === 'Not begun' && isRegistrable(rest) ? { kind: 'not-begun', id: rest } : undefined
}

/** The line that this text spells, without its LF; nothing where it spells none. */
export const readLine = (text: string): RegisterLine | undefined => {
  const [, n, at, word, rest] = lineStart.exec(text) ?? []
  if (at === undefined || word === undefined || rest === undefined) return undefined
  const event = readEvent(word, rest)
  return event !== undefined && isStamp(at) ? { n: Number(n), at: apart(at), ...event } : undefined
}

/**
 * Whether such a line counts only with its signature: a change of keys by nobody's hand would let anybody take a register
 * over.
 */
export const needsSignature = ({ kind }: RegisterEvent): boolean =>
  kind === 'key-rotated' || kind === 'key-lost'
