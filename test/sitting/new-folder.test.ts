/** New files, all or none, whichever call to the disk fails. */
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { isFree, writeNewFolder } from '../../src/sitting/new-folder.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { makeFolders } from '../../src/storage/folders.ts'
import { diskWith, testPorts } from '../commands/ports.ts'
import { faultyDisk } from '../storage/faulty-disk.ts'
import { type MemoryDisk, memoryDisk } from '../storage/memory-disk.ts'

const files = new Map([
  ['policy.yaml', 'title: x\n'],
  ['first.yaml', 'title: y\n'],
  ['walks/first.yaml', 'scenario: first\n'],
  ['schema/policy.schema.json', '{}\n'],
])

const filesIn = (disk: Disk, folder: string): readonly string[] =>
  disk.list(folder).flatMap((name) => {
    const at = posix.join(folder, name)
    return disk.stat(at)?.folder === true ? filesIn(disk, at) : [at]
  })

const tried = (disk: Disk): unknown => {
  try {
    writeNewFolder(testPorts({ disk }).ports, '/here/new', files)
    return 'written'
  } catch (error) {
    return error
  }
}

const empty = (): MemoryDisk => {
  const disk = memoryDisk()
  makeFolders(disk, '/here')
  return disk
}

describe('a new folder', () => {
  it('holds the files', () => {
    const disk = empty()
    expect(tried(disk)).toBe('written')
    expect(filesIn(disk, '/here')).toEqual([...files.keys()].map((name) => `/here/new/${name}`))
    for (const [name, text] of files) expect(`${disk.readBytes(`/here/new/${name}`)}`).toBe(text)
    expect(disk.openFiles()).toBe(0)
  })

  it.each(['EIO', 'ENOSPC', 'EACCES', 'short', 'short-then-full'])(
    'holds all of them or none when any call to the disk fails (%s)',
    (code) => {
      let failed = 0
      for (let nth = 1; ; nth += 1) {
        const inner = empty()
        const disk = faultyDisk(inner, { nth, code, forEver: false })
        const ended = tried(disk)
        if (!disk.struck() && disk.calls() < nth) break
        expect(inner.openFiles()).toBe(0)
        if (ended === 'written') {
          expect(filesIn(inner, '/here/new')).toHaveLength(files.size)
          continue
        }
        failed += 1
        expect(ended, `call ${nth}`).toBeInstanceOf(UserError)
        expect(filesIn(inner, '/here'), `call ${nth}`).toEqual([])
        // And nothing is in the way of another attempt.
        expect(tried(inner)).toBe('written')
      }
      expect(failed > 0).toBe(code !== 'short')
    },
  )

  it('is free where nothing is, or empty folders alone', () => {
    const disk = diskWith({ '/here/full/a': '', '/here/deep/walks/a': '', '/here/file': '' })
    makeFolders(disk, '/here/empty/walks')
    const free = (name: string): boolean => isFree(disk, `/here/${name}`)
    expect(['none', 'empty', 'full', 'deep', 'file'].filter(free)).toEqual(['none', 'empty'])
  })

  it('leaves a file alone that somebody else made in the meantime', () => {
    const disk = empty()
    const racing: Disk = {
      ...disk,
      open: (path, mode) => {
        if (path.endsWith('walks/first.yaml') && disk.stat(path) === undefined) {
          const file = disk.open(path, 'create-exclusive')
          disk.write(file, Buffer.from('theirs'))
          disk.close(file)
        }
        return disk.open(path, mode)
      },
    }
    expect(tried(racing)).toBeInstanceOf(UserError)
    expect(filesIn(disk, '/here')).toEqual(['/here/new/walks/first.yaml'])
    expect(`${disk.readBytes('/here/new/walks/first.yaml')}`).toBe('theirs')
  })
})
