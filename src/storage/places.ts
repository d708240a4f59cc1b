/**
 * Where things are: the casebook, a record in it, the user's profile. Finds and names places; makes and reads
 * nothing there.
 */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import { trainingMark } from '../training-mark.ts'
import type { Disk } from './disk.ts'
import { isSystemError } from './failure.ts'
import { parseRecordId } from './names.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The file that makes a folder a casebook. */
export const SETTINGS = 'rungs.yaml'

export interface CasebookQuestion {
  /** What `--casebook` was given. */
  readonly flag: string | undefined
  readonly env: Env
  readonly cwd: string
  readonly home: string
  readonly disk: Disk
}

/** A folder that may not be looked into holds no casebook of ours. */
function hasSettings(disk: Disk, folder: string): boolean {
  try {
    return disk.stat(path.join(folder, SETTINGS))?.folder === false
  } catch (error) {
    if (!isSystemError(error)) throw error
    return false
  }
}

function nearestParent(disk: Disk, folder: string): string | undefined {
  if (hasSettings(disk, folder)) return folder
  const parent = path.dirname(folder)
  return parent === folder ? undefined : nearestParent(disk, parent)
}

/**
 * The folder of the casebook: `--casebook`, then RUNGS_CASEBOOK, then the nearest parent with a `rungs.yaml`, then
 * `~/Rungs`. The folder need not exist. Throws a `UserError` where `--casebook` is empty.
 */
export function findCasebook({ flag, env, cwd, home, disk }: CasebookQuestion): string {
  if (flag === '') throw new UserError('--casebook names no folder.', 'Give the folder: --casebook FOLDER.')
  const named = flag ?? env['RUNGS_CASEBOOK']
  if (named !== undefined && named !== '') return path.resolve(cwd, named)
  return nearestParent(disk, path.resolve(cwd)) ?? path.join(home, 'Rungs')
}

export function recordsFolder(casebook: string): string {
  return path.join(casebook, 'records')
}

/** Where a record's file is. Throws a `UserError` where `id` is not one: no other name is ever built from it. */
export function recordPath(casebook: string, id: string): string {
  if (parseRecordId(id) !== undefined) return path.join(recordsFolder(casebook), `${id}.md`)
  throw new UserError(
    `“${id.slice(0, 40)}” is not the number of a case.`,
    'A case has a number such as K7-2026-0042; `rungs list` shows them.',
  )
}

const isRecordName = (name: string): boolean => {
  const id = name.endsWith('.md') ? parseRecordId(name.slice(0, -'.md'.length)) : undefined
  return id !== undefined && id.mark !== trainingMark
}

const namesIn = (disk: Disk, folder: string): readonly string[] => {
  try {
    return disk.stat(folder)?.folder === true ? disk.list(folder) : []
  } catch (error) {
    if (!isSystemError(error)) throw error
    return []
  }
}

/** Settings, a register, or records of real cases: in it, in its records, or about it. */
const looksLikeCasebook = (disk: Disk, folder: string): boolean =>
  namesIn(disk, folder).some(
    (name) => name === SETTINGS || /^register-.+\.md$/.test(name) || isRecordName(name),
  ) || namesIn(disk, recordsFolder(folder)).some(isRecordName)

/**
 * The casebook in which a folder lies, or would lie: `known`, or any that looks like one, seen through links. Undefined where there is
 * none.
 */
export function casebookAround(disk: Disk, folder: string, known: string): string | undefined {
  if (folder === known || looksLikeCasebook(disk, folder)) return folder
  const parent = path.dirname(folder)
  return parent === folder ? undefined : casebookAround(disk, parent, known)
}

/** The system's folder for what need not last. */
export function temporaryPlace(env: Env, platform: string): string {
  if (platform === 'win32') return env['TEMP'] || env['TMP'] || 'C:\\Windows\\Temp'
  return env['TMPDIR'] || '/tmp'
}

/**
 * The user's folder for this program, on this computer alone, as it holds the device's mark and key:
 * `$XDG_CONFIG_HOME/rungs` where that is set to a whole path (on every system but Windows), else `~/.config/rungs`,
 * on macOS too. On Windows `%LOCALAPPDATA%\rungs`, and not `%APPDATA%` unless it is all there is: that one travels
 * with the user from computer to computer, and two computers would then write with one mark.
 */
export function profileFolder(env: Env, platform: string, home: string): string {
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'] || env['APPDATA'] || path.win32.join(home, 'AppData', 'Local')
    return path.win32.join(local, 'rungs')
  }
  const config = env['XDG_CONFIG_HOME'] ?? ''
  return path.posix.join(path.posix.isAbsolute(config) ? config : path.posix.join(home, '.config'), 'rungs')
}
