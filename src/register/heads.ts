/** What a register says of each record: which seals it has witnessed, how far each goes, and which numbers it never opened. */
import type { CopyKind, PointKind, RecordPoint } from './line.ts'
import type { ParsedRegister } from './parse.ts'
import type { SealedLine } from './walk.ts'

/** A line that says more of a record than how far it goes. */
export interface Mention {
  readonly kind: PointKind | CopyKind
  /** The line of the register. */
  readonly serial: number
  readonly entry: number
  /** SHA-256 of a copy. */
  readonly copy?: string
}

export interface RecordHead {
  readonly id: string
  /** The seal of each entry that was registered; of an entry with two seals the one that came last. */
  readonly seals: ReadonlyMap<number, string>
  readonly furthest: RecordPoint & { readonly serial: number }
  /** All but the plain checkpoints: opened, closed, transferred, destroyed, redacted, exported. In their order. */
  readonly mentions: readonly Mention[]
}

/** Numbers of one year, both ends with it, that were never opened. */
export interface MissingNumbers {
  readonly mark: string
  readonly year: number
  readonly from: number
  readonly to: number
}

export interface RegisterHeads {
  readonly records: ReadonlyMap<string, RecordHead>
  /** Records whose creation was cut off. */
  readonly notBegun: readonly string[]
  readonly missing: readonly MissingNumbers[]
}

interface Growing {
  readonly id: string
  readonly seals: Map<number, string>
  readonly mentions: Mention[]
  furthest: RecordHead['furthest']
}

const addLine = (records: Map<string, Growing>, notBegun: string[], { line }: SealedLine): void => {
  switch (line.kind) {
    case 'key-new':
    case 'key-rotated':
    case 'key-lost':
      return
    case 'not-begun':
      notBegun.push(line.id)
      return
    default: {
      const { kind, id, entry, seal, n: serial } = line
      const point = { id, entry, seal, serial }
      const known: Growing = records.get(id) ?? { id, seals: new Map(), mentions: [], furthest: point }
      records.set(id, known)
      known.seals.set(entry, seal)
      if (entry >= known.furthest.entry) known.furthest = point
      if (kind === 'sealed') return
      known.mentions.push({ kind, serial, entry, ...('copy' in line ? { copy: line.copy } : {}) })
    }
  }
}

const numbered = /^([A-Z0-9]+)-(\d{4})-(\d{1,9})$/

const gaps = (mark: string, year: number, numbers: readonly number[]): readonly MissingNumbers[] => {
  let next = 1
  return numbers.flatMap((number) => {
    const from = next
    next = number + 1
    return number > from ? [{ mark, year, from, to: number - 1 }] : []
  })
}

/** Of the device's own records: those of others are opened in other registers. */
const missingOf = (mark: string, opened: Iterable<string>): readonly MissingNumbers[] => {
  const years = new Map<number, number[]>()
  for (const id of opened) {
    const [, own, year, number] = numbered.exec(id) ?? []
    if (own !== mark) continue
    const numbers = years.get(Number(year)) ?? []
    years.set(Number(year), numbers)
    numbers.push(Number(number))
  }
  return [...years]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([year, numbers]) =>
      gaps(
        mark,
        year,
        [...new Set(numbers)].sort((a, b) => a - b),
      ),
    )
}

/**
 * What a register says of each record. Takes the lines as they stand; whether they are whole and signed is among the
 * problems of the register.
 */
export const headsOf = ({ mark, lines }: Pick<ParsedRegister, 'mark' | 'lines'>): RegisterHeads => {
  const records = new Map<string, Growing>()
  const notBegun: string[] = []
  for (const one of lines) addLine(records, notBegun, one)
  const opened = [...records.values()].flatMap(({ id, mentions }) =>
    mentions.some(({ kind }) => kind === 'opened') ? [id] : [],
  )
  return { records, notBegun, missing: missingOf(mark, [...opened, ...notBegun]) }
}
