/** The register while somebody works: healed after every crash, never in the way, never the same line twice. */
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Ports } from '../../src/ports.ts'
import { beginRecord } from '../../src/record/writer.ts'
import { headsOf } from '../../src/register/heads.ts'
import { type ParsedRegister, parseRegister } from '../../src/register/parse.ts'
import { checkRegisterSignatures, registerProblems } from '../../src/register/signatures.ts'
import type { RecordState } from '../../src/register/standing.ts'
import { newRegistrar, type Registering, type Registrar } from '../../src/sitting/register-end.ts'
import { registerEvent, registerKey, registerRecord } from '../../src/sitting/registering.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { makeFolders } from '../../src/storage/folders.ts'
import { lockPath } from '../../src/storage/lock.ts'
import { formatClaim, NOBODY } from '../../src/storage/lock-claim.ts'
import { clockAt, testPorts } from '../commands/ports.ts'
import { keys, salt, sealOf, signAs, write } from '../register/sample.ts'
import { faultyDisk } from '../storage/faulty-disk.ts'
import { type MemoryDisk, memoryDisk } from '../storage/memory-disk.ts'

const PATH = '/book/register-K7.md'
const [first = '', second = ''] = keys

const device: Registering = { mark: 'K7', key: first, sign: signAs(first) }
const locked: Registering = { mark: 'K7', key: first, sign: () => undefined }

const freshDisk = (): MemoryDisk => {
  const disk = memoryDisk()
  makeFolders(disk, '/book/records')
  return disk
}

const put = (disk: Disk, path: string, text: string): void => {
  makeFolders(disk, posix.dirname(path))
  const file = disk.open(path, 'create-exclusive')
  disk.write(file, Buffer.from(text))
  disk.flush(file)
  disk.close(file)
  disk.flushFolder(posix.dirname(path))
}

const headerOf = (id: string): { readonly text: string; readonly seal: string } => {
  const { head, text } = beginRecord(id, 'Europe/London', salt)
  return { text, seal: head.seal }
}

const putRecord = (disk: Disk, id: string): void => put(disk, `/book/records/${id}.md`, headerOf(id).text)

const stateOf = (id: string, n: number, closed = false): RecordState => {
  const opened = headerOf(id).seal
  return { id, opened, n, seal: n === 0 ? opened : sealOf(id, n), closed }
}

const portsOn = (disk: Disk, replaced: Partial<Ports> = {}): Ports => testPorts({ disk, ...replaced }).ports

const registrarOn = (disk: Disk, by: Registering = device, replaced: Partial<Ports> = {}): Registrar =>
  newRegistrar(portsOn(disk, replaced), '/book', by, () => {})

const read = (disk: Disk): ParsedRegister => parseRegister(disk.readBytes(PATH))

const problemsOn = (disk: Disk): readonly string[] => {
  const register = read(disk)
  return registerProblems(register, checkRegisterSignatures(register)).map(({ message }) => message)
}

/** `opened K7-2026-0001`, `sealed K7-2026-0001 3`, `key-new`. */
const linesOn = (disk: Disk): readonly string[] =>
  read(disk).lines.map(({ line }) =>
    'entry' in line && line.entry > 0
      ? `${line.kind} ${line.id} ${line.entry}`
      : 'id' in line
        ? `${line.kind} ${line.id}`
        : line.kind,
  )

const id = 'K7-2026-0001'

