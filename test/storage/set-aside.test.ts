/** A torn end: copied, then cut; twice is once; a power cut at any point loses nothing. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setAside } from '../../src/storage/set-aside.ts'
import { faultyDisk } from './faulty-disk.ts'
import { type MemoryDisk, memoryDisk } from './memory-disk.ts'

const PATH = '/K7-2026-0001.md'
const WHOLE = '- a whole fact\n'
const TORN = Buffer.from('- half a fa')
const SHA256 = createHash('sha256').update(TORN).digest('hex')
const COPY = `${PATH}.torn-${SHA256}`

function tornDisk(): MemoryDisk {
  const disk = memoryDisk()
  const file = disk.open(PATH, 'create-exclusive')
  disk.write(file, Buffer.concat([Buffer.from(WHOLE), TORN]))
  disk.flush(file)
  disk.close(file)
  disk.flushFolder('/')
  return disk
}

const text = (disk: MemoryDisk, path: string): string => Buffer.from(disk.readBytes(path)).toString()

describe('setAside', () => {
  it('keeps the torn bytes beside the record and cuts it; doing it twice is the same as once', () => {
    const disk = tornDisk()
    for (let time = 1; time <= 2; time++) {
      expect(setAside(disk, PATH, WHOLE.length, TORN, SHA256)).toEqual({ kind: 'set-aside', copy: COPY })
      expect(text(disk, PATH)).toBe(WHOLE)
      expect(text(disk, COPY)).toBe(TORN.toString())
      expect(disk.list('/').length).toBe(2)
    }
  })

  it('flushes a copy that was there before, and only then cuts', () => {
    const disk = tornDisk()
    const copy = disk.open(COPY, 'create-exclusive')
    disk.write(copy, TORN)
    expect(setAside(disk, PATH, WHOLE.length, TORN, SHA256).kind).toBe('set-aside')
    expect(
      text(
        disk.crash(() => 0),
        COPY,
      ),
    ).toBe(TORN.toString())
  })

  it('cuts nothing that is not the torn end', () => {
    const disk = tornDisk()
    expect(setAside(disk, PATH, WHOLE.length - 1, TORN, SHA256).kind).toBe('changed')
    expect(setAside(disk, PATH, 500, TORN, SHA256).kind).toBe('changed')
    expect(text(disk, PATH)).toBe(WHOLE + TORN.toString())
  })

  it('leaves the record alone where another copy of that name is there', () => {
    const disk = tornDisk()
    disk.close(disk.open(COPY, 'create-exclusive'))
    expect(setAside(disk, PATH, WHOLE.length, TORN, SHA256).kind).toBe('changed')
    expect(text(disk, PATH)).toBe(WHOLE + TORN.toString())
  })

  it('with any call failing and the power cut then: nothing is lost, and it can be done again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 25 }),
        fc.boolean(),
        fc.constantFrom('EIO', 'ENOSPC', 'EROFS', 'short', 'short-then-full'),
        fc.infiniteStream(fc.nat()),
        (nth, forEver, code, stream) => {
          const disk = tornDisk()
          const answer = setAside(
            faultyDisk(disk, { nth, code, forEver }, disk.flushFailed),
            PATH,
            WHOLE.length,
            TORN,
            SHA256,
          )
          const after = disk.crash((most) => (stream.next().value ?? 0) % (most + 1))
          const record = text(after, PATH)
          const copied = after.stat(COPY) !== undefined && text(after, COPY) === TORN.toString()
          expect(record === WHOLE + TORN.toString() || (copied && record.startsWith(WHOLE))).toBe(true)
          if (answer.kind === 'set-aside') expect([record, copied]).toEqual([WHOLE, true])
          if (record === WHOLE + TORN.toString()) {
            expect(setAside(after, PATH, WHOLE.length, TORN, SHA256).kind).toBe('set-aside')
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})
