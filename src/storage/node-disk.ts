/**
 * The real disk: each call of `Disk` as one or two synchronous calls of `node:fs`. Folders are made with mode
 * 0700 and files with 0600. Adds nothing but what Windows needs; decides nothing about what a failure means.
 */
import * as fs from 'node:fs'
import type { Disk, OpenMode, Stat } from './disk.ts'

/** What a system answers that has no way to flush a folder: nothing is wrong, there is nothing to do. */
const CANNOT_FLUSH_FOLDERS: readonly string[] = ['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF']

/** A virus scanner or an indexer holds a file for a moment on Windows; a rename then works a little later. */
const HELD_FOR_A_MOMENT: readonly string[] = ['EPERM', 'EACCES', 'EBUSY']
const RENAME_TRIES = 6

const { O_RDONLY, O_RDWR, O_APPEND, O_CREAT, O_EXCL } = fs.constants
const FLAGS: Readonly<Record<OpenMode, number>> = {
  read: O_RDONLY,
  append: O_RDWR | O_APPEND,
  overwrite: O_RDWR,
  'create-exclusive': O_RDWR | O_APPEND | O_CREAT | O_EXCL,
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function statOf(found: fs.Stats): Stat {
  return {
    size: found.size,
    identity: `${found.dev}:${found.ino}`,
    modified: found.mtimeMs,
    folder: found.isDirectory(),
    plain: found.isFile(),
  }
}

/** File numbers are 64 bits wide on NTFS. The volume is left out: Node has told it differently by path and by file. */
function windowsStatOf(found: fs.BigIntStats): Stat {
  return {
    size: Number(found.size),
    identity: `${found.ino}`,
    modified: Number(found.mtimeMs),
    folder: found.isDirectory(),
    plain: found.isFile(),
  }
}

function readAt(file: number, position: number, length: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const read = fs.readSync(file, bytes, filled, length - filled, position + filled)
    if (read === 0) break
    filled += read
  }
  return filled === length ? bytes : bytes.subarray(0, filled)
}

function flushFolder(path: string): void {
  let folder: number | undefined
  try {
    folder = fs.openSync(path, O_RDONLY)
    fs.fsyncSync(folder)
  } catch (error) {
    if (!CANNOT_FLUSH_FOLDERS.includes(codeOf(error))) throw error
  } finally {
    if (folder !== undefined) fs.closeSync(folder)
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

function renameOnWindows(from: string, to: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      fs.renameSync(from, to)
      return
    } catch (error) {
      if (attempt === RENAME_TRIES || !HELD_FOR_A_MOMENT.includes(codeOf(error))) throw error
      pause(10 * 2 ** attempt)
    }
  }
}

/** A file opened for appending may not be cut on Windows; one opened by its path for writing may. */
function truncateOnWindows(path: string, size: number): void {
  const file = fs.openSync(path, O_RDWR)
  try {
    fs.ftruncateSync(file, size)
  } finally {
    fs.closeSync(file)
  }
}

/** The disk of this computer. Throws what Node throws. `platform` is Node's name of the system. */
export function nodeDisk(platform: string = process.platform): Disk {
  const windows = platform === 'win32'
  const paths = new Map<number, string>()
  return {
    open: (path, mode) => {
      const file = fs.openSync(path, FLAGS[mode], 0o600)
      if (windows) paths.set(file, path)
      return file
    },
    write: (file, bytes) => fs.writeSync(file, bytes),
    flush: (file) => fs.fsyncSync(file),
    readAt,
    truncate: (file, size) => {
      const path = paths.get(file)
      if (path === undefined) fs.ftruncateSync(file, size)
      else truncateOnWindows(path, size)
    },
    statFile: (file) =>
      windows ? windowsStatOf(fs.fstatSync(file, { bigint: true })) : statOf(fs.fstatSync(file)),
    close: (file) => {
      paths.delete(file)
      fs.closeSync(file)
    },
    stat: (path) => {
      if (!windows) {
        const found = fs.statSync(path, { throwIfNoEntry: false })
        return found === undefined ? undefined : statOf(found)
      }
      const found = fs.statSync(path, { bigint: true, throwIfNoEntry: false })
      return found === undefined ? undefined : windowsStatOf(found)
    },
    isLink: (path) => fs.lstatSync(path).isSymbolicLink(),
    readBytes: (path) => fs.readFileSync(path),
    list: (folder) => fs.readdirSync(folder),
    // Not recursive: that never comes back where the system says of a new folder that it is not there, as in /proc.
    makeFolder: (path) => {
      fs.mkdirSync(path, { mode: 0o700 })
    },
    rename: windows ? renameOnWindows : fs.renameSync,
    remove: (path) => fs.unlinkSync(path),
    flushFolder,
  }
}
