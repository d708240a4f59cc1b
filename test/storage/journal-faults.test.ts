/** Every call of the disk made to fail in turn, in every way: `saved` must stay true, and what was saved must stay. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Disk } from '../../src/storage/disk.ts'
import { append, closeJournal, createJournal, type Journal, openJournal } from '../../src/storage/journal.ts'
import { type Fault, faultyDisk } from './faulty-disk.ts'
import { type MemoryDisk, memoryDisk } from './memory-disk.ts'

const PATH = '/records/K7-2026-0001.md'
const CODES = [
  'ENOSPC',
  'EIO',
  'EPERM',
  'EACCES',
  'EBUSY',
  'EROFS',
  'EMFILE',
  'short',
  'short-then-full',
] as const

const FIRST = Buffer.from('# Escalation record K7-2026-0001\n\n')
const FACTS = ['one', 'two', 'three'].map((word) => Buffer.from(`- the ${word} fact\n`.repeat(12)))

function freshDisk(): MemoryDisk {
  const disk = memoryDisk()
  disk.makeFolder('/records')
  disk.flushFolder('/')
  return disk
}

function contentAfterCrash(disk: MemoryDisk, choose: (most: number) => number): Buffer | undefined {
  const after = disk.crash(choose)
  return after.stat(PATH) === undefined ? undefined : Buffer.from(after.readBytes(PATH))
}

function expectSafe(memory: MemoryDisk, saved: Buffer): void {
  for (const choose of [() => 0, (most: number) => most, (most: number) => Math.floor(most / 2)]) {
    const content = contentAfterCrash(memory, choose)
    expect(content?.subarray(0, saved.length).equals(saved)).toBe(true)
  }
}

interface Walk {
  readonly saved: Buffer
  readonly failures: number
}

/** Creates and appends as the program does; `heal` after each failure (if given), then tries the same again. */
function walk(memory: MemoryDisk, disk: Disk, heal: () => void): Walk {
  let failures = 0
  let created = createJournal(disk, PATH, FIRST)
  if (created.kind === 'not-saved') {
    failures++
    expect(created.reason).toContain(PATH)
    heal()
    created = createJournal(disk, PATH, FIRST, created.left)
  }
  if (created.kind !== 'created') throw new Error(`created: ${JSON.stringify(created.kind)}`)
  const { journal } = created
  let saved = FIRST
  expectSafe(memory, saved)
  for (const fact of FACTS) {
    failures += save(memory, journal, saved, fact, heal)
    saved = Buffer.concat([saved, fact])
  }
  closeJournal(journal)
  expect(memory.openFiles()).toBe(0)
  return { saved, failures }
}

function save(memory: MemoryDisk, journal: Journal, saved: Buffer, fact: Buffer, heal: () => void): number {
  const after = Buffer.concat([saved, fact])
  const first = append(journal, fact)
  if (first.kind === 'saved') {
    expectSafe(memory, after)
    return 0
  }
  expect(first.kind).toBe('not-saved')
  expectSafe(memory, saved)
  const live = Buffer.from(memory.readBytes(PATH))
  expect(after.subarray(0, live.length).equals(live)).toBe(true)
  heal()
  expect(append(journal, fact)).toEqual({ kind: 'saved' })
  expectSafe(memory, after)
  return 1
}

function run(...faults: readonly Fault[]): Walk & { readonly struck: boolean } {
  const memory = freshDisk()
  const heals: (() => void)[] = []
  const strikes: (() => boolean)[] = []
  let disk: Disk = memory
  for (const fault of faults) {
    const faulty = faultyDisk(disk, fault, memory.flushFailed)
    heals.push(faulty.heal)
    strikes.push(faulty.struck)
    disk = faulty
  }
  const heal = (): void => {
    for (const one of heals) one()
  }
  const walked = walk(memory, disk, heal)
  expect(Buffer.from(memory.readBytes(PATH)).equals(walked.saved)).toBe(true)
  return { ...walked, struck: strikes.some((one) => one()) }
}

function callsWithoutFault(): number {
  const memory = freshDisk()
  const counting = faultyDisk(memory, { nth: Number.POSITIVE_INFINITY, code: 'EIO', forEver: false })
  walk(memory, counting, () => undefined)
  return counting.calls()
}

