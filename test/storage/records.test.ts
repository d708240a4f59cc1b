import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { makeFolders } from '../../src/storage/folders.ts'
import { createRecord, listRecords, nextRecordId } from '../../src/storage/records.ts'
import { faultyDisk } from './faulty-disk.ts'
import { diskError, memoryDisk } from './memory-disk.ts'

const first = (id: string): Uint8Array => Buffer.from(`# Escalation record ${id}\n`)

function create(disk: Disk): string {
  const created = createRecord(disk, '/c', 'K7', 2026, first)
  if (created.kind !== 'created') throw new Error(created.reason)
  return created.id
}

describe('the records of a casebook', () => {
  it('are numbered without gaps, each device and year for itself', () => {
    const disk = memoryDisk()
    expect(listRecords(disk, '/c')).toEqual([])
    expect([create(disk), create(disk), create(disk)]).toEqual([
      'K7-2026-0001',
      'K7-2026-0002',
      'K7-2026-0003',
    ])
    expect(nextRecordId(disk, '/c', 'K7', 2027)).toBe('K7-2027-0001')
    expect(nextRecordId(disk, '/c', 'M4', 2026)).toBe('M4-2026-0001')
    expect(listRecords(disk, '/c').map(({ id, path, size }) => [id, path, size])[2]).toEqual([
      'K7-2026-0003',
      '/c/records/K7-2026-0003.md',
      first('K7-2026-0003').length,
    ])
  })

  it('are files with the name of a record; all else is passed over', () => {
    const disk = memoryDisk()
    create(disk)
    for (const name of ['K7-2026-0001.md.lock', 'notes.md', 'K7-2026-0002 (copy).md', 'k7-2026-0003.md']) {
      disk.close(disk.open(`/c/records/${name}`, 'create-exclusive'))
    }
    disk.makeFolder('/c/records/K7-2026-0009.md')
    expect(listRecords(disk, '/c').map(({ id }) => id)).toEqual(['K7-2026-0001'])
  })

  it('are plain files; one that cannot be looked at hides no other, and is there for whoever can say why', () => {
    const memory = memoryDisk()
    for (let n = 1; n <= 3; n++) create(memory)
    const disk: Disk = {
      ...memory,
      stat: (path) => {
        if (path.endsWith('0002.md')) throw diskError('ELOOP')
        const found = memory.stat(path)
        return found !== undefined && path.endsWith('0003.md') ? { ...found, plain: false } : found
      },
    }
    expect(listRecords(disk, '/c').map(({ id }) => id)).toEqual(['K7-2026-0001', 'K7-2026-0002'])
  })

  it('are numbered past what stands in the way, listed or not', () => {
    const disk = memoryDisk()
    const quicker: Disk = {
      ...disk,
      list: (folder) => disk.list(folder).filter((name) => name !== 'K7-2026-0002.md'),
    }
    expect([create(quicker), create(disk), create(quicker)]).toEqual([
      'K7-2026-0001',
      'K7-2026-0002',
      'K7-2026-0003',
    ])
    expect([create(disk), create(quicker)]).toEqual(['K7-2026-0004', 'K7-2026-0005'])
  })

  it('end at 9999', () => {
    const disk = memoryDisk()
    makeFolders(disk, '/c/records')
    disk.close(disk.open('/c/records/K7-2026-9999.md', 'create-exclusive'))
    expect(() => nextRecordId(disk, '/c', 'K7', 2026)).toThrow(UserError)
  })

  it('keep their number when creating fails, whatever fails, and there is no gap after it', () => {
    for (const code of ['ENOSPC', 'EIO', 'EROFS', 'EMFILE', 'short-then-full']) {
      for (const forEver of [false, true]) {
        for (let nth = 1; nth <= 40; nth++) {
          const memory = memoryDisk()
          create(memory)
          const disk = faultyDisk(memory, { nth, code, forEver }, memory.flushFailed)
          const made = attempt(disk)
          disk.heal()
          const again =
            made.kind === 'created' ? made : createRecord(disk, '/c', 'K7', 2026, first, made.left)
          expect(again).toMatchObject({ kind: 'created', id: 'K7-2026-0002' })
          expect(Buffer.from(memory.crash(() => 0).readBytes('/c/records/K7-2026-0002.md'))).toEqual(
            first('K7-2026-0002'),
          )
        }
      }
    }
  })
})

type Attempt = ReturnType<typeof createRecord> | { readonly kind: 'refused'; readonly left?: undefined }

function attempt(disk: Disk): Attempt {
  try {
    return createRecord(disk, '/c', 'K7', 2026, first)
  } catch (error) {
    if (error instanceof UserError) return { kind: 'refused' }
    throw error
  }
}
