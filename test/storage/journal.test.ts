/** The journal on the real disk: what it saves, and what it takes for somebody else's doing. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { append, closeJournal, createJournal, type Journal, openJournal } from '../../src/storage/journal.ts'
import { nodeDisk } from '../../src/storage/node-disk.ts'
import { temporaryFolder } from './temporary-folder.ts'

const disk = nodeDisk()
const bytes = (text: string): Uint8Array => Buffer.from(text)

function started(text = 'first\n'): { readonly path: string; readonly journal: Journal } {
  const path = join(temporaryFolder(), 'K7-2026-0001.md')
  const created = createJournal(disk, path, bytes(text))
  if (created.kind !== 'created') throw new Error(created.kind)
  return { path, journal: created.journal }
}

describe('creating', () => {
  it('makes a file that only its owner may read', () => {
    const { path } = started()
    expect(fs.readFileSync(path, 'utf8')).toBe('first\n')
    if (process.platform !== 'win32') expect(fs.statSync(path).mode & 0o777).toBe(0o600)
  })

  it('never touches a file that is there', () => {
    const { path } = started()
    expect(createJournal(disk, path, bytes('other\n'))).toEqual({ kind: 'exists' })
    expect(fs.readFileSync(path, 'utf8')).toBe('first\n')
  })

  it('says in words where the folder is missing', () => {
    const path = join(temporaryFolder(), 'none', 'K7-2026-0001.md')
    expect(createJournal(disk, path, bytes('x'))).toMatchObject({
      kind: 'not-saved',
      code: 'ENOENT',
      reason: `The file or its folder is not there (ENOENT): ${path}`,
    })
  })
})

describe('appending', () => {
  it('adds to the end, in order, also more than is compared', () => {
    const { path, journal } = started()
    const parts = ['a\n', 'é\n'.repeat(400), '', 'b\n']
    for (const part of parts) expect(append(journal, bytes(part))).toEqual({ kind: 'saved' })
    expect(fs.readFileSync(path, 'utf8')).toBe(`first\n${parts.join('')}`)
  })

  it('goes on where an earlier sitting stopped', () => {
    const { path, journal } = started()
    closeJournal(journal)
    const opened = openJournal(disk, path, bytes('first\n'))
    if (opened.kind !== 'open') throw new Error(opened.kind)
    expect(append(opened.journal, bytes('second\n'))).toEqual({ kind: 'saved' })
    expect(fs.readFileSync(path, 'utf8')).toBe('first\nsecond\n')
  })

  it('does not open a file that is not what was read', () => {
    const { path } = started()
    expect(openJournal(disk, path, bytes('First\n')).kind).toBe('changed')
    expect(openJournal(disk, path, bytes('first\nmore\n')).kind).toBe('changed')
    expect(openJournal(disk, path, bytes('firs')).kind).toBe('changed')
    expect(openJournal(disk, `${path}.none`, bytes(''))).toMatchObject({ kind: 'not-open', code: 'ENOENT' })
  })
})

describe('changed by something else', () => {
  const changes: Readonly<Record<string, (path: string) => void>> = {
    'something was added': (path) => fs.appendFileSync(path, 'x'),
    'it was cut': (path) => fs.truncateSync(path, 3),
    'its end was edited': (path) => fs.writeFileSync(path, 'fIrst\n'),
    'it was removed': (path) => fs.unlinkSync(path),
    'it was renamed': (path) => fs.renameSync(path, `${path}.old`),
    'a sync client put a copy in its place': (path) => {
      fs.copyFileSync(path, `${path}.copy`)
      fs.renameSync(`${path}.copy`, path)
    },
  }

  for (const [name, change] of Object.entries(changes)) {
    it(`${name}: says so, and writes nothing`, () => {
      const { path, journal } = started()
      change(path)
      const before = fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : undefined
      const answer = append(journal, bytes('second\n'))
      expect(answer.kind).toBe('changed')
      expect(fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : undefined).toBe(before)
      expect(append(journal, bytes('second\n')).kind).not.toBe('saved')
    })
  }

  it('while it is being written: two appends that collide leave both, and neither is called saved', () => {
    const { path, journal } = started()
    const colliding: Journal = {
      ...journal,
      disk: {
        ...disk,
        write: (file, part) => {
          fs.appendFileSync(path, 'theirs\n')
          return disk.write(file, part)
        },
      },
    }
    expect(append(colliding, bytes('ours\n')).kind).toBe('changed')
    expect(fs.readFileSync(path, 'utf8')).toBe('first\ntheirs\nours\n')
  })
})

describe('a real full disk', () => {
  const hasFull = fs.existsSync('/dev/full')

  it.runIf(hasFull)('is named in words, and is not called saved', () => {
    const path = join(temporaryFolder(), 'full.md')
    fs.symlinkSync('/dev/full', path)
    const opened = openJournal(disk, path, bytes(''))
    if (opened.kind !== 'open') throw new Error(opened.kind)
    expect(append(opened.journal, bytes('fact\n'))).toMatchObject({
      kind: 'not-saved',
      code: 'ENOSPC',
      reason: `The disk is full (ENOSPC): ${path}`,
    })
  })
})
