/**
 * What a lock asks of the real system: whether a process runs, and when it was started. Linux shows the second in
 * /proc; where nothing does, a process number that is in use counts as the same process. Decides nothing.
 */
import type { Disk } from './disk.ts'
import { codeOf, isSystemError } from './failure.ts'
import type { LockSystem } from './lock.ts'

function read(disk: Disk, path: string): string | undefined {
  try {
    return Buffer.from(disk.readBytes(path)).toString('utf8')
  } catch (error) {
    if (!isSystemError(error)) throw error
    return undefined
  }
}

/** The fields after the name of the program, which may itself hold spaces and brackets: `S 1 …` (proc(5)). */
function statFields(disk: Disk, process: number): readonly string[] {
  const text = read(disk, `/proc/${process}/stat`) ?? ''
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

/** Ended, but its parent has not asked yet. */
function isZombie(disk: Disk, process: number): boolean {
  return ['Z', 'X'].includes(statFields(disk, process)[0] ?? '')
}

function isRunning(disk: Disk, number: number): boolean {
  try {
    process.kill(number, 0)
  } catch (error) {
    return codeOf(error) !== 'ESRCH'
  }
  return !isZombie(disk, number)
}

/** Ticks since the computer was started (field 22), with what tells this start of the computer from others. */
function startOf(disk: Disk, process: number): string | undefined {
  const ticks = statFields(disk, process)[19]
  const boot = read(disk, '/proc/sys/kernel/random/boot_id')?.trim()
  return ticks === undefined || ticks === '' ? undefined : `${ticks} ${boot ?? ''}`.trim()
}

/** The system this program runs on; randomness and the time (milliseconds since 1970) come from outside. */
export function nodeLockSystem(
  disk: Disk,
  random: (bytes: number) => Uint8Array,
  now: () => number,
): LockSystem {
  return {
    isAlive: (process) => isRunning(disk, process),
    startOf: (process) => startOf(disk, process),
    random,
    now,
  }
}
