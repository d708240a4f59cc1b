/** Opens a case that exists for adding to it: takes the lock, sets a torn tail aside, begins a new sitting in its record. */
import type { Command, CutOff } from '../case/command.ts'
import type { DeviceFact } from '../case/fact.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { sha256 as digest } from '../record/digest.ts'
import { type ParsedRecord, parseRecord } from '../record/parse.ts'
import { findTorn, readableTorn } from '../record/recover.ts'
import { longestRecord } from '../record/text.ts'
import { resumeRecord } from '../record/writer.ts'
import { explain } from '../storage/failure.ts'
import { closeJournal, openJournal } from '../storage/journal.ts'
import type { BusyLock, TakeOver } from '../storage/lock.ts'
import { findAside, setAside } from '../storage/set-aside.ts'
import type { Casebook } from './casebook.ts'
import { refuseUnknown } from './known-before.ts'
import { nothingHeld } from './library.ts'
import { blemish, type CaseFile, neverBegun, type ReadCase, readCase } from './read-case.ts'
import { isRegisterGone } from './remarks.ts'
import { announceKey, sealed } from './sealing.ts'
import { enter, lock, type OpenFile, openCommand, type Performed, type Sitting } from './sitting.ts'

export type Resumed =
  | { readonly kind: 'sitting'; readonly sitting: Sitting }
  | { readonly kind: 'busy'; readonly busy: BusyLock }

/** Sets a torn end aside; the bytes that the record then has. */
const recover = (read: ReadCase, ports: Ports): Uint8Array => {
  const torn = findTorn(read.bytes, read.record)
  if (torn === undefined) return read.bytes
  const aside = setAside(ports.disk, read.path, torn.keep, torn.torn, digest(torn.torn))
  if (aside.kind === 'set-aside') return read.bytes.slice(0, torn.keep)
  throw new UserError(
    `The last write of ${read.id} was cut off, and setting it aside failed: ${aside.reason}.`,
    'Nothing is lost. Free some space, then try again.',
  )
}

/** What was set aside and the record does not say: just now, or by a sitting that was itself cut off before it could. */
const unstated = ({ path, record }: ReadCase, { disk }: Ports): readonly CutOff[] => {
  const facts = record.entries.flatMap((entry) => entry.facts)
  const stated = new Set(facts.flatMap((fact) => (fact.kind === 'recovered' ? [fact.sha256] : [])))
  try {
    return findAside(disk, path, stated, longestRecord)
      .filter(({ sha256, bytes }) => digest(bytes) === sha256)
      .map(({ sha256, bytes }) => ({ bytes: bytes.length, sha256, text: readableTorn(bytes) }))
  } catch (error) {
    const { reason, hint } = explain(error, path)
    throw new UserError(`What was set aside of ${path} cannot be read. ${reason}.`, hint)
  }
}

const refuseBlemished = ({ path, record }: ReadCase): void => {
  if (neverBegun(record))
    throw new UserError(
      `${path} was never begun: its creation was cut off before the first answer.`,
      'There is nothing in it. Start a new case with "rungs start".',
    )
  if (record.redacted)
    throw new UserError(
      `${path} is a redacted copy, to which nothing can be added.`,
      'Keep copies in another folder, and put the record itself back in its place.',
      1,
    )
  const wrong = blemish(record)
  if (wrong !== undefined)
    throw new UserError(
      `${path} is not as Rungs wrote it: ${wrong}`,
      'Rungs does not add to it. Keep the file as it is; put back a backup, or start a new case that names it.',
      1,
    )
}

const lastDevice = ({ entries }: ParsedRecord): DeviceFact | undefined =>
  entries.flatMap(({ facts }) => facts.filter((fact) => fact.kind === 'device')).at(-1)

const openRead = (
  ports: Ports,
  casebook: Casebook,
  read: ReadCase,
  release: () => void,
  takenOver: string | undefined,
): Sitting => {
  const bytes = recover(read, ports)
  const recovered = unstated(read, ports)
  const opened = openJournal(ports.disk, read.path, bytes)
  if (opened.kind === 'changed')
    throw new UserError(
      `${opened.reason}.`,
      'Try again; if another program keeps changing it, close that first.',
      1,
    )
  if (opened.kind !== 'open') throw new UserError(`${opened.reason}.`, opened.hint)
  const parsed = parseRecord(bytes)
  const head = resumeRecord(parsed)
  const signing = lastDevice(parsed)?.key
  const file: OpenFile = {
    id: read.id,
    path: read.path,
    opened: parsed.seal,
    journal: opened.journal,
    release,
    head,
    ...(signing === undefined ? {} : { signing }),
  }
  const sitting: Sitting = { ports, casebook, state: read.state, owed: [], file }
  try {
    begun(sitting, recovered, takenOver)
    return sitting
  } catch (error) {
    closeJournal(opened.journal)
    throw error
  }
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
    refuseUnknown(ports, casebook.folder, read)
    const sitting = openRead(ports, casebook, read, held.release, takeOver?.reason)
    return { kind: 'sitting', sitting }
  } catch (error) {
    held.release()
    throw error
  }
}

const begun = (sitting: Sitting, recovered: readonly CutOff[], takenOver: string | undefined): void => {
  const command: Command = {
    ...openCommand(sitting),
    recovered,
    ...(takenOver === undefined ? {} : { takenOver }),
  }
  const { file, signer, ports, casebook } = sitting
  // With nothing sealed yet a crash may have come before the first line.
  if (file !== undefined && file.head.n > 0 && isRegisterGone(ports, casebook.folder, command.mark, file.id))
    sitting.registerGone = true
  // After a crash what is open is sealed at once; and a key that the record does not name yet may be new to the register, too.
  if (file?.head.open !== undefined || file?.signing !== signer?.key) announceKey(sitting)
  const failed = sealed(sitting) ?? settleFirst(sitting) ?? enter(sitting, command)
  if (failed !== undefined && failed.kind !== 'saved')
    throw new UserError(
      `The case cannot be added to: ${failed.reason}.`,
      failed.kind === 'not-saved' ? failed.hint : 'Try again.',
    )
}

/** What a crash kept from being stated is stated before the new sitting begins. */
const settleFirst = (sitting: Sitting): Performed | undefined => enter(sitting, { kind: 'settle' })
