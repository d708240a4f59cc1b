/** Reads what lies beside a flow: `walks/*.yaml`, `training/*.yaml`, `drafts/*.md`, bytes to texts. Understands none of them. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { WalkText } from '../flow/shipped.ts'
import type { Ports } from '../ports.ts'
import { explain } from '../storage/failure.ts'
import { join } from './flow-folders.ts'
import { decodeUtf8, firstNotUtf8 } from './utf8.ts'

/** A walk, or a made-up case, is a page or two; what is larger is none. */
const largest = 200_000

/** Throws a `UserError` where it is too large or no text, and what the disk throws. */
export const readOne = (ports: Ports, file: string): WalkText => {
  const at = path.resolve(ports.cwd, file)
  const size = ports.disk.stat(at)?.size ?? 0
  if (size > largest)
    throw new UserError(
      `"${file}" is larger than a walk, a made-up case or a draft can be.`,
      'Is this the right file?',
    )
  const bytes = ports.disk.readBytes(at)
  const text = decodeUtf8(bytes)
  if (text !== undefined) return { file, text }
  const { line, column } = firstNotUtf8(bytes)
  throw new UserError(
    `${file}:${line}:${column} Here the file is not UTF-8 text.`,
    'Save it as UTF-8 in your editor.',
  )
}

/** What lies beside a flow, by folder, and how the names of its files end. */
const endings = { walks: '.yaml', training: '.yaml', drafts: '.md' } as const

/** The files in a folder of a flow, in the order of their names; none where there is no such folder. Throws a `UserError` where they cannot be read. */
export const readTexts = (ports: Ports, flow: string, name: keyof typeof endings): readonly WalkText[] => {
  const folder = join(flow, name)
  try {
    const at = path.resolve(ports.cwd, folder)
    if (ports.disk.stat(at)?.folder !== true) return []
    return [...ports.disk.list(at)]
      .filter((file) => file.endsWith(endings[name]) && !file.startsWith('.'))
      .sort()
      .filter((file) => ports.disk.stat(path.join(at, file))?.plain === true)
      .map((file) => readOne(ports, join(folder, file)))
  } catch (error) {
    if (error instanceof UserError) throw error
    const { reason, hint } = explain(error, folder)
    throw new UserError(`${reason}.`, hint)
  }
}

/** The walks of a flow. */
export const readWalks = (ports: Ports, flow: string): readonly WalkText[] => readTexts(ports, flow, 'walks')
