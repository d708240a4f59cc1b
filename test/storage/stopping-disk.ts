/** A disk in memory whose computer stops at a chosen moment, and what a power cut may then leave of what was not flushed. */
import type { Disk } from '../../src/storage/disk.ts'
import type { MemoryDisk } from './memory-disk.ts'

/** The computer stops. No error of a system: the program must not be able to catch it. */
export class Stopped extends Error {}

export interface StoppingDisk {
  readonly disk: Disk
  /** How many calls that change something were made. */
  readonly changes: () => number
}

/** The disk of a computer that stops before the n-th call (from 1) that would change something. */
export const stoppingAt = (disk: MemoryDisk, nth: number): StoppingDisk => {
  let changes = 0
  const guard =
    <Given extends readonly unknown[], Answer>(act: (...given: Given) => Answer, changing = true) =>
    (...given: Given): Answer => {
      if (changing) changes++
      if (changes >= nth) throw new Stopped()
      return act(...given)
    }
  return {
    changes: () => changes,
    disk: {
      open: (path, mode) => guard(disk.open, mode === 'create-exclusive')(path, mode),
      write: guard(disk.write),
      flush: guard(disk.flush),
      truncate: guard(disk.truncate),
      makeFolder: guard(disk.makeFolder),
      rename: guard(disk.rename),
      remove: guard(disk.remove),
      flushFolder: guard(disk.flushFolder),
      readAt: guard(disk.readAt, false),
      statFile: guard(disk.statFile, false),
      close: guard(disk.close, false),
      stat: guard(disk.stat, false),
      isLink: guard(disk.isLink, false),
      readBytes: guard(disk.readBytes, false),
      list: guard(disk.list, false),
    },
  }
}

export const everything = (most: number): number => most

/** How much of what was not flushed a power cut leaves: nothing, all, or half of it. */
export const leaves: readonly (readonly [string, (most: number) => number])[] = [
  ['nothing', () => 0],
  ['all', everything],
  ['half', (most) => Math.ceil(most / 2)],
]
