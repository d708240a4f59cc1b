/** Folders that are still there after a crash: each one made is flushed into its parent. Removes none. */
import { dirname } from 'node:path'
import type { Disk } from './disk.ts'

/** Makes a folder (mode 0700) and the parents it lacks. Throws what the disk throws. */
export function makeFolders(disk: Disk, folder: string): void {
  if (disk.stat(folder) !== undefined) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolders(disk, parent)
  disk.makeFolder(folder)
  disk.flushFolder(parent)
}
