/** The answers for a new flow, asked or read from a file, and the files that come of them: checked before any is written. */
import * as path from 'node:path'
import type * as z from 'zod'
import { addDays } from '../calendar/date.ts'
import { walk } from '../case/walk.ts'
import { UserError } from '../errors.ts'
import { type Draft, draftSchema, type OverlayDraft, overlayDraftSchema } from '../flow/draft/answers.ts'
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
import { resultOf } from '../proof/walk-result.ts'
import { loadWalk } from '../proof/walks.ts'
import { sha256 } from '../record/digest.ts'
import { explain } from '../storage/failure.ts'
import { findPolicy } from './find-policy.ts'
import type { NewOptions } from './flow-new.ts'

interface Made {
  readonly short: string
  readonly files: ReadonlyMap<string, string>
}

const refuse = (what: string, findings: readonly Finding[]): UserError =>
  new UserError(`${what}\n${findings.map(formatFinding).join('\n')}`, 'Give other words there.', 1)

const readAnswers = <T>(ports: Ports, file: string, schema: z.ZodType<T>): T => {
  const at = path.resolve(ports.cwd, file)
  try {
    const found = ports.disk.stat(at)
    if (found?.plain !== true || found.size > 1_000_000)
      throw new UserError(
        `There is no file with answers at "${file}".`,
        '"rungs flow schema new" says what stands in one.',
      )
    const text = new TextDecoder('utf-8').decode(ports.disk.readBytes(at))
    const shaped = checkShape(readSheet(file, text), schema)
    if (shaped.kind === 'ok') return shaped.value
    throw refuse('These answers do not do:', shaped.findings)
  } catch (error) {
    if (error instanceof UserError) throw error
    const { reason, hint } = explain(error, file)
    throw new UserError(`${reason}.`, hint)
  }
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
  const world = {
    policy: (): Policy => policy,
    calendar: (id: string) => ports.shipped.calendar(id)?.calendar,
    pinnedCalendar: () => undefined,
  }
  const walked = walk(world, policy, read.value.script, read.value.start)
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

const baseOf = async (ports: Ports, over: string, folder: string, casebook?: string): Promise<Policy> => {
  if (!/^[a-z][a-z0-9-]*$/.test(over))
    throw new UserError(`"${over}" is no policy's id.`, 'Name it by its id: --over southwark, say.')
  const beside = path.join(folder, '..', over)
  const near = ['policy.yaml', 'overlay.yaml'].some(
    (name) => ports.disk.stat(path.join(beside, name)) !== undefined,
  )
  const base = await findPolicy(ports, near ? beside : over, near ? undefined : casebook)
  if (near || ports.shipped.policies().some(({ id }) => id === over)) return base
  throw new UserError(
    `The policy "${over}" does not stand beside ${folder}, and did not come with Rungs.`,
    'An overlay is found by its base where their folders stand side by side: give a folder there.',
  )
}

const askedOr = async <T>(
  ports: Ports,
  { answers, plain }: NewOptions,
  schema: z.ZodType<T>,
  ask: (terminal: Awaited<ReturnType<Ports['openTerminal']>>) => Promise<T | undefined>,
): Promise<T | undefined> => {
  if (answers !== undefined) return readAnswers(ports, answers, schema)
  const terminal = await ports.openTerminal(plain)
  return ask(terminal).finally(terminal.close)
}

/**
 * What a new flow or overlay consists of; undefined where it was given up. `free`: why there cannot be a flow of that short name.
 * `folderFor`: where one of that short name will stand.
 */
export const newFiles = async (
  ports: Ports,
  options: NewOptions,
  free: (short: string) => string | undefined,
  folderFor: (short: string) => string,
): Promise<Made | undefined> => {
  const { askDraft, askOverlay } = await import('./flow-new-questions.ts')
  const common = ports.shipped.common()
  if (options.over === undefined) {
    const draft = await askedOr<Draft>(ports, options, draftSchema, (terminal) =>
      askDraft(terminal, common, free),
    )
    return draft === undefined ? undefined : { short: draft.short, files: filesOf(ports, draft) }
  }
  const { over } = options
  const base = await baseOf(ports, over, folderFor('our school'), options.casebook)
  const draft = await askedOr<OverlayDraft>(ports, options, overlayDraftSchema, (terminal) =>
    askOverlay(terminal, common, base.title, free),
  )
  if (draft === undefined) return undefined
  return {
    short: draft.short,
    files: new Map([...draftOverlay(draft, base), ...schemas(['overlay', 'scenario', 'walk'])]),
  }
}
