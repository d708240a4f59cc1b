/** A folder with new files, all of them or none. Never writes over anything; knows nothing of what the files say. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { tryTo, writeSurely } from '../storage/bytes.ts'
import type { Disk } from '../storage/disk.ts'
import { explain, isSystemError } from '../storage/failure.ts'
import { makeFolders } from '../storage/folders.ts'

/** Whether nothing is there yet but empty folders: what a failed attempt leaves, or a person made beforehand. */
export const isFree = (disk: Disk, folder: string, depth = 0): boolean => {
  const found = disk.stat(folder)
  if (found === undefined) return true
  if (!found.folder || depth > 1) return false
  return disk
    .list(folder)
    .every(
      (name) => isFree(disk, path.join(folder, name), depth + 1) && isFolder(disk, path.join(folder, name)),
    )
}

const isFolder = (disk: Disk, at: string): boolean => disk.stat(at)?.folder === true

const writeOne = (disk: Disk, at: string, text: string): void => {
  const file = disk.open(at, 'create-exclusive')
  try {
    writeSurely(disk, file, 0, Buffer.from(text, 'utf8'))
  } finally {
    tryTo(() => disk.close(file))
  }
}

/**
 * Writes files by their names within `folder`, which may not hold a file yet. Throws a `UserError` where it does, or where
 * one of them cannot be written: then those that were are removed again.
 */
export const writeNewFolder = ({ disk }: Ports, folder: string, files: ReadonlyMap<string, string>): void => {
  const made: string[] = []
  try {
    if (!isFree(disk, folder))
      throw new UserError(
        `There is something at ${folder} already.`,
        'Give another folder: rungs flow new FOLDER.',
      )
    for (const [name, text] of files) {
      const at = path.join(folder, name)
      makeFolders(disk, path.dirname(at))
      // Named before it is there: a file that was begun is to be removed, too.
      made.push(at)
      writeOne(disk, at, text)
    }
    for (const at of new Set(made.map((one) => path.dirname(one)))) disk.flushFolder(at)
  } catch (error) {
    if (error instanceof UserError) throw error
    const last = made.at(-1) ?? folder
    // One that somebody else made in the meantime is not ours to remove.
    const ours = isSystemError(error) && explain(error, last).code === 'EEXIST' ? made.slice(0, -1) : made
    for (const at of ours.toReversed()) tryTo(() => disk.remove(at))
    const { reason, hint } = explain(error, last)
    throw new UserError(`${reason}. Nothing was written.`, hint)
  }
}
