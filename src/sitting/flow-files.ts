/**
 * Reads the files of a flow's folder, and of the policy it is laid over: bytes to texts, with findings for what is not text
 * or is too large. Finds the folders that a path means. Understands no YAML.
 */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Finding } from '../flow/finding.ts'
import { suggest } from '../flow/nearest.ts'
import {
  type FlowTexts,
  inPinOrder,
  mostLayers,
  overlayFile,
  overOf,
  pinOf,
  policyFile,
  textsOf,
} from '../flow/pin.ts'
import type { Ports } from '../ports.ts'
import { sha256 as digest } from '../record/digest.ts'
import { explain } from '../storage/failure.ts'
import { nameProblem } from '../storage/names.ts'

export { pinOf, policyFile } from '../flow/pin.ts'

/** Kept in the folder of a flow, and no part of it: approvals name the digest of the others. */
const beside = ['approvals.yaml']

const largest = 1_000_000

export interface FlowFiles {
  readonly texts: FlowTexts
  readonly findings: readonly Finding[]
  /** Names of the files that could not be read as text: not among the texts. */
  readonly unread: readonly string[]
}

/** `folder` as the person named it, joined to the folder that they are in. */
const at = (ports: Ports, folder: string, name = ''): string => path.resolve(ports.cwd, folder, name)

/** Runs a call to the disk. Throws a `UserError` where the system refuses. */
const reading = <T>(named: string, act: () => T): T => {
  try {
    return act()
  } catch (error) {
    const { reason } = explain(error, named)
    throw new UserError(`${reason}.`, 'Check that you may read it, then try again.')
  }
}

const stat = (
  ports: Ports,
  named: string,
): { readonly folder: boolean; readonly size: number } | undefined => {
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

/** The files that make a folder a flow: one of them does. */
const isFlow = (ports: Ports, folder: string): boolean =>
  [policyFile, overlayFile].some((name) => stat(ports, join(folder, name))?.folder === false)

/** As the person would write it: no "./" is lost, no "\\" turned. */
export const join = (folder: string, name: string): string =>
  /[/\\]$/.test(folder) ? `${folder}${name}` : `${folder}/${name}`

const trimmed = (folder: string): string =>
  /^(?:[A-Za-z]:)?[/\\]+$/.test(folder) ? folder : folder.replace(/[/\\]+$/, '')

const inside = (ports: Ports, folder: string): readonly string[] =>
  reading(folder, () => [...ports.disk.list(at(ports, folder))].sort())

const missing = (named: string): UserError =>
  new UserError(`There is nothing at "${named}".`, `Give the folder of a flow, or its ${policyFile}.`)

/**
 * The flow folders that a path means: the folder itself, the folder of a file, or every flow in a folder of flows.
 * Throws a `UserError` where there is none.
 */
export const flowFolders = (ports: Ports, named: string): readonly string[] => {
  const found = stat(ports, named)
  if (found === undefined) throw missing(named)
  const folder = found.folder ? trimmed(named) : path.dirname(named)
  if (!found.folder && !/\.yaml$/.test(named))
    throw new UserError(
      `"${named}" is not a file of a flow.`,
      `A flow's files end in .yaml. Give its folder, or its ${policyFile}.`,
    )
  if (isFlow(ports, folder)) return [folder]
  const below = found.folder
    ? inside(ports, folder)
        .map((name) => join(folder, name))
        .filter((one) => isFlow(ports, one))
    : []
  if (below.length === 0)
    throw new UserError(
      `"${folder}" holds no ${policyFile}.`,
      `A flow is a folder with a ${policyFile} in it, or an ${overlayFile}; flows/README.md says what stands there.`,
    )
  return below
}

/** How many UTF-16 units stand before the first byte that is not UTF-8; undefined where all is well. */
const goodUnits = (row: Uint8Array): number | undefined => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let units = 0
  try {
    for (const byte of row) units += decoder.decode(Uint8Array.of(byte), { stream: true }).length
    decoder.decode()
    return undefined
  } catch {
    return units
  }
}

/** Line and column of the first byte that is not UTF-8, both from 1. */
const firstBad = (bytes: Uint8Array): { readonly line: number; readonly column: number } => {
  let start = 0
  for (let line = 1; start <= bytes.length; line += 1) {
    const end = bytes.indexOf(10, start)
    const units = goodUnits(bytes.subarray(start, end < 0 ? bytes.length : end))
    if (units !== undefined) return { line, column: units + 1 }
    start = end < 0 ? bytes.length + 1 : end + 1
  }
  return { line: 1, column: 1 }
}

type Text = { readonly text: string } | { readonly finding: Finding }

const readText = (ports: Ports, folder: string, name: string): Text => {
  const file = join(folder, name)
  const tooLarge: Finding = {
    code: 'RF003',
    message: 'The file is larger than a flow can be (1 MB).',
    hint: 'Is this the right file?',
    file,
    line: 1,
    column: 1,
  }
  if ((stat(ports, file)?.size ?? 0) > largest) return { finding: tooLarge }
  const bytes = reading(file, () => ports.disk.readBytes(at(ports, file)))
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    const message = 'Here the file is not UTF-8 text.'
    return {
      finding: { code: 'RF019', message, hint: 'Save it as UTF-8 in your editor.', file, ...firstBad(bytes) },
    }
  }
}

