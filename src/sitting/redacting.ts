/** Redacted copies as files: the record to copy, a place for the copy, and the copy itself, read again before it is called written. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { sha256 } from '../record/digest.ts'
import { type LeftOut, type ParsedRecord, parseRecord } from '../record/parse.ts'
import { damageOf, isAmong, redact } from '../record/redact.ts'
import { checkSignatures, problemsOf } from '../record/signatures.ts'
import type { RecordEvent } from '../register/line.ts'
import { sameBytes } from '../storage/bytes.ts'
import { explain } from '../storage/failure.ts'
import { closeJournal, createJournal } from '../storage/journal.ts'
import { nameProblem, parseRecordId } from '../storage/names.ts'
import { recordsFolder } from '../storage/places.ts'
import { listRegisters, registerPath } from '../storage/registers.ts'
import { type Casebook, markOf } from './casebook.ts'
import { refuseUnknown } from './known-before.ts'
import { readBytes } from './read-case.ts'
import { casebookOf } from './record-paths.ts'
import { type Registered, registerEvent, registrarFor } from './registering.ts'
import { openSigner } from './signing.ts'

/** A record in which nothing is wrong, or nothing that is copied. */
export interface Source {
  readonly path: string
  readonly bytes: Uint8Array
  readonly record: ParsedRecord
}

/** Reads a record, or a copy of one. Throws a `UserError` where it is damaged: a copy of it would not verify. */
export const readSource = (ports: Ports, file: string): Source => {
  const bytes = readBytes(ports, file)
  const record = parseRecord(bytes)
  const damage = damageOf(problemsOf(record, checkSignatures(record)))
  if (damage === undefined) {
    refuseUnknown(ports, casebookOf(file), { path: file, record })
    return { path: file, bytes, record }
  }
  throw new UserError(
    `${file} cannot be copied, for it is not as it was written: ${damage.message}`,
    'A copy of it would not verify. "rungs verify" says all that is wrong with it.',
    1,
  )
}

const suffix = '.redacted'

const isThere = (ports: Ports, file: string): boolean => {
  try {
    return ports.disk.stat(file) !== undefined
  } catch (error) {
    const { reason, hint } = explain(error, file)
    throw new UserError(`${reason}. Nothing was written.`, hint)
  }
}

/** Names for a copy, the usual one first. They come from the name of the source's file, never from what is in it. */
function* namesFor(source: string): Generator<string> {
  const stem = path.basename(source).replace(/(?:\.redacted(?:-\d+)?)?\.md$/i, '')
  yield `${stem}${suffix}.md`
  for (let n = 2; n < 100; n++) yield `${stem}${suffix}-${n}.md`
}

const free = (ports: Ports, source: string): string | undefined => {
  for (const name of namesFor(source)) if (!isThere(ports, path.resolve(ports.cwd, name))) return name
  return undefined
}

const taken = (ports: Ports, file: string, source: string): UserError => {
  const name = free(ports, source)
  return new UserError(
    `There is something at ${file} already. Nothing was written.`,
    `Nothing is ever overwritten. Give another name: --out ${name ?? 'FILE'}`,
  )
}

/**
 * Where the copy goes: the file that was named, or one named after the source in the present folder. Throws a `UserError` where
 * that is not free, or no name for a file.
 */
export const placeForCopy = (ports: Ports, source: string, out: string | undefined): string => {
  if (out === '-')
    throw new UserError('The copy is a file, and is not printed.', 'Name the file: --out FILE.')
  const [usual = ''] = namesFor(source)
  const file = path.resolve(ports.cwd, out ?? usual)
  const problem = out === '' ? 'it is empty' : nameProblem(path.basename(file))
  if (problem !== undefined)
    throw new UserError(`“${out ?? usual}” is no name for a file: ${problem}.`, 'Give another: --out FILE.')
  if (isThere(ports, file)) throw taken(ports, file, source)
  if (parseRecordId(path.basename(file).replace(/\.md$/i, '').toUpperCase()) !== undefined)
    throw new UserError(
      `“${out ?? usual}” is what a record is called, and a copy would be taken for one.`,
      `Give another name: --out ${free(ports, source) ?? 'FILE'}`,
    )
  return file
}

