/** The policy of the flow that a person names, loaded; or what lint says of it, in a line. */
import { UserError } from '../errors.ts'
import { byPlace, type Finding } from '../flow/finding.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { readFlow } from './flow-files.ts'
import { type Flow, findFlow } from './named-flow.ts'

/** What was found, in one line; where there is more, that there is. `named`: the folder to give to lint. */
const hasFindings = (named: string, findings: readonly Finding[]): UserError => {
  const [first] = [...findings].sort(byPlace)
  const many = findings.length === 1 ? 'a finding' : `${findings.length} findings, the first`
  const said =
    first === undefined ? '' : `: ${first.file}:${first.line}:${first.column} ${first.code} ${first.message}`
  return new UserError(
    `The flow "${named}" has ${many}${said}`,
    `"rungs flow lint ${named}" shows each with its line.`,
    1,
  )
}

const fromFolder = async (ports: Ports, folder: string): Promise<Policy> => {
  const { loadPolicy } = await import('../flow/load.ts')
  const { texts, findings } = readFlow(ports, folder)
  const loaded = loadPolicy(texts)
  if (loaded.kind === 'ok' && findings.length === 0) return loaded.policy
  throw hasFindings(folder, [...findings, ...(loaded.kind === 'ok' ? [] : loaded.findings)])
}

const fromShipped = (ports: Ports, id: string): Policy => {
  const found = ports.shipped.policy(id)
  if (found === undefined) throw new Error(`${id} did not come with this program.`)
  return found.policy
}

/** The policy of a flow. Throws a `UserError` where it does not load. */
export const loadFlow = async (ports: Ports, flow: Flow): Promise<Policy> =>
  flow.kind === 'folder' ? fromFolder(ports, flow.folder) : fromShipped(ports, flow.id)

/** The policy that a word means: see `findFlow`. Throws a `UserError` where there is none or where it does not load. */
export const findPolicy = async (ports: Ports, target: string, casebook?: string): Promise<Policy> =>
  loadFlow(ports, findFlow(ports, target, casebook))
