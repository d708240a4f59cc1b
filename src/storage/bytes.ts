/**
 * Writing and reading bytes through a `Disk`: all of them or an error. Knows short writes; knows nothing of what
 * the bytes mean, and repairs nothing.
 */
import type { Disk } from './disk.ts'
import { isSystemError, systemError } from './failure.ts'

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && Buffer.compare(left, right) === 0
}

/** Writes until all bytes are taken: Node may take fewer without an error. Throws what the disk throws. */
export function writeAll(disk: Disk, file: number, bytes: Uint8Array): void {
  let taken = disk.write(file, bytes)
  while (taken < bytes.length) {
    const more = disk.write(file, bytes.subarray(taken))
    if (more <= 0) throw systemError('ENOSPC', 'the disk takes no more bytes')
    taken += more
  }
}

/** Writes, flushes and reads back. Throws what the disk throws, EIO where other bytes come back. */
export function writeSurely(disk: Disk, file: number, position: number, bytes: Uint8Array): void {
  writeAll(disk, file, bytes)
  disk.flush(file)
  if (!sameBytes(disk.readAt(file, position, bytes.length), bytes)) {
    throw systemError('EIO', 'other bytes came back than were written')
  }
}

/** Does what need not succeed: closing after a flush, removing what is of no more use. Says whether it did. */
export function tryTo(act: () => void): boolean {
  try {
    act()
    return true
  } catch (error) {
    if (!isSystemError(error)) throw error
    return false
  }
}
