/** Reads the walk files of a flow's folder: `walks/*.yaml`, bytes to texts. Understands no YAML. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { WalkText } from '../flow/shipped.ts'
import type { Ports } from '../ports.ts'
import { explain } from '../storage/failure.ts'
import { join } from './flow-folders.ts'
import { decodeUtf8, firstNotUtf8 } from './utf8.ts'

/** A walk is a page; what is larger is none. */
const largest = 200_000

const readOne = (ports: Ports, file: string): WalkText => {
  const at = path.resolve(ports.cwd, file)
  const size = ports.disk.stat(at)?.size ?? 0
  if (size > largest)
    throw new UserError(`"${file}" is larger than a walk can be.`, 'Is this the right file?')
  const bytes = ports.disk.readBytes(at)
  const text = decodeUtf8(bytes)
  if (text !== undefined) return { file, text }
  const { line, column } = firstNotUtf8(bytes)
  throw new UserError(
    `${file}:${line}:${column} Here the file is not UTF-8 text.`,
    'Save it as UTF-8 in your editor.',
  )
}

/** The walk files of a flow's folder in the order of their names; none where there is no `walks`. Throws a `UserError` where they cannot be read. */
export const readWalks = (ports: Ports, folder: string): readonly WalkText[] => {
  const walks = join(folder, 'walks')
  try {
    const at = path.resolve(ports.cwd, walks)
    if (ports.disk.stat(at)?.folder !== true) return []
    return [...ports.disk.list(at)]
      .filter((name) => name.endsWith('.yaml') && !name.startsWith('.'))
      .sort()
      .filter((name) => ports.disk.stat(path.join(at, name))?.plain === true)
      .map((name) => readOne(ports, join(walks, name)))
  } catch (error) {
    if (error instanceof UserError) throw error
    const { reason, hint } = explain(error, walks)
    throw new UserError(`${reason}.`, hint)
  }
}
