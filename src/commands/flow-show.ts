/** `rungs flow show`: prints a whole policy for proof-reading, with its approvals. Checks nothing that loading does not check. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Finding } from '../flow/finding.ts'
import type { Ports } from '../ports.ts'
import type { KnownApprovals } from '../render/flow/approval.ts'
import { loadFlow } from '../sitting/find-policy.ts'
import { join } from '../sitting/flow-folders.ts'
import { type Flow, findFlow } from '../sitting/named-flow.ts'
import { decodeUtf8, firstNotUtf8 } from '../sitting/utf8.ts'
import { explain } from '../storage/failure.ts'

export interface ShowOptions {
  /** The id of a policy, or the path of a flow folder. */
  readonly target: string
  readonly format: 'md' | 'html'
  /** Its `flows/` are looked in too. */
  readonly casebook?: string
}

/** The bytes of a file; undefined where there is none. Throws a `UserError` where it cannot be read. */
const bytesOf = (ports: Ports, file: string): Uint8Array | undefined => {
  const at = path.resolve(ports.cwd, file)
  try {
    const found = ports.disk.stat(at)
    if (found === undefined) return undefined
    if (!found.plain || found.size > 1_000_000)
      throw new UserError(`"${file}" is no file of approvals.`, 'It is a short text file.')
    return ports.disk.readBytes(at)
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(`${explain(error, file).reason}.`, 'Check that you may read it, then try again.')
  }
}

interface Read {
  readonly known: KnownApprovals
  readonly findings: readonly Finding[]
  readonly source: string
}

const notText = (file: string, bytes: Uint8Array): Finding => ({
  code: 'RF040',
  message: 'The file is not UTF-8 text.',
  hint: 'Save it as UTF-8 in your editor.',
  file,
  ...firstNotUtf8(bytes),
})

const readApprovals = async (ports: Ports, flow: Flow): Promise<Read> => {
  if (flow.kind === 'shipped') return { known: { kind: 'shipped' }, findings: [], source: '' }
  const { approvalsFile, parseApprovals } = await import('../flow/approvals.ts')
  const file = join(flow.folder, approvalsFile)
  const bytes = bytesOf(ports, file)
  if (bytes === undefined) return { known: { kind: 'kept', approvals: [] }, findings: [], source: '' }
  const source = decodeUtf8(bytes)
  if (source === undefined)
    return { known: { kind: 'unreadable' }, findings: [notText(file, bytes)], source: '' }
  const parsed = parseApprovals(file, source)
  return parsed.kind === 'ok'
    ? { known: { kind: 'kept', approvals: parsed.approvals }, findings: [], source }
    : { known: { kind: 'unreadable' }, findings: parsed.findings, source }
}

/**
 * Prints the document to standard output: 0, or 1 where approvals.yaml has findings, which go to standard error. Throws a
 * `UserError` where there is no such policy, where it does not load, or where approvals.yaml cannot be read.
 */
export const flowShow = async (ports: Ports, options: ShowOptions): Promise<number> => {
  const flow = findFlow(ports, options.target, options.casebook)
  const policy = await loadFlow(ports, flow)
  const { known, findings, source } = await readApprovals(ports, flow)
  const { policyDocument } = await import('../render/flow/show.ts')
  const today = ports.clock.now().slice(0, 10)
  const document = policyDocument({ policy, common: ports.shipped.common(), approvals: known, today })
  if (options.format === 'html') ports.out((await import('../render/document/html.ts')).writeHtml(document))
  else ports.out((await import('../render/document/markdown.ts')).writeMarkdown(document))
  if (findings.length === 0) return 0
  const { renderFinding } = await import('../render/finding-text.ts')
  for (const finding of findings) ports.err(`${renderFinding(finding, source)}\n\n`)
  return 1
}
