/** The file of this computer's key, `<profile>/key`, mode 0600. Moves its text; what it says is record/device-key.ts's. */
import * as path from 'node:path'
import type { Disk } from './disk.ts'
import { systemError } from './failure.ts'
import { type FindKept, keepOnce, readKept } from './kept-once.ts'
import { putAside } from './put-aside.ts'
import { replaceWhole, type Written } from './whole-file.ts'

export function keyPath(profile: string): string {
  return path.join(profile, 'key')
}

const END = '-----END'

/** The first whole block: a line with the public key, then PEM. */
const firstKey: FindKept = (content) => {
  for (const block of content.split(/(?=^ssh-ed25519 )/m)) {
    const end = block.indexOf(END)
    const lineEnd = end < 0 ? -1 : block.indexOf('\n', end)
    if (block.startsWith('ssh-ed25519 ') && lineEnd > 0) return block.slice(0, lineEnd + 1)
  }
  return undefined
}

/** The text of the key; nothing where there is none. Throws what the disk throws, or an error of the system for what is no plain file: a pipe may have no end. */
export function readKey(disk: Disk, profile: string): string | undefined {
  const found = disk.stat(keyPath(profile))
  if (found?.plain === false) throw systemError(found.folder ? 'EISDIR' : 'ENXIO', keyPath(profile))
  return readKept(disk, keyPath(profile), firstKey)
}

/** Keeps a first key: the text of the key that then counts, which may be another process's. Throws what the disk throws. */
export function keepKey(disk: Disk, profile: string, text: string): string | undefined {
  return keepOnce(disk, keyPath(profile), text, firstKey)
}

/** Another process makes a key in less time than this; in milliseconds. */
const BEING_MADE = 10_000

/**
 * Puts a key file aside in which no key can be read: its new path, or nothing where there is none, or it is being made at this
 * moment. `now`: milliseconds since 1970. Throws what the disk throws.
 */
export function putKeyAside(disk: Disk, profile: string, now: number): string | undefined {
  const found = disk.stat(keyPath(profile))
  if (found === undefined || Math.abs(now - found.modified) < BEING_MADE) return undefined
  return putAside(disk, keyPath(profile))
}

/** Puts another key, or the same one under another passphrase, in the place of the one that is kept. */
export function replaceKey(disk: Disk, profile: string, text: string): Written {
  return replaceWhole(disk, keyPath(profile), Buffer.from(text, 'latin1'))
}
