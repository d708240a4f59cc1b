/**
 * Takes a torn end off a file: first a flushed copy beside it, then the cut, so that a crash at any point loses
 * nothing and doing it twice is the same as once. Whether an end is torn is for the caller to say.
 */
import { basename, dirname } from 'node:path'
import { sameBytes, tryTo } from './bytes.ts'
import type { Disk } from './disk.ts'
import { explain } from './failure.ts'
import type { Changed, NotSaved } from './journal.ts'
import { writeWhole } from './whole-file.ts'

const ENDING = /^\.torn-([0-9a-f]{64})$/

function copyPath(path: string, sha256: string): string {
  return `${path}.torn-${sha256}`
}

/** A torn end that was set aside. `sha256`: by which it is named; whether it has that is for the caller to check. */
export interface Aside {
  readonly sha256: string
  readonly bytes: Uint8Array
}

/**
 * The torn ends of a file that were set aside beside it, by their names, but for those in `known` and what has more than
 * `most` bytes. Throws what the disk throws.
 */
export function findAside(
  disk: Disk,
  path: string,
  known: ReadonlySet<string>,
  most: number,
): readonly Aside[] {
  const name = basename(path)
  const isReadable = (sha256: string): boolean => {
    const found = disk.stat(copyPath(path, sha256))
    return found?.plain === true && found.size <= most
  }
  return disk
    .list(dirname(path))
    .flatMap((one) => (one.startsWith(name) ? (ENDING.exec(one.slice(name.length))?.[1] ?? []) : []))
    .filter((sha256) => !known.has(sha256) && isReadable(sha256))
    .sort()
    .map((sha256) => ({ sha256, bytes: disk.readBytes(copyPath(path, sha256)) }))
}

export type SetAside = { readonly kind: 'set-aside'; readonly copy: string } | NotSaved | Changed

function cut(disk: Disk, path: string, keep: number, torn: Uint8Array): Changed | undefined {
  const file = disk.open(path, 'append')
  try {
    const size = disk.statFile(file).size
    const end = disk.readAt(file, keep, Math.max(0, size - keep))
    if (size < keep || (end.length > 0 && !sameBytes(end, torn))) {
      return { kind: 'changed', reason: `The file has been changed since it was read: ${path}` }
    }
    if (end.length > 0) disk.truncate(file, keep)
    disk.flush(file)
    return undefined
  } finally {
    tryTo(() => disk.close(file))
  }
}

/**
 * Copies the torn bytes to `<path>.torn-<sha256>` and cuts the file to its first `keep` bytes, both flushed. The
 * file must end in exactly the torn bytes, or be cut already. `sha256`: of the torn bytes, lower-case hex.
 */
export function setAside(disk: Disk, path: string, keep: number, torn: Uint8Array, sha256: string): SetAside {
  const copy = copyPath(path, sha256)
  const written = writeWhole(disk, copy, torn)
  if (written.kind === 'not-saved') return written
  if (written.kind === 'differs') return { kind: 'changed', reason: written.reason }
  try {
    return cut(disk, path, keep, torn) ?? { kind: 'set-aside', copy }
  } catch (error) {
    return { kind: 'not-saved', ...explain(error, path) }
  }
}
