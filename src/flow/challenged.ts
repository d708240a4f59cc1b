/** Whose decision is disputed, as a policy and its scenarios say it: which of the two counts, and what it leaves open. */
import type { Challenged, Policy, Scenario } from './policy.ts'

/** The scenario's own word, or the policy's; undefined where neither says it. */
export const challengedIn = (
  policy: Pick<Policy, 'challenged'> | undefined,
  scenario: Pick<Scenario, 'challenged'> | undefined,
): Challenged | undefined => scenario?.challenged ?? policy?.challenged

/** Gaps and readings on it; a question has its own. */
export const challengedRemarks = (challenged: Challenged | undefined): readonly string[] =>
  challenged?.kind === 'body' ? challenged.remarks : []
