/** Opens a case that exists for adding to it: takes the lock, sets a torn tail aside, begins a new sitting in its record. */
import type { Command } from '../case/command.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { sha256 as digest } from '../record/digest.ts'
import { parseRecord } from '../record/parse.ts'
import { findTorn } from '../record/recover.ts'
import { resumeRecord } from '../record/writer.ts'
import { openJournal } from '../storage/journal.ts'
import type { BusyLock, TakeOver } from '../storage/lock.ts'
import { setAside } from '../storage/set-aside.ts'
import type { Casebook } from './casebook.ts'
import { nothingHeld } from './library.ts'
import { blemish, type CaseFile, neverBegun, type ReadCase, readCase } from './read-case.ts'
import { enter, lock, openCommand, type Performed, type Sitting, sealed } from './sitting.ts'

export type Resumed =
  | { readonly kind: 'sitting'; readonly sitting: Sitting }
  | { readonly kind: 'busy'; readonly busy: BusyLock }

const recover = (
  read: ReadCase,
  ports: Ports,
): {
  readonly bytes: Uint8Array
  readonly recovered?: { readonly bytes: number; readonly sha256: string; readonly text: string }
} => {
  const torn = findTorn(read.bytes)
  if (torn === undefined) return { bytes: read.bytes }
  const sha256 = digest(torn.torn)
  const aside = setAside(ports.disk, read.path, torn.keep, torn.torn, sha256)
  if (aside.kind === 'set-aside')
    return {
      bytes: read.bytes.slice(0, torn.keep),
      recovered: { bytes: torn.torn.length, sha256, text: torn.text },
    }
  throw new UserError(
    `The last write of ${read.id} was cut off, and setting it aside failed: ${aside.reason}.`,
    'Nothing is lost. Free some space, then try again.',
  )
}

const refuseBlemished = ({ path, record }: ReadCase): void => {
  if (neverBegun(record))
    throw new UserError(
      `${path} was never begun: its creation was cut off before the first answer.`,
      'There is nothing in it. Start a new case with "rungs start".',
    )
  const wrong = blemish(record)
  if (wrong !== undefined)
    throw new UserError(
      `${path} is not as Rungs wrote it: ${wrong}`,
      'Rungs does not add to it. Keep the file as it is; put back a backup, or start a new case that names it.',
      1,
    )
}

const openRead = (
  ports: Ports,
  casebook: Casebook,
  read: ReadCase,
  release: () => void,
  takenOver: string | undefined,
): Sitting => {
  const { bytes, recovered } = recover(read, ports)
  const opened = openJournal(ports.disk, read.path, bytes)
  if (opened.kind === 'changed')
    throw new UserError(
      `${opened.reason}.`,
      'Try again; if another program keeps changing it, close that first.',
      1,
    )
  if (opened.kind !== 'open') throw new UserError(`${opened.reason}.`, opened.hint)
  const head = resumeRecord(parseRecord(bytes))
  const file = { id: read.id, path: read.path, journal: opened.journal, release, head }
  const sitting: Sitting = { ports, casebook, state: read.state, owed: [], file }
  begun(sitting, recovered, takenOver)
  return sitting
}

/**
 * Opens an existing case for adding to it: takes the lock, reads the record under it, sets a torn tail aside, and begins
 * a new sitting. `takeOver`: the person agreed to take over somebody's lock, and why. Throws a `UserError` for a record
 * that is not whole.
 */
export const resumeSitting = async (
  ports: Ports,
  casebook: Casebook,
  file: CaseFile,
  takeOver?: TakeOver,
): Promise<Resumed> => {
  const held = lock(ports, casebook, file.path, takeOver)
  if (held.kind === 'busy') return { kind: 'busy', busy: held }
  if (held.kind === 'not-locked') throw new UserError(`${held.reason}.`, held.hint)
  try {
    const read = await readCase(ports, casebook.folder, file, nothingHeld(casebook.settings.closures))
    refuseBlemished(read)
    const sitting = openRead(ports, casebook, read, held.release, takeOver?.reason)
    return { kind: 'sitting', sitting }
  } catch (error) {
    held.release()
    throw error
  }
}

const begun = (
  sitting: Sitting,
  recovered: { readonly bytes: number; readonly sha256: string; readonly text: string } | undefined,
  takenOver: string | undefined,
): void => {
  const command: Command = {
    ...openCommand(sitting),
    ...(recovered === undefined ? {} : { recovered }),
    ...(takenOver === undefined ? {} : { takenOver }),
  }
  const failed = sealed(sitting) ?? settleFirst(sitting) ?? enter(sitting, command)
  if (failed !== undefined && failed.kind !== 'saved')
    throw new UserError(
      `The case cannot be added to: ${failed.reason}.`,
      failed.kind === 'not-saved' ? failed.hint : 'Try again.',
    )
}

/** What a crash kept from being stated is stated before the new sitting begins. */
const settleFirst = (sitting: Sitting): Performed | undefined => enter(sitting, { kind: 'settle' })
