import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { makeFolders } from '../../src/storage/folders.ts'
import { findCasebook, profileFolder, recordPath } from '../../src/storage/places.ts'
import { faultyDisk } from './faulty-disk.ts'
import { type MemoryDisk, memoryDisk } from './memory-disk.ts'

function diskWithSettings(...folders: readonly string[]): MemoryDisk {
  const disk = memoryDisk()
  for (const folder of folders) {
    makeFolders(disk, folder)
    disk.close(disk.open(`${folder}/rungs.yaml`, 'create-exclusive'))
  }
  return disk
}

const base = { flag: undefined, env: {}, cwd: '/home/a/school/records', home: '/home/a' }

describe('findCasebook', () => {
  const disk = diskWithSettings('/home/a/school', '/home/a')

  it('takes --casebook first, then RUNGS_CASEBOOK, then the nearest parent, then ~/Rungs', () => {
    const env = { RUNGS_CASEBOOK: 'b' }
    expect(findCasebook({ ...base, disk, env, flag: '../c' })).toBe('/home/a/school/c')
    expect(findCasebook({ ...base, disk, env })).toBe('/home/a/school/records/b')
    expect(findCasebook({ ...base, disk, env: { RUNGS_CASEBOOK: '' } })).toBe('/home/a/school')
    expect(findCasebook({ ...base, disk })).toBe('/home/a/school')
    expect(findCasebook({ ...base, disk, cwd: '/tmp' })).toBe('/home/a/Rungs')
  })

  it('passes over a folder named rungs.yaml and folders it may not look into', () => {
    const odd = memoryDisk()
    makeFolders(odd, '/home/a/school/rungs.yaml')
    expect(findCasebook({ ...base, disk: odd })).toBe('/home/a/Rungs')
    const closed = faultyDisk(disk, { nth: 1, operation: 'stat', code: 'EACCES', forEver: true })
    expect(findCasebook({ ...base, disk: closed })).toBe('/home/a/Rungs')
  })

  it('refuses an empty --casebook', () => {
    expect(() => findCasebook({ ...base, disk, flag: '' })).toThrow(UserError)
  })
})

describe('recordPath', () => {
  it('builds a path from the number of a case and from nothing else', () => {
    expect(recordPath('/c', 'K7-2026-0042')).toBe('/c/records/K7-2026-0042.md')
    for (const id of [
      '',
      '../K7-2026-0042',
      'K7-2026-0042.md',
      'I7-2026-0042',
      'K1-2026-0042',
      'K7-2026-42',
    ]) {
      expect(() => recordPath('/c', id), id).toThrow(UserError)
    }
  })
})

describe('profileFolder', () => {
  it('is where the system keeps what belongs to one user on one computer', () => {
    expect(profileFolder({}, 'linux', '/home/a')).toBe('/home/a/.config/rungs')
    expect(profileFolder({}, 'darwin', '/Users/a')).toBe('/Users/a/.config/rungs')
    expect(profileFolder({ XDG_CONFIG_HOME: '/x' }, 'linux', '/home/a')).toBe('/x/rungs')
    expect(profileFolder({ XDG_CONFIG_HOME: 'x' }, 'linux', '/home/a')).toBe('/home/a/.config/rungs')
    const windows = { APPDATA: 'C:\\A\\Roaming', LOCALAPPDATA: 'C:\\A\\Local' }
    expect(profileFolder(windows, 'win32', 'C:\\A')).toBe('C:\\A\\Local\\rungs')
    expect(profileFolder({ APPDATA: 'C:\\R' }, 'win32', 'C:\\A')).toBe('C:\\R\\rungs')
    expect(profileFolder({}, 'win32', 'C:\\A')).toBe('C:\\A\\AppData\\Local\\rungs')
  })
})
