/** `challenged` as written → whose decision is disputed, as checked. Whether its ids are shared ones is looked at in lint/challenged.ts. */
import type { Challenged } from '../policy.ts'
import type { ChallengedYaml, PolicyYaml } from '../schema.ts'
import { checkRemarks, withRemarks } from './parts.ts'
import type { References } from './references.ts'

/** Of a policy or a scenario; as the words that it adds to either. Never throws; what is wrong goes into `refs`. */
export const buildChallenged = (
  refs: References,
  yaml: ChallengedYaml | undefined,
  policy: PolicyYaml,
): { readonly challenged?: Challenged } => {
  if (yaml === undefined) return {}
  const path = ['challenged']
  if ('ask' in yaml) {
    refs.known('ask', [...path, 'ask'], [yaml.ask], policy.asks)
    return { challenged: { kind: 'ask', ask: yaml.ask } }
  }
  refs.title([...path, 'title'], yaml.title)
  checkRemarks(refs, path, yaml, policy)
  return { challenged: { kind: 'body', ...withRemarks(yaml) } }
}
