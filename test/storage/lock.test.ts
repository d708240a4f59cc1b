/** The lock by itself: who is told what, what is taken over, and what strangers and crashes leave behind. */
import { describe, expect, it } from 'vitest'
import type { Disk } from '../../src/storage/disk.ts'
import { type BusyLock, type HeldLock, type LockSystem, lockPath, takeLock } from '../../src/storage/lock.ts'
import { currentClaim, formatClaim, harmless, NOBODY } from '../../src/storage/lock-claim.ts'
import { faultyDisk } from './faulty-disk.ts'
import { type MemoryDisk, memoryDisk } from './memory-disk.ts'

const RECORD = '/K7-2026-0001.md'
const LOCK = lockPath(RECORD)
const one = { person: 'A. Example', host: 'office', process: 101, since: '2026-11-19T10:31:05+00:00' }
const two = { ...one, person: 'B. Example', process: 202 }
const remote = { ...two, host: 'library' }

let serial = 0
function system(
  alive: readonly number[],
  now = 0,
  starts: Readonly<Record<number, string>> = {},
): LockSystem {
  return {
    isAlive: (process) => alive.includes(process),
    startOf: (process) => starts[process],
    random: (count) => Buffer.alloc(count, ++serial),
    now: () => now,
  }
}
const bothAlive = system([101, 202])

function held(lock: ReturnType<typeof takeLock>): HeldLock {
  if (lock.kind !== 'held') throw new Error(JSON.stringify(lock))
  return lock
}
function busy(lock: ReturnType<typeof takeLock>): BusyLock {
  if (lock.kind !== 'busy') throw new Error(JSON.stringify(lock))
  return lock
}
function leave(disk: MemoryDisk, content: string): void {
  const file = disk.open(LOCK, 'create-exclusive')
  disk.write(file, Buffer.from(content))
  disk.close(file)
}
const content = (disk: Disk): string => Buffer.from(disk.readBytes(LOCK)).toString()

describe('a lock', () => {
  it('is held by one, and the second is told who has it since when', () => {
    const disk = memoryDisk()
    const mine = held(takeLock(disk, RECORD, one, bothAlive))
    expect(mine.from).toBeUndefined()
    expect(busy(takeLock(disk, RECORD, two, bothAlive))).toMatchObject({
      holder: one,
      sameHost: true,
      alive: true,
    })
    expect(busy(takeLock(disk, RECORD, remote, bothAlive))).toMatchObject({ sameHost: false, alive: true })
    expect(content(disk)).toContain('person: A. Example\nhost: office\nprocess: 101\n')
    mine.release()
    expect(disk.stat(LOCK)).toBeUndefined()
    held(takeLock(disk, RECORD, two, bothAlive))
    expect(disk.openFiles()).toBe(0)
  })

  it('of a dead process on this host is taken over, and says from whom', () => {
    const disk = memoryDisk()
    held(takeLock(disk, RECORD, one, bothAlive))
    const mine = held(takeLock(disk, RECORD, two, system([202])))
    expect(mine.from).toMatchObject(one)
    expect(busy(takeLock(disk, RECORD, one, bothAlive)).holder).toMatchObject(two)
    mine.release()
    expect(disk.stat(LOCK)).toBeUndefined()
  })

  it('of a process whose number another one has now is taken over', () => {
    const disk = memoryDisk()
    held(takeLock(disk, RECORD, one, system([101], 0, { 101: '5000 boot' })))
    expect(takeLock(disk, RECORD, two, system([101], 0, { 101: '5000 boot' })).kind).toBe('busy')
    expect(takeLock(disk, RECORD, two, system([101], 0, { 101: '9000 boot' })).kind).toBe('held')
  })

  it('of another host is taken over only when the person says so, with a reason', () => {
    const disk = memoryDisk()
    const theirs = held(takeLock(disk, RECORD, remote, bothAlive))
    const shown = busy(takeLock(disk, RECORD, one, system([])))
    expect(shown).toMatchObject({ holder: remote, sameHost: false, alive: true })
    const mine = held(
      takeLock(disk, RECORD, one, bothAlive, { busy: shown, reason: 'their laptop\nwas stolen' }),
    )
    expect(mine.from).toMatchObject(remote)
    expect(content(disk)).toContain('\nreason: their laptop was stolen\n')
    theirs.release()
    expect(busy(takeLock(disk, RECORD, two, bothAlive)).holder).toMatchObject(one)
    mine.release()
    expect(disk.stat(LOCK)).toBeUndefined()
  })

  it('is taken over only from the holder that the person was shown', () => {
    const disk = memoryDisk()
    const theirs = held(takeLock(disk, RECORD, remote, bothAlive))
    const shown = busy(takeLock(disk, RECORD, one, bothAlive))
    theirs.release()
    held(takeLock(disk, RECORD, two, bothAlive))
    expect(takeLock(disk, RECORD, one, bothAlive, { busy: shown, reason: 'stolen' }).kind).toBe('busy')
  })

  it('counts only in the file that has its name: one removed meanwhile is no lock', () => {
    const memory = memoryDisk()
    held(takeLock(memory, RECORD, one, bothAlive))
    let removed = false
    const disk: Disk = {
      ...memory,
      write: (file, bytes) => {
        if (!removed) memory.remove(LOCK)
        removed = true
        return memory.write(file, bytes)
      },
    }
    held(takeLock(disk, RECORD, two, system([202])))
    expect(busy(takeLock(memory, RECORD, one, bothAlive)).holder).toMatchObject(two)
  })

  it('is not lost to a release of an older one', () => {
    const disk = memoryDisk()
    const first = held(takeLock(disk, RECORD, one, bothAlive))
    first.release()
    held(takeLock(disk, RECORD, two, bothAlive))
    first.release()
    expect(busy(takeLock(disk, RECORD, one, bothAlive)).holder).toMatchObject(two)
  })
})

