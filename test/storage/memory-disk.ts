/**
 * A `Disk` in memory with a crash model: what was not flushed may be lost, or be there in part, in the order it was
 * done. After a failed flush it does as Linux does: the bytes read back, and no later flush writes them.
 */
import { posix } from 'node:path'
import type { Disk, Stat } from '../../src/storage/disk.ts'

type Change =
  | { readonly kind: 'append'; readonly bytes: Buffer; lost: boolean }
  | { readonly kind: 'overwrite'; readonly at: number; readonly bytes: Buffer; lost: boolean }
  | { readonly kind: 'truncate'; readonly size: number }

interface Inode {
  readonly number: number
  live: Buffer
  durable: Buffer
  changes: Change[]
  modified: number
}

type Entries = Map<string, Inode | 'folder'>

export interface MemoryDisk extends Disk {
  /** The disk after a power cut. `choose(n)` picks 0 … n: how much of what was not flushed is there all the same. */
  readonly crash: (choose: (most: number) => number) => MemoryDisk
  /** What the system does when a flush fails: takes the pages for clean. */
  readonly flushFailed: (file: number) => void
  readonly openFiles: () => number
}

export function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: for a test`), { code })
}

function fail(code: string): never {
  throw diskError(code)
}

function replay(from: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((bytes, change) => {
    if (change.kind === 'append') {
      return Buffer.concat([bytes, change.lost ? Buffer.alloc(change.bytes.length) : change.bytes])
    }
    if (change.kind === 'overwrite') {
      const after = change.at + change.bytes.length
      return change.lost
        ? bytes
        : Buffer.concat([bytes.subarray(0, change.at), change.bytes, bytes.subarray(after)])
    }
    return Buffer.concat([bytes, Buffer.alloc(Math.max(0, change.size - bytes.length))]).subarray(
      0,
      change.size,
    )
  }, from)
}

function torn(inode: Inode, choose: (most: number) => number): Buffer {
  const count = choose(inode.changes.length)
  const next = inode.changes[count]
  const part: readonly Change[] =
    next === undefined || next.kind === 'truncate'
      ? []
      : [{ ...next, bytes: next.bytes.subarray(0, choose(next.bytes.length)) }]
  return replay(inode.durable, [...inode.changes.slice(0, count), ...part])
}

/** `entries`: what is there to begin with, taken for flushed. */
export function memoryDisk(entries: Entries = new Map([['/', 'folder']]), firstNumber = 1): MemoryDisk {
  const live: Entries = new Map(entries)
  const durable: Entries = new Map(entries)
  let pending: { readonly folder: string; readonly apply: (entries: Entries) => void }[] = []
  const files = new Map<number, Inode>()
  /** Where the next write to a file goes that was opened for overwriting. */
  const positions = new Map<number, number>()
  let nextFile = 3
  let nextInode = firstNumber
  let tick = 0

  const inodeOf = (file: number): Inode => files.get(file) ?? fail('EBADF')
  const change = (folder: string, apply: (entries: Entries) => void): void => {
    apply(live)
    pending.push({ folder, apply })
  }
  const fileAt = (path: string): Inode => {
    const found = live.get(path) ?? fail('ENOENT')
    return found === 'folder' ? fail('EISDIR') : found
  }
  const statInode = (inode: Inode): Stat => ({
    size: inode.live.length,
    identity: `m:${inode.number}`,
    modified: inode.modified,
    folder: false,
    plain: true,
  })
  const hold = (inode: Inode, position?: number): number => {
    files.set(nextFile, inode)
    if (position !== undefined) positions.set(nextFile, position)
    return nextFile++
  }
  const create = (path: string): number => {
    if (live.has(path)) fail('EEXIST')
    if (live.get(posix.dirname(path)) !== 'folder') fail('ENOENT')
    const inode: Inode = {
      number: nextInode++,
      live: Buffer.alloc(0),
      durable: Buffer.alloc(0),
      changes: [],
      modified: ++tick,
    }
    change(posix.dirname(path), (at) => at.set(path, inode))
    return hold(inode)
  }
  const makeFolder = (path: string): void => {
    if (live.has(path)) fail('EEXIST')
    if (live.get(posix.dirname(path)) !== 'folder') fail('ENOENT')
    change(posix.dirname(path), (at) => at.set(path, 'folder'))
  }

  return {
    open: (path, mode) =>
      mode === 'create-exclusive' ? create(path) : hold(fileAt(path), mode === 'overwrite' ? 0 : undefined),
    write: (file, bytes) => {
      const inode = inodeOf(file)
      const at = positions.get(file)
      const written: Change =
        at === undefined
          ? { kind: 'append', bytes: Buffer.from(bytes), lost: false }
          : { kind: 'overwrite', at, bytes: Buffer.from(bytes), lost: false }
      inode.live = replay(inode.live, [written])
      inode.changes.push(written)
      if (at !== undefined) positions.set(file, at + bytes.length)
      inode.modified = ++tick
      return bytes.length
    },
    flush: (file) => {
      const inode = inodeOf(file)
      inode.durable = replay(inode.durable, inode.changes)
      inode.changes = []
    },
    readAt: (file, position, length) =>
      Buffer.from(inodeOf(file).live.subarray(Math.max(0, position), Math.max(0, position) + length)),
    truncate: (file, size) => {
      const inode = inodeOf(file)
      inode.live = replay(inode.live, [{ kind: 'truncate', size }])
      inode.changes.push({ kind: 'truncate', size })
      inode.modified = ++tick
    },
    statFile: (file) => statInode(inodeOf(file)),
    close: (file) => {
      inodeOf(file)
      files.delete(file)
      positions.delete(file)
    },
    stat: (path) => {
      const found = live.get(path)
      if (found === 'folder')
        return { size: 0, identity: `m:${path}`, modified: 0, folder: true, plain: false }
      return found === undefined ? undefined : statInode(found)
    },
    isLink: (path) => (live.has(path) ? false : fail('ENOENT')),
    readBytes: (path) => Buffer.from(fileAt(path).live),
    list: (folder) => {
      if (live.get(folder) !== 'folder') fail(live.has(folder) ? 'ENOTDIR' : 'ENOENT')
      return [...live.keys()]
        .filter((path) => path !== '/' && posix.dirname(path) === folder)
        .map((path) => posix.basename(path))
    },
    makeFolder,
    rename: (from, to) => {
      const inode = fileAt(from)
      change(posix.dirname(to), (at) => {
        at.delete(from)
        at.set(to, inode)
      })
    },
    remove: (path) => {
      fileAt(path)
      change(posix.dirname(path), (at) => at.delete(path))
    },
    flushFolder: (path) => {
      if (live.get(path) !== 'folder') fail('ENOENT')
      for (const { folder, apply } of pending) if (folder === path) apply(durable)
      pending = pending.filter(({ folder }) => folder !== path)
    },
    crash: (choose) => {
      const after: Entries = new Map(durable)
      for (const { apply } of pending.slice(0, choose(pending.length))) apply(after)
      const settled: Entries = new Map()
      for (const [path, entry] of after) {
        if (entry === 'folder') settled.set(path, entry)
        else {
          const bytes = torn(entry, choose)
          settled.set(path, { ...entry, live: bytes, durable: bytes, changes: [] })
        }
      }
      return memoryDisk(settled, nextInode)
    },
    flushFailed: (file) => {
      for (const one of inodeOf(file).changes) if (one.kind !== 'truncate') one.lost = true
    },
    openFiles: () => files.size,
  }
}
