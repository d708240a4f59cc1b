/** Folders that are still there after a crash: each one made is flushed into its parent. Removes none. */
import { dirname } from 'node:path'
import type { Disk } from './disk.ts'
import { codeOf, systemError } from './failure.ts'

/** Another process may have been quicker. */
function makeOne(disk: Disk, folder: string): void {
  try {
    disk.makeFolder(folder)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    if (disk.stat(folder)?.folder !== true) throw systemError('ENOTDIR', `no folder: ${folder}`)
  }
}

/** Makes a folder (mode 0700) and the parents it lacks, one level at a time. Throws what the disk throws. */
export function makeFolders(disk: Disk, folder: string): void {
  if (disk.stat(folder)?.folder === true) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolders(disk, parent)
  makeOne(disk, folder)
  disk.flushFolder(parent)
}
