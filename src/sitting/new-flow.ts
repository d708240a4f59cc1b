/** The answers for a new flow, read from a file, and the files that come of them: checked before any is written. Asks nothing. */
import * as path from 'node:path'
import type * as z from 'zod'
import { addDays } from '../calendar/date.ts'
import { UserError } from '../errors.ts'
import type { Draft, OverlayDraft } from '../flow/draft/answers.ts'
import { draftFlow } from '../flow/draft/flow.ts'
import { draftOverlay } from '../flow/draft/overlay.ts'
import { type DraftDays, draftWalk } from '../flow/draft/walk.ts'
import { type Finding, formatFinding } from '../flow/finding.ts'
import { jsonSchemas } from '../flow/json-schema.ts'
import { loadPolicy } from '../flow/load.ts'
import { pinOf } from '../flow/pin.ts'
import type { Policy } from '../flow/policy.ts'
import { checkShape } from '../flow/text/check-shape.ts'
import { readSheet } from '../flow/text/yaml.ts'
import type { Ports } from '../ports.ts'
import { walk } from '../proof/walk.ts'
import { resultOf } from '../proof/walk-result.ts'
import { loadWalk } from '../proof/walks.ts'
import { sha256 } from '../record/digest.ts'
import { explain } from '../storage/failure.ts'
import { loadFlow } from './find-policy.ts'
import { isFlow } from './flow-folders.ts'
import { worldOf } from './library.ts'
import { findFlow, flowById } from './named-flow.ts'
import { decodeUtf8, firstNotUtf8 } from './utf8.ts'

const refuse = (what: string, findings: readonly Finding[]): UserError =>
  new UserError(what, 'Give other words there.', 1, findings.map(formatFinding))

const bytesOf = (ports: Ports, file: string): Uint8Array => {
  const at = path.resolve(ports.cwd, file)
  try {
    const found = ports.disk.stat(at)
    if (found?.plain === true && found.size <= 1_000_000) return ports.disk.readBytes(at)
  } catch (error) {
    const { reason, hint } = explain(error, file)
    throw new UserError(`${reason}.`, hint)
  }
  throw new UserError(
    `There is no file with answers at "${file}".`,
    '"rungs flow schema new" says what stands in one.',
  )
}

/** The answers in a file. Throws a `UserError` where it cannot be read, or with what is wrong in it. */
export const readDraft = <T>(ports: Ports, file: string, schema: z.ZodType<T>): T => {
  const bytes = bytesOf(ports, file)
  const text = decodeUtf8(bytes)
  if (text === undefined) {
    const { line, column } = firstNotUtf8(bytes)
    throw new UserError(
      `${file}:${line}:${column} Here the file is not UTF-8 text.`,
      'Save it as UTF-8 in your editor.',
    )
  }
  const shaped = checkShape(readSheet(file, text), schema)
  if (shaped.kind === 'ok') return shaped.value
  throw refuse('These answers do not do:', shaped.findings)
}

/** The schemas beside the flow: an editor checks by them without a network, and without knowing where Rungs is. */
const schemas = (which: readonly string[]): ReadonlyMap<string, string> => {
  const all = jsonSchemas()
  return new Map(
    which.flatMap((name) => {
      const text = all.get(`${name}.schema.json`)
      return text === undefined ? [] : [[`schema/${name}.schema.json`, text] as const]
    }),
  )
}

const loaded = (ports: Ports, draft: Draft, files: ReadonlyMap<string, string>): Policy => {
  const texts = { id: 'new', folder: 'new', files, bodies: ports.shipped.bodies() }
  const made = loadPolicy({ ...texts, sha256: sha256(pinOf(texts)) })
  if (made.kind === 'ok') return made.policy
  throw refuse(`Of these answers a flow comes that has findings (${draft.title}):`, made.findings)
}

const daysFrom = (today: string): DraftDays => ({
  begin: today,
  answer: addDays(today, 1),
  done: addDays(today, 7),
})

/** The walk with what comes out of it, by the engine that will test it. */
const firstWalk = (ports: Ports, draft: Draft, policy: Policy): string => {
  const days = daysFrom(ports.clock.now().slice(0, 10))
  const unknown = draftWalk(draft, days, { rungs: [], due: [], end: 'closed agreed' })
  const read = loadWalk('walks/first.yaml', unknown, policy)
  if (read.kind !== 'ok') throw new Error(read.findings.map(formatFinding).join('\n'))
  const walked = walk(worldOf(ports, policy), policy, read.value.script, read.value.start)
  if (walked.problem !== undefined) throw new Error(walked.problem)
  return draftWalk(draft, days, resultOf(walked.state))
}

/** Files of a new flow, with its first walk and the schemas. */
export const filesOf = (ports: Ports, draft: Draft): ReadonlyMap<string, string> => {
  const flow = draftFlow(draft)
  const policy = loaded(ports, draft, flow)
  return new Map([
    ...flow,
    ['walks/first.yaml', firstWalk(ports, draft, policy)],
    ...schemas(['policy', 'scenario', 'walk']),
  ])
}

/**
 * The policy that a new overlay in `folder` will find by the id `over`: a flow beside it, or one that came with the program.
 * Throws a `UserError` where there is neither, or where it does not load.
 */
export const baseFor = async (
  ports: Ports,
  over: string,
  folder: string,
  casebook: string | undefined,
): Promise<Policy> => {
  if (!/^[a-z][a-z0-9-]*$/.test(over))
    throw new UserError(`"${over}" is no policy's id.`, 'Name it by its id: --over southwark, say.')
  const beside = path.join(folder, '..', over)
  if (isFlow(ports, beside)) return loadFlow(ports, { kind: 'folder', folder: beside })
  const shipped = flowById(ports, over, undefined)
  if (shipped !== undefined) return loadFlow(ports, shipped)
  findFlow(ports, over, casebook)
  throw new UserError(
    `The policy "${over}" does not stand beside ${folder}, and did not come with Rungs.`,
    'An overlay is found by its base where their folders stand side by side: give a folder there.',
  )
}

/** Files of a new overlay over this policy, with the schemas. */
export const overlayFilesOf = (draft: OverlayDraft, base: Policy): ReadonlyMap<string, string> =>
  new Map([...draftOverlay(draft, base), ...schemas(['overlay', 'scenario', 'walk'])])
