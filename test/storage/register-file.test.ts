import { describe, expect, it } from 'vitest'
import { lockPath } from '../../src/storage/lock.ts'
import { formatClaim, NOBODY } from '../../src/storage/lock-claim.ts'
import { nodeDisk } from '../../src/storage/node-disk.ts'
import {
  appendGroup,
  createRegister,
  lockRegister,
  readEnds,
  searchBack,
} from '../../src/storage/register-file.ts'
import { listRegisters, readRegister, registerMark, registerPath } from '../../src/storage/registers.ts'
import { diskWith } from '../commands/ports.ts'
import { faultyDisk } from './faulty-disk.ts'
import { type MemoryDisk, memoryDisk } from './memory-disk.ts'
import { temporaryFolder } from './temporary-folder.ts'

const PATH = '/book/register-K7.md'
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')
const NOTHING = new Uint8Array(0)

function freshDisk(): MemoryDisk {
  const disk = memoryDisk()
  disk.makeFolder('/book')
  disk.flushFolder('/')
  return disk
}

describe('the file of a register', () => {
  it('is named by a mark and by nothing else', () => {
    expect(registerPath('/book', 'K7')).toBe(PATH)
    expect(registerMark(PATH)).toBe('K7')
    for (const name of ['register-K7 (2).md', 'register-k7.md', 'register-.md', 'K7-2026-0001.md'])
      expect(registerMark(name)).toBeUndefined()
    expect(() => registerPath('/book', '../x')).toThrow('mark')
  })

  it('is listed with the others of its casebook', () => {
    const disk = diskWith({ '/book/register-K7.md': '', '/book/register-B3.md': '', '/book/rungs.yaml': '' })
    expect(listRegisters(disk, '/book')).toEqual({
      kind: 'listed',
      paths: ['/book/register-B3.md', '/book/register-K7.md'],
    })
    expect(listRegisters(disk, '/none')).toEqual({ kind: 'listed', paths: [] })
    const faulty = faultyDisk(disk, { nth: 1, operation: 'list', code: 'EACCES', forEver: true })
    expect(listRegisters(faulty, '/book')).toMatchObject({ kind: 'not-read', code: 'EACCES' })
  })

  it('is read whole where it is not too large, and a plain file', () => {
    const disk = diskWith({ [PATH]: 'abc' })
    expect(readRegister(disk, PATH, 3)).toEqual({ kind: 'read', bytes: bytes('abc') })
    expect(readRegister(disk, PATH, 2)).toMatchObject({ kind: 'not-read' })
    expect(readRegister(disk, '/book', 3)).toMatchObject({ kind: 'not-read' })
    expect(readRegister(disk, '/none', 3)).toMatchObject({ kind: 'not-read', code: 'ENOENT' })
  })

  it('shows its ends without being read', () => {
    const disk = diskWith({ [PATH]: 'abcdefghij' })
    expect(readEnds(disk, PATH, 2, 3)).toEqual({
      kind: 'found',
      size: 10,
      start: bytes('ab'),
      end: bytes('hij'),
    })
    expect(readEnds(disk, PATH, 2, 10)).toMatchObject({
      start: bytes('abcdefghij'),
      end: bytes('abcdefghij'),
    })
    expect(readEnds(disk, '/book/register-B3.md', 2, 3)).toEqual({ kind: 'missing' })
    expect(readEnds(disk, '/book', 2, 3)).toMatchObject({ kind: 'not-read' })
  })

  it('is searched from its end to its beginning, over the seams of what is read at a time', () => {
    const lines = Array.from(
      { length: 40_000 },
      (_, i) => `- ${i} ${i % 1000 === 7 ? 'here' : 'else'} ${'x'.repeat(90)}`,
    )
    const text = `${lines.join('\n')}\nhere is no line end`
    const disk = diskWith({ [PATH]: text })
    const found = new Set<string>()
    const all = searchBack(disk, PATH, text.length, ' here ', (line) => {
      found.add(line)
      return false
    })
    expect(all).toEqual({ kind: 'searched' })
    for (const line of lines.filter((one) => one.includes(' here '))) expect(found).toContain(line)
    const shown: string[] = []
    searchBack(disk, PATH, text.length, ' here ', (line) => shown.push(line) === 2)
    expect(shown.map((line) => line.slice(0, 12))).toEqual(['- 39007 here', '- 38007 here'])
    expect(searchBack(disk, '/none', 5, 'x', () => true)).toMatchObject({ kind: 'not-read' })
  })
})

