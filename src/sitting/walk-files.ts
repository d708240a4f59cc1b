/** Reads the walk files of a flow's folder: `walks/*.yaml`, bytes to texts. Understands no YAML. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { WalkText } from '../flow/shipped.ts'
import type { Ports } from '../ports.ts'
import { explain } from '../storage/failure.ts'
import { join } from './flow-files.ts'

/** A walk is a page; what is larger is none. */
const largest = 200_000

/** What is no UTF-8 becomes U+FFFD, which no walk accepts for an id: it is found where it stands. */
const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

const readOne = (ports: Ports, file: string): WalkText => {
  const at = path.resolve(ports.cwd, file)
  const size = ports.disk.stat(at)?.size ?? 0
  if (size > largest)
    throw new UserError(`"${file}" is larger than a walk can be.`, 'Is this the right file?')
  return { file, text: decode(ports.disk.readBytes(at)) }
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