describe('registering a record', () => {
  it('begins the register with the key, opens the record, and tells its last entry once', () => {
    const disk = freshDisk()
    const registrar = registrarOn(disk)
    expect(registerRecord(registrar, stateOf(id, 0))).toEqual({ kind: 'registered', lines: 2 })
    expect(registerRecord(registrar, stateOf(id, 1))).toEqual({ kind: 'registered', lines: 1 })
    expect(registerRecord(registrar, stateOf(id, 1))).toEqual({ kind: 'registered', lines: 0 })
    expect(registerRecord(registrarOn(disk), stateOf(id, 1))).toEqual({ kind: 'registered', lines: 0 })
    expect(registerRecord(registrarOn(disk), stateOf(id, 4, true))).toEqual({ kind: 'registered', lines: 1 })
    expect(registerRecord(registrar, stateOf(id, 4, true))).toEqual({ kind: 'registered', lines: 0 })
    expect(registerRecord(registrar, stateOf(id, 5, true))).toEqual({ kind: 'registered', lines: 1 })
    expect(linesOn(disk)).toEqual([
      'key-new',
      `opened ${id}`,
      `sealed ${id} 1`,
      `closed ${id} 4`,
      `sealed ${id} 5`,
    ])
    expect(problemsOn(disk)).toEqual([])
    expect(checkRegisterSignatures(read(disk)).runs).toEqual([{ key: first, by: 'new', from: 1, to: 5 }])
    expect(disk.list('/book').toSorted()).toEqual(['records', 'register-K7.md'])
    expect(disk.openFiles()).toBe(0)
  })

  it('does not open a record of another computer', () => {
    const disk = freshDisk()
    const other = 'B3-2026-0007'
    expect(registerRecord(registrarOn(disk), stateOf(other, 0)).kind).toBe('registered')
    expect(registerRecord(registrarOn(disk), stateOf(other, 5)).kind).toBe('registered')
    expect(linesOn(disk)).toEqual(['key-new', `sealed ${other} 5`])
    expect(problemsOn(disk)).toEqual([])
  })

  it('opens what a crash kept from being opened, and says what was never begun', () => {
    const disk = freshDisk()
    for (const number of ['0001', '0002', '0004']) putRecord(disk, `K7-2026-${number}`)
    putRecord(disk, 'B3-2026-0001')
    put(disk, '/book/records/K7-2026-0003.md', headerOf(id).text.slice(0, 60))
    put(disk, '/book/records/K7-2026-0005.md', headerOf(id).text)
    put(disk, '/book/records/K7-2026-0006.md', '# Shopping\n')
    expect(registerRecord(registrarOn(disk), stateOf('K7-2026-0004', 2)).kind).toBe('registered')
    expect(linesOn(disk)).toEqual([
      'key-new',
      'opened K7-2026-0001',
      'opened K7-2026-0002',
      'not-begun K7-2026-0003',
      'opened K7-2026-0004',
      'sealed K7-2026-0004 2',
    ])
    expect(headsOf(read(disk)).missing).toEqual([])
    expect(registerRecord(registrarOn(disk), stateOf('K7-2026-0004', 2))).toEqual({
      kind: 'registered',
      lines: 0,
    })
  })

  it('does not take for never begun what another process is beginning just now', () => {
    const disk = freshDisk()
    put(disk, '/book/records/K7-2026-0003.md', '')
    const young = { ...clockAt('2026-11-19T10:30:00+00:00'), instant: () => 1000 }
    registerRecord(registrarOn(disk, device, { clock: young }), stateOf('K7-2026-0004', 0))
    expect(linesOn(disk)).toEqual(['key-new', 'opened K7-2026-0004'])
  })

  it('opens many old records over several visits, so that nobody waits', () => {
    const disk = freshDisk()
    const ids = Array.from({ length: 20 }, (_, i) => `K7-2026-${String(i + 1).padStart(4, '0')}`)
    for (const one of ids) putRecord(disk, one)
    expect(registerRecord(registrarOn(disk), stateOf('K7-2026-0020', 1))).toEqual({
      kind: 'registered',
      lines: 11,
    })
    for (let visit = 0; visit < 3; visit++) registerRecord(registrarOn(disk), stateOf('K7-2026-0020', 1))
    expect(headsOf(read(disk)).missing).toEqual([])
    expect(problemsOn(disk)).toEqual([])
  })

  it('tells a record that went back, and one whose number was taken again: the register shows it', () => {
    const disk = freshDisk()
    for (const n of [5, 4]) registerRecord(registrarOn(disk), stateOf(id, n))
    const again = { ...stateOf(id, 1), opened: sealOf('another', 0) }
    registerRecord(registrarOn(disk), again)
    expect(linesOn(disk).slice(2)).toEqual([
      `sealed ${id} 5`,
      `sealed ${id} 4`,
      `opened ${id}`,
      `sealed ${id} 1`,
    ])
    expect(problemsOn(disk)).toHaveLength(2)
  })
})