describe('appending a group', () => {
  it('cuts what is torn, and only if the file ends as it is held', () => {
    const disk = freshDisk()
    expect(createRegister(disk, PATH, bytes('header'))).toEqual({ kind: 'created' })
    expect(createRegister(disk, PATH, bytes('header'))).toEqual({ kind: 'exists' })
    const end = { size: 6, tail: bytes('header'), torn: NOTHING }
    expect(appendGroup(disk, PATH, end, bytes(' one'))).toEqual({ kind: 'saved' })
    expect(appendGroup(disk, PATH, end, bytes(' two'))).toMatchObject({ kind: 'changed' })
    expect(appendGroup(disk, PATH, { ...end, torn: bytes(' one') }, bytes(' two'))).toEqual({ kind: 'saved' })
    expect(Buffer.from(disk.readBytes(PATH)).toString()).toBe('header two')
    expect(
      appendGroup(disk, PATH, { size: 9, tail: bytes('der tw'), torn: bytes('x') }, bytes(' 3')),
    ).toMatchObject({
      kind: 'changed',
    })
    expect(appendGroup(disk, '/book/none', end, bytes('x'))).toMatchObject({
      kind: 'not-saved',
      code: 'ENOENT',
    })
    expect(disk.openFiles()).toBe(0)
  })

  it('is all or nothing with every call failing in turn, and leaves no file open', () => {
    for (const code of ['EIO', 'ENOSPC', 'short-then-full', 'EMFILE'] as const)
      for (const forEver of [false, true])
        for (let nth = 1; nth <= 24; nth++) {
          const memory = freshDisk()
          createRegister(memory, PATH, bytes('header torn'))
          const disk = faultyDisk(memory, { nth, code, forEver }, memory.flushFailed)
          const end = { size: 6, tail: bytes('header'), torn: bytes(' torn') }
          const appended = appendGroup(disk, PATH, end, bytes(' group'))
          disk.heal()
          expect(memory.openFiles()).toBe(0)
          const now = Buffer.from(memory.readBytes(PATH)).toString()
          const kept = Buffer.from(memory.crash(() => 0).readBytes(PATH)).toString()
          if (appended.kind === 'saved') expect([now, kept]).toEqual(['header group', 'header group'])
          else expect(now.startsWith('header') && kept.startsWith('header')).toBe(true)
        }
  })

  it('is all or nothing where the file cannot be made', () => {
    for (let nth = 1; nth <= 12; nth++) {
      const memory = freshDisk()
      const disk = faultyDisk(memory, { nth, code: 'EIO', forEver: true }, memory.flushFailed)
      const made = createRegister(disk, PATH, bytes('header'))
      disk.heal()
      if (made.kind !== 'created') expect(made.kind).toBe('not-saved')
      expect(memory.openFiles()).toBe(0)
    }
  })
})

describe('the lock of a register', () => {
  const holder = { person: 'A. Example', host: 'here', process: 7, since: 'now' }
  const claim = (host: string, process: number): string =>
    formatClaim({
      person: 'B. Example',
      host,
      process,
      since: 'before',
      id: 'ab'.repeat(16),
      replaces: NOBODY,
    })
  const system = (alive: boolean, now: number) => ({
    isAlive: () => alive,
    startOf: () => undefined,
    random: (count: number) => new Uint8Array(count).fill(9),
    now: () => now,
  })
  const pauses: number[] = []
  const pause = (milliseconds: number): void => {
    pauses.push(milliseconds)
  }

  it('is waited for a tenth of a second and no longer', () => {
    pauses.length = 0
    const disk = diskWith({ [lockPath(PATH)]: claim('here', 8) })
    expect(lockRegister(disk, PATH, holder, system(true, 0), pause)).toMatchObject({ kind: 'busy' })
    expect(pauses.reduce((sum, one) => sum + one, 0)).toBe(100)
  })

  it('is had as soon as the other lets go', () => {
    const disk = diskWith({ [lockPath(PATH)]: claim('here', 8) })
    const lock = lockRegister(disk, PATH, holder, system(true, 0), () => disk.remove(lockPath(PATH)))
    expect(lock.kind).toBe('held')
    if (lock.kind === 'held') lock.release()
    expect(disk.stat(lockPath(PATH))).toBeUndefined()
  })

  it('of another computer is taken over when a crash must have left it', () => {
    const disk = diskWith({ [lockPath(PATH)]: claim('there', 8) })
    expect(lockRegister(disk, PATH, holder, system(true, 60_000), pause).kind).toBe('busy')
    expect(lockRegister(disk, PATH, holder, system(true, 3_600_000), pause)).toMatchObject({
      kind: 'held',
      from: { host: 'there' },
    })
  })

  it('of a process that is gone is taken over at once', () => {
    const disk = diskWith({ [lockPath(PATH)]: claim('here', 8) })
    expect(lockRegister(disk, PATH, holder, system(false, 0), () => expect.unreachable()).kind).toBe('held')
  })

  it('that cannot be made is a value', () => {
    const disk = faultyDisk(freshDisk(), { nth: 1, operation: 'open', code: 'EROFS', forEver: true })
    expect(lockRegister(disk, PATH, holder, system(true, 0), pause)).toMatchObject({ kind: 'not-locked' })
  })
})

describe('on a real disk', () => {
  it('is created, appended to and read', () => {
    const disk = nodeDisk()
    const path = registerPath(temporaryFolder(), 'K7')
    expect(createRegister(disk, path, bytes('header'))).toEqual({ kind: 'created' })
    const end = { size: 6, tail: bytes('header'), torn: NOTHING }
    expect(appendGroup(disk, path, end, bytes(' group'))).toEqual({ kind: 'saved' })
    expect(readRegister(disk, path, 100)).toEqual({ kind: 'read', bytes: bytes('header group') })
    expect(readEnds(disk, path, 3, 5)).toMatchObject({ start: bytes('hea'), end: bytes('group') })
  })
})