describe('what a crash leaves', () => {
  const whole = formatClaim({ ...one, id: 'ab'.repeat(16), replaces: NOBODY })
  const leftovers = ['', whole.slice(0, 40), whole.slice(0, -2), 'not a lock\n', '\u0000'.repeat(300)]

  it('is taken for a lock being created at this moment, and ten seconds later for nobody’s', () => {
    for (const leftover of leftovers) {
      const disk = memoryDisk()
      leave(disk, leftover)
      const modified = disk.stat(LOCK)?.modified ?? 0
      const soon = takeLock(disk, RECORD, two, system([101, 202], modified + 9_000))
      expect(soon).toEqual({ kind: 'busy', sameHost: false, alive: true })
      const mine = held(takeLock(disk, RECORD, two, system([101, 202], modified + 11_000)))
      expect(mine.from).toBeUndefined()
      expect(busy(takeLock(disk, RECORD, one, bothAlive)).holder).toMatchObject(two)
      mine.release()
      expect(disk.stat(LOCK)).toBeUndefined()
    }
  })

  it('may be taken over at once when the person says so', () => {
    const disk = memoryDisk()
    leave(disk, '')
    const shown = busy(takeLock(disk, RECORD, two, bothAlive))
    held(takeLock(disk, RECORD, two, bothAlive, { busy: shown, reason: 'the computer crashed' }))
  })

  it('does not spoil the claim after it', () => {
    for (let cut = 0; cut < whole.length; cut++) {
      const next = formatClaim({ ...two, id: 'cd'.repeat(16), replaces: NOBODY })
      const found = currentClaim(whole.slice(0, cut) + next)
      expect(found?.person, `cut at ${cut}`).toBe(cut === whole.length - 1 ? one.person : two.person)
    }
  })
})

describe('what strangers leave', () => {
  it('is made harmless on the way in and on the way out', () => {
    const person = `A\u001b[31m\u202eB\nend \u200b${'x'.repeat(500)}`
    const disk = memoryDisk()
    held(takeLock(disk, RECORD, { ...one, person }, bothAlive))
    expect(content(disk)).not.toMatch(/[^\n\u0020-\u007e]/)
    const holder = busy(takeLock(disk, RECORD, two, bothAlive)).holder
    expect(holder?.person).toBe(harmless(person))
    expect(holder?.person.length).toBeLessThanOrEqual(200)

    const hostile = memoryDisk()
    leave(
      hostile,
      formatClaim({ ...one, id: 'ab'.repeat(16), replaces: NOBODY }).replace('A. Ex', '\u001b]0;\u0007'),
    )
    expect(busy(takeLock(hostile, RECORD, two, bothAlive)).holder?.person).toBe(']0; ample')
  })

  it('is not read when it is too large to be a lock', () => {
    const disk = memoryDisk()
    leave(disk, 'x'.repeat(1024 * 1024 + 1))
    expect(takeLock(disk, RECORD, one, system([101], 1e12))).toEqual({
      kind: 'busy',
      sameHost: false,
      alive: true,
    })
  })

  it('is shown where it may be read and not written', () => {
    const memory = memoryDisk()
    held(takeLock(memory, RECORD, remote, bothAlive))
    const readOnly = faultyDisk(memory, { nth: 1, operation: 'open', code: 'EACCES', forEver: true })
    expect(busy(takeLock(readOnly, RECORD, one, bothAlive)).holder).toMatchObject(remote)
    const closed = faultyDisk(readOnly, { nth: 1, operation: 'readBytes', code: 'EACCES', forEver: true })
    expect(busy(takeLock(closed, RECORD, one, bothAlive)).holder).toBeUndefined()
  })
})

describe('a failing disk', () => {
  it('never leads to two holders, and the lock can be taken once it is mended', () => {
    for (const code of ['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'short', 'short-then-full']) {
      for (const forEver of [false, true]) {
        for (let nth = 1; nth <= 15; nth++) {
          const memory = memoryDisk()
          held(takeLock(memory, RECORD, one, bothAlive))
          const disk = faultyDisk(memory, { nth, code, forEver })
          const mine = takeLock(disk, RECORD, two, system([202, 303]))
          disk.heal()
          const third = takeLock(disk, RECORD, { ...one, process: 303 }, system([202, 303]))
          if (mine.kind === 'held') expect(busy(third).holder).toMatchObject(two)
          expect(memory.openFiles()).toBe(0)
          if (mine.kind === 'not-locked') expect(mine.reason).toContain(LOCK)
          // A claim that could be neither finished nor withdrawn is given up when its process ends.
          if (third.kind === 'busy') held(takeLock(disk, RECORD, one, system([101])))
        }
      }
    }
  })
})