describe('registering what was done with a record', () => {
  it('tells each once', () => {
    const disk = freshDisk()
    registerRecord(registrarOn(disk), stateOf(id, 3))
    const point = { id, entry: 3, seal: sealOf(id, 3) }
    for (let time = 0; time < 2; time++) {
      expect(
        registerEvent(registrarOn(disk), { kind: 'redacted', ...point, copy: sealOf('copy', 1) }).kind,
      ).toBe('registered')
      registerEvent(registrarOn(disk), { kind: 'redacted', ...point, copy: sealOf('copy', 2) })
      registerEvent(registrarOn(disk), { kind: 'transferred', ...point })
      registerEvent(registrarOn(disk), { kind: 'destroyed', ...point })
    }
    expect(linesOn(disk).slice(3)).toEqual([
      `redacted ${id} 3`,
      `redacted ${id} 3`,
      `transferred ${id} 3`,
      `destroyed ${id} 3`,
    ])
    registerRecord(registrarOn(disk), stateOf(id, 3))
    registerEvent(registrarOn(disk), { kind: 'destroyed', ...point })
    expect(linesOn(disk).slice(7)).toEqual([`opened ${id}`, `sealed ${id} 3`, `destroyed ${id} 3`])
    expect(problemsOn(disk)).toEqual([])
  })

  it('says why an event cannot be written, and throws nothing', () => {
    const disk = freshDisk()
    expect(registerEvent(registrarOn(disk), { kind: 'not-begun', id: 'x\ny' })).toMatchObject({
      kind: 'not-registered',
      reason: expect.stringContaining('cannot be written'),
    })
  })
})

describe('keys', () => {
  const now: Registering = { mark: 'K7', key: second, sign: signAs(second) }

  const registeredBy = (...by: readonly Registering[]): Disk => {
    const disk = freshDisk()
    by.forEach((one, i) => {
      expect(registerRecord(registrarOn(disk, one), stateOf(id, i + 1)).kind).toBe('registered')
    })
    return disk
  }

  it('follow one another, signed by the one before where that still can', () => {
    const disk = registeredBy(device)
    const rotated = { ...now, before: { key: first, sign: signAs(first) } }
    expect(registerKey(registrarOn(disk, rotated))).toEqual({ kind: 'registered', lines: 1 })
    expect(registerKey(registrarOn(disk, rotated))).toEqual({ kind: 'registered', lines: 0 })
    registerRecord(registrarOn(disk, now), stateOf(id, 2))
    expect(linesOn(disk)).toEqual([
      'key-new',
      `opened ${id}`,
      `sealed ${id} 1`,
      'key-rotated',
      `sealed ${id} 2`,
    ])
    expect(problemsOn(disk)).toEqual([])
  })

  it('begin no register: the next case does', () => {
    const disk = freshDisk()
    expect(registerKey(registrarOn(disk, now))).toEqual({ kind: 'registered', lines: 0 })
    expect(disk.list('/book')).toEqual(['records'])
    expect(registerKey(newRegistrar(portsOn(disk), '/nowhere', now)).kind).toBe('registered')
  })

  it('are lost where the one before cannot sign any more', () => {
    const mute = { ...now, before: { key: first, sign: () => undefined } }
    for (const disk of [registeredBy(device, now), registeredBy(device, mute)]) {
      expect(linesOn(disk)).toEqual([
        'key-new',
        `opened ${id}`,
        `sealed ${id} 1`,
        'key-lost',
        `sealed ${id} 2`,
      ])
      expect(problemsOn(disk)).toEqual([])
    }
  })

  it('that are locked sign nothing and stand in nobody’s way; what was written meanwhile is signed later', () => {
    const disk = registeredBy(locked)
    expect(linesOn(disk)).toEqual(['key-new', `opened ${id}`, `sealed ${id} 1`])
    expect(problemsOn(disk)).toEqual([])
    expect(checkRegisterSignatures(read(disk)).runs).toEqual([])
    expect(registerRecord(registrarOn(disk, device), stateOf(id, 1))).toEqual({
      kind: 'registered',
      lines: 0,
    })
    expect(checkRegisterSignatures(read(disk)).runs).toEqual([{ key: first, by: 'new', from: 1, to: 3 }])
    expect(problemsOn(disk)).toEqual([])
  })

  it('are signed for in the same sitting once they are unlocked', () => {
    const disk = freshDisk()
    let open = false
    const registrar = registrarOn(disk, {
      ...device,
      sign: (seal) => (open ? signAs(first)(seal) : undefined),
    })
    registerRecord(registrar, stateOf(id, 1))
    registerRecord(registrar, stateOf(id, 1))
    expect(checkRegisterSignatures(read(disk)).runs).toEqual([])
    open = true
    registerRecord(registrar, stateOf(id, 1))
    expect(checkRegisterSignatures(read(disk)).runs).toHaveLength(1)
    expect(problemsOn(disk)).toEqual([])
  })

  it('that are new and locked wait until they can sign for themselves', () => {
    const disk = registeredBy(device, { ...now, sign: () => undefined }, now)
    expect(linesOn(disk).slice(2)).toEqual([`sealed ${id} 1`, `sealed ${id} 2`, 'key-lost', `sealed ${id} 3`])
    expect(problemsOn(disk)).toEqual([])
  })

  it('that could not be kept are named once they can be', () => {
    const disk = registeredBy({ mark: 'K7', sign: () => undefined }, device)
    expect(linesOn(disk)).toEqual([`opened ${id}`, `sealed ${id} 1`, 'key-new', `sealed ${id} 2`])
    expect(problemsOn(disk)).toEqual([])
  })
})

