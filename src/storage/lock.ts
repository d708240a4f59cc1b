/**
 * One writer per record, by a lock file beside it. Who creates the file has the lock. A dead process is replaced
 * without removing anything: its file only grows, by claims that name the claim they replace, and the first such
 * claim in the file wins; so all readers see the same winner, however many start at once and wherever one dies, and
 * nobody ever deletes somebody else's fresh lock. A courtesy all the same: journal.ts detects what gets past it.
 */
import { tryTo, writeAll } from './bytes.ts'
import type { Disk } from './disk.ts'
import { codeOf, explain, type Failure } from './failure.ts'
import { type Claim, currentClaim, formatClaim, type Holder, harmless, NOBODY } from './lock-claim.ts'

/** What a lock asks of the system. */
export interface LockSystem {
  /** Whether a process of this host is running. */
  readonly isAlive: (process: number) => boolean
  /** What tells a process from a later one with its number; nothing where the system does not show it. */
  readonly startOf: (process: number) => string | undefined
  readonly random: (bytes: number) => Uint8Array
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface HeldLock {
  readonly kind: 'held'
  /** Who held it and did not give it up. */
  readonly from?: Holder
  /** Gives it up, unless somebody has taken it over meanwhile. Never throws for the disk's reasons. */
  readonly release: () => void
}

export interface BusyLock {
  readonly kind: 'busy'
  /** Absent while another process is creating the lock, or where it cannot be read. */
  readonly holder?: Claim
  readonly sameHost: boolean
  /** Known for this host only; a process of another host counts as alive. */
  readonly alive: boolean
}

export type Lock = HeldLock | BusyLock | (Failure & { readonly kind: 'not-locked' })

/** Which holder the person has agreed to take over (`busy` as they were shown it), and why. */
export interface TakeOver {
  readonly busy: BusyLock
  readonly reason: string
}

/** A lock file is a few lines; a larger one is not ours. */
const LARGEST = 1024 * 1024
/** A file without a whole claim is being created at this moment, or was left by a crash; in milliseconds. */
const ABANDONED_AFTER = 10_000
/** A round is lost only to another process that got further. */
const ROUNDS = 100

const UNKNOWN: BusyLock = { kind: 'busy', sameHost: false, alive: true }

export function lockPath(recordPath: string): string {
  return `${recordPath}.lock`
}

interface Attempt {
  readonly disk: Disk
  readonly path: string
  readonly holder: Holder
  readonly system: LockSystem
  readonly takeOver: TakeOver | undefined
}

interface LockFile {
  readonly file: number
  readonly created: boolean
}

function isRunning({ holder, system }: Attempt, claim: Claim): boolean {
  if (claim.host !== holder.host) return true
  if (!system.isAlive(claim.process)) return false
  const start = system.startOf(claim.process)
  return claim.start === undefined || start === undefined || claim.start === start
}

function busyWith(attempt: Attempt, holder: Claim): BusyLock {
  const sameHost = holder.host === attempt.holder.host
  return { kind: 'busy', holder, sameHost, alive: isRunning(attempt, holder) }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
}

/** Somebody else's lock that may be read but not written, or neither. */
function lookOnly(attempt: Attempt): BusyLock {
  const { disk, path } = attempt
  try {
    if ((disk.stat(path)?.size ?? 0) > LARGEST) return UNKNOWN
    const holder = currentClaim(textOf(disk.readBytes(path)))
    return holder === undefined ? UNKNOWN : busyWith(attempt, holder)
  } catch (error) {
    explain(error, path)
    return UNKNOWN
  }
}

/** Nothing where another process was quicker in creating or removing it. */
function openLock({ disk, path }: Attempt): LockFile | 'forbidden' | undefined {
  try {
    return { file: disk.open(path, 'append'), created: false }
  } catch (error) {
    if (['EACCES', 'EPERM', 'EBUSY'].includes(codeOf(error))) return 'forbidden'
    if (codeOf(error) !== 'ENOENT') throw error
  }
  try {
    return { file: disk.open(path, 'create-exclusive'), created: true }
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return undefined
  }
}

function releaseClaim({ disk, path }: Attempt, id: string): void {
  tryTo(() => {
    if (currentClaim(textOf(disk.readBytes(path)))?.id === id) disk.remove(path)
  })
}

/** Appends a claim and reads who won. Nothing where another claim did, or where the file is there no more. */
function claim(attempt: Attempt, file: number, current: Claim | undefined): HeldLock | undefined {
  const { disk, path, holder, system } = attempt
  const id = Buffer.from(system.random(16)).toString('hex')
  const release = (): void => releaseClaim(attempt, id)
  try {
    writeAll(disk, file, Buffer.from(formatClaim({ ...holder, id, replaces: current?.id ?? NOBODY })))
    const { size, identity } = disk.statFile(file)
    const won = currentClaim(textOf(disk.readAt(file, 0, size)))?.id === id
    if (!won || disk.stat(path)?.identity !== identity) return undefined
  } catch (error) {
    release()
    throw error
  }
  return current === undefined ? { kind: 'held', release } : { kind: 'held', from: current, release }
}

/** Whether a file in which nobody has a whole claim may be claimed. */
function isFree({ system, takeOver }: Attempt, created: boolean, modified: number): boolean {
  if (created || (takeOver !== undefined && takeOver.busy.holder === undefined)) return true
  return system.now() - modified > ABANDONED_AFTER
}

function tryFile(attempt: Attempt, { file, created }: LockFile): HeldLock | BusyLock | undefined {
  const { disk, takeOver } = attempt
  const { size, modified } = disk.statFile(file)
  if (size > LARGEST) return UNKNOWN
  const current = currentClaim(textOf(disk.readAt(file, 0, size)))
  if (current === undefined) {
    return isFree(attempt, created, modified) ? claim(attempt, file, undefined) : UNKNOWN
  }
  const busy = busyWith(attempt, current)
  const agreed = takeOver !== undefined && takeOver.busy.holder?.id === current.id
  return busy.alive && !agreed ? busy : claim(attempt, file, current)
}

function tryOnce(attempt: Attempt): HeldLock | BusyLock | undefined {
  const opened = openLock(attempt)
  if (opened === undefined) return undefined
  if (opened === 'forbidden') return lookOnly(attempt)
  try {
    return tryFile(attempt, opened)
  } finally {
    tryTo(() => attempt.disk.close(opened.file))
  }
}

/**
 * Takes the lock of a record, `<record>.lock`; at once, without waiting. A dead process of this host is replaced, by
 * one winner. A living one, or one of another host, is replaced only with `takeOver`, and only if it is still the
 * one that the person was shown. `busy` without a holder: it is being created just now, or cannot be read.
 */
export function takeLock(
  disk: Disk,
  recordPath: string,
  holder: Omit<Holder, 'start' | 'reason'>,
  system: LockSystem,
  takeOver?: TakeOver,
): Lock {
  const path = lockPath(recordPath)
  try {
    const start = system.startOf(holder.process)
    const host = harmless(holder.host)
    const named: Holder = { ...holder, host, ...(start === undefined ? {} : { start }) }
    const reasoned = takeOver === undefined ? named : { ...named, reason: takeOver.reason }
    const attempt: Attempt = { disk, path, holder: reasoned, system, takeOver }
    for (let round = 0; round < ROUNDS; round++) {
      const lock = tryOnce(attempt)
      if (lock !== undefined) return lock
    }
    return UNKNOWN
  } catch (error) {
    return { kind: 'not-locked', ...explain(error, path) }
  }
}
