/** A record's file → its facts and the case that they amount to. Reads only; mends nothing. */
import type { Case, Placed } from '../case/case.ts'
import { replay } from '../case/evolve.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { type ParsedRecord, parseRecord } from '../record/parse.ts'
import { explain } from '../storage/failure.ts'
import { listRecords, type RecordFile } from '../storage/records.ts'
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
export const placedFacts = (record: ParsedRecord): readonly Placed[] =>
  record.entries.flatMap(({ n, place, facts }) =>
    facts.map((fact, i): Placed => ({ entry: n, index: i + 1, place, fact })),
  )

const readBytes = (ports: Ports, path: string): Uint8Array => {
  try {
    return ports.disk.readBytes(path)
  } catch (error) {
    const { reason, hint } = explain(error, path)
    throw new UserError(`${reason}.`, hint)
  }
}

/** How a case seems to stand, for a suggestion: no seal is checked, for which cryptography would have to be loaded. */
export const glanceAt = async (
  ports: Ports,
  casebook: string,
  file: Pick<RecordFile, 'path'>,
): Promise<Case> => {
  const facts = placedFacts(parseRecord(readBytes(ports, file.path), false))
  return replay(await worldFor(ports, casebook, facts), facts)
}

/** Reads one record of the casebook and replays it. `held`: see `worldFor`. */
export const readCase = async (
  ports: Ports,
  casebook: string,
  file: CaseFile,
  held?: Held,
): Promise<ReadCase> => {
  const bytes = readBytes(ports, file.path)
  const record = parseRecord(bytes)
  const facts = placedFacts(record)
  return {
    id: file.id,
    path: file.path,
    bytes,
    record,
    state: replay(await worldFor(ports, casebook, facts, held), facts),
  }
}

/** What stands in the way of adding to a record, or undefined. A torn tail does not: it is recovered. */
export const blemish = (record: ParsedRecord): string | undefined =>
  record.problems.find(({ code }) => code !== 'torn' && code !== 'signature-not-checked')?.message

const matches = (file: RecordFile, name: string): boolean =>
  file.id.toLowerCase() === name.toLowerCase() ||
  file.id.toLowerCase().endsWith(`-${name.toLowerCase().padStart(4, '0')}`)

/** The record that a person means by "K7-2026-0042", "42" or a path to the file in the casebook. */
export const findRecord = async (ports: Ports, casebook: string, name: string): Promise<RecordFile> => {
  const plain = name.replace(/^.*[/\\]/, '').replace(/\.md$/i, '')
  const files = listRecords(ports.disk, casebook)
  const found = files.filter((file) => matches(file, plain))
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
