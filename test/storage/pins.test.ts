import { describe, expect, it } from 'vitest'
import { pinFolder, pinText, readPin } from '../../src/storage/pins.ts'
import { faultyDisk } from './faulty-disk.ts'
import { memoryDisk } from './memory-disk.ts'

const FOLDER = pinFolder('/casebook', 'policies')
const DIGEST = 'a'.repeat(64)

describe('a pinned text', () => {
  it('is read back as it was kept, and can be kept again', () => {
    const disk = memoryDisk()
    expect(readPin(disk, FOLDER, DIGEST, 'yaml')).toEqual({ kind: 'missing' })
    for (let time = 1; time <= 2; time++) {
      expect(pinText(disk, FOLDER, DIGEST, 'yaml', 'title: é\n')).toEqual({ kind: 'written' })
      expect(disk.list('/casebook/records/policies')).toEqual([`${DIGEST}.yaml`])
    }
    const after = disk.crash(() => 0)
    expect(readPin(after, FOLDER, DIGEST, 'yaml')).toEqual({ kind: 'found', text: 'title: é\n' })
  })

  it('never replaces another content', () => {
    const disk = memoryDisk()
    pinText(disk, FOLDER, DIGEST, 'yaml', 'one')
    expect(pinText(disk, FOLDER, DIGEST, 'yaml', 'two').kind).toBe('differs')
    expect(readPin(disk, FOLDER, DIGEST, 'yaml')).toEqual({ kind: 'found', text: 'one' })
  })

  it('is there whole or not at all, whatever fails and wherever the power is cut', () => {
    for (const code of ['ENOSPC', 'EIO', 'EACCES', 'short', 'short-then-full']) {
      for (let nth = 1; nth <= 30; nth++) {
        const memory = memoryDisk()
        const disk = faultyDisk(memory, { nth, code, forEver: true }, memory.flushFailed)
        const written = pinText(disk, FOLDER, DIGEST, 'yaml', 'title: A\n')
        for (const choose of [() => 0, (most: number) => most, (most: number) => Math.floor(most / 2)]) {
          const pin = readPin(memory.crash(choose), FOLDER, DIGEST, 'yaml')
          const whole = { kind: 'found', text: 'title: A\n' }
          expect(pin.kind === 'missing' ? whole : pin).toEqual(whole)
          if (written.kind === 'written') expect(pin.kind).toBe('found')
        }
        disk.heal()
        expect(pinText(disk, FOLDER, DIGEST, 'yaml', 'title: A\n')).toEqual({ kind: 'written' })
        expect(memory.openFiles()).toBe(0)
      }
    }
  })

  it('says so where it cannot be read', () => {
    const memory = memoryDisk()
    pinText(memory, FOLDER, DIGEST, 'yaml', 'one')
    const disk = faultyDisk(memory, { nth: 1, operation: 'readBytes', code: 'EACCES', forEver: true })
    expect(readPin(disk, FOLDER, DIGEST, 'yaml')).toMatchObject({ kind: 'not-read', code: 'EACCES' })
  })

  it('takes no name but a digest', () => {
    expect(() => pinText(memoryDisk(), FOLDER, '../x', 'yaml', '')).toThrow('Not the name')
    expect(() => readPin(memoryDisk(), FOLDER, DIGEST, 'a/b')).toThrow('Not the name')
  })
})
