/**
 * `rungs flow new`: asks a few questions and writes a flow that lints clean, with a first walk and the schemas for an editor, into
 * a new folder. Writes over nothing.
 */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import {
  type Draft,
  draftSchema,
  idFrom,
  type OverlayDraft,
  overlayDraftSchema,
} from '../flow/draft/answers.ts'
import type { Ports } from '../ports.ts'
import { visible } from '../render/visible.ts'
import { isFree, writeNewFolder } from '../sitting/new-folder.ts'
import { explain, isSystemError } from '../storage/failure.ts'
import { nameProblem } from '../storage/names.ts'
import { findCasebook } from '../storage/places.ts'
import type { Terminal } from '../terminal/screen.ts'

export interface NewOptions {
  /** Where to; absent: flows/<id> of the casebook if there is one, else <id> here. */
  readonly folder?: string
  /** The policy to lay an overlay over. */
  readonly over?: string
  /** A file with the answers. */
  readonly answers?: string
  readonly casebook?: string
  readonly plain: boolean
}

/** A folder as named to people, and as the disk knows it. */
interface Home {
  readonly shown: string
  readonly at: string
  readonly id: string
}

const homeFor = (ports: Ports, options: NewOptions, short: string): Home => {
  const { env, cwd, home, disk } = ports
  if (options.folder !== undefined) {
    const at = path.resolve(cwd, options.folder)
    return { shown: options.folder, at, id: path.basename(at) }
  }
  const id = idFrom(short, 'our-policy')
  const casebook = findCasebook({ flag: options.casebook, env, cwd, home, disk })
  const at = disk.stat(casebook)?.folder === true ? path.join(casebook, 'flows', id) : path.join(cwd, id)
  return { shown: at.startsWith(`${cwd}${path.sep}`) ? at.slice(cwd.length + 1) : at, at, id }
}

/** Why nothing can be written there, as a sentence. */
const taken = (ports: Ports, { shown, at, id }: Home): string | undefined => {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || nameProblem(id) !== undefined)
    return `A flow's folder is named by lower-case words joined by hyphens, such as our-school, not "${id}".`
  return isFree(ports.disk, at) ? undefined : `There is something at ${shown} already.`
}

const needFree = (ports: Ports, home: Home): Home => {
  const problem = taken(ports, home)
  if (problem === undefined) return home
  throw new UserError(problem, 'Give another folder: rungs flow new FOLDER.')
}

const needTerminal = ({ interactive }: Ports): void => {
  if (!interactive)
    throw new UserError(
      'There is no terminal to ask questions in.',
      'Run it in a terminal, or give a file with the answers: rungs flow new --answers FILE; "rungs flow schema new" says what stands in it.',
    )
}

const report = (ports: Ports, { shown }: Home, files: ReadonlyMap<string, string>, over: boolean): void => {
  const name = /\s/.test(shown) ? `"${shown}"` : shown
  const dot = /[/\\]/.test(name) ? name : `./${name}`
  const lines = [
    ...[...files.keys()].map((file) => `wrote ${path.join(shown, file)}`),
    '',
    'Next:',
    `  rungs flow lint ${dot}`,
    ...(over ? [`  rungs flow diff ${dot}`] : [`  rungs flow test ${dot}`]),
    `  rungs flow graph ${dot}`,
  ]
  ports.out(`${lines.map(visible).join('\n')}\n`)
}

interface Made {
  readonly short: string
  readonly files: ReadonlyMap<string, string>
}

/** The answers: from a file, or asked for; undefined where it was given up. */
const answersOr = async <T>(
  ports: Ports,
  { answers, plain }: NewOptions,
  read: (file: string) => T,
  ask: (terminal: Terminal) => Promise<T | undefined>,
): Promise<T | undefined> => {
  if (answers !== undefined) return read(answers)
  const terminal = await ports.openTerminal(plain)
  return ask(terminal).finally(terminal.close)
}

/** What the new flow consists of; undefined where it was given up. */
const made = async (ports: Ports, options: NewOptions): Promise<Made | undefined> => {
  const [{ askDraft, askOverlay }, { baseFor, filesOf, overlayFilesOf, readDraft }] = await Promise.all([
    import('../wizard/flow-questions.ts'),
    import('../sitting/new-flow.ts'),
  ])
  const { over, casebook } = options
  const common = ports.shipped.common()
  const free = (short: string): string | undefined => taken(ports, homeFor(ports, options, short))
  if (over === undefined) {
    const draft = await answersOr<Draft>(
      ports,
      options,
      (file) => readDraft(ports, file, draftSchema),
      (terminal) => askDraft(terminal, common, free),
    )
    return draft === undefined ? undefined : { short: draft.short, files: filesOf(ports, draft) }
  }
  const base = await baseFor(ports, over, homeFor(ports, options, 'our school').at, casebook)
  const draft = await answersOr<OverlayDraft>(
    ports,
    options,
    (file) => readDraft(ports, file, overlayDraftSchema),
    (terminal) => askOverlay(terminal, common, base.title, free),
  )
  return draft === undefined ? undefined : { short: draft.short, files: overlayFilesOf(draft, base) }
}

const begin = async (ports: Ports, options: NewOptions): Promise<number> => {
  if (options.folder !== undefined) needFree(ports, homeFor(ports, options, ''))
  if (options.answers === undefined) needTerminal(ports)
  const flow = await made(ports, options)
  if (flow === undefined) return 130
  const home = needFree(ports, homeFor(ports, options, flow.short))
  writeNewFolder(ports, home.at, flow.files)
  report(ports, home, flow.files, options.over !== undefined)
  return 0
}

/**
 * 0 once the files are written, 130 where it was given up. Throws a `UserError` where there is nobody to ask, where the folder is not
 * free, where the answers do not do, or where a file cannot be written; then nothing is left behind.
 */
export const flowNew = async (ports: Ports, options: NewOptions): Promise<number> => {
  try {
    return await begin(ports, options)
  } catch (error) {
    if (!isSystemError(error)) throw error
    const { reason, hint } = explain(error, options.folder ?? ports.cwd)
    throw new UserError(`${reason}. Nothing was written.`, hint)
  }
}
