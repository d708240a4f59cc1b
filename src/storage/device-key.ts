/** The file of this computer's key, `<profile>/key`, mode 0600. Moves its text; what it says is record/device-key.ts's. */
import * as path from 'node:path'
import type { Disk } from './disk.ts'
import { type FindKept, keepOnce, readKept } from './kept-once.ts'
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

/** The text of the key; nothing where there is none. Throws what the disk throws. */
export function readKey(disk: Disk, profile: string): string | undefined {
  return readKept(disk, keyPath(profile), firstKey)
}

/** Keeps a first key: the text of the key that then counts, which may be another process's. Throws what the disk throws. */
export function keepKey(disk: Disk, profile: string, text: string): string | undefined {
  return keepOnce(disk, keyPath(profile), text, firstKey)
}

/** Puts another key, or the same one under another passphrase, in the place of the one that is kept. */
export function replaceKey(disk: Disk, profile: string, text: string): Written {
  return replaceWhole(disk, keyPath(profile), Buffer.from(text, 'latin1'))
}
