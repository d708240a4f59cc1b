/**
 * A file that only grows, held open by one writer. `saved` is said of bytes that were written, flushed and read
 * back, and of nothing else. Does not know what the bytes say, does not lock (lock.ts) and never cuts bytes off
 * that it did not write itself.
 */
import { dirname } from 'node:path'
import { sameBytes, tryTo, writeAll, writeSurely } from './bytes.ts'
import type { Disk } from './disk.ts'
import { codeOf, explain, type Failure } from './failure.ts'

/** How much of the end is compared before each append: more than a seal and its signature line. */
const TAIL = 256

/** The bytes are not in the file. The same append can be tried again later. */
export interface NotSaved extends Failure {
  readonly kind: 'not-saved'
}

/** Something else has written to the file, or put another in its place. Nothing is appended while that is so. */
export interface Changed {
  readonly kind: 'changed'
  readonly reason: string
}

export type Appended = { readonly kind: 'saved' } | NotSaved | Changed

export type Created =
  | { readonly kind: 'created'; readonly journal: Journal }
  | { readonly kind: 'exists' }
  /** `left` is there where the unfinished file could not be removed again: hand it to the next try. */
  | (NotSaved & { readonly left?: Journal })

export type Opened =
  | { readonly kind: 'open'; readonly journal: Journal }
  | Changed
  | (Failure & { readonly kind: 'not-open' })

/** What this writer knows of its file. Only the functions in here change it. */
export interface Journal {
  readonly disk: Disk
  readonly path: string
  /** None after a failure: a descriptor whose flush failed may say later that all is well. */
  file: number | undefined
  identity: string | undefined
  /** Bytes known to be saved, and the last of them. */
  size: number
  tail: Uint8Array
  /** What a failed append may have left behind the saved bytes, whole or in part. */
  attempted: Uint8Array
}

const NOTHING = new Uint8Array(0)

function newJournal(disk: Disk, path: string, file: number, saved: Uint8Array): Journal {
  const tail = saved.slice(-TAIL)
  const size = saved.length
  return { disk, path, file, identity: undefined, size, tail, attempted: NOTHING }
}

/** Gives the descriptor up, unless it is all that says which file is ours. */
function poison(journal: Journal): void {
  const { disk, file, identity } = journal
  if (file === undefined || identity === undefined) return
  journal.file = undefined
  tryTo(() => disk.close(file))
}

/** Whether the bytes behind the saved ones are the start of what we tried to write, so ours to cut. */
function isOurs(journal: Journal, file: number, surplus: number): boolean {
  const { disk, size, attempted } = journal
  return (
    surplus <= attempted.length && sameBytes(disk.readAt(file, size, surplus), attempted.subarray(0, surplus))
  )
}

/** Compares before an append. Says what is wrong, or nothing; throws what the disk throws. */
function compare(journal: Journal, file: number): string | undefined {
  const { disk, path, size, tail } = journal
  const held = disk.statFile(file)
  journal.identity ??= held.identity
  const named = disk.stat(path)
  if (named === undefined) return 'it has been removed or renamed'
  if (held.identity !== journal.identity || named.identity !== journal.identity) {
    return 'another file has been put in its place'
  }
  if (held.size < size) return 'it is shorter than it was'
  if (!sameBytes(disk.readAt(file, size - tail.length, tail.length), tail))
    return 'its end is not what it was'
  if (held.size === size) return undefined
  if (!isOurs(journal, file, held.size - size)) return 'something has been added to it'
  disk.truncate(file, size)
  disk.flush(file)
  return undefined
}

/** Opens the file again where that is needed, compares, and cuts what a failed append has left of ours. */
function prepare(journal: Journal): number | Changed {
  journal.file ??= journal.disk.open(journal.path, 'append')
  const wrong = compare(journal, journal.file)
  if (wrong === undefined) {
    journal.attempted = NOTHING
    return journal.file
  }
  closeJournal(journal)
  return { kind: 'changed', reason: `The file has been changed by something else: ${wrong}: ${journal.path}` }
}

function newTail(tail: Uint8Array, bytes: Uint8Array): Uint8Array {
  return bytes.length >= TAIL ? bytes.slice(-TAIL) : Buffer.concat([tail, bytes]).subarray(-TAIL)
}

function appendOnce(journal: Journal, bytes: Uint8Array): Appended {
  const { disk, path, size } = journal
  try {
    const file = prepare(journal)
    if (typeof file !== 'number') return file
    journal.attempted = bytes
    writeSurely(disk, file, size, bytes)
  } catch (error) {
    poison(journal)
    return { kind: 'not-saved', ...explain(error, path) }
  }
  journal.size += bytes.length
  journal.tail = newTail(journal.tail, bytes)
  journal.attempted = NOTHING
  return { kind: 'saved' }
}

/** Leaves nothing half-written, as far as the disk lets us; else the next append sees to it. */
function cutWhatIsLeft(journal: Journal): Changed | undefined {
  try {
    const file = prepare(journal)
    return typeof file === 'number' ? undefined : file
  } catch (error) {
    poison(journal)
    explain(error, journal.path)
    return undefined
  }
}

