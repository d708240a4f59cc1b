/** The places of its source that a policy names. */
import type { Policy } from './policy.ts'

const gather = (value: unknown, into: Set<string>): void => {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value))
    if (key === 'clause' && typeof inner === 'string') into.add(inner)
    else gather(inner, into)
}

/** Every clause that a policy cites anywhere, and `general`, for what is in no policy. */
export const clausesOf = (policy: Policy): ReadonlySet<string> => {
  const clauses = new Set(['general'])
  gather(policy, clauses)
  return clauses
}
