/**
 * What may stand in a record's file after a power cut: everything that was flushed, and of the write that was under way
 * any part, in any of the ways in which file systems leave one. And what the program makes of it.
 */
import { formatFact } from '../../src/record/format.ts'
import { type ParsedRecord, parseRecord } from '../../src/record/parse.ts'
import { findTorn } from '../../src/record/recover.ts'
import { blemish, neverBegun } from '../../src/sitting/read-case.ts'

/**
 * `cut`: the file ends at the offset. The others have the whole length. `zeros`: nothing but NUL from the offset on.
 * `sector`: the 512 bytes before the offset are NUL, as far as they are of that write. `old tail`: from the offset on
 * there is what an earlier write that was cut off had left there. `other`: from the offset on there is another part
 * of the file.
 */
export const kinds = ['cut', 'zeros', 'sector', 'old tail', 'other'] as const
export type Kind = (typeof kinds)[number]

export interface CrashState {
  readonly kind: Kind
  /** In bytes from the beginning of the file. */
  readonly offset: number
  /** Counted from 0. */
  readonly write: number
  /** So many bytes were flushed before that write, so what stands in them was said to be saved. */
  readonly saved: number
  /** Of use until the next state is asked for. */
  readonly bytes: Uint8Array
}

const sector = 512

/** As the write, but for its stamps and its end: an earlier attempt at the same, cut off before it was whole. */
const attempted = (write: Buffer): Buffer => {
  const earlier = write
    .toString('latin1')
    .replace(/^- \d{4}-\d\d-\d\dT\d\d/gm, '- 2026-11-18T08')
    .slice(0, -1)
  return Buffer.from(`${earlier}\0`, 'latin1')
}

/** Every state for every offset in these writes, from write `first` on. */
export function* crashStates(writes: readonly Buffer[], first = 0): Generator<CrashState> {
  const whole = Buffer.concat(writes)
  const scratch = Buffer.from(whole)
  let saved = writes.slice(0, first).reduce((sum, { length }) => sum + length, 0)
  for (const [i, bytes] of writes.entries()) {
    if (i < first) continue
    const end = saved + bytes.length
    const old = attempted(bytes)
    const other = Buffer.alloc(bytes.length)
    whole.copy(other, 0, Math.max(0, saved - bytes.length), saved)
    for (let offset = saved; offset < end; offset++) {
      const state = { offset, write: i, saved }
      yield { ...state, kind: 'cut', bytes: scratch.subarray(0, offset) }
      scratch.fill(0, offset, end)
      yield { ...state, kind: 'zeros', bytes: scratch.subarray(0, end) }
      old.copy(scratch, offset, offset - saved)
      yield { ...state, kind: 'old tail', bytes: scratch.subarray(0, end) }
      other.copy(scratch, offset, offset - saved)
      yield { ...state, kind: 'other', bytes: scratch.subarray(0, end) }
      whole.copy(scratch, offset, offset, end)
      scratch.fill(0, Math.max(saved, offset + 1 - sector), offset + 1)
      yield { ...state, kind: 'sector', bytes: scratch.subarray(0, end) }
      whole.copy(scratch, saved, saved, end)
    }
    saved = end
  }
}

/** The facts of a record as lines. */
export const factLines = ({ entries }: ParsedRecord): readonly string[] =>
  entries.flatMap(({ facts }) => facts.map(formatFact))

/** What was written, before anything happened to it. */
export interface Original {
  readonly bytes: Buffer
  readonly facts: readonly string[]
  /** By a number of bytes: what is wrong with that beginning as a record by itself, '' where nothing is. */
  readonly beginnings: Map<number, string>
}

export const originalOf = (bytes: Buffer): Original => ({
  bytes,
  facts: factLines(parseRecord(bytes)),
  beginnings: new Map(),
})

/**
 * `never begun`: the first write was cut off. `refused`: it looks like damage, and nothing is touched. `recovered`: the
 * torn end is cut off. `whole`: nothing is wrong. `misread`: as these, but with a fact that nobody wrote: another part
 * of the file that fits.
 */
export type Outcome = 'never begun' | 'refused' | 'recovered' | 'whole' | 'misread'

export interface Judged {
  readonly outcome: Outcome
  /** What is wrong; undefined where nothing that was saved is lost and recovering again changes nothing. */
  readonly wrong?: string
}

/** The number of facts of the original that end within so many bytes. */
const factsWithin = ({ bytes, facts }: Original, size: number): number =>
  facts.length === 0 ? 0 : factLines(parseRecord(bytes.subarray(0, size))).length

const beginningWrong = (original: Original, size: number): string => {
  const known = original.beginnings.get(size)
  if (known !== undefined) return known
  const kept = original.bytes.subarray(0, size)
  const record = parseRecord(kept)
  const [problem] = record.problems
  const same = factLines(record).every((line, i) => line === original.facts[i])
  const wrong = problem?.message ?? (same ? '' : 'other facts are read than were written')
  original.beginnings.set(size, wrong)
  return wrong
}

/** What the program makes of a state: what stays of it, and whether that is all that was saved. */
export const judge = (original: Original, { bytes, saved }: CrashState): Judged => {
  const record = parseRecord(bytes)
  if (neverBegun(record))
    return { outcome: 'never begun', ...(saved === 0 ? {} : { wrong: 'something had been saved' }) }
  if (blemish(record) !== undefined) return { outcome: 'refused' }
  const torn = findTorn(bytes, record)
  const size = torn?.keep ?? bytes.length
  if (size < saved) return { outcome: 'recovered', wrong: `only ${size} bytes of ${saved} are kept` }
  const kept = bytes.subarray(0, size)
  if (original.bytes.compare(kept, 0, size, 0, size) === 0) {
    const wrong = beginningWrong(original, size)
    return { outcome: torn === undefined ? 'whole' : 'recovered', ...(wrong === '' ? {} : { wrong }) }
  }
  const [problem] = parseRecord(kept).problems
  const before = factsWithin(original, saved)
  const facts = factLines(record)
  const lost = original.facts.slice(0, before).some((line, i) => line !== facts[i])
  const wrong = problem?.message ?? (lost ? 'a fact that was saved is another one' : undefined)
  return { outcome: 'misread', ...(wrong === undefined ? {} : { wrong }) }
}

/** How many states came to what, and the first in which something is wrong, in words. */
export interface CrashTally {
  readonly states: Readonly<Record<string, number>>
  readonly wrong: number
  readonly first: readonly string[]
}

const mostTold = 20

/** Judges every state. */
export const judgeStates = (states: Iterable<CrashState>, original: Original): CrashTally => {
  const tally: Record<string, number> = {}
  const first: string[] = []
  let count = 0
  for (const state of states) {
    const { outcome, wrong } = judge(original, state)
    const name = `${state.kind}, ${outcome}`
    tally[name] = (tally[name] ?? 0) + 1
    if (wrong === undefined) continue
    count++
    if (first.length < mostTold)
      first.push(`${state.kind} at ${state.offset}, in write ${state.write}: ${outcome}, ${wrong}`)
  }
  return { states: tally, wrong: count, first }
}
