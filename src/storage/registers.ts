/** The registers of a casebook as files: how they are named, which there are, and the bytes of one. Understands none of them. */
import * as path from 'node:path'
import type { Disk } from './disk.ts'
import { codeOf, explain, type Failure } from './failure.ts'
import { MARK } from './names.ts'

export type NotRead = Failure & { readonly kind: 'not-read' }

/** `mark`: of a device, never taken from the content of a file. */
export function registerPath(casebook: string, mark: string): string {
  if (!MARK.test(mark)) throw new Error(`Not the mark of a device: ${mark}`)
  return path.join(casebook, `register-${mark}.md`)
}

const NAME = /^register-(?<mark>.{2})\.md$/

/** The mark that a register's file is named by; nothing for any other file. */
export function registerMark(file: string): string | undefined {
  const mark = NAME.exec(path.basename(file))?.groups?.['mark']
  return mark !== undefined && MARK.test(mark) ? mark : undefined
}

export type Listed = { readonly kind: 'listed'; readonly paths: readonly string[] } | NotRead

/** The registers of a casebook, by their marks; none where there is no such folder. */
export function listRegisters(disk: Disk, casebook: string): Listed {
  try {
    const names = disk.list(casebook).filter((name) => registerMark(name) !== undefined)
    return { kind: 'listed', paths: names.toSorted().map((name) => path.join(casebook, name)) }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { kind: 'listed', paths: [] }
    return { kind: 'not-read', ...explain(error, casebook) }
  }
}

export type WholeRegister = { readonly kind: 'read'; readonly bytes: Uint8Array } | NotRead

/** All of a register that has at most `most` bytes. Looks before it reads: a pipe or a device may have no end. */
export function readRegister(disk: Disk, file: string, most: number): WholeRegister {
  try {
    const found = disk.stat(file)
    if (found?.plain === false) return unreadable(file, 'It is no plain file')
    if ((found?.size ?? 0) > most) return unreadable(file, 'The file is larger than a register can be')
    return { kind: 'read', bytes: disk.readBytes(file) }
  } catch (error) {
    return { kind: 'not-read', ...explain(error, file) }
  }
}

/** `why`: a sentence without its full stop. */
export function unreadable(file: string, why: string): NotRead {
  return { kind: 'not-read', reason: `${why}: ${file}`, hint: 'Check that it is the right file.', code: '' }
}
