/**
 * Small files that are there whole or not at all: written beside, flushed, then renamed. Never replaces a file that
 * holds something else.
 */
import { dirname } from 'node:path'
import { sameBytes, tryTo, writeSurely } from './bytes.ts'
import type { Disk } from './disk.ts'
import { codeOf, explain, type Failure } from './failure.ts'

export type Written =
  /** The file holds these bytes, flushed; it may have done so before. */
  | { readonly kind: 'written' }
  /** A file of that name holds something else. It was left alone. */
  | { readonly kind: 'differs'; readonly reason: string }
  | (Failure & { readonly kind: 'not-saved' })

/** Another process may be writing beside, or may have died while it did: each takes the next free name. */
const TEMPORARY_NAMES = 100

function createBeside(disk: Disk, path: string): { readonly file: number; readonly beside: string } {
  for (let number = 1; ; number++) {
    const beside = `${path}.part${number}`
    try {
      return { file: disk.open(beside, 'create-exclusive'), beside }
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || number === TEMPORARY_NAMES) throw error
    }
  }
}

function writeAndRename(disk: Disk, path: string, bytes: Uint8Array): void {
  const { file, beside } = createBeside(disk, path)
  try {
    try {
      writeSurely(disk, file, 0, bytes)
    } finally {
      tryTo(() => disk.close(file))
    }
    disk.rename(beside, path)
  } catch (error) {
    tryTo(() => disk.remove(beside))
    throw error
  }
}

/** A copy that was there before may never have been flushed by whoever made it; not ours to flush if not ours to write. */
function flushExisting(disk: Disk, path: string): void {
  let file: number
  try {
    file = disk.open(path, 'append')
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) return
    throw error
  }
  try {
    disk.flush(file)
  } finally {
    tryTo(() => disk.close(file))
  }
}

/** Makes the file at `path` hold these bytes, flushed, its folder too. Twice is the same as once. */
export function writeWhole(disk: Disk, path: string, bytes: Uint8Array): Written {
  try {
    if (disk.stat(path) === undefined) writeAndRename(disk, path, bytes)
    else if (sameBytes(disk.readBytes(path), bytes)) flushExisting(disk, path)
    else return { kind: 'differs', reason: `A file of that name holds something else: ${path}` }
    disk.flushFolder(dirname(path))
    return { kind: 'written' }
  } catch (error) {
    return { kind: 'not-saved', ...explain(error, path) }
  }
}

/** Replaces the file at `path` with these bytes, whole or not at all; never for records. */
export function replaceWhole(
  disk: Disk,
  path: string,
  bytes: Uint8Array,
): Exclude<Written, { readonly kind: 'differs' }> {
  try {
    writeAndRename(disk, path, bytes)
    disk.flushFolder(dirname(path))
    return { kind: 'written' }
  } catch (error) {
    return { kind: 'not-saved', ...explain(error, path) }
  }
}