describe('nothing in the way', () => {
  it('where another process has the lock', () => {
    const disk = freshDisk()
    const claim = {
      person: 'B',
      host: 'elsewhere',
      process: 8,
      since: 'now',
      id: 'ab'.repeat(16),
      replaces: NOBODY,
    }
    put(disk, lockPath(PATH), formatClaim(claim))
    const soon = { ...clockAt('2026-11-19T10:30:00+00:00'), instant: () => 1000 }
    const registrar = registrarOn(disk, device, { clock: soon })
    expect(registerRecord(registrar, stateOf(id, 1))).toEqual({
      kind: 'not-registered',
      reason: 'Another process is writing the register',
    })
    disk.remove(lockPath(PATH))
    expect(registerRecord(registrar, stateOf(id, 2)).kind).toBe('registered')
    expect(linesOn(disk)).toEqual(['key-new', `opened ${id}`, `sealed ${id} 2`])
  })

  it('where the file is not as it was written, and it is left as it is', () => {
    const { text } = write([])
    for (const wrong of [
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('K7', 'B3'),
      '# Shopping\n',
      `${text}Hello\n\`seal 1 ${salt}\`\n`,
    ]) {
      const disk = freshDisk()
      put(disk, PATH, wrong)
      expect(registerRecord(registrarOn(disk), stateOf(id, 1))).toMatchObject({
        kind: 'not-registered',
        reason: expect.stringContaining(PATH),
      })
      expect(Buffer.from(disk.readBytes(PATH)).toString()).toBe(wrong)
    }
  })

  it('whatever the disk says, and all is registered when it has come to its senses', () => {
    for (const code of ['EIO', 'ENOSPC', 'EACCES', 'EMFILE', 'short-then-full'] as const)
      for (const forEver of [true, false])
        for (let nth = 1; nth <= 100; nth++) {
          const memory = freshDisk()
          putRecord(memory, id)
          registerRecord(registrarOn(memory), stateOf(id, 1))
          const disk = faultyDisk(memory, { nth, code, forEver }, memory.flushFailed)
          const registrar = registrarOn(disk)
          for (const n of [2, 3]) {
            const registered = registerRecord(registrar, stateOf(id, n))
            if (registered.kind === 'registered') {
              const kept = memory.crash(() => 0)
              expect(linesOn(kept).at(-1)).toBe(`sealed ${id} ${n}`)
            }
          }
          disk.heal()
          expect(registerRecord(registrar, stateOf(id, 4)).kind).toBe('registered')
          expect(problemsOn(memory)).toEqual([])
          expect(linesOn(memory).filter((line) => line === `sealed ${id} 4`)).toHaveLength(1)
          expect(memory.openFiles()).toBe(0)
          if (!disk.struck()) break
        }
  })
})

describe('a crash at any call', () => {
  const visit = (disk: Disk, n: number): void => {
    const registrar = registrarOn(disk)
    registerRecord(registrar, stateOf(id, n))
    registerRecord(registrar, stateOf(id, n + 1, n > 2))
  }

  /** The machine stops: from then on nothing reaches the disk. */
  class Stopped extends Error {}

  const stopAfter = (disk: Disk, calls: number): Disk => {
    let left = calls
    return new Proxy(disk, {
      get:
        (target, name: keyof Disk) =>
        (...given: unknown[]) => {
          if (left-- <= 0) throw new Stopped()
          return (target[name] as (...all: unknown[]) => unknown)(...given)
        },
    })
  }

  it('leaves a register that the next visit completes: nothing wrong, nothing twice', () => {
    for (const choose of [() => 0, (most: number) => most, (most: number) => Math.floor(most / 2)])
      for (let calls = 0; ; calls++) {
        const memory = freshDisk()
        putRecord(memory, id)
        visit(stopAfter(memory, calls), 1)
        const reached = memory.stat(PATH) !== undefined && linesOn(memory).includes(`sealed ${id} 2`)
        const after = memory.crash(choose)
        if (after.stat(PATH) !== undefined)
          expect(problemsOn(after).filter((message) => !/cut off/.test(message))).toEqual([])
        // The process is gone, and its lock is nobody's.
        if (after.stat(lockPath(PATH)) !== undefined) after.remove(lockPath(PATH))
        visit(after, 3)
        expect(problemsOn(after)).toEqual([])
        const lines = linesOn(after)
        expect(new Set(lines).size).toBe(lines.length)
        expect(lines.slice(0, 2)).toEqual(['key-new', `opened ${id}`])
        expect(lines.slice(-2)).toEqual([`sealed ${id} 3`, `closed ${id} 4`])
        if (reached && memory.stat(lockPath(PATH)) === undefined) break
      }
  })
})