describe('every call failing in turn', () => {
  const most = callsWithoutFault()

  for (const code of CODES) {
    for (const forEver of [false, true]) {
      it(`${code}, ${forEver ? 'until it is mended' : 'once'}`, () => {
        let struck = 0
        for (let nth = 1; nth <= most; nth++) {
          if (run({ nth, code, forEver }).struck) struck++
        }
        expect(struck).toBe(most)
      })
    }
  }

  it('one failure of an append is made good without the person noticing', () => {
    const noticed = Array.from({ length: most }, (_, index) => index + 1).filter(
      (nth) => run({ nth, code: 'EIO', forEver: false }).failures > 0,
    )
    // What is noticed: opening the new file, and flushing its folder.
    expect(noticed.length).toBe(2)
  })

  it('a disk that takes only half of what it is given each time is only slower', () => {
    expect(run({ nth: 1, operation: 'write', code: 'short', forEver: true })).toMatchObject({
      failures: 0,
      struck: true,
    })
  })

  it('any kinds of failure together', () => {
    const fault = fc.record({
      nth: fc.integer({ min: 1, max: most * 2 }),
      code: fc.constantFrom(...CODES),
      forEver: fc.boolean(),
    })
    fc.assert(
      fc.property(fault, fault, fault, (one, two, three) => {
        run(one, two, three)
      }),
      { numRuns: 1500 },
    )
  })

  it('a failed operation of one kind only, for ever', () => {
    for (const operation of ['truncate', 'flush', 'open', 'close', 'readAt', 'statFile', 'remove'] as const) {
      for (let nth = 1; nth <= most; nth++) {
        run(
          { nth: 1, operation, code: 'EIO', forEver: true },
          { nth, code: 'short-then-full', forEver: true },
        )
      }
    }
  })
})

describe('a power cut while appending', () => {
  it('keeps what was saved, and what follows it is the start of what was being written', () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(...CODES),
        (stream, nth, code) => {
          const memory = freshDisk()
          const disk = faultyDisk(memory, { nth, code, forEver: true }, memory.flushFailed)
          const created = createJournal(disk, PATH, FIRST)
          if (created.kind !== 'created') return
          let saved = FIRST
          let tried = FIRST
          for (const fact of FACTS) {
            tried = Buffer.concat([saved, fact])
            if (append(created.journal, fact).kind !== 'saved') break
            saved = tried
          }
          const after = memory.crash((most) => (stream.next().value ?? 0) % (most + 1))
          const content = Buffer.from(after.readBytes(PATH))
          expect(content.subarray(0, saved.length).equals(saved)).toBe(true)
          expect(content.length).toBeLessThanOrEqual(tried.length)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('opening a record that is there', () => {
  it('with every call failing in turn: a value each time, no descriptor left open, and then it opens', () => {
    for (const code of ['EIO', 'EMFILE', 'EACCES'] as const) {
      for (let nth = 1; nth <= 11; nth++) {
        const memory = freshDisk()
        expect(createJournal(memory, PATH, FIRST).kind).toBe('created')
        const before = memory.openFiles()
        const disk = faultyDisk(memory, { nth, code, forEver: true })
        const opened = openJournal(disk, PATH, FIRST)
        if (opened.kind === 'open') closeJournal(opened.journal)
        else expect(opened).toMatchObject({ kind: 'not-open', code })
        disk.heal()
        expect(memory.openFiles()).toBe(before)
        expect(openJournal(disk, PATH, FIRST).kind).toBe('open')
      }
    }
  })
})

describe('opening a record of which the last flush had failed', () => {
  it('makes sure that what it read is on the disk', () => {
    const memory = freshDisk()
    const [fact = FIRST] = FACTS
    const created = createJournal(memory, PATH, FIRST)
    if (created.kind !== 'created') throw new Error(created.kind)
    // The bytes can be read, are not on the disk, and the program that wrote them has gone.
    const file = memory.open(PATH, 'append')
    memory.write(file, fact)
    memory.flushFailed(file)
    memory.flush(file)
    memory.close(file)
    const read = memory.readBytes(PATH)
    expect(contentAfterCrash(memory, () => 0)).not.toEqual(read)
    const opened = openJournal(memory, PATH, read)
    expect(opened.kind).toBe('open')
    expectSafe(memory, Buffer.from(read))
  })
})
