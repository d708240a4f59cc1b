/** Runs the command line in this process, on a disk in memory: what it prints and what it writes. Understands neither. */
import { posix } from 'node:path'
import { run } from '../../src/cli.ts'
import type { Disk } from '../../src/storage/disk.ts'
import type { Terminal } from '../../src/terminal/screen.ts'
import { diskWith, testPorts } from '../commands/ports.ts'
import { plainOn } from './terminals.ts'

type Files = Readonly<Record<string, string>>

export interface Setting {
  readonly files?: Files
  /** What is typed, in plain mode. */
  readonly lines?: string
  /** The folder of the casebook, where that is not `/book`. */
  readonly book?: string
  readonly env?: Readonly<Record<string, string>>
  readonly disk?: Partial<Disk>
}

const filesBelow = (disk: Disk, folder: string): readonly string[] =>
  disk.list(folder).flatMap((name) => {
    const path = posix.join(folder, name)
    return disk.stat(path)?.folder === true ? filesBelow(disk, path) : [path]
  })

export interface Ran {
  readonly printed: string
  /** Texts of the files that were not there before, and of those that have changed. */
  readonly written: string
}

/** Runs a command line in a casebook. */
export const ran = async (
  argv: readonly string[],
  { files = {}, lines, book = '/book', env = {}, disk: odd }: Setting = {},
): Promise<Ran> => {
  const whole = diskWith(files)
  const disk: Disk = { ...whole, ...odd }
  let opened: ReturnType<typeof plainOn> | undefined
  const openTerminal = (): Promise<Terminal> => {
    opened = plainOn(lines ?? '')
    const { terminal } = opened
    return Promise.resolve({ ...terminal, lend: (work) => work() })
  }
  const { ports, out, err } = testPorts({
    disk,
    env: { RUNGS_CASEBOOK: book, ...env },
    ...(lines === undefined ? {} : { interactive: true, openTerminal }),
  })
  await run(argv, ports)
  const written = filesBelow(whole, '/').flatMap((path) => {
    const text = Buffer.from(whole.readBytes(path)).toString('utf8')
    return path in files && Buffer.from(files[path] ?? '', 'utf8').toString('utf8') === text ? [] : [text]
  })
  return { printed: out() + err() + (opened?.output.text ?? ''), written: written.join('\n') }
}

/** What was printed and what was written. */
export const all = ({ printed, written }: Ran): string => `${printed}\n${written}`

/** JSON is YAML, too; only ASCII in it, so that nothing but the text's own meaning is read. */
export const yamlOf = (value: unknown): string =>
  `${JSON.stringify(value).replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
