/**
 * The records of a casebook as files: which there are, and how a new one gets its number (by creating its file
 * exclusively, so two computers never share one). Does not read what is in them.
 */
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import type { Disk } from './disk.ts'
import { codeOf, explain, isSystemError } from './failure.ts'
import { makeFolders } from './folders.ts'
import { createJournal, type Journal, type NotSaved } from './journal.ts'
import { formatRecordId, LAST_NUMBER, parseRecordId } from './names.ts'
import { recordPath, recordsFolder } from './places.ts'

export interface RecordFile {
  readonly id: string
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly modified: number
}

function listIds(disk: Disk, casebook: string): readonly string[] {
  const folder = recordsFolder(casebook)
  try {
    const names = disk.list(folder).filter((name) => name.endsWith('.md'))
    return names.map((name) => name.slice(0, -'.md'.length)).filter((id) => parseRecordId(id) !== undefined)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    const { reason, hint } = explain(error, folder)
    throw new UserError(`The records cannot be listed. ${reason}.`, hint)
  }
}

/** Nothing where it is no file. One that cannot be looked at is there all the same: who reads it will say why not. */
function recordFile(disk: Disk, folder: string, id: string): RecordFile | undefined {
  const path = join(folder, `${id}.md`)
  try {
    const found = disk.stat(path)
    return found?.plain === true ? { id, path, size: found.size, modified: found.modified } : undefined
  } catch (error) {
    if (!isSystemError(error)) throw error
    return { id, path, size: 0, modified: 0 }
  }
}

/**
 * The record files of a casebook, sorted by id; none where there is no such folder. Whatever is not a plain file (or a
 * link to one) with the name of a record is passed over. Throws a `UserError` where the folder cannot be read.
 */
export function listRecords(disk: Disk, casebook: string): readonly RecordFile[] {
  const folder = recordsFolder(casebook)
  return [...listIds(disk, casebook)].sort().flatMap((id) => recordFile(disk, folder, id) ?? [])
}

function idOf(mark: string, year: number, number: number): string {
  if (number <= LAST_NUMBER) return formatRecordId({ mark, year, number })
  throw new UserError(
    `This computer has used all its numbers for ${year}.`,
    'Leave the records as they are; start a second casebook with --casebook.',
  )
}

/**
 * The id after the highest one of this device and year. Not yet taken: see `createRecord`. `gone`: the highest number that is
 * known of records which may not be there any more.
 */
export function nextRecordId(disk: Disk, casebook: string, mark: string, year: number, gone = 0): string {
  const numbers = listIds(disk, casebook).flatMap((text) => {
    const id = parseRecordId(text)
    return id?.mark === mark && id.year === year ? [id.number] : []
  })
  return idOf(mark, year, Math.max(gone, ...numbers) + 1)
}

export type CreatedRecord =
  | { readonly kind: 'created'; readonly id: string; readonly path: string; readonly journal: Journal }
  | (NotSaved & { readonly left?: LeftRecord })

/** A file that could neither be finished nor removed again; the next try goes on with its number. */
export interface LeftRecord {
  readonly id: string
  readonly journal: Journal
}

/**
 * Creates a record under the next free number, with the first bytes that `firstBytes` gives for its id, flushed and
 * read back; its folder is made where it is missing. `left`: from an earlier try that was not saved. `gone`: see `nextRecordId`.
 */
export function createRecord(
  disk: Disk,
  casebook: string,
  mark: string,
  year: number,
  firstBytes: (id: string) => Uint8Array,
  left?: LeftRecord,
  gone = 0,
): CreatedRecord {
  const folder = recordsFolder(casebook)
  try {
    makeFolders(disk, folder)
  } catch (error) {
    return { kind: 'not-saved', ...explain(error, folder) }
  }
  const first = left?.id ?? nextRecordId(disk, casebook, mark, year, gone)
  // Counted on, not listed again: a name that differs in its case may stand in the way and never be listed.
  for (let number = parseRecordId(first)?.number ?? 1; ; number++) {
    const id = idOf(mark, year, number)
    const path = recordPath(casebook, id)
    const created = createJournal(disk, path, firstBytes(id), left?.journal)
    if (created.kind === 'created') return { ...created, id, path }
    if (created.kind === 'exists') continue
    const { left: journal, ...failure } = created
    return journal === undefined ? failure : { ...failure, left: { id, journal } }
  }
}
