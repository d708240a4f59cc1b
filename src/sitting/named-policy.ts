/**
 * Which policy a person means who may also mean an older one: an id, a flow folder, a text kept beside the records, or its digest.
 * Finds and loads; compares nothing.
 */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import { formatFinding } from '../flow/finding.ts'
import { type FlowTexts, parsePin, pinOf, textsOf } from '../flow/pin.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { sha256 as digest } from '../record/digest.ts'
import { explain } from '../storage/failure.ts'
import { largestPin, pinFolder, readPin } from '../storage/pins.ts'
import { loadFlow } from './find-policy.ts'
import { readFlow } from './flow-files.ts'
import { type Flow, findFlow, flowById, isPath } from './named-flow.ts'
import { decodeUtf8 } from './utf8.ts'

/** A policy that a person named. */
export interface Named {
  readonly policy: Policy
  /** The policy that it is laid over. Throws a `UserError` where that does not load; undefined where it is no overlay. */
  readonly base: () => Promise<Policy | undefined>
}

const load = async (texts: FlowTexts, named: string): Promise<Policy> => {
  const { loadPolicy } = await import('../flow/load.ts')
  const loaded = loadPolicy(texts)
  if (loaded.kind === 'ok') return loaded.policy
  const [first] = loaded.findings.map(formatFinding)
  throw new UserError(
    `This version of Rungs cannot load ${named}: ${first ?? 'it is no policy'}`,
    'It may be from before a change of the flow language. The records that name it stay readable.',
    1,
  )
}

const baseOf = ({ base }: FlowTexts): FlowTexts | undefined =>
  base === undefined ? undefined : { ...base, sha256: digest(pinOf(base)) }

const fromText = async (text: string, file: string): Promise<Named> => {
  const texts = textsOf(text, file, digest(text))
  if (texts === undefined)
    throw new UserError(`"${file}" is no kept policy.`, 'Name a file of records/policies, or a flow folder.')
  const under = baseOf(texts)
  return {
    policy: await load(texts, `"${file}"`),
    base: async () => (under === undefined ? undefined : load(under, `what "${file}" is laid over`)),
  }
}

/** The text of a file that is a kept policy; undefined where it is something else, or not there. */
const keptText = (ports: Ports, file: string): string | undefined => {
  const at = path.resolve(ports.cwd, file)
  try {
    const found = ports.disk.stat(at)
    if (found?.plain !== true || found.size > largestPin) return undefined
    const text = decodeUtf8(ports.disk.readBytes(at))
    return text === undefined || parsePin(text) === undefined ? undefined : text
  } catch (error) {
    explain(error, file)
    return undefined
  }
}

const keptDigests = (ports: Ports, folder: string): readonly string[] => {
  try {
    return ports.disk.stat(folder)?.folder === true
      ? ports.disk.list(folder).flatMap((name) => /^([0-9a-f]{64})\.yaml$/.exec(name)?.[1] ?? [])
      : []
  } catch (error) {
    const { reason, hint } = explain(error, folder)
    throw new UserError(`${reason}.`, hint)
  }
}

const fromShipped = (ports: Ports, sha256: string): Named | undefined => {
  const policy = ports.shipped.policyBySha(sha256)
  return policy === undefined ? undefined : { policy, base: () => Promise.resolve(undefined) }
}

const fromKept = async (ports: Ports, folder: string, sha256: string): Promise<Named> => {
  const pin = readPin(ports.disk, folder, sha256, 'yaml')
  if (pin.kind === 'found' && digest(pin.text) === sha256)
    return fromText(pin.text, path.join(folder, `${sha256}.yaml`))
  throw new UserError(
    `The policy kept as ${sha256.slice(0, 12)} cannot be used: ${pin.kind === 'not-read' ? pin.reason : 'it is not what it was when it was kept'}.`,
    'Put back a copy from a backup.',
  )
}

/** By a digest or its beginning, among the texts kept beside the records and those that came with the program. */
const fromDigest = async (ports: Ports, start: string, casebook: string | undefined): Promise<Named> => {
  const folder = casebook === undefined ? undefined : pinFolder(casebook, 'policies')
  const kept = folder === undefined ? [] : keptDigests(ports, folder)
  const shipped = ports.shipped.policies().map(({ sha256 }) => sha256)
  const [found, another] = [...new Set([...shipped, ...kept])].filter((one) => one.startsWith(start))
  if (found === undefined)
    throw new UserError(
      `There is no policy "${start}", and no text is kept whose digest begins so.`,
      'The texts kept of policies are in records/policies of a casebook; name it with --casebook.',
    )
  if (another !== undefined)
    throw new UserError(`More than one kept policy begins with "${start}".`, 'Give more of the digest.')
  return fromShipped(ports, found) ?? fromKept(ports, folder ?? '', found)
}

const isDigest = (target: string): boolean => /^[0-9a-f]{8,64}$/.test(target)

const fromFlow = async (ports: Ports, flow: Flow, target: string): Promise<Named> => {
  const policy = await loadFlow(ports, flow)
  const base = async (): Promise<Policy | undefined> => {
    // What came with the program is laid over nothing.
    if (flow.kind === 'shipped') return undefined
    const under = baseOf(readFlow(ports, flow.folder).texts)
    return under === undefined ? undefined : load(under, `what "${target}" is laid over`)
  }
  return { policy, base }
}

/**
 * The policy that `target` names: as `findFlow`, or the path of a text kept in records/policies, or at least eight digits
 * of a digest. An id may look like the beginning of a digest, and wins. Throws a `UserError` where there is none or where
 * it does not load.
 */
export const findNamed = async (ports: Ports, target: string, casebook?: string): Promise<Named> => {
  const known = isPath(target) ? undefined : flowById(ports, target, casebook)
  if (known !== undefined) return fromFlow(ports, known, target)
  const text = keptText(ports, target)
  if (text !== undefined) return fromText(text, target)
  if (isDigest(target)) return fromDigest(ports, target, casebook)
  return fromFlow(ports, findFlow(ports, target, casebook), target)
}
