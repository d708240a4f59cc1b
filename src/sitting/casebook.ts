/** The casebook a command works in: its folder, its settings, the mark of this computer. Makes nothing until asked to. */
import * as path from 'node:path'
import type { Named } from '../case/fact.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { deviceMark } from '../storage/device.ts'
import { isSystemError } from '../storage/failure.ts'
import { makeFolders } from '../storage/folders.ts'
import { parseRecordId } from '../storage/names.ts'
import { findCasebook, profileFolder, SETTINGS } from '../storage/places.ts'
import { listRecords } from '../storage/records.ts'
import { listRegisters, registerMark } from '../storage/registers.ts'
import { writeWhole } from '../storage/whole-file.ts'
import { trainingMark } from '../training-mark.ts'
import { noSettings, readSettings, type Settings } from './settings.ts'

export interface Casebook {
  readonly folder: string
  readonly settings: Settings
  /** What is wrong with the settings, which are then passed over: a typo must not keep anybody from starting. */
  readonly problem?: string
  /** The made-up case that is walked in it: a folder for training, which is nobody's casebook. */
  readonly exercise?: Named
}

/** The casebook for a command. Settings that cannot be used are passed over, and `problem` says so. */
export const openCasebook = async (ports: Ports, flag: string | undefined): Promise<Casebook> => {
  const folder = findCasebook({ flag, env: ports.env, cwd: ports.cwd, home: ports.home, disk: ports.disk })
  try {
    return { folder, settings: await readSettings(ports.disk, folder) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { folder, settings: noSettings, problem: error.message }
  }
}

/** This computer's mark, or that of made-up cases; chosen and kept in the profile at first use. Throws a `UserError` where that cannot be. */
export const markOf = (ports: Ports, casebook: Casebook): string => {
  if (casebook.exercise !== undefined) return trainingMark
  const records = listRecords(ports.disk, casebook.folder).flatMap(({ id }) => parseRecordId(id)?.mark ?? [])
  // Its records may all be gone, and its register still be that of another computer.
  const registers = listRegisters(ports.disk, casebook.folder)
  const marks = registers.kind === 'listed' ? registers.paths.flatMap((file) => registerMark(file) ?? []) : []
  const profile = profileFolder(ports.env, ports.platform, ports.home)
  return deviceMark(ports.disk, profile, ports.random, [...records, ...marks])
}

/** Keeps the first choice of a policy as the usual one, where the casebook has no settings yet. A failure costs one question next time. */
export const rememberUsual = (ports: Ports, casebook: Casebook, policy: string): void => {
  const text = `# The settings of this casebook. See: rungs help config\nusual-policy: ${policy}\n`
  try {
    makeFolders(ports.disk, casebook.folder)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return
  }
  writeWhole(ports.disk, path.join(casebook.folder, SETTINGS), Buffer.from(text, 'utf8'))
}
