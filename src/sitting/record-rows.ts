/** Records → the rows of their facts, file after file: of a hundred thousand records only one is held at a time. */
import type { Placed } from '../case/case.ts'
import { placeKey } from '../case/case.ts'
import { UserError } from '../errors.ts'
import { leftOutOf } from '../export/entries.ts'
import type { Ports } from '../ports.ts'
import { detached } from '../record/known.ts'
import type { ParsedRecord } from '../record/parse.ts'
import { type FactRow, factRows } from '../report/rows.ts'
import { type Examined, examine, isNoRecord } from '../verify/examined.ts'
import { placedFacts, readBytes } from './read-case.ts'
import type { RecordPaths } from './record-paths.ts'

export interface RecordRows {
  readonly rows: readonly FactRow[]
  /** What is wrong with the file, in a sentence, where something is. */
  readonly wrong?: string
  /** The file could not be read. */
  readonly unread?: true
  /** There is nothing of a record in it, and it was not named like one: somebody's notes. */
  readonly isNone?: true
  /** A training record that was come across: it is left out. */
  readonly isMadeUp?: true
}

/** What ordinary life brings about: a crash, a sync client, a name that somebody gave. */
const ordinary = ['torn', 'converted', 'misnamed', 'not-begun']

const wrongIn = ({ findings }: Examined): string | undefined =>
  findings.find(({ code }) => !ordinary.includes(code))?.message

const notesOf = (record: ParsedRecord) => {
  const leftOut = leftOutOf(record)
  const sealed = new Set(record.entries.filter((one) => one.sealed).map(({ n }) => n))
  return {
    isSealed: (entry: number): boolean => sealed.has(entry),
    isLeftOut: (entry: number, fact: number): boolean => leftOut.has(placeKey(entry, fact)),
  }
}

/** Counts the files that begin with the same seal. */
const copiesSeen = (): ((seal: string) => number) => {
  const seen = new Map<string, number>()
  return (seal) => {
    if (seal === '') return 1
    const copy = (seen.get(seal) ?? 0) + 1
    // A part of the file's text would hold on to all of it.
    seen.set(detached(seal), copy)
    return copy
  }
}

/** Reads files one after another, as they are asked for; never throws for what it finds. `isNamed`: whether somebody asked for this file itself. */
export function* recordRows(
  ports: Pick<Ports, 'disk'>,
  { records, unnamed }: Pick<RecordPaths, 'records' | 'unnamed'>,
  withText: boolean,
  isNamed: (path: string) => boolean,
): Generator<RecordRows> {
  const copyOf = copiesSeen()
  const loose = new Set(unnamed)
  for (const path of records) {
    try {
      const { record, examined } = examine(path, readBytes(ports, path))
      if (loose.has(path) && isNoRecord(examined)) {
        yield { rows: [], isNone: true }
        continue
      }
      if (examined.training !== undefined && !isNamed(path)) {
        yield { rows: [], isMadeUp: true }
        continue
      }
      const facts: readonly Placed[] = placedFacts(record)
      const wrong = wrongIn(examined)
      const source = {
        record: record.id,
        copy: copyOf(record.seal),
        intact: wrong === undefined,
        redacted: record.redacted,
        training: examined.training !== undefined,
      }
      yield {
        rows: factRows(source, facts, notesOf(record), withText),
        ...(wrong === undefined ? {} : { wrong: `${path}: ${wrong}` }),
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      yield { rows: [], wrong: error.message, unread: true }
    }
  }
}