describe('a long register', () => {
  const many = (count: number): string =>
    write(
      [
        { kind: 'key-new', key: first },
        ...Array.from({ length: count }, (_, i) => {
          const own = `K7-2026-${String(i + 1).padStart(4, '0')}`
          return [
            { kind: 'opened', id: own, entry: 0, seal: headerOf(own).seal },
            { kind: 'sealed', id: own, entry: 2, seal: sealOf(own, 2) },
          ] as const
        }).flat(),
      ],
      (n) => n > 2 * count - 40,
    ).text

  const text = many(600)

  const longDisk = (): MemoryDisk => {
    const disk = freshDisk()
    put(disk, PATH, text)
    return disk
  }

  it('is added to without being read', () => {
    expect(text.length).toBeGreaterThan(150_000)
    const memory = longDisk()
    let bytes = 0
    const disk: Disk = {
      ...memory,
      readBytes: (path) => {
        bytes += memory.readBytes(path).length
        return memory.readBytes(path)
      },
      readAt: (file, position, length) => {
        const got = memory.readAt(file, position, length)
        bytes += got.length
        return got
      },
    }
    const registrar = registrarOn(disk)
    expect(registerRecord(registrar, stateOf('K7-2026-0601', 0))).toEqual({ kind: 'registered', lines: 1 })
    expect(bytes).toBeLessThan(140_000)
    bytes = 0
    expect(registerRecord(registrar, stateOf('K7-2026-0601', 1))).toEqual({ kind: 'registered', lines: 1 })
    expect(bytes).toBeLessThan(5_000)
    expect(problemsOn(memory)).toEqual([])
  })

  it('is searched for an old record, and for a key that is not ours', () => {
    const memory = longDisk()
    expect(registerRecord(registrarOn(memory), stateOf('K7-2026-0002', 2))).toEqual({
      kind: 'registered',
      lines: 0,
    })
    expect(registerRecord(registrarOn(memory), stateOf('K7-2026-0002', 3))).toEqual({
      kind: 'registered',
      lines: 1,
    })
    expect(registerRecord(registrarOn(memory), stateOf('B3-2026-0002', 3))).toEqual({
      kind: 'registered',
      lines: 1,
    })
    const other: Registering = { mark: 'K7', key: second, sign: signAs(second) }
    expect(registerKey(registrarOn(memory, other))).toEqual({ kind: 'registered', lines: 1 })
    expect(linesOn(memory).slice(-3)).toEqual(['sealed K7-2026-0002 3', 'sealed B3-2026-0002 3', 'key-lost'])
    expect(problemsOn(memory)).toEqual([])
  })

  it('opens what a crash kept from being opened, among the newest', () => {
    const memory = longDisk()
    for (const number of ['0003', '0599', '0601', '0602']) putRecord(memory, `K7-2026-${number}`)
    registerRecord(registrarOn(memory), stateOf('K7-2026-0602', 1))
    expect(linesOn(memory).slice(-3)).toEqual([
      'opened K7-2026-0601',
      'opened K7-2026-0602',
      'sealed K7-2026-0602 1',
    ])
  })
})

describe('two visits at once', () => {
  it('each find what the other has written, whoever writes when', () => {
    const disk = freshDisk()
    const [one, two] = [registrarOn(disk), registrarOn(disk)]
    const ids = ['K7-2026-0001', 'K7-2026-0002'] as const
    for (let n = 1; n <= 5; n++) {
      registerRecord(one, stateOf(ids[0], n))
      registerRecord(two, stateOf(ids[1], n))
      if (n % 2 === 0) registerRecord(two, stateOf(ids[1], n))
    }
    expect(problemsOn(disk)).toEqual([])
    expect(linesOn(disk)).toHaveLength(13)
  })
})
