/** The casebook a command works in: its folder, its settings, the mark of this computer. Makes nothing until asked to. */
import * as path from 'node:path'
import type { Ports } from '../ports.ts'
import { deviceMark } from '../storage/device.ts'
import { parseRecordId } from '../storage/names.ts'
import { findCasebook, profileFolder, SETTINGS } from '../storage/places.ts'
import { listRecords } from '../storage/records.ts'
import { writeWhole } from '../storage/whole-file.ts'
import { readSettings, type Settings } from './settings.ts'

export interface Casebook {
  readonly folder: string
  readonly settings: Settings
}

/** Throws a `UserError` where the settings cannot be read. */
export const openCasebook = async (ports: Ports, flag: string | undefined): Promise<Casebook> => {
  const folder = findCasebook({ flag, env: ports.env, cwd: ports.cwd, home: ports.home, disk: ports.disk })
  return { folder, settings: await readSettings(ports.disk, folder) }
}

/** This computer's mark; chosen and kept in the profile at first use. Throws a `UserError` where that cannot be. */
export const markOf = (ports: Ports, casebook: Casebook): string => {
  const taken = listRecords(ports.disk, casebook.folder).flatMap(({ id }) => parseRecordId(id)?.mark ?? [])
  return deviceMark(ports.disk, profileFolder(ports.env, ports.platform, ports.home), ports.random, taken)
}

/** Keeps the first choice of a policy as the usual one, where the casebook has no settings yet. A failure costs one question next time. */
export const rememberUsual = (ports: Ports, casebook: Casebook, policy: string): void => {
  const text = `# The settings of this casebook. See: rungs help config\nusual-policy: ${policy}\n`
  try {
    ports.disk.makeFolder(casebook.folder)
  } catch {
    return
  }
  writeWhole(ports.disk, path.join(casebook.folder, SETTINGS), Buffer.from(text, 'utf8'))
}