const unpinnable = (file: string, text: string): readonly Finding[] =>
  text.split('\n').flatMap((line, i) =>
    line.startsWith('#### ')
      ? [
          {
            code: 'RF022',
            message:
              'A line may not begin with "#### ", which marks the border between files in a kept policy.',
            hint: 'Put fewer # there.',
            file,
            line: i + 1,
            column: 1,
          },
        ]
      : [],
  )

/** The folder's name is the policy's id, and stands in the kept text of the policy. */
const misnamed = (folder: string, id: string, file: string): readonly Finding[] =>
  // A folder that some system cannot have is no home for a policy that is passed on.
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) && nameProblem(id) === undefined
    ? []
    : [
        {
          code: 'RF008',
          message: `The folder's name "${id}" cannot be a policy's id.`,
          hint: 'An id is lower-case words joined by hyphens, such as our-school, and no name that a system keeps for itself, such as con. Rename the folder.',
          file: join(folder, file),
          line: 1,
          column: 1,
        },
      ]

interface Layer {
  readonly id: string
  readonly folder: string
  readonly files: ReadonlyMap<string, string>
  readonly findings: readonly Finding[]
  readonly unread: readonly string[]
}

const readLayer = (ports: Ports, folder: string): Layer => {
  const names = inside(ports, folder).filter(
    (name) =>
      name.endsWith('.yaml') &&
      !name.startsWith('.') &&
      !beside.includes(name) &&
      stat(ports, join(folder, name))?.folder === false,
  )
  const read = names.map((name) => [name, readText(ports, folder, name)] as const)
  const files = inPinOrder(
    new Map(read.flatMap(([name, one]) => ('text' in one ? [[name, one.text] as const] : []))),
  )
  const id = path.basename(at(ports, folder))
  const findings = [
    ...misnamed(folder, id, names.includes(policyFile) ? policyFile : overlayFile),
    ...read.flatMap(([name, one]) =>
      'text' in one ? unpinnable(join(folder, name), one.text) : [one.finding],
    ),
  ]
  const unread = read.flatMap(([name, one]) => ('text' in one ? [] : [name]))
  return { id, folder, files, findings, unread }
}

/** What a layer is laid over: a flow, or why there is none. */
type Under =
  | { readonly base: FlowTexts; readonly findings: readonly Finding[] }
  | { readonly noBase: NonNullable<FlowTexts['noBase']> }
  | undefined

/** Ids of the flows beside a folder, for a suggestion: none where one may not look. */
const flowsBeside = (ports: Ports, folder: string): readonly string[] => {
  const parent = path.join(folder, '..')
  try {
    return inside(ports, parent).filter(
      (name) => at(ports, parent, name) !== at(ports, folder) && isFlow(ports, path.join(parent, name)),
    )
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return []
  }
}

const noPolicy = (ports: Ports, folder: string, over: string): Under => {
  const ids = new Set([...flowsBeside(ports, folder), ...ports.shipped.policies().map(({ id }) => id)])
  return {
    noBase: {
      code: 'RF010',
      message: `There is no policy named "${over}" to lay this over: none beside this folder, none that came with Rungs.`,
      hint: suggest(over, [...ids]),
    },
  }
}

const tooMany: Under = {
  noBase: {
    code: 'RF070',
    message: `A policy has at most ${mostLayers} layers, and this one would have more.`,
    hint: 'Lay it over a policy that stands further below.',
  },
}

const circle = (over: string): Under => ({
  noBase: {
    code: 'RF070',
    message: `This is laid over "${over}", which is itself laid over this.`,
    hint: 'One of them has to stand by itself, or over another policy.',
  },
})

const depth = ({ base }: FlowTexts): number => (base === undefined ? 1 : 1 + depth(base))

/**
 * The base of an overlay: the folder beside it with that name, but not itself; else the policy that came with the program.
 * `above`: the folders that are laid over it, itself the last.
 */
const underneath = (ports: Ports, { folder, files }: Layer, above: readonly string[]): Under => {
  const over = overOf(files.get(overlayFile) ?? '')
  if (over === undefined) return undefined
  const sibling = path.join(folder, '..', over)
  const resolved = at(ports, sibling)
  if (resolved !== above.at(-1) && isFlow(ports, sibling)) {
    if (above.includes(resolved)) return circle(over)
    if (above.length >= mostLayers) return tooMany
    const { texts, findings } = readOver(ports, sibling, above)
    return { base: texts, findings }
  }
  const shipped = ports.shipped.policy(over)
  if (shipped === undefined) return noPolicy(ports, folder, over)
  const base = textsOf(shipped.text, `shipped/${over}`, shipped.policy.sha256)
  if (base === undefined) return noPolicy(ports, folder, over)
  return above.length + depth(base) > mostLayers ? tooMany : { base, findings: [] }
}

const readOver = (ports: Ports, folder: string, above: readonly string[]): FlowFiles => {
  const layer = readLayer(ports, folder)
  const under = underneath(ports, layer, [...above, at(ports, folder)])
  const texts = {
    id: layer.id,
    folder,
    files: layer.files,
    bodies: ports.shipped.bodies(),
    ...(under === undefined ? {} : 'base' in under ? { base: under.base } : under),
  }
  return {
    texts: { ...texts, sha256: digest(pinOf(texts)) },
    findings: [...layer.findings, ...(under !== undefined && 'base' in under ? under.findings : [])],
    unread: layer.unread,
  }
}

/**
 * The texts of a flow folder, with its id (the folder's name), its digest and the policy that it is laid over. Throws a
 * `UserError` where it cannot be read.
 */
export const readFlow = (ports: Ports, folder: string): FlowFiles => readOver(ports, folder, [])
