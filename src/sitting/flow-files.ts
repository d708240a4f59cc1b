/**
 * The texts of a flow's folder, and of the policies that it is laid over, layer by layer. What becomes of each file's bytes is
 * flow-bytes.ts; understands no YAML.
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
import { largestPin } from '../storage/pins.ts'
import { misnamed, readText } from './flow-bytes.ts'
import { at, inside, isFlow, join, statOf } from './flow-folders.ts'

/** Kept in the folder of a flow, and no part of it: approvals name the digest of the others. */
const beside = ['approvals.yaml']

export interface FlowFiles {
  readonly texts: FlowTexts
  readonly findings: readonly Finding[]
  /** Names of the files that could not be read as text: not among the texts. */
  readonly unread: readonly string[]
}

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
      statOf(ports, join(folder, name))?.plain === true,
  )
  const read = names.map((name) => [name, readText(ports, folder, name)] as const)
  const files = inPinOrder(
    new Map(read.flatMap(([name, one]) => ('text' in one ? [[name, one.text] as const] : []))),
  )
  const id = path.basename(at(ports, folder))
  const findings = [
    ...misnamed(id, join(folder, names.includes(policyFile) ? policyFile : overlayFile)),
    ...read.flatMap(([, one]) => ('text' in one ? one.findings : [one.finding])),
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

/** What is kept of a policy beside a record must be small enough to be read again. */
const tooMuch = ({ folder, files, ...texts }: FlowTexts): readonly Finding[] => {
  const [first = policyFile] = files.keys()
  if (Buffer.byteLength(pinOf({ ...texts, files })) <= largestPin) return []
  const whole = texts.base === undefined ? 'The flow is' : 'The flow and what it is laid over are together'
  return [
    {
      code: 'RF003',
      message: `${whole} larger than a policy can be (${largestPin / 2 ** 20} MiB).`,
      hint: 'Are these the right files?',
      file: join(folder, first),
      line: 1,
      column: 1,
    },
  ]
}

/**
 * The texts of a flow folder, with its id (the folder's name), its digest and the policy that it is laid over. Throws a
 * `UserError` where it cannot be read.
 */
export const readFlow = (ports: Ports, folder: string): FlowFiles => {
  const read = readOver(ports, folder, [])
  return { ...read, findings: [...read.findings, ...tooMuch(read.texts)] }
}
