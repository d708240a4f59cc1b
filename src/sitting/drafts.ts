/** The drafts of a policy: those that came with the program, and those in the folder of a flow of one's own. Reads files; checks through draft/. */
import type { Draft } from '../draft/draft.ts'
import { UserError } from '../errors.ts'
import type { Finding } from '../flow/finding.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { localFlow } from './library.ts'
import { readTexts } from './walk-files.ts'

export interface FoundDrafts {
  readonly drafts: readonly Draft[]
  readonly findings: readonly Finding[]
}

/** The drafts in a flow's folder: those that are good, and what is wrong with the others. */
export const draftsIn = async (ports: Ports, policy: Policy, folder: string): Promise<FoundDrafts> => {
  const files = readTexts(ports, folder, 'drafts')
  if (files.length === 0) return { drafts: [], findings: [] }
  const { loadDraft } = await import('../draft/load.ts')
  const loaded = files.map(({ file, text }) => loadDraft(policy, file, text))
  return {
    drafts: loaded.flatMap((one) => (one.kind === 'ok' ? [one.value] : [])),
    findings: loaded.flatMap((one) => (one.kind === 'ok' ? [] : one.findings)),
  }
}

const ofOne = async (ports: Ports, casebook: string, policy: Policy, id: string): Promise<FoundDrafts> => {
  const folder = localFlow(ports, casebook, id)
  return folder === undefined
    ? { drafts: ports.shipped.drafts(id), findings: [] }
    : draftsIn(ports, policy, folder)
}

/**
 * The drafts of a case's policy, as they are today: those of its own flow first, then those of the policies that it is laid over.
 * `findings`: what is wrong with those that cannot be used. Throws a `UserError` where a folder cannot be read.
 */
export const draftsOf = async (ports: Ports, casebook: string, policy: Policy): Promise<FoundDrafts> => {
  const ids = [policy.id, ...policy.over.map(({ id }) => id)]
  const found = await Promise.all(ids.map((id) => ofOne(ports, casebook, policy, id)))
  const drafts = new Map<string, Draft>()
  for (const one of found.flatMap((each) => each.drafts)) if (!drafts.has(one.id)) drafts.set(one.id, one)
  return { drafts: [...drafts.values()], findings: found.flatMap((each) => each.findings) }
}

/** The same for somebody on the phone: what cannot be used, or read, is not offered, and keeps nobody waiting. */
export const usableDrafts = async (
  ports: Ports,
  casebook: string,
  policy: Policy,
): Promise<readonly Draft[]> => {
  try {
    return (await draftsOf(ports, casebook, policy)).drafts
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return []
  }
}
