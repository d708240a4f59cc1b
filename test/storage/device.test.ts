import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { deviceMark } from '../../src/storage/device.ts'
import { makeFolders } from '../../src/storage/folders.ts'
import { MARK_DIGITS, MARK_LETTERS } from '../../src/storage/names.ts'
import { faultyDisk } from './faulty-disk.ts'
import { memoryDisk } from './memory-disk.ts'

const PROFILE = '/home/a/.config/rungs'
const ALL = Array.from(MARK_LETTERS).flatMap((letter) => Array.from(MARK_DIGITS, (digit) => letter + digit))
const zeros = (count: number): Uint8Array => new Uint8Array(count)

describe('deviceMark', () => {
  it('is chosen once and then kept, also through a power cut', () => {
    const disk = memoryDisk()
    const mark = deviceMark(disk, PROFILE, zeros, [])
    expect(mark).toMatch(/^[A-HJ-NP-Z][2-9]$/)
    const other = (count: number): Uint8Array => new Uint8Array(count).fill(9)
    expect(
      deviceMark(
        disk.crash(() => 0),
        PROFILE,
        other,
        [mark],
      ),
    ).toBe(mark)
  })

  it('is none that is taken', () => {
    for (const free of ['A2', 'K7', 'Z9']) {
      const taken = ALL.filter((mark) => mark !== free)
      expect(deviceMark(memoryDisk(), PROFILE, zeros, taken)).toBe(free)
    }
    expect(() => deviceMark(memoryDisk(), PROFILE, zeros, ALL)).toThrow(UserError)
  })

  it('is the first one where two processes chose at once, and half a line does not count', () => {
    const disk = memoryDisk()
    makeFolders(disk, PROFILE)
    const file = disk.open(`${PROFILE}/device`, 'create-exclusive')
    disk.write(file, Buffer.from('\nQ'))
    const mark = deviceMark(disk, PROFILE, zeros, [])
    disk.write(file, Buffer.from('\nQ5\n'))
    expect(deviceMark(disk, PROFILE, zeros, [])).toBe(mark)
  })

  it('is refused with a hint where it cannot be kept, and found once it can', () => {
    for (const code of ['EACCES', 'EROFS', 'ENOSPC', 'short-then-full', 'EIO']) {
      for (let nth = 1; nth <= 25; nth++) {
        const memory = memoryDisk()
        const disk = faultyDisk(memory, { nth, code, forEver: true })
        let mark: string | undefined
        try {
          mark = deviceMark(disk, PROFILE, zeros, [])
        } catch (error) {
          expect(error).toBeInstanceOf(UserError)
        }
        disk.heal()
        const again = deviceMark(disk, PROFILE, zeros, [])
        if (mark !== undefined) expect(again).toBe(mark)
        expect(memory.openFiles()).toBe(0)
      }
    }
  })
})
