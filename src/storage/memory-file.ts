/**
 * The file in which this computer keeps what `verify` has seen, `<profile>/memory`, mode 0600. Moves bytes; what they say is
 * register/memory.ts's. It is an aid: what cannot be read or kept is said and stops nobody.
 */
import * as path from 'node:path'
import type { Disk } from './disk.ts'
import { codeOf, explain, type Failure } from './failure.ts'
import { makeFolders } from './folders.ts'
import { type LockSystem, takeLock } from './lock.ts'
import type { Holder } from './lock-claim.ts'
import { putAside } from './put-aside.ts'
import { replaceWhole } from './whole-file.ts'

export function memoryPath(profile: string): string {
  return path.join(profile, 'memory')
}

/** In bytes: some 350,000 records. A larger file is not ours. */
const LARGEST = 64 * 1024 * 1024

export type MemoryRead =
  /** Empty where nothing was kept yet. */
  { readonly kind: 'read'; readonly bytes: Uint8Array } | (Failure & { readonly kind: 'not-read' })

export function readMemoryFile(disk: Disk, profile: string): MemoryRead {
  const file = memoryPath(profile)
  try {
    const found = disk.stat(file)
    if (found === undefined) return { kind: 'read', bytes: new Uint8Array(0) }
    if (!found.plain || found.size > LARGEST) {
      const hint = 'Delete it; what was seen before is then forgotten.'
      return { kind: 'not-read', reason: `It is not what Rungs has kept there: ${file}`, hint, code: '' }
    }
    return { kind: 'read', bytes: disk.readBytes(file) }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { kind: 'read', bytes: new Uint8Array(0) }
    return { kind: 'not-read', ...explain(error, file) }
  }
}

export type MemoryChanged =
  /** `aside`: where the file is that was there before, and was damaged. */
  | { readonly kind: 'kept'; readonly aside?: string }
  /** Another process is writing it at this moment; what it leaves out is seen again at the next visit. */
  | { readonly kind: 'busy' }
  | (Failure & { readonly kind: 'not-kept' })

/**
 * Puts in the place of what the file holds what `change` makes of it, whole or not at all, with nobody else writing meanwhile;
 * nothing is written where `change` yields the very bytes it was given. What `isDamaged` says of stays, under another name.
 */
export function changeMemoryFile(
  disk: Disk,
  profile: string,
  holder: Omit<Holder, 'start' | 'reason'>,
  system: LockSystem,
  change: (bytes: Uint8Array) => Uint8Array,
  isDamaged: (bytes: Uint8Array) => boolean = () => false,
): MemoryChanged {
  const file = memoryPath(profile)
  try {
    makeFolders(disk, profile)
  } catch (error) {
    return { kind: 'not-kept', ...explain(error, profile) }
  }
  const lock = takeLock(disk, file, holder, system)
  if (lock.kind === 'busy') return { kind: 'busy' }
  if (lock.kind === 'not-locked') return { ...lock, kind: 'not-kept' }
  try {
    return replace(disk, profile, change, isDamaged)
  } finally {
    lock.release()
  }
}

function setAside(disk: Disk, profile: string): string | undefined {
  try {
    return putAside(disk, memoryPath(profile))
  } catch (error) {
    // What cannot be renamed is read again the next time.
    explain(error, profile)
    return undefined
  }
}

function replace(
  disk: Disk,
  profile: string,
  change: (bytes: Uint8Array) => Uint8Array,
  isDamaged: (bytes: Uint8Array) => boolean,
): MemoryChanged {
  const read = readMemoryFile(disk, profile)
  if (read.kind === 'not-read') return { ...read, kind: 'not-kept' }
  const bytes = change(read.bytes)
  const aside = isDamaged(read.bytes) ? setAside(disk, profile) : undefined
  if (bytes === read.bytes && aside === undefined) return { kind: 'kept' }
  const written = replaceWhole(disk, memoryPath(profile), bytes)
  if (written.kind === 'written') return { kind: 'kept', ...(aside === undefined ? {} : { aside }) }
  const { reason } = written
  return written.kind === 'not-saved'
    ? { ...written, kind: 'not-kept' }
    : { kind: 'not-kept', reason, hint: 'Try again.', code: '' }
}
