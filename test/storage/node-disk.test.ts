import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolders } from '../../src/storage/folders.ts'
import { nodeDisk } from '../../src/storage/node-disk.ts'
import { temporaryFolder } from './temporary-folder.ts'

const disk = nodeDisk()
const codeOf = (act: () => unknown): string => {
  try {
    act()
    return 'nothing'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'no code'
  }
}

describe('the real disk', () => {
  it('creates exclusively, appends, reads back, cuts', () => {
    const path = join(temporaryFolder(), 'a')
    const file = disk.open(path, 'create-exclusive')
    expect(disk.write(file, Buffer.from('abcdef'))).toBe(6)
    disk.flush(file)
    expect(Buffer.from(disk.readAt(file, 2, 100)).toString()).toBe('cdef')
    expect(disk.readAt(file, 100, 5).length).toBe(0)
    disk.truncate(file, 3)
    disk.write(file, Buffer.from('X'))
    expect(Buffer.from(disk.readBytes(path)).toString()).toBe('abcX')
    expect(disk.statFile(file)).toEqual(disk.stat(path))
    disk.close(file)
    expect(codeOf(() => disk.open(path, 'create-exclusive'))).toBe('EEXIST')
    expect(codeOf(() => disk.open(`${path}b`, 'append'))).toBe('ENOENT')
    expect(codeOf(() => disk.readBytes(`${path}b`))).toBe('ENOENT')
  })

  it('writes over what is there, from the beginning on', () => {
    const path = join(temporaryFolder(), 'a')
    fs.writeFileSync(path, 'abcdef')
    const file = disk.open(path, 'overwrite')
    disk.write(file, Buffer.from('AB'))
    disk.write(file, Buffer.from('C'))
    disk.flush(file)
    disk.close(file)
    expect(fs.readFileSync(path, 'utf8')).toBe('ABCdef')
    expect(codeOf(() => disk.open(`${path}b`, 'overwrite'))).toBe('ENOENT')
  })

  it('does not write what was opened for reading', () => {
    const path = join(temporaryFolder(), 'a')
    fs.writeFileSync(path, 'a')
    const file = disk.open(path, 'read')
    expect(codeOf(() => disk.write(file, Buffer.from('b')))).toBe('EBADF')
    disk.close(file)
  })

  it.runIf(process.platform !== 'win32')('makes folders and files that only their owner may use', () => {
    const folder = join(temporaryFolder(), 'a', 'b')
    makeFolders(disk, folder)
    makeFolders(disk, folder)
    expect(codeOf(() => disk.makeFolder(folder))).toBe('EEXIST')
    disk.close(disk.open(join(folder, 'c'), 'create-exclusive'))
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700)
    expect(fs.statSync(join(folder, 'c')).mode & 0o777).toBe(0o600)
    expect(disk.stat(folder)?.folder).toBe(true)
    expect(disk.list(folder)).toEqual(['c'])
  })

  it('renames over, removes, and says nothing of what is not there', () => {
    const folder = temporaryFolder()
    const [from, to] = [join(folder, 'a'), join(folder, 'b')]
    fs.writeFileSync(from, 'new')
    fs.writeFileSync(to, 'old')
    disk.rename(from, to)
    expect(fs.readFileSync(to, 'utf8')).toBe('new')
    expect(disk.stat(from)).toBeUndefined()
    disk.remove(to)
    expect(disk.list(folder)).toEqual([])
    expect(codeOf(() => disk.remove(to))).toBe('ENOENT')
    disk.flushFolder(folder)
    expect(codeOf(() => disk.flushFolder(to))).toBe('ENOENT')
  })

  it.runIf(process.platform === 'linux')(
    'says of a folder that cannot be that it cannot, and does not hang',
    () => {
      expect(codeOf(() => disk.makeFolder('/proc/none/Rungs'))).toBe('ENOENT')
      expect(codeOf(() => makeFolders(disk, '/proc/none/Rungs'))).toBe('ENOENT')
      expect(codeOf(() => makeFolders(disk, '/dev/null/Rungs'))).toBe('ENOTDIR')
    },
  )

  it.runIf(process.platform !== 'win32')(
    'tells a plain file, and a link to one, from what has no end',
    () => {
      const at = (name: string): string => join(folder, name)
      const folder = temporaryFolder()
      fs.writeFileSync(at('file'), '')
      fs.symlinkSync('file', at('link'))
      fs.symlinkSync('/dev/zero', at('zero'))
      fs.symlinkSync('round', at('round'))
      fs.symlinkSync('nowhere', at('gone'))
      expect(spawnSync('mkfifo', [at('pipe')]).status).toBe(0)
      expect(['file', 'link', 'zero', 'pipe', '.', 'gone'].map((name) => disk.stat(at(name))?.plain)).toEqual(
        [true, true, false, false, false, undefined],
      )
      expect(codeOf(() => disk.stat(at('round')))).toBe('ELOOP')
    },
  )

  it('tells one file from another that takes its name', () => {
    const path = join(temporaryFolder(), 'a')
    fs.writeFileSync(path, 'a')
    const file = disk.open(path, 'append')
    fs.writeFileSync(`${path}2`, 'a')
    fs.renameSync(`${path}2`, path)
    expect(disk.stat(path)?.identity).not.toBe(disk.statFile(file).identity)
    disk.close(file)
  })

  it('works the same by the rules for Windows', () => {
    const windows = nodeDisk('win32')
    const path = join(temporaryFolder(), 'a')
    const file = windows.open(path, 'create-exclusive')
    windows.write(file, Buffer.from('abcdef'))
    windows.truncate(file, 2)
    expect(windows.statFile(file)).toEqual(windows.stat(path))
    expect(windows.statFile(file).size).toBe(2)
    windows.close(file)
    windows.rename(path, `${path}b`)
    expect(codeOf(() => windows.rename(path, `${path}b`))).toBe('ENOENT')
    expect(windows.stat(path)).toBeUndefined()
  })
})
