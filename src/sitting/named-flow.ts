/**
 * Which flow a person means by a word: one that came with the program, or a folder. Every command asks here. Looks for files;
 * reads none of them.
 */
import { UserError } from '../errors.ts'
import { suggest } from '../flow/nearest.ts'
import type { Ports } from '../ports.ts'
import { flowFolders, statOf } from './flow-folders.ts'
import { choosable, localFlow, shippedOnly } from './library.ts'

/** `folder`: as the person would name it; it holds a policy.yaml or an overlay.yaml. */
export type Flow =
  | { readonly kind: 'shipped'; readonly id: string }
  | { readonly kind: 'folder'; readonly folder: string }

/** Whether a word can only be a path. Any other may be an id, and is a folder's name where no policy has that id. */
export const isPath = (word: string): boolean =>
  /[/\\]/.test(word) || word === '.' || word === '..' || word.endsWith('.yaml')

/** The ids that can be chosen: the casebook's own, then those that came with the program. */
const idsOf = (ports: Ports, casebook: string | undefined): readonly string[] =>
  (casebook === undefined ? shippedOnly(ports) : choosable(ports, casebook)).map(({ id }) => id)

/** The flow with this id: the casebook's own wins over the shipped one. Undefined where there is none. */
export const flowById = (ports: Ports, id: string, casebook: string | undefined): Flow | undefined => {
  const folder = casebook === undefined ? undefined : localFlow(ports, casebook, id)
  if (folder !== undefined) return { kind: 'folder', folder }
  return ports.shipped.policies().some((one) => one.id === id) ? { kind: 'shipped', id } : undefined
}

const foldersAt = (ports: Ports, target: string): readonly Flow[] =>
  flowFolders(ports, target).map((folder) => ({ kind: 'folder', folder }))

/**
 * The flows that a word means: an id, which wins, or a path to a flow, a file of it, or a folder of flows. Throws a
 * `UserError` where there is none.
 */
export const findFlows = (ports: Ports, target: string, casebook?: string): readonly Flow[] => {
  if (isPath(target)) return foldersAt(ports, target)
  const found = flowById(ports, target, casebook)
  if (found !== undefined) return [found]
  if (statOf(ports, target)?.folder === true) return foldersAt(ports, target)
  throw new UserError(
    `There is no policy "${target}".`,
    `${suggest(target, idsOf(ports, casebook))} A flow's folder can be named, too: ./our-school, say.`,
  )
}

/** The one flow that a word means; otherwise as `findFlows`. Throws a `UserError` where it means several, too. */
export const findFlow = (ports: Ports, target: string, casebook?: string): Flow => {
  const [flow, another] = findFlows(ports, target, casebook)
  if (flow !== undefined && another === undefined) return flow
  const one = flow?.kind === 'folder' ? flow.folder : target
  throw new UserError(`"${target}" holds several flows.`, `Name one of them: ${one}, say.`)
}
