/** What the build stores of the drafts of a policy: read and checked already. Used by scripts/build.mjs only. */
import { formatFinding } from '../flow/finding.ts'
import type { Policy } from '../flow/policy.ts'
import type { WalkText } from '../flow/shipped.ts'
import type { Draft } from './draft.ts'
import { loadDraft } from './load.ts'

type Shipped =
  | { readonly kind: 'ok'; readonly value: readonly Draft[] }
  | { readonly kind: 'findings'; readonly findings: readonly string[] }

export const shipDrafts = (policy: Policy, files: readonly WalkText[]): Shipped => {
  const loaded = files.map(({ file, text }) => loadDraft(policy, file, text))
  const findings = loaded.flatMap((one) => (one.kind === 'ok' ? [] : one.findings.map(formatFinding)))
  return findings.length > 0
    ? { kind: 'findings', findings }
    : { kind: 'ok', value: loaded.flatMap((one) => (one.kind === 'ok' ? [one.value] : [])) }
}
