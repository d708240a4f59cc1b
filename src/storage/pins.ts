/**
 * Texts kept under their digests beside the records: the policies and calendars that cases were walked by. The
 * caller gives the digest and checks it; this moves text.
 */
import * as path from 'node:path'
import type { Disk } from './disk.ts'
import { explain, type Failure } from './failure.ts'
import { makeFolders } from './folders.ts'
import { recordsFolder } from './places.ts'
import { type Written, writeWhole } from './whole-file.ts'

export type PinKind = 'policies' | 'calendars'

/** In bytes. A pinned text is a few hundred kilobytes at most. */
export const largestPin = 4 * 1024 * 1024

export function pinFolder(casebook: string, kind: PinKind): string {
  return path.join(recordsFolder(casebook), kind)
}

/** Throws where `sha256` is not 64 lower-case hex digits or `extension` not a plain one: that is a bug. */
function pinPath(folder: string, sha256: string, extension: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256) || !/^[a-z0-9]{1,8}$/.test(extension)) {
    throw new Error(`Not the name of a pinned text: ${sha256}.${extension}`)
  }
  return path.join(folder, `${sha256}.${extension}`)
}

/** Keeps a text as `<folder>/<sha256>.<extension>`: whole or not at all. A file with another content is left alone. */
export function pinText(
  disk: Disk,
  folder: string,
  sha256: string,
  extension: string,
  text: string,
): Written {
  const file = pinPath(folder, sha256, extension)
  try {
    makeFolders(disk, folder)
  } catch (error) {
    return { kind: 'not-saved', ...explain(error, folder) }
  }
  return writeWhole(disk, file, Buffer.from(text, 'utf8'))
}

export type Pin =
  | { readonly kind: 'found'; readonly text: string }
  | { readonly kind: 'missing' }
  | (Failure & { readonly kind: 'not-read' })

/** Reads a pinned text. Whether it has the digest that it is named by is for the caller to check. */
export function readPin(disk: Disk, folder: string, sha256: string, extension: string): Pin {
  const file = pinPath(folder, sha256, extension)
  try {
    const found = disk.stat(file)
    if (found === undefined || !found.plain) return { kind: 'missing' }
    if (found.size > largestPin) {
      return {
        kind: 'not-read',
        reason: `The file is too large: ${file}`,
        hint: 'Put back the original.',
        code: '',
      }
    }
    return { kind: 'found', text: Buffer.from(disk.readBytes(file)).toString('utf8') }
  } catch (error) {
    return { kind: 'not-read', ...explain(error, file) }
  }
}
