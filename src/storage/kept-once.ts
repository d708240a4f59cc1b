/**
 * A text that is chosen once and then only read: a computer's mark, its key. The first whole one in the file counts, for a
 * crash may have left half of one, and two processes may each have written one. Does not know what it keeps.
 */
import * as path from 'node:path'
import { tryTo, writeAll } from './bytes.ts'
import type { Disk } from './disk.ts'
import { codeOf } from './failure.ts'
import { makeFolders } from './folders.ts'

/** The first whole text of the kind in what a file holds; nothing where there is none. */
export type FindKept = (content: string) => string | undefined

const contentOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

function openOrCreate(disk: Disk, file: string): number {
  try {
    return disk.open(file, 'create-exclusive')
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return disk.open(file, 'append')
  }
}

/** What is kept in `file`; nothing where nothing is. Throws what the disk throws. */
export function readKept(disk: Disk, file: string, find: FindKept): string | undefined {
  return disk.stat(file) === undefined ? undefined : find(contentOf(disk.readBytes(file)))
}

/** Keeps a text (of one byte a character) with mode 0600, flushed: what then counts, which may be another's. Throws what the disk throws. */
export function keepOnce(disk: Disk, file: string, text: string, find: FindKept): string | undefined {
  const folder = path.dirname(file)
  makeFolders(disk, folder)
  const opened = openOrCreate(disk, file)
  try {
    writeAll(disk, opened, Buffer.from(`\n${text}\n`, 'latin1'))
    disk.flush(opened)
    disk.flushFolder(folder)
    return find(contentOf(disk.readAt(opened, 0, disk.statFile(opened).size)))
  } finally {
    tryTo(() => disk.close(opened))
  }
}
