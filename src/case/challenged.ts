/** Whose decision a case disputes, for counting cases by it. Asks nothing; a question of the policy is asked like any other. */
import { challengedIn } from '../flow/challenged.ts'
import type { Case } from './case.ts'
import type { Named } from './fact.ts'

/**
 * The body that the policy or the present scenario names, or the answer to the policy's question, corrections applied. `id` is one
 * of those that all policies share (`challengedBodies`), `label` the words of this policy. Undefined while it is not known:
 * no scenario yet, a question not answered, a policy that does not say or is not to be had.
 */
export const challengedOf = ({
  policy,
  scenario,
  asks,
}: Pick<Case, 'policy' | 'scenario' | 'asks'>): Named | undefined => {
  const challenged = scenario === undefined ? undefined : challengedIn(policy, scenario)
  switch (challenged?.kind) {
    case undefined:
      return undefined
    case 'body':
      return { id: challenged.id, label: challenged.title }
    case 'ask':
      return asks[challenged.ask]
  }
}
