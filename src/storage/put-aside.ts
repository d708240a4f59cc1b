/** A file that is not what it should be, kept under another name beside it, so that a good one can take its place. */
import type { Disk } from './disk.ts'
import { codeOf } from './failure.ts'

/** Each time takes the next free name. */
const NAMES = 100

/** Renames `file` to `<file>.damaged`, `.damaged2` …: its new path; nothing where it has gone meanwhile. Throws what the disk throws. */
export function putAside(disk: Disk, file: string): string | undefined {
  for (let number = 1; number <= NAMES; number++) {
    const aside = `${file}.damaged${number === 1 ? '' : number}`
    if (disk.stat(aside) !== undefined && number < NAMES) continue
    try {
      disk.rename(file, aside)
      return aside
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
      return undefined
    }
  }
  return undefined
}
