/** `rungs config`: shows the settings of the casebook, and changes one. Comments in the file are kept. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { jsonText } from '../render/json.ts'
import { visible } from '../render/visible.ts'
import { choosable } from '../sitting/library.ts'
import {
  parseSettings,
  readSettings,
  readSettingsText,
  type Settings,
  settingNames,
} from '../sitting/settings.ts'
import { explain } from '../storage/failure.ts'
import { makeFolders } from '../storage/folders.ts'
import { findCasebook, SETTINGS } from '../storage/places.ts'
import { replaceWhole } from '../storage/whole-file.ts'

export interface ConfigOptions {
  readonly casebook?: string
  readonly name?: string
  readonly value?: string
  readonly json: boolean
}

/** The settings that are one line of words. */
const settable = {
  school: ({ school }) => school,
  'usual-policy': ({ usualPolicy }) => usualPolicy,
  'reach-me': ({ reachMe }) => reachMe,
} as const satisfies Partial<
  Record<(typeof settingNames)[number], (settings: Settings) => string | undefined>
>

const isSettable = (name: string): name is keyof typeof settable => Object.hasOwn(settable, name)

const show = async (ports: Ports, folder: string, json: boolean): Promise<number> => {
  const settings = await readSettings(ports.disk, folder)
  if (json) {
    ports.out(jsonText({ casebook: folder, ...settings }))
    return 0
  }
  const text = readSettingsText(ports.disk, folder)
  const file = path.join(folder, SETTINGS)
  ports.out(
    text === undefined
      ? `The casebook: ${visible(folder)}\nIt has no settings yet. Set one with: rungs config usual-policy POLICY\n`
      : `# ${visible(file)}\n${text.split('\n').map(visible).join('\n')}`,
  )
  return 0
}

const showOne = async (ports: Ports, folder: string, name: keyof typeof settable): Promise<number> => {
  const value = settable[name](await readSettings(ports.disk, folder))
  ports.out(
    `${name}: ${value === undefined ? `not set; set it with: rungs config ${name} VALUE` : visible(value)}\n`,
  )
  return 0
}

const refuseName = async (name: string): Promise<never> => {
  const known: readonly string[] = settingNames
  const { suggest } = await import('../flow/nearest.ts')
  if (known.includes(name))
    throw new UserError(
      `"${name}" is a list; it is changed in the file itself.`,
      `Open ${SETTINGS} in an editor; the guide shows how it looks.`,
    )
  throw new UserError(`There is no setting "${name}".`, suggest(name, known))
}

/** YAML prints the character itself where the file spelled it. */
const bringsUnseen = (text: string, old: string): boolean =>
  [...text].some((one) => one !== '\n' && one !== visible(one) && !old.includes(one))

/** Without a name: prints the settings. With a name and a value: sets it. */
export const config = async (ports: Ports, options: ConfigOptions): Promise<number> => {
  const folder = findCasebook({
    flag: options.casebook,
    env: ports.env,
    cwd: ports.cwd,
    home: ports.home,
    disk: ports.disk,
  })
  const { name, value } = options
  if (name === undefined) return show(ports, folder, options.json)
  if (!isSettable(name)) return refuseName(name)
  if (value === undefined) return showOne(ports, folder, name)
  // YAML would take it as it is, into a file that people open in an editor.
  if (value !== visible(value))
    throw new UserError('The value has a character in it that cannot be seen.', 'Type it again.')
  const policies = choosable(ports, folder).map(({ id }) => id)
  if (name === 'usual-policy' && !policies.includes(value)) {
    const { suggest } = await import('../flow/nearest.ts')
    throw new UserError(`There is no policy "${value}".`, suggest(value, policies))
  }
  const file = path.join(folder, SETTINGS)
  const { parseDocument } = await import('yaml')
  const old = readSettingsText(ports.disk, folder) ?? '# The settings of this casebook.\n'
  await parseSettings(file, old)
  const document = parseDocument(old)
  document.set(name, value)
  const text = document.toString({ lineWidth: 0 })
  if (bringsUnseen(text, old))
    throw new UserError(
      `${file} spells characters that cannot be seen, and would now hold them.`,
      'Change the setting in the file itself.',
    )
  try {
    makeFolders(ports.disk, folder)
  } catch (error) {
    const { reason, hint } = explain(error, folder)
    throw new UserError(`${reason}.`, hint)
  }
  const written = replaceWhole(ports.disk, file, Buffer.from(text, 'utf8'))
  if (written.kind !== 'written')
    throw new UserError(
      `The settings are not saved: ${written.reason}.`,
      written.kind === 'not-saved' ? written.hint : 'Try again.',
    )
  ports.out(`${name}: ${visible(value)} (saved in ${visible(file)})\n`)
  return 0
}
