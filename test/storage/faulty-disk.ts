/** Wraps any `Disk` and makes chosen calls fail, so that a test can try every call in turn. */
import type { Disk } from '../../src/storage/disk.ts'
import { diskError } from './memory-disk.ts'

export type Operation = keyof Disk

export interface Fault {
  /** The n-th call fails, counted from 1: of this operation, or of any. */
  readonly nth: number
  readonly operation?: Operation
  /**
   * `short`: a write takes only half of the bytes (at least one). `short-then-full`: so too, and the writes after it
   * (the next one, or all of them) fail with ENOSPC. Any other call then does as it should.
   */
  readonly code: string
  /** From the n-th call on, until `heal` is called. */
  readonly forEver: boolean
}

export interface FaultyDisk extends Disk {
  /** How many calls were made of the operation in question. */
  readonly calls: () => number
  /** Whether the fault has struck. */
  readonly struck: () => boolean
  readonly heal: () => void
}

function isShort(fault: Fault): boolean {
  return fault.code === 'short' || fault.code === 'short-then-full'
}

/** `flushFailed`: what the disk beneath does with the unflushed bytes of a file when its flush fails. */
export function faultyDisk(
  disk: Disk,
  fault: Fault | undefined,
  flushFailed?: (file: number) => void,
): FaultyDisk {
  let calls = 0
  let struck = false
  let healed = false
  let full = false

  const strikes = (operation: Operation): boolean => {
    if (fault === undefined || healed) return false
    if (fault.operation !== undefined && fault.operation !== operation) return false
    calls++
    const now = fault.forEver ? calls >= fault.nth : calls === fault.nth
    if (now) struck = true
    return now
  }
  const guard =
    <Given extends readonly unknown[], Answer>(operation: Operation, act: (...given: Given) => Answer) =>
    (...given: Given): Answer => {
      if (strikes(operation) && fault !== undefined && !isShort(fault)) throw diskError(fault.code)
      return act(...given)
    }
  return {
    open: guard('open', disk.open),
    write: (file, bytes) => {
      const now = strikes('write')
      if (full && !healed) {
        full = fault?.forEver === true
        throw diskError('ENOSPC')
      }
      if (!now || fault === undefined) return disk.write(file, bytes)
      if (!isShort(fault)) throw diskError(fault.code)
      full = fault.code === 'short-then-full'
      return disk.write(file, bytes.subarray(0, Math.ceil(bytes.length / 2)))
    },
    flush: (file) => {
      if (strikes('flush') && fault !== undefined && !isShort(fault)) {
        flushFailed?.(file)
        throw diskError(fault.code)
      }
      disk.flush(file)
    },
    readAt: guard('readAt', disk.readAt),
    truncate: guard('truncate', disk.truncate),
    statFile: guard('statFile', disk.statFile),
    // A close that fails has closed all the same: Linux frees the descriptor first (close(2)).
    close: (file) => {
      disk.close(file)
      guard('close', () => undefined)()
    },
    stat: guard('stat', disk.stat),
    isLink: guard('isLink', disk.isLink),
    readBytes: guard('readBytes', disk.readBytes),
    list: guard('list', disk.list),
    makeFolder: guard('makeFolder', disk.makeFolder),
    rename: guard('rename', disk.rename),
    remove: guard('remove', disk.remove),
    flushFolder: guard('flushFolder', disk.flushFolder),
    calls: () => calls,
    struck: () => struck,
    heal: () => {
      healed = true
    },
  }
}
