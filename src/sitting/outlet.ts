/** Where what is made of a record goes: to standard output, or into a new file that is there whole or not at all. Overwrites nothing. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { tryTo, writeAll } from '../storage/bytes.ts'
import { explain } from '../storage/failure.ts'
import { nameProblem } from '../storage/names.ts'

export interface Outlet {
  /** Throws a `UserError` where it cannot be written; nothing is left behind then. */
  readonly write: (content: string | Uint8Array) => void
  /** Settles once what was written has been taken; false where nobody takes any more. */
  readonly taken: () => Promise<boolean>
  /** Flushes it; the path of the file that there is now, or nothing. */
  readonly close: () => string | undefined
  /** Puts away what is not finished. */
  readonly abandon: () => void
}

const onto = (ports: Ports): Outlet => ({
  write: (content) =>
    ports.out(typeof content === 'string' ? content : Buffer.from(content).toString('utf8')),
  taken: ports.taken,
  close: () => undefined,
  abandon: () => undefined,
})

const fileFor = (ports: Ports, out: string): string => {
  const file = path.resolve(ports.cwd, out)
  const problem = out === '' ? 'it is empty' : nameProblem(path.basename(file))
  if (problem !== undefined)
    throw new UserError(`“${out}” is no name for a file: ${problem}.`, 'Give another: --out FILE.')
  return file
}

const create = ({ disk }: Ports, file: string): number => {
  try {
    return disk.open(file, 'create-exclusive')
  } catch (error) {
    const { reason, hint, code } = explain(error, file)
    if (code === 'EEXIST')
      throw new UserError(
        `There is something at ${file} already. Nothing was written.`,
        'Nothing is ever overwritten. Give another name: --out FILE.',
      )
    throw new UserError(`${reason}. Nothing was written.`, hint)
  }
}

const into = (ports: Ports, out: string): Outlet => {
  const { disk } = ports
  const file = fileFor(ports, out)
  const handle = create(ports, file)
  const abandon = (): void => {
    tryTo(() => disk.close(handle))
    tryTo(() => disk.remove(file))
  }
  const surely = (act: () => void): void => {
    try {
      act()
    } catch (error) {
      abandon()
      const { reason, hint } = explain(error, file)
      throw new UserError(`The file is NOT written: ${reason}.`, hint)
    }
  }
  return {
    write: (content) =>
      surely(() =>
        writeAll(disk, handle, typeof content === 'string' ? Buffer.from(content, 'utf8') : content),
      ),
    taken: () => Promise.resolve(true),
    close: () => {
      surely(() => disk.flush(handle))
      tryTo(() => disk.close(handle))
      return file
    },
    abandon,
  }
}

/** `out`: the name of a file that must not exist; none: standard output. Throws a `UserError` where it cannot be made. */
export const openOutlet = (ports: Ports, out: string | undefined): Outlet =>
  out === undefined || out === '-' ? onto(ports) : into(ports, out)
