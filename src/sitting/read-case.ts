/** A record's file → its facts and the case that they amount to. Reads only; mends nothing. */
import type { Case, Placed } from '../case/case.ts'
import { replay } from '../case/evolve.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { finding } from '../record/finding.ts'
import { type ParsedRecord, parseRecord } from '../record/parse.ts'
import { longestRecord } from '../record/text.ts'
import { explain } from '../storage/failure.ts'
import { parseRecordId } from '../storage/names.ts'
import { listRecords, type RecordFile } from '../storage/records.ts'
import { isTrainingId } from '../training-mark.ts'
import { type Held, worldFor } from './library.ts'

/** A record by its number and where it is. */
export type CaseFile = Pick<RecordFile, 'id' | 'path'>

export interface ReadCase {
  readonly id: string
  readonly path: string
  readonly bytes: Uint8Array
  readonly record: ParsedRecord
  readonly state: Case
}

/** The facts of a record with their places. */
export const placedFacts = ({ entries }: ParsedRecord): readonly Placed[] => {
  const placed: Placed[] = []
  for (const { n, place, facts } of entries)
    for (const [i, fact] of facts.entries()) placed.push({ entry: n, index: i + 1, place, fact })
  return placed
}

/** The bytes of a file that may be a record; looks before it reads, for a pipe may have no end. Throws a `UserError` where it cannot be read, or is larger than any record. */
export const readBytes = ({ disk }: Pick<Ports, 'disk'>, path: string): Uint8Array => {
  try {
    const found = disk.stat(path)
    if (found?.plain === false)
      throw new UserError(`It is no plain file: ${path}.`, 'Move it away and put back the record.')
    if ((found?.size ?? 0) > longestRecord)
      throw new UserError(
        `The file is larger than a record can be (${longestRecord / 2 ** 20} MiB): ${path}.`,
        'Check that it is the right file, or put back a backup.',
      )
    return disk.readBytes(path)
  } catch (error) {
    if (error instanceof UserError) throw error
    const { reason, hint } = explain(error, path)
    throw new UserError(`${reason}.`, hint)
  }
}

/** A copy under another number would pass for another case: what the file is named must be what it says it is. */
const withName = (record: ParsedRecord, id: string): ParsedRecord => {
  // A redacted copy may be called anything but a record: nothing can be added to it.
  const fits = record.redacted ? parseRecordId(id) === undefined : record.id === id
  if (record.id === '' || fits) return record
  const message = record.redacted
    ? `The file is named ${id}, and is a redacted copy of ${record.id}.`
    : `The file is named ${id}, and the record in it is ${record.id}.`
  return { ...record, problems: [finding('misnamed', 0, 1, message), ...record.problems] }
}

const glimpse = (ports: Ports, path: string): readonly Placed[] => {
  try {
    return placedFacts(parseRecord(readBytes(ports, path), false))
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}

/**
 * How a case seems to stand, for a suggestion: no seal is checked, for which cryptography would have to be loaded. A
 * record that cannot be read suggests nothing.
 */
export const glanceAt = async (
  ports: Ports,
  casebook: string,
  file: Pick<RecordFile, 'path'>,
): Promise<Case> => {
  const facts = glimpse(ports, file.path)
  return replay(await worldFor(ports, casebook, facts), facts)
}

/** Reads one record of the casebook and replays it. `held`: see `worldFor`. Throws a `UserError` where it cannot be read. `exactly`: see `parseRecord`. */
export const readCase = async (
  ports: Ports,
  casebook: string,
  file: CaseFile,
  held?: Held,
  exactly = true,
): Promise<ReadCase> => {
  const bytes = readBytes(ports, file.path)
  const record = withName(parseRecord(bytes, exactly), file.id)
  const facts = placedFacts(record)
  return {
    id: file.id,
    path: file.path,
    bytes,
    record,
    state: replay(await worldFor(ports, casebook, facts, held), facts),
  }
}

/** Throws a `UserError` for a file in which not even the beginning of a record can be read. */
export const refuseNothing = (path: string, { entries, seal, problems }: ParsedRecord): void => {
  if (entries.length > 0 || seal !== '') return
  throw new UserError(
    `Nothing of a record can be read in ${path}. ${problems[0]?.message ?? ''}`.trimEnd(),
    'Check that it is the right file: "rungs verify" says what is the matter with it.',
  )
}

/** What stands in the way of adding to a record, or undefined. A torn tail does not: it is recovered. */
export const blemish = (record: ParsedRecord): string | undefined =>
  record.problems.find(({ code }) => code !== 'torn')?.message

/** A record whose creation was cut off: nothing was ever in it, and nothing can be added. No damage. */
export const neverBegun = (record: ParsedRecord): boolean =>
  record.problems.some(({ code }) => code === 'not-begun')

/** A number by itself is that of a real case, where there is one. */
const realFirst = (found: readonly RecordFile[]): readonly RecordFile[] => {
  const real = found.filter(({ id }) => !isTrainingId(id))
  return real.length === 0 ? found : real
}

/** Those of these records that a person may mean by "K7-2026-0042" or "42". */
export const meantBy = (files: readonly RecordFile[], name: string): readonly RecordFile[] =>
  realFirst(files.filter((file) => isMeant(file, name)))

/** Whether a person who says "K7-2026-0042" or "42" may mean this record. */
const isMeant = (file: RecordFile, name: string): boolean =>
  file.id.toLowerCase() === name.toLowerCase() ||
  file.id.toLowerCase().endsWith(`-${name.toLowerCase().padStart(4, '0')}`)

/** The record that a person means by "K7-2026-0042", "42" or a path to the file in the casebook. */
export const findRecord = async (ports: Ports, casebook: string, name: string): Promise<RecordFile> => {
  const plain = name.replace(/^.*[/\\]/, '').replace(/\.md$/i, '')
  const files = listRecords(ports.disk, casebook)
  const found = meantBy(files, plain)
  if (found.length === 1 && found[0] !== undefined) return found[0]
  if (found.length > 1)
    throw new UserError(
      `More than one case ends in "${plain}".`,
      `Give the whole number: ${found.map(({ id }) => id).join(', ')}.`,
    )
  const { suggest } = await import('../flow/nearest.ts')
  if (files.length === 0)
    throw new UserError(
      `There is no case "${plain}": ${casebook} holds no records.`,
      'Start one with "rungs start", or name the casebook with --casebook.',
    )
  throw new UserError(
    `There is no case "${plain}" in ${casebook}.`,
    suggest(plain, files.map(({ id }) => id).reverse()),
  )
}