const sealsOf = ({ seal, entries }: ParsedRecord): readonly string[] => [
  seal,
  ...entries.flatMap((entry) => entry.seal ?? []),
]

/** Throws where the copy does not show all that the source shows, but for what is left out. */
const checkCopy = ({ path: file, record }: Source, bytes: Uint8Array, leftOut: readonly LeftOut[]): void => {
  const copy = parseRecord(bytes)
  const problems = problemsOf(copy, checkSignatures(copy))
  if (problems[0]?.code === 'too-large')
    throw new UserError(
      `A copy of ${file} would be larger than a record can be, for it has a line for each text that stays.`,
      'Nothing was written.',
    )
  const isSame =
    problems.length === 0 &&
    copy.redacted &&
    copy.unsealed === 0 &&
    sealsOf(copy).join() === sealsOf(record).join() &&
    leftOut.every(isAmong(copy.leftOut))
  if (!isSame) throw new Error(`the copy would not verify: ${problems[0]?.message ?? 'it differs'}`)
}

/** A copy that was made, as the register has it. */
export type Copied = Extract<RecordEvent, { readonly copy: string }>

const create = (ports: Ports, source: string, file: string, bytes: Uint8Array): void => {
  const created = createJournal(ports.disk, file, bytes)
  if (created.kind === 'exists') throw taken(ports, file, source)
  if (created.kind === 'not-saved')
    throw new UserError(`The copy is NOT written: ${created.reason}.`, created.hint)
  closeJournal(created.journal)
}

/**
 * Makes the copy at `file`, which must not exist; it is flushed and read again. `leftOut`: texts to leave out besides those
 * that the source has left out already. Throws a `UserError` where it cannot be written.
 */
export const writeCopy = (
  ports: Ports,
  source: Source,
  file: string,
  leftOut: readonly LeftOut[],
): Copied => {
  const { record } = source
  const bytes = Buffer.from(redact(source.bytes, record, isAmong(leftOut)), 'utf8')
  checkCopy(source, bytes, leftOut)
  create(ports, source.path, file, bytes)
  if (!sameBytes(readBytes(ports, file), bytes))
    throw new UserError(
      `Something else has changed ${file} since it was written.`,
      'Remove it, and make the copy again in another folder.',
    )
  const last = record.entries.findLast(({ sealed }) => sealed)
  return {
    kind: 'redacted',
    id: record.id,
    entry: last?.n ?? 0,
    seal: last?.seal ?? record.seal,
    copy: sha256(bytes),
  }
}

/** The casebook in which this computer registers what is done with a record: the one that is open, or where it has a register already. */
const registeredIn = (ports: Ports, open: Casebook, mark: string, source: string): string | undefined => {
  const folder = casebookOf(source)
  if (path.dirname(source) !== recordsFolder(folder)) return undefined
  // The records of strangers, sent to be checked, are theirs to register.
  return folder === open.folder || ports.disk.stat(registerPath(folder, mark)) !== undefined
    ? folder
    : undefined
}

/** Whether others register in the casebook that a record lies in. */
const isOthers = (ports: Ports, source: string): boolean => {
  const folder = casebookOf(source)
  const listed = listRegisters(ports.disk, folder)
  return path.dirname(source) === recordsFolder(folder) && listed.kind === 'listed' && listed.paths.length > 0
}

/** Registers that a copy was made; nothing where the record lies in no casebook. `others`: in one in which only others register. Throws for nothing that the disk does: the copy is there. */
export const registerCopy = (
  ports: Ports,
  open: Casebook,
  { path: source }: Source,
  copied: Copied,
): Registered | { readonly kind: 'others' } | undefined => {
  try {
    const mark = markOf(ports, open)
    const casebook = registeredIn(ports, open, mark, source)
    if (casebook === undefined) return isOthers(ports, source) ? { kind: 'others' } : undefined
    return registerEvent(registrarFor(ports, casebook, openSigner(ports, mark)), copied)
  } catch (error) {
    return {
      kind: 'not-registered',
      reason: error instanceof UserError ? error.message : explain(error, source).reason,
    }
  }
}
