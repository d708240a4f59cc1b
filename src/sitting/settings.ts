/**
 * The casebook's settings, `rungs.yaml`: read, checked and changed as text, comments kept. Decides nothing about
 * cases. The YAML package is loaded only where there is something to read.
 */
import * as path from 'node:path'
import type { Document } from 'yaml'
import { parsePlainDate } from '../calendar/date.ts'
import type { Closure } from '../calendar/school.ts'
import type { PlainDate } from '../calendar/time.ts'
import { UserError } from '../errors.ts'
import { isMap } from '../mapping.ts'
import type { Disk } from '../storage/disk.ts'
import { explain } from '../storage/failure.ts'
import { SETTINGS } from '../storage/places.ts'

/** A number corrected by the school. */
export interface LocalContact {
  readonly value: string
  readonly note?: string
}

export interface Settings {
  readonly school?: string
  readonly usualPolicy?: string
  /** Telephone and e-mail of the school's safeguarding lead, for letters. */
  readonly reachMe?: string
  /** Shown beside a deadline; they move only one that is counted in school days. */
  readonly closures: readonly Closure[]
  /** By policy, then by contact. */
  readonly contacts: Readonly<Record<string, Readonly<Record<string, LocalContact>>>>
}

export const noSettings: Settings = { closures: [], contacts: {} }

/** Collects what is wrong; every message says where. */
type Say = (message: string) => void

const text = (say: Say, where: string, value: unknown): string | undefined => {
  if (value === undefined || (typeof value === 'string' && value !== '')) return value
  say(
    `${where} should be words${typeof value === 'number' ? ', in quotation marks (YAML drops zeros of a number)' : ''}`,
  )
  return undefined
}

const closure = (say: Say, where: string, value: unknown): readonly Closure[] => {
  if (!isMap(value)) {
    say(`${where} should have from, to and title`)
    return []
  }
  const day = (key: string): PlainDate | undefined => {
    const found = typeof value[key] === 'string' ? parsePlainDate(value[key]) : undefined
    if (found === undefined) say(`${where}: ${key} should be a date such as 2026-12-21`)
    return found
  }
  const [from, to, title] = [
    day('from'),
    day('to'),
    text(say, `${where}: title`, value['title']) ?? 'school closed',
  ]
  if (from === undefined || to === undefined) return []
  if (to < from) say(`${where}: to is before from`)
  return [{ from, to, title }]
}

const contact = (say: Say, where: string, value: unknown): LocalContact | undefined => {
  if (typeof value === 'string') return { value }
  const number = isMap(value) ? text(say, `${where}: value`, value['value']) : undefined
  if (!isMap(value) || number === undefined) {
    say(`${where} should be a number in quotation marks`)
    return undefined
  }
  const note = text(say, `${where}: note`, value['note'])
  return { value: number, ...(note === undefined ? {} : { note }) }
}

const contacts = (say: Say, value: unknown): Settings['contacts'] => {
  if (value === undefined) return {}
  if (!isMap(value)) {
    say('contacts should be a list by policy and contact')
    return {}
  }
  return Object.fromEntries(
    Object.entries(value).map(([policy, list]) => {
      if (!isMap(list)) say(`contacts: ${policy} should be a list by contact`)
      const found = Object.entries(isMap(list) ? list : {}).flatMap(([id, one]) => {
        const made = contact(say, `contacts: ${policy}: ${id}`, one)
        return made === undefined ? [] : [[id, made] as const]
      })
      return [policy, Object.fromEntries(found)]
    }),
  )
}

export const settingNames = ['school', 'usual-policy', 'reach-me', 'closures', 'contacts'] as const

const check = (say: Say, value: unknown): Settings => {
  if (value === null || value === undefined) return noSettings
  if (!isMap(value)) {
    say('it should be a list of settings, such as "school: Example School"')
    return noSettings
  }
  for (const key of Object.keys(value))
    if (!settingNames.some((name) => name === key))
      say(`there is no setting "${key}"; there is: ${settingNames.join(', ')}`)
  const school = text(say, 'school', value['school'])
  const usualPolicy = text(say, 'usual-policy', value['usual-policy'])
  const reachMe = text(say, 'reach-me', value['reach-me'])
  const closed = value['closures'] ?? []
  if (!Array.isArray(closed)) say('closures should be a list')
  return {
    closures: (Array.isArray(closed) ? closed : []).flatMap((one, i) =>
      closure(say, `closures, item ${i + 1}`, one),
    ),
    contacts: contacts(say, value['contacts']),
    ...(school === undefined ? {} : { school }),
    ...(usualPolicy === undefined ? {} : { usualPolicy }),
    ...(reachMe === undefined ? {} : { reachMe }),
  }
}

/** The text of the settings file, or undefined where there is none. Throws a `UserError` where it cannot be read. */
export const readSettingsText = (disk: Disk, folder: string): string | undefined => {
  const file = path.join(folder, SETTINGS)
  try {
    const found = disk.stat(file)
    if (found === undefined || found.folder) return undefined
    if (!found.plain)
      throw new UserError(`${file} is no plain file.`, 'Move it away, or put a text file there.')
    if (found.size > 1_000_000)
      throw new UserError(`${file} is larger than settings can be.`, 'Is this the right file?')
    return Buffer.from(disk.readBytes(file)).toString('utf8')
  } catch (error) {
    if (error instanceof UserError) throw error
    const { reason, hint } = explain(error, file)
    throw new UserError(`${reason}.`, hint)
  }
}

/** Aliases are refused: a few of them can make a file of any size. */
const plainValue = (document: Document.Parsed, file: string): unknown => {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch {
    throw new UserError(`${file} uses aliases (*name), which settings do not take.`, 'Write it out in full.')
  }
}

/** Parses settings. Throws a `UserError` that names everything that is wrong. */
export const parseSettings = async (file: string, source: string): Promise<Settings> => {
  const { parseDocument } = await import('yaml')
  const document = parseDocument(source, { schema: 'core', prettyErrors: true })
  const problem = document.errors[0]
  if (problem !== undefined)
    throw new UserError(
      `${file} is not YAML: ${problem.message.split('\n')[0] ?? ''}`,
      'Mend that line, or move the file away.',
    )
  const wrong: string[] = []
  const settings = check((message) => wrong.push(message), plainValue(document, file))
  if (wrong.length > 0)
    throw new UserError(`${file}: ${wrong.join('; ')}.`, 'Mend the file, or use "rungs config".')
  return settings
}

/** The settings of a casebook; none where there is no file. */
export const readSettings = async (disk: Disk, folder: string): Promise<Settings> => {
  const source = readSettingsText(disk, folder)
  return source === undefined ? noSettings : parseSettings(path.join(folder, SETTINGS), source)
}
