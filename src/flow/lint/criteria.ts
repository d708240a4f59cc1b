/** Definitions that a concern can be matched to and that could be mistaken for each other in a record: two with one id. */
import { criteriaIn } from '../criteria.ts'
import type { Finding } from '../finding.ts'
import { readSources } from '../overlay/sources.ts'
import type { FlowTexts } from '../pin.ts'
import type { Common, Policy } from '../policy.ts'
import { type At, type Claim, placing } from './place.ts'

const at = (term: string): At => ({ in: 'policy', path: ['terms', term, 'criterion'] })
const hint = 'Give it another id.'

/** Two terms of the policy. */
export const criteria = ({ terms }: Policy): readonly Claim[] => {
  const first = new Map<string, string>()
  return criteriaIn(terms, false).flatMap(({ term, criterion }) => {
    const before = first.get(criterion)
    first.set(criterion, before ?? term)
    return before === undefined
      ? []
      : [
          {
            code: 'RF050',
            message: `"${term}" and "${before}" are both the criterion "${criterion}".`,
            hint,
            at: at(term),
          },
        ]
  })
}

/**
 * A term of the policy and one of the general guidance. Not looked for when a policy is loaded: a later edition of the
 * guidance must not keep a case from the policy that it is walked by.
 */
export const generalCriteria = (policy: Policy, texts: FlowTexts, common: Common): readonly Finding[] => {
  const sheet = readSources(texts).policy
  if (sheet === undefined) return []
  const place = placing({ policy: sheet, scenarios: new Map() })
  const known = new Map(criteriaIn(common.terms, true).map(({ criterion, term }) => [criterion, term]))
  return criteriaIn(policy.terms, false).flatMap(({ term, criterion }) => {
    const general = known.get(criterion)
    return general === undefined
      ? []
      : [
          {
            code: 'RF050',
            message: `"${term}" and "${general}" of the general guidance are both the criterion "${criterion}".`,
            hint,
            ...place(at(term)),
          },
        ]
  })
}
