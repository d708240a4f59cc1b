/** A sitting on a disk of which a call fails: a sample. Every call in every way: test/long. */
import { expect, it } from 'vitest'
import { memoryDisk } from '../storage/memory-disk.ts'
import { tryAll } from './faulty-sitting.ts'

it.each(['EIO', 'short-then-full'])(
  '%s: nothing is said to be saved that is not, and all is there once when it is tried again',
  async (code) => {
    const { wrong, first, runs } = await tryAll(memoryDisk(), [code], 29)
    expect({ wrong, first }).toEqual({ wrong: 0, first: [] })
    expect(runs).toBeGreaterThan(35)
  },
)