/**
 * Appends: compares with what is held, writes, flushes, reads back. After a failure the file is opened anew, what
 * was written of these bytes is cut off, and all of it is written once more. It is not enough to flush again what
 * is there: after a failed flush Linux takes the pages for clean, and the next flush succeeds without writing.
 * The cost does not depend on the length of the file.
 */
export function append(journal: Journal, bytes: Uint8Array): Appended {
  const first = appendOnce(journal, bytes)
  if (first.kind !== 'not-saved') return first
  const second = appendOnce(journal, bytes)
  if (second.kind !== 'not-saved') return second
  return cutWhatIsLeft(journal) ?? first
}

/** Lets go of the file. What was saved is safe without it. */
export function closeJournal(journal: Journal): void {
  const { disk, file } = journal
  journal.file = undefined
  if (file !== undefined) tryTo(() => disk.close(file))
}

/** Removes a file that was created but not finished; where that fails, it stays held for the next try. */
function abandon(journal: Journal, failure: Failure): Created {
  const { disk, path, identity } = journal
  const answer: NotSaved = { kind: 'not-saved', ...failure }
  const removed = tryTo(() => {
    if (identity === undefined || disk.stat(path)?.identity === identity) disk.remove(path)
  })
  if (!removed) return { ...answer, left: journal }
  closeJournal(journal)
  tryTo(() => disk.flushFolder(dirname(path)))
  return answer
}

function finish(journal: Journal, firstBytes: Uint8Array): Created {
  const appended = append(journal, firstBytes)
  if (appended.kind === 'not-saved') return abandon(journal, appended)
  if (appended.kind === 'changed') {
    return { kind: 'not-saved', reason: appended.reason, hint: 'Try again.', code: '' }
  }
  try {
    journal.disk.flushFolder(dirname(journal.path))
    return { kind: 'created', journal }
  } catch (error) {
    journal.size = 0
    journal.tail = NOTHING
    journal.attempted = firstBytes
    return abandon(journal, explain(error, journal.path))
  }
}

/**
 * Creates a file that must not exist yet (mode 0600), with its first bytes flushed and read back, and its folder
 * flushed. `left`: what an earlier try could not remove again.
 */
export function createJournal(disk: Disk, path: string, firstBytes: Uint8Array, left?: Journal): Created {
  if (left?.path === path) return finish(left, firstBytes)
  try {
    return finish(newJournal(disk, path, disk.open(path, 'create-exclusive'), NOTHING), firstBytes)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return { kind: 'exists' }
    return { kind: 'not-saved', ...explain(error, path) }
  }
}

/**
 * Opens a file of which the caller has read only the end. So many bytes stay, `size`, and `tail` are the last of them; `torn`
 * are all that stand behind these, left by a write that was cut off, and are cut off now.
 */
export function openJournalEnd(
  disk: Disk,
  path: string,
  size: number,
  tail: Uint8Array,
  torn: Uint8Array,
): Opened {
  const kept = tail.slice(-TAIL)
  const journal: Journal = {
    disk,
    path,
    file: undefined,
    identity: undefined,
    size,
    tail: kept,
    attempted: torn,
  }
  try {
    const opened = prepare(journal)
    return typeof opened === 'number' ? { kind: 'open', journal } : opened
  } catch (error) {
    closeJournal(journal)
    return { kind: 'not-open', ...explain(error, path) }
  }
}

/**
 * Writes the bytes of a file over themselves, and flushes them. What can be read need not be on the disk: where an
 * earlier program's last flush failed, Linux keeps the pages, takes them for clean, and a flush alone writes nothing.
 */
function writeOver(journal: Journal, expected: Uint8Array): Changed | undefined {
  const { disk, path, identity } = journal
  if (expected.length === 0) return undefined
  const over = disk.open(path, 'overwrite')
  try {
    if (disk.statFile(over).identity !== identity)
      return { kind: 'changed', reason: `Another file has been put in its place: ${path}` }
    writeAll(disk, over, expected)
    disk.flush(over)
    return undefined
  } finally {
    tryTo(() => disk.close(over))
  }
}

/** Opens a file for appending, if it still holds exactly the bytes that the caller has read; those are then saved. */
export function openJournal(disk: Disk, path: string, expected: Uint8Array): Opened {
  let file: number | undefined
  try {
    file = disk.open(path, 'append')
    const journal = newJournal(disk, path, file, expected)
    const same =
      disk.statFile(file).size === expected.length &&
      sameBytes(disk.readAt(file, 0, expected.length), expected)
    const opened = same ? prepare(journal) : undefined
    const changed = typeof opened === 'number' ? writeOver(journal, expected) : opened
    if (same && changed === undefined) return { kind: 'open', journal }
    closeJournal(journal)
    return changed ?? { kind: 'changed', reason: `The file has been changed since it was read: ${path}` }
  } catch (error) {
    const opened = file
    if (opened !== undefined) tryTo(() => disk.close(opened))
    return { kind: 'not-open', ...explain(error, path) }
  }
}
