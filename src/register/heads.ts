/** What a register says of each record: which seals it has witnessed, how far each goes, and which numbers it never opened. */
import type { Stamp } from '../calendar/time.ts'
import type { CopyKind, PointKind, RecordPoint } from './line.ts'
import type { ParsedRegister } from './parse.ts'
import type { SealedLine } from './walk.ts'

/** A line that says more of a record than how far it goes. */
export interface Mention {
  readonly kind: PointKind | CopyKind
  /** The line of the register. */
  readonly serial: number
  /** When the line was written. */
  readonly at: Stamp
  readonly entry: number
  readonly seal: string
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
  /** Records whose number was taken again since, after a destruction say. */
  readonly former: readonly RecordHead[]
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

interface Growth {
  readonly records: Map<string, Growing>
  readonly former: Growing[]
  readonly notBegun: string[]
}

/** The record that an event is about: another one, where its number is opened with another seal. */
const recordOf = (
  { records, former }: Growth,
  kind: Mention['kind'],
  furthest: RecordHead['furthest'],
): Growing => {
  const { id, seal } = furthest
  const known = records.get(id)
  const opened = known?.seals.get(0)
  const isOther = kind === 'opened' && opened !== undefined && opened !== seal
  if (known !== undefined && !isOther) return known
  if (known !== undefined) former.push(known)
  const made: Growing = { id, seals: new Map(), mentions: [], furthest }
  records.set(id, made)
  return made
}

const addLine = (growth: Growth, { line }: SealedLine): void => {
  switch (line.kind) {
    case 'key-new':
    case 'key-rotated':
    case 'key-lost':
      return
    case 'not-begun':
      growth.notBegun.push(line.id)
      return
    default: {
      const { kind, id, entry, seal, at, n: serial } = line
      const point = { id, entry, seal, serial }
      const record = recordOf(growth, kind, point)
      record.seals.set(entry, seal)
      if (entry >= record.furthest.entry) record.furthest = point
      if (kind === 'sealed') return
      record.mentions.push({ kind, serial, at, entry, seal, ...('copy' in line ? { copy: line.copy } : {}) })
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
        numbers.toSorted((a, b) => a - b),
      ),
    )
}

/**
 * What a register says of each record. Takes the lines as they stand; whether they are whole and signed is among the
 * problems of the register.
 */
export const headsOf = ({ mark, lines }: Pick<ParsedRegister, 'mark' | 'lines'>): RegisterHeads => {
  const growth: Growth = { records: new Map(), former: [], notBegun: [] }
  for (const one of lines) addLine(growth, one)
  const { records, former, notBegun } = growth
  const opened = [...records.values()].flatMap(({ id, mentions }) =>
    mentions.some(({ kind }) => kind === 'opened') ? [id] : [],
  )
  return { records, former, notBegun, missing: missingOf(mark, [...opened, ...notBegun]) }
}

/** What a register says of the record with this id and this seal 0; of a record of another device, which it did not open, by its id alone. */
export const headFor = (
  { records, former }: RegisterHeads,
  id: string,
  opened: string,
): RecordHead | undefined => {
  const latest = records.get(id)
  if (latest === undefined || (latest.seals.get(0) ?? opened) === opened) return latest
  return former.findLast((one) => one.id === id && one.seals.get(0) === opened) ?? latest
}
