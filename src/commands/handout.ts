/** `rungs train --handout`: a page for the wall of each policy, and with notes the trainer's own pages. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { trainingFolder } from '../rehearsal/rehearsal.ts'
import type { Document } from '../render/document/document.ts'
import { visible } from '../render/visible.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { exercisesOf } from '../sitting/exercises.ts'
import { findPolicy } from '../sitting/find-policy.ts'
import { choosable, worldOf } from '../sitting/library.ts'
import { isFree, writeNewFolder } from '../sitting/new-folder.ts'
import type { Settings } from '../sitting/settings.ts'
import type { Exercise } from '../training/exercise.ts'

export interface HandoutOptions {
  /** The id of a policy, or the path of a flow folder. */
  readonly policy?: string
  /** With the trainer's own pages. */
  readonly notes: boolean
  readonly format: 'md' | 'html'
  /** A folder; standard output where it is left out, for one policy. */
  readonly out?: string
  readonly casebook?: string
}

const documentOf = async (
  ports: Ports,
  policy: Policy,
  { contacts }: Settings,
  exercises: readonly Exercise[] | undefined,
): Promise<Document> => {
  const { handoutDocument } = await import('../render/training/handout.ts')
  const page = handoutDocument({
    policy,
    common: ports.shipped.common(),
    local: contacts[policy.id] ?? {},
    today: ports.clock.now().slice(0, 10),
  })
  if (exercises === undefined) return page
  const [{ notesOf }, { noteBlocks }] = await Promise.all([
    import('../training/notes.ts'),
    import('../render/training/notes.ts'),
  ])
  const world = worldOf(ports, policy)
  return {
    ...page,
    blocks: [...page.blocks, ...noteBlocks(exercises.map((one) => notesOf(world, policy, one)))],
  }
}

const written = async (document: Document, format: 'md' | 'html'): Promise<string> =>
  format === 'html'
    ? (await import('../render/document/html.ts')).writeHtml(document)
    : (await import('../render/document/markdown.ts')).writeMarkdown(document)

/** The named policy, else the usual one, else all: the casebook's own and those that came with the program. */
const policiesFor = async (
  ports: Ports,
  target: string | undefined,
  casebook: string,
): Promise<readonly Policy[]> => {
  if (target !== undefined) return [await findPolicy(ports, target, casebook)]
  const all = choosable(ports, casebook)
  return Promise.all(all.map(({ id }) => findPolicy(ports, id, casebook)))
}

const folderFor = (ports: Ports, out: string, casebook: string): string => {
  const folder = out === '' ? '' : trainingFolder(ports, out, casebook)
  if (out !== '' && isFree(ports.disk, folder)) return folder
  throw new UserError(
    out === ''
      ? '“” is no name for a folder.'
      : `There is something in ${folder} already. Nothing was written.`,
    'Nothing is ever overwritten. Give a new folder: --out FOLDER.',
  )
}

/**
 * Prints the page of one policy, or writes a file of each into a new folder, `<id>-handout.md`; 0. Throws a `UserError` where
 * there is no such policy, where one does not load, where several would be printed one after another, or where the folder
 * cannot be made.
 */
export const handout = async (
  ports: Ports,
  { policy: named, notes, format, out, casebook: flag }: HandoutOptions,
): Promise<number> => {
  const { folder: casebook, settings } = await openCasebook(ports, flag)
  const folder = out === undefined ? undefined : folderFor(ports, out, casebook)
  const target = named ?? settings.usualPolicy
  if (folder === undefined && target === undefined)
    throw new UserError(
      'Which policy shall the page be of?',
      `Name it; or take --out FOLDER for all of them. There is: ${choosable(ports, casebook)
        .map(({ id }) => id)
        .join(', ')}.`,
    )
  const files = new Map<string, string>()
  for (const policy of await policiesFor(ports, target, casebook)) {
    const exercises = notes ? await exercisesOf(ports, policy, target ?? policy.id, casebook) : undefined
    const text = await written(await documentOf(ports, policy, settings, exercises), format)
    if (folder === undefined) ports.out(text)
    else files.set(`${policy.id}-handout.${format}`, text)
  }
  if (folder === undefined) return 0
  writeNewFolder(ports, folder, files)
  for (const name of files.keys()) ports.out(`Written: ${visible(path.join(folder, name))}\n`)
  return 0
}
