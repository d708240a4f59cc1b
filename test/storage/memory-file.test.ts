import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lockPath } from '../../src/storage/lock.ts'
import { formatClaim, NOBODY } from '../../src/storage/lock-claim.ts'
import { changeMemoryFile, memoryPath, readMemoryFile } from '../../src/storage/memory-file.ts'
import { nodeDisk } from '../../src/storage/node-disk.ts'
import { diskWith } from '../commands/ports.ts'
import { faultyDisk } from './faulty-disk.ts'
import { memoryDisk } from './memory-disk.ts'
import { temporaryFolder } from './temporary-folder.ts'

const PROFILE = '/home/.config/rungs'
const FILE = memoryPath(PROFILE)
const holder = { person: 'A. Example', host: 'here', process: 7, since: 'now' }
const system = {
  isAlive: () => true,
  startOf: () => undefined,
  random: (count: number) => new Uint8Array(count).fill(9),
  now: () => 0,
}
const add =
  (text: string) =>
  (bytes: Uint8Array): Uint8Array =>
    Buffer.concat([bytes, Buffer.from(text)])

describe('the file of the memory', () => {
  it('is empty before anything was seen, and holds what was put there', () => {
    const disk = memoryDisk()
    expect(readMemoryFile(disk, PROFILE)).toEqual({ kind: 'read', bytes: new Uint8Array(0) })
    expect(changeMemoryFile(disk, PROFILE, holder, system, add('one'))).toEqual({ kind: 'kept' })
    expect(changeMemoryFile(disk, PROFILE, holder, system, add(' two'))).toEqual({ kind: 'kept' })
    expect(readMemoryFile(disk, PROFILE)).toEqual({ kind: 'read', bytes: Buffer.from('one two') })
    expect(disk.list(PROFILE)).toEqual(['memory'])
    expect(Buffer.from(disk.crash(() => 0).readBytes(FILE)).toString()).toBe('one two')
  })

  it('is not written where nothing is new', () => {
    const disk = diskWith({ [FILE]: 'one' })
    const before = disk.stat(FILE)
    expect(changeMemoryFile(disk, PROFILE, holder, system, (bytes) => bytes)).toEqual({ kind: 'kept' })
    expect(disk.stat(FILE)).toEqual(before)
  })

  it('is left to another process that is writing it', () => {
    const other = {
      person: 'B',
      host: 'here',
      process: 8,
      since: 'before',
      id: 'ab'.repeat(16),
      replaces: NOBODY,
    }
    const disk = diskWith({ [FILE]: 'one', [lockPath(FILE)]: formatClaim(other) })
    expect(changeMemoryFile(disk, PROFILE, holder, system, add('x'))).toEqual({ kind: 'busy' })
    expect(Buffer.from(disk.readBytes(FILE)).toString()).toBe('one')
  })

  it('is left alone where it is no file of ours', () => {
    const disk = memoryDisk()
    for (const folder of ['/home', '/home/.config', PROFILE, FILE]) disk.makeFolder(folder)
    expect(readMemoryFile(disk, PROFILE)).toMatchObject({ kind: 'not-read' })
    expect(changeMemoryFile(disk, PROFILE, holder, system, add('x'))).toMatchObject({ kind: 'not-kept' })
  })

  it('is the old one or the new one, and never a throw, with every call failing in turn', () => {
    for (const code of ['EIO', 'ENOSPC', 'EACCES', 'short-then-full'] as const)
      for (const forEver of [false, true])
        for (let nth = 1; nth <= 40; nth++) {
          const memory = memoryDisk()
          changeMemoryFile(memory, PROFILE, holder, system, add('old'))
          const disk = faultyDisk(memory, { nth, code, forEver }, memory.flushFailed)
          const read = readMemoryFile(disk, PROFILE)
          const changed = changeMemoryFile(disk, PROFILE, holder, system, () => Buffer.from('new'))
          disk.heal()
          const now = Buffer.from(memory.readBytes(FILE)).toString()
          expect(['read', 'not-read']).toContain(read.kind)
          if (changed.kind === 'kept') expect(now).toBe('new')
          else expect(['old', 'new']).toContain(now)
          expect(memory.openFiles()).toBe(0)
        }
  })

  it('is for its owner alone on a real disk', () => {
    const profile = temporaryFolder()
    expect(changeMemoryFile(nodeDisk(), profile, holder, system, add('one'))).toEqual({ kind: 'kept' })
    expect(statSync(memoryPath(profile)).mode & 0o777).toBe(0o600)
  })
})
