/** Where the flows are that a path means. Looks for files; reads none of them. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import { overlayFile, policyFile } from '../flow/pin.ts'
import type { Ports } from '../ports.ts'
import type { Disk } from '../storage/disk.ts'
import { explain } from '../storage/failure.ts'

/** A folder as the person named it, as the disk knows it. */
export const at = (ports: Ports, folder: string, name = ''): string => path.resolve(ports.cwd, folder, name)

/** Runs a call to the disk. Throws a `UserError` where the system refuses. */
export const reading = <T>(named: string, act: () => T): T => {
  try {
    return act()
  } catch (error) {
    const { reason } = explain(error, named)
    throw new UserError(`${reason}.`, 'Check that you may read it, then try again.')
  }
}

/** What stands there; undefined where there is nothing. Throws a `UserError` where one may not look. */
export const statOf = (
  ports: Ports,
  named: string,
): { readonly folder: boolean; readonly plain: boolean; readonly size: number } | undefined => {
  try {
    return ports.disk.stat(at(ports, named))
  } catch (error) {
    // Part of the path is a file, not a folder: there is nothing there.
    if (explain(error, named).code === 'ENOTDIR') return undefined
    return reading(named, () => {
      throw error
    })
  }
}

/** As the person would write it: no "./" is lost, no "\\" turned. */
export const join = (folder: string, name: string): string =>
  /[/\\]$/.test(folder) ? `${folder}${name}` : `${folder}/${name}`

/** The names in a folder, sorted. Throws a `UserError` where one may not look. */
export const inside = (ports: Ports, folder: string): readonly string[] =>
  reading(folder, () => [...ports.disk.list(at(ports, folder))].sort())

/** The files that make a folder a flow: one of them does. Throws what the disk throws. `folder`: as the disk knows it. */
export const holdsFlow = (disk: Disk, folder: string): boolean =>
  [policyFile, overlayFile].some((name) => disk.stat(path.join(folder, name))?.plain === true)

/** Whether a folder, as the person named it, is a flow. Throws a `UserError` where one may not look. */
export const isFlow = (ports: Ports, folder: string): boolean =>
  [policyFile, overlayFile].some((name) => statOf(ports, join(folder, name))?.plain === true)

const trimmed = (folder: string): string =>
  /^(?:[A-Za-z]:)?[/\\]+$/.test(folder) ? folder : folder.replace(/[/\\]+$/, '')

const missing = (named: string): UserError =>
  new UserError(`There is nothing at "${named}".`, `Give the folder of a flow, or its ${policyFile}.`)

const folderOf = (named: string, isFolder: boolean): string => {
  if (isFolder) return trimmed(named)
  if (/\.yaml$/.test(named)) return path.dirname(named)
  throw new UserError(
    `"${named}" is not a file of a flow.`,
    `A flow's files end in .yaml. Give its folder, or its ${policyFile}.`,
  )
}

/**
 * The flow folders that a path means: the folder itself, the folder of a file, or every flow in a folder of flows.
 * Throws a `UserError` where there is none.
 */
export const flowFolders = (ports: Ports, named: string): readonly string[] => {
  const found = statOf(ports, named)
  if (found === undefined) throw missing(named)
  const folder = folderOf(named, found.folder)
  if (isFlow(ports, folder)) return [folder]
  const below = found.folder
    ? inside(ports, folder)
        .map((name) => join(folder, name))
        .filter((one) => isFlow(ports, one))
    : []
  if (below.length > 0) return below
  throw new UserError(
    `"${folder}" holds no ${policyFile}.`,
    `A flow is a folder with a ${policyFile} in it, or an ${overlayFile}; flows/README.md says what stands there.`,
  )
}

/** As `flowFolders` of the folder that the person is in. `command`: what to write instead where it holds none. */
export const foldersHere = (ports: Ports, command: string): readonly string[] => {
  try {
    return flowFolders(ports, '.')
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(
      `This folder holds no ${policyFile}.`,
      `Name the folder of a flow: ${command} FOLDER.`,
    )
  }
}
