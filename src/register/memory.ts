/**
 * What this computer remembers of records and registers that it has seen ↔ text, a line for each. Lines are read when they are
 * looked for: there may be many. What a damaged line said is forgotten. Keeps no file and looks at none.
 */
import { Buffer } from 'node:buffer'
import type { Stamp } from '../calendar/time.ts'
import { sha256 } from '../record/digest.ts'
import { isStamp } from '../record/problem.ts'

export type RememberedKind = 'record' | 'register'

/** The longest head that was seen of one record or register. */
export interface Remembered {
  readonly kind: RememberedKind
  /** The seal of its header, which tells it from every other. */
  readonly opened: string
  /** The last entry or serial, and its seal. */
  readonly n: number
  readonly seal: string
  /** When this head was first seen. */
  readonly at: Stamp
  /** See `placeOf`. */
  readonly place: string
}

/** Changed by nobody; `remember` makes another. */
export interface Memory {
  /** Whole lines by their first two words. */
  readonly lines: ReadonlyMap<string, string>
  /** Lines by kind and place, made when first asked for. */
  places?: ReadonlyMap<string, readonly string[]>
}

const title = 'rungs-memory 1'

/** More lines are not kept. */
const mostRemembered = 300_000

/** Where a file was seen, so that the memory names no folder: 16 hex digits. `path`: absolute. */
export const placeOf = (path: string): string => sha256(path).slice(0, 16)

export const emptyMemory: Memory = { lines: new Map() }

const keyOf = (kind: RememberedKind, opened: string): string => `${kind} ${opened}`

const lineParts = /^(record|register) ([0-9a-f]{64}) (0|[1-9]\d{0,8}) ([0-9a-f]{64}) (\S{25}) ([0-9a-f]{16})$/

const readLine = (line: string): Remembered | undefined => {
  if (!lineParts.test(line)) return undefined
  const [kind, opened = '', n, seal = '', at = '', place = ''] = line.split(' ')
  return isStamp(at)
    ? { kind: kind === 'record' ? 'record' : 'register', opened, n: Number(n), seal, at, place }
    : undefined
}

/** In letters, the shortest that says anything. */
const shortestLine = 181

/** How the line of a record begins. `opened`: the seal of its header. */
export const recordWord = (opened: string): string => `record ${opened} `

/** Of several lines the longest head; nothing where none of them says anything. */
export const longestOf = (lines: readonly string[]): Remembered | undefined =>
  lines.flatMap((line) => readLine(line) ?? []).toSorted((a, b) => b.n - a.n)[0]

/** Throws for what has no spelling: a bug upstream. */
const formatLine = ({ kind, opened, n, seal, at, place }: Remembered): string => {
  const line = `${kind} ${opened} ${n} ${seal} ${at} ${place}`
  if (readLine(line) === undefined) throw new Error(`a line of the memory cannot be written: ${line}`)
  return line
}

const longer = (line: string, other: string): string => {
  const one = readLine(line)
  const two = readLine(other)
  return one === undefined || (two !== undefined && two.n > one.n) ? other : line
}

const newer = /^rungs-memory (?!1\n)\d{1,9}\n/

/** Nothing where a newer version wrote it: that is not ours to replace. An empty text is an empty memory. */
export const parseMemory = (bytes: Uint8Array): Memory | undefined => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (newer.test(text)) return undefined
  const lines = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (line.length < shortestLine) continue
    const key = line.slice(0, line.indexOf(' ') + 1 + 64)
    const other = lines.get(key)
    lines.set(key, other === undefined ? line : longer(other, line))
  }
  return { lines }
}

/** Whether any of it says nothing: it is written whole or not at all, so that somebody or something has changed it. */
export const isDamaged = (bytes: Uint8Array): boolean => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (text === '' || newer.test(text)) return false
  const lines = text.split('\n')
  return lines.pop() !== '' || lines.shift() !== title || !lines.every((line) => lineParts.test(line))
}

/** The text that is kept, without the lines that say nothing. Of more than `most`, those seen longest ago are forgotten. */
export const formatMemory = ({ lines }: Memory, most = mostRemembered): string => {
  const good = [...lines.values()].filter((line) => lineParts.test(line))
  const kept = good.length <= most ? good : newest(good, most)
  return `${[title, ...kept].join('\n')}\n`
}

const stampIn = (line: string): string => line.slice(-42, -17)

/** In their order; of those as old as each other, the ones that stand last. */
const newest = (lines: readonly string[], most: number): readonly string[] => {
  const byAge = lines.map((line, i) => `${stampIn(line)} ${String(i).padStart(9, '0')}`).sort()
  const kept = new Set(byAge.slice(-most).map((word) => Number(word.slice(-9))))
  return lines.filter((_, i) => kept.has(i))
}

/** What is remembered of the record or register that has this seal 0. */
export const rememberedOf = (
  { lines }: Memory,
  kind: RememberedKind,
  opened: string,
): Remembered | undefined => readLine(lines.get(keyOf(kind, opened)) ?? '')

const placeKey = (line: string): string => `${line.slice(0, line.indexOf(' '))} ${line.slice(-16)}`

const placesOf = (memory: Memory): ReadonlyMap<string, readonly string[]> => {
  if (memory.places !== undefined) return memory.places
  const places = new Map<string, string[]>()
  for (const line of memory.lines.values()) {
    const key = placeKey(line)
    const others = places.get(key)
    if (others === undefined) places.set(key, [line])
    else others.push(line)
  }
  memory.places = places
  return places
}

/** What else of the kind was seen in a place: with another seal 0. */
export const othersAt = (
  memory: Memory,
  kind: RememberedKind,
  place: string,
  opened: string,
): readonly Remembered[] =>
  placesOf(memory)
    .get(`${kind} ${place}`)
    ?.flatMap((line) => {
      const one = readLine(line)
      return one === undefined || one.opened === opened ? [] : [one]
    }) ?? []

/** What to remember of a head that was seen and one that is known: the longer one, where it was seen last, and since when it is known. */
const merged = (known: Remembered | undefined, seen: Remembered): Remembered => {
  if (known === undefined || seen.n > known.n) return seen
  // A shorter head; or of two versions as long as each other the second, which is what is to be told.
  if (seen.seal !== known.seal) return known
  return seen.place === known.place ? known : { ...known, place: seen.place }
}

/** With what was seen now. The very same memory where that is nothing new. */
export const remember = (memory: Memory, seen: Iterable<Remembered>): Memory => {
  let lines: Map<string, string> | undefined
  for (const one of seen) {
    const known = rememberedOf({ lines: lines ?? memory.lines }, one.kind, one.opened)
    const kept = merged(known, one)
    if (kept === known) continue
    lines ??= new Map(memory.lines)
    lines.set(keyOf(one.kind, one.opened), formatLine(kept))
  }
  return lines === undefined ? memory : { lines }
}

/** The lines as values, those that say nothing left out. */
export const allRemembered = ({ lines }: Memory): readonly Remembered[] =>
  [...lines.values()].flatMap((line) => readLine(line) ?? [])
