/**
 * The file of a register, for who writes it: looks at its ends, appends to it. It may be long, so that nothing here reads all of it
 * to write a line. Moves bytes; what they say is register/'s.
 */
import { tryTo } from './bytes.ts'
import type { Disk } from './disk.ts'
import { explain, type Failure } from './failure.ts'
import {
  type Appended,
  append,
  closeJournal,
  createJournal,
  type NotSaved,
  openJournalEnd,
} from './journal.ts'
import { type BusyLock, type HeldLock, type LockSystem, lockPath, takeLock } from './lock.ts'
import type { Holder } from './lock-claim.ts'
import { type NotRead, unreadable } from './registers.ts'

export interface RegisterEnds {
  readonly kind: 'found'
  readonly size: number
  /** Its first bytes, and its last; `end` is all of it where it is no longer than was asked for. */
  readonly start: Uint8Array
  readonly end: Uint8Array
}

/** Looks at the first `first` and the last `last` bytes. */
export function readEnds(
  disk: Disk,
  file: string,
  first: number,
  last: number,
): RegisterEnds | { readonly kind: 'missing' } | NotRead {
  try {
    const found = disk.stat(file)
    if (found === undefined) return { kind: 'missing' }
    if (!found.plain) return unreadable(file, 'It is no plain file')
    return reading(disk, file, (opened) => {
      const { size } = disk.statFile(opened)
      const from = Math.max(0, size - last)
      const end = disk.readAt(opened, from, size - from)
      return { kind: 'found', size, start: from === 0 ? end : disk.readAt(opened, 0, first), end }
    })
  } catch (error) {
    return { kind: 'not-read', ...explain(error, file) }
  }
}

function reading<Answer>(disk: Disk, file: string, read: (opened: number) => Answer): Answer {
  const opened = disk.open(file, 'read')
  try {
    return read(opened)
  } finally {
    tryTo(() => disk.close(opened))
  }
}

const CHUNK = 1024 * 1024
/** No line of a register is longer, and chunks overlap by this. */
const LINE = 1024
const LF = 0x0a

/** The lines with `word` in a chunk, the last first. A line that is cut off by its edge is in the next chunk, whole. */
function* linesBack(chunk: Buffer, word: string): Generator<string> {
  for (let at = chunk.lastIndexOf(word); at >= 0; ) {
    const start = chunk.lastIndexOf(LF, at) + 1
    const end = chunk.indexOf(LF, at)
    if (end >= 0) yield chunk.toString('latin1', start, Math.min(end, start + LINE))
    at = start === 0 ? -1 : chunk.lastIndexOf(word, start - 1)
  }
}

export type Searched = { readonly kind: 'searched' } | NotRead

/**
 * Goes back from the byte `before` to the first and shows each line that has `word` in it (ASCII), until `enough` says so. A line
 * may be shown twice.
 */
export function searchBack(
  disk: Disk,
  file: string,
  before: number,
  word: string,
  enough: (line: string) => boolean,
): Searched {
  try {
    return reading(disk, file, (opened) => {
      for (let end = before; end > 0; end -= CHUNK) {
        const from = Math.max(0, end - CHUNK - LINE)
        const bytes = disk.readAt(opened, from, end - from)
        for (const line of linesBack(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), word))
          if (enough(line)) return { kind: 'searched' }
      }
      return { kind: 'searched' }
    })
  } catch (error) {
    return { kind: 'not-read', ...explain(error, file) }
  }
}

/** What its writer knows of a register's end. */
export interface HeldEnd {
  /** So many bytes stay, and these are the last of them. */
  readonly size: number
  readonly tail: Uint8Array
  /** All that stands behind them, to be cut off. */
  readonly torn: Uint8Array
}

/**
 * Appends one group, if the register still ends as it is held: compares, cuts what is torn, writes, flushes, reads back. The
 * cost does not depend on its length.
 */
export function appendGroup(
  disk: Disk,
  file: string,
  { size, tail, torn }: HeldEnd,
  group: Uint8Array,
): Appended {
  const opened = openJournalEnd(disk, file, size, tail, torn)
  if (opened.kind === 'changed') return opened
  if (opened.kind === 'not-open') return { ...opened, kind: 'not-saved' }
  try {
    return append(opened.journal, group)
  } finally {
    closeJournal(opened.journal)
  }
}

/** Creates a register with its first bytes (mode 0600), flushed; its folder must be there. */
export function createRegister(
  disk: Disk,
  file: string,
  firstBytes: Uint8Array,
): { readonly kind: 'created' } | { readonly kind: 'exists' } | NotSaved {
  const created = createJournal(disk, file, firstBytes)
  const journal =
    created.kind === 'created' ? created.journal : created.kind === 'not-saved' ? created.left : undefined
  if (journal !== undefined) closeJournal(journal)
  return created.kind === 'created' ? { kind: 'created' } : created
}

/** Held for a moment at a time: one that another computer has had for so long was left by a crash. In milliseconds. */
const ABANDONED_AFTER = 10 * 60 * 1000
const TRIES = 6
/** Between two tries; a hundred milliseconds in all. */
const PAUSE = 20

function isAbandoned(disk: Disk, file: string, system: LockSystem): boolean {
  try {
    const found = disk.stat(lockPath(file))
    return found !== undefined && system.now() - found.modified > ABANDONED_AFTER
  } catch (error) {
    explain(error, file)
    return false
  }
}

export type RegisterLock = HeldLock | BusyLock | (Failure & { readonly kind: 'not-locked' })

/**
 * Takes the lock of a register for the moment of an append. Where another process has it, tries a few times more and gives up
 * within a tenth of a second. `pause`: waits so many milliseconds.
 */
export function lockRegister(
  disk: Disk,
  file: string,
  holder: Omit<Holder, 'start' | 'reason'>,
  system: LockSystem,
  pause: (milliseconds: number) => void,
): RegisterLock {
  for (let tries = 1; ; tries++) {
    const lock = takeLock(disk, file, holder, system)
    if (lock.kind !== 'busy') return lock
    if (!lock.sameHost && lock.holder !== undefined && isAbandoned(disk, file, system))
      return takeLock(disk, file, holder, system, { busy: lock, reason: 'left behind' })
    if (tries === TRIES) return lock
    pause(PAUSE)
  }
}
