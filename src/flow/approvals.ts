/**
 * Who approved which text of a flow, when: the file approvals.yaml beside a policy.yaml or an overlay.yaml. It stands outside
 * the pinned text, since an approval names that text's digest. Proves nobody's identity; whoever keeps the flow keeps it.
 */
import * as z from 'zod'
import { parsePlainDate } from '../calendar/date.ts'
import type { PlainDate } from '../calendar/time.ts'
import type { Finding } from './finding.ts'
import { checkShape } from './text/check-shape.ts'
import { readSheet } from './text/yaml.ts'

/** The name of the file, in the folder of the flow. */
export const approvalsFile = 'approvals.yaml'

export interface Approval {
  /** Who approved, as they would sign: "A. Example". */
  readonly by: string
  readonly role: string
  readonly on: PlainDate
  /** The digest of the approved text, lower-case hex. */
  readonly sha256: string
}

export type Approvals =
  | { readonly kind: 'ok'; readonly approvals: readonly Approval[] }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }

const words = z.string().trim().min(1, 'this may not be empty').max(200, 'this is longer than 200 characters')

/** The list as written; the JSON Schema for editors can be made from it. */
const approvalsSchema = z
  .array(
    z.strictObject({
      by: words.describe('Who approved: "A. Example".'),
      role: words.describe('In which role: "Board manager".'),
      on: z
        .string()
        .refine((text) => parsePlainDate(text) !== undefined, 'a date is written "2026-11-23", and exists')
        .describe('The day: "2026-11-23".'),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/, 'a digest is 64 digits 0 to 9 and a to f, in lower case')
        .describe('The digest of the approved text, as "rungs flow show" prints it.'),
    }),
  )
  .max(1000, 'these are more than 1000 approvals')

const remade = (finding: Finding): Finding => ({ ...finding, code: 'RF040' })

/**
 * The approvals in this text, in its order; or everything that is wrong with it, each a finding RF040 with its line. `file`
 * is the name to show. An empty file holds none.
 */
export const parseApprovals = (file: string, text: string): Approvals => {
  const sheet = readSheet(file, text)
  if (sheet.findings.length === 0 && sheet.value === null) return { kind: 'ok', approvals: [] }
  const shaped = checkShape<readonly Approval[]>(sheet, approvalsSchema)
  return shaped.kind === 'ok'
    ? { kind: 'ok', approvals: shaped.value }
    : { kind: 'findings', findings: shaped.findings.map(remade) }
}
