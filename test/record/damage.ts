/**
 * Every small change that somebody or something may make to a record, each with the entry that it was made to; and
 * whether what the program finds first names that entry.
 */
import { examine } from '../../src/verify/examined.ts'
import { checkIntegrity } from '../../src/verify/integrity.ts'
import { noWitnesses, type Witnesses } from '../../src/verify/witness.ts'

export type DamageKind =
  | 'flipped'
  | 'inserted'
  | 'deleted'
  | 'removed'
  | 'doubled'
  | 'swapped'
  | 'moved in'
  | 'put in its place'

export interface Damage {
  readonly kind: DamageKind
  /** In bytes from the beginning of the file: where it first differs. */
  readonly offset: number
  /** The entry that is to be named: the one that was changed; the one that is missing or has another in its place. */
  readonly entry: number
  /** Of use until the next damage is asked for. */
  readonly bytes: Uint8Array
}

/** Where the header and each entry begin, the empty line before the heading included; and where the file ends. */
export const bordersOf = (record: Uint8Array): readonly number[] => {
  const text = Buffer.from(record).toString('latin1')
  const ends = text.matchAll(/^`seal \d+ [0-9a-f]{64}`\n(?:`sign \d+ [0-9a-f]{128}`\n)?/gm)
  return [0, ...[...ends].map((found) => found.index + found[0].length)]
}

/** For each byte of the record the entry to which it belongs, and one more for what comes after the last. */
const ownersOf = (record: Uint8Array): Uint16Array => {
  const borders = bordersOf(record)
  const owners = new Uint16Array(record.length + 1).fill(borders.length - 1)
  for (const [entry, start] of borders.entries())
    owners.fill(entry, start, borders[entry + 1] ?? record.length)
  return owners
}

const firstDifference = (a: Uint8Array, b: Uint8Array, from: number): number => {
  let at = from
  while (at < a.length && at < b.length && a[at] === b[at]) at++
  return at
}

/** Every bit of the bytes from `from` to before `to` turned over; or only each `nth`. */
export function* flips(record: Uint8Array, from = 0, to = record.length, nth = 1): Generator<Damage> {
  const owners = ownersOf(record)
  const bytes = Buffer.from(record)
  for (let bit = from * 8; bit < to * 8; bit += nth) {
    const offset = bit >> 3
    const byte = record[offset] ?? 0
    bytes[offset] = byte ^ (1 << (bit & 7))
    yield { kind: 'flipped', offset, entry: owners[offset] ?? 0, bytes }
    bytes[offset] = byte
  }
}

/** What matters to the format and to UTF-8, so that the neighbours of each place get each of them in turn. */
const values = Buffer.from('\0\n\r 0>\\`a-#\x80\xff', 'latin1')

/** One more byte before each byte, and at the end; or only before each `nth`. */
export function* insertions(record: Uint8Array, nth = 1): Generator<Damage> {
  const owners = ownersOf(record)
  const bytes = Buffer.concat([Buffer.of(0), record])
  for (let at = 0; at <= record.length; at++) {
    bytes[at] = values[at % values.length] ?? 0
    const offset = firstDifference(record, bytes, at)
    if (at % nth === 0) yield { kind: 'inserted', offset, entry: owners[offset] ?? 0, bytes }
    bytes[at] = record[at] ?? 0
  }
}

/** Each byte taken out; or only each `nth`. */
export function* deletions(record: Uint8Array, nth = 1): Generator<Damage> {
  const owners = ownersOf(record)
  const bytes = Buffer.from(record.subarray(1))
  for (let at = 0; at < record.length; at++) {
    const offset = firstDifference(record, bytes, at)
    if (at % nth === 0)
      yield { kind: 'deleted', offset, entry: owners[Math.min(offset, record.length - 1)] ?? 0, bytes }
    bytes[at] = record[at] ?? 0
  }
}

/**
 * The last entry taken off the end. The file by itself cannot show that; a register can, and then the entry is named with
 * which the record ends too early.
 */
export const withoutLast = (record: Uint8Array): Damage => {
  const last = bordersOf(record).length - 2
  const offset = bordersOf(record)[last] ?? 0
  return { kind: 'removed', offset, entry: last - 1, bytes: record.subarray(0, offset) }
}

/**
 * Each entry but the last removed, each doubled, swapped with the next, and joined or replaced by one of another record.
 */
export function* rearrangements(record: Uint8Array, other: Uint8Array): Generator<Damage> {
  const borders = bordersOf(record)
  const last = borders.length - 2
  const part = (of: Uint8Array, from: number, to = from): Uint8Array => {
    const all = bordersOf(of)
    return of.subarray(all[from], all[to + 1])
  }
  const own = (from: number, to = from): Uint8Array => part(record, from, to)
  const made = (kind: DamageKind, entry: number, parts: readonly Uint8Array[]): Damage => {
    const bytes = Buffer.concat(parts)
    return { kind, offset: firstDifference(record, bytes, 0), entry, bytes }
  }
  for (let n = 1; n <= last; n++) {
    const before = own(0, n - 1)
    const after = n === last ? Buffer.alloc(0) : own(n + 1, last)
    yield made('doubled', n + 1, [before, own(n), own(n), after])
    if (n < last) {
      yield made('removed', n, [before, after])
      const rest = n + 1 === last ? Buffer.alloc(0) : own(n + 2, last)
      yield made('swapped', n, [before, own(n + 1), own(n), rest])
    }
    for (let m = 1; m < bordersOf(other).length - 1; m++) {
      yield made('moved in', n, [before, part(other, m), own(n), after])
      yield made('put in its place', n, [before, part(other, m), after])
    }
  }
}

/** What is wrong with what the program says of a damaged record; undefined where it is found, and the right entry named. */
export const misjudged = ({ entry, bytes }: Damage, witnesses = noWitnesses): string | undefined => {
  const { examined } = examine('', bytes)
  const { verdict, findings } = checkIntegrity({ ...witnesses, examined })
  const [first] = examined.findings.length === 0 ? findings : examined.findings
  if (first === undefined) return 'nothing was found'
  const named = 'entry' in verdict ? verdict.entry : first.entry
  return first.entry === entry && named === entry
    ? undefined
    : `entry ${first.entry} was named, not ${entry}: ${first.code}, ${first.message} The verdict: ${JSON.stringify(verdict)}`
}

/** A tally of what a test tried: how many, and the first that went wrong, in words. */
export interface Tally {
  readonly tried: Readonly<Record<string, number>>
  readonly wrong: number
  readonly first: readonly string[]
}

const mostTold = 20

/** Judges every damage. `witnesses`: what there is beside the record; nothing where it is left out. */
export const judgeAll = (damages: Iterable<Damage>, witnesses?: Witnesses): Tally => {
  const tried: Record<string, number> = {}
  const first: string[] = []
  let wrong = 0
  for (const damage of damages) {
    tried[damage.kind] = (tried[damage.kind] ?? 0) + 1
    const why = misjudged(damage, witnesses)
    if (why === undefined) continue
    wrong++
    if (first.length < mostTold)
      first.push(`${damage.kind} at ${damage.offset}, entry ${damage.entry}: ${why}`)
  }
  return { tried, wrong, first }
}
