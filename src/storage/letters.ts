/**
 * The letters of a casebook: `letters/K7-2026-0042-service-manager-letter.docx`. No file is ever overwritten, but for a text that
 * is still being worked at, by whoever began it.
 */
import * as path from 'node:path'
import { tryTo, writeSurely } from './bytes.ts'
import type { Disk } from './disk.ts'
import { codeOf, explain, type Failure } from './failure.ts'
import { makeFolders } from './folders.ts'
import { nameProblem, parseRecordId } from './names.ts'
import { replaceWhole } from './whole-file.ts'

export const lettersFolder = (casebook: string): string => path.join(casebook, 'letters')

export type LetterWritten =
  | { readonly kind: 'written'; readonly path: string }
  | (Failure & { readonly kind: 'not-written' })

const mostCopies = 999

const create = (
  disk: Disk,
  stem: string,
  extension: string,
): { readonly file: number; readonly at: string } => {
  for (let number = 1; ; number++) {
    const at = `${stem}${number === 1 ? '' : `-${number}`}.${extension}`
    try {
      return { file: disk.open(at, 'create-exclusive'), at }
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || number === mostCopies) throw error
    }
  }
}

/** The name of a letter's file without its number and ending. Throws where it could be no file's name: that is a bug. */
const stemOf = (id: string, draft: string): string => {
  const stem = `${id}-${draft}`
  if (parseRecordId(id) !== undefined && nameProblem(`${stem}.md`) === undefined) return stem
  throw new Error(`Not the name of a letter: ${stem}`)
}

/** Writes a letter into a new file, flushed: whole, or not at all. */
export const writeLetter = (
  disk: Disk,
  casebook: string,
  id: string,
  draft: string,
  extension: string,
  bytes: Uint8Array,
): LetterWritten => {
  const folder = lettersFolder(casebook)
  const stem = path.join(folder, stemOf(id, draft))
  try {
    makeFolders(disk, folder)
    const { file, at } = create(disk, stem, extension)
    try {
      writeSurely(disk, file, 0, bytes)
    } catch (error) {
      tryTo(() => disk.remove(at))
      throw error
    } finally {
      tryTo(() => disk.close(file))
    }
    disk.flushFolder(folder)
    return { kind: 'written', path: at }
  } catch (error) {
    return { kind: 'not-written', ...explain(error, stem) }
  }
}

/** Puts a later state in the place of a text that is still being worked at: whole, or the earlier one stays. */
export const rewriteLetter = (disk: Disk, at: string, bytes: Uint8Array): LetterWritten => {
  const written = replaceWhole(disk, at, bytes)
  return written.kind === 'written' ? { kind: 'written', path: at } : { ...written, kind: 'not-written' }
}

/** The files that were made of a draft for a case, by their names. Throws what the disk throws. */
export const lettersOf = (disk: Disk, casebook: string, id: string, draft: string): readonly string[] => {
  const folder = lettersFolder(casebook)
  if (disk.stat(folder)?.folder !== true) return []
  const stem = stemOf(id, draft)
  return disk
    .list(folder)
    .filter((name) => name.startsWith(stem) && /^(?:-\d{1,3})?\.[a-z]{2,4}$/.test(name.slice(stem.length)))
    .sort()
    .map((name) => path.join(folder, name))
}
