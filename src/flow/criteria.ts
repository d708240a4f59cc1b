/** What a concern can be matched to: definitions of a policy and, behind them, of the general guidance. Knows no case. */
import type { Common, Policy, Term } from './policy.ts'

/** A definition with an id. */
export interface Criterion extends Term {
  readonly criterion: string
  /** Of the general guidance, not of the policy. */
  readonly general: boolean
}

/** The terms among these that a concern can be matched to. */
export const criteriaIn = (terms: readonly Term[], general: boolean): readonly Criterion[] =>
  terms.flatMap(({ term, meaning, clause, criterion }) =>
    criterion === undefined
      ? []
      : [{ term, meaning, criterion, general, ...(clause === undefined ? {} : { clause }) }],
  )

/** The terms of the general guidance that hold in the policy's nation. */
export const generalTerms = (policy: Policy, common: Pick<Common, 'terms'>): Common['terms'] =>
  common.terms.filter(({ nations }) => nations?.includes(policy.nation) ?? true)

/**
 * The policy's own first, each id once. A case may be walked by a policy that is older than the general guidance: where
 * both have an id, the policy's is meant.
 */
export const criteriaOf = (policy: Policy, common: Pick<Common, 'terms'>): readonly Criterion[] => {
  const own = criteriaIn(policy.terms, false)
  const taken = new Set(own.map(({ criterion }) => criterion))
  return [
    ...own,
    ...criteriaIn(generalTerms(policy, common), true).filter(({ criterion }) => !taken.has(criterion)),
  ]
}
