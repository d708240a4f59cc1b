/** What is to be known of a record besides what was found: ordinary life explains it, and so could something else. Judges nothing. */
import type { Stamp } from '../calendar/time.ts'
import type { Evidence } from './checked.ts'
import { isNotBegun } from './examined.ts'

export type Remark =
  /** From this entry on another key signs for a device, and nothing shows that the one before has signed for it. */
  | { readonly kind: 'key-alone'; readonly mark: string; readonly entry: number }
  /** When this computer saw another record in the same place. */
  | { readonly kind: 'other-record-here'; readonly seen: Stamp }

/** Keys that a register has as signed for by the one before, with their device. */
const vouchedIn = ({ registeredKeys }: Evidence): ReadonlySet<string> =>
  new Set(
    [...registeredKeys].flatMap(([mark, keys]) =>
      keys.filter(({ vouched }) => vouched).map(({ key }) => `${mark} ${key}`),
    ),
  )

/** A device that goes on with a key that it has not signed with before. */
const keysAlone = (evidence: Evidence): readonly Remark[] => {
  const vouched = vouchedIn(evidence)
  const named = new Set(evidence.keys)
  const before = new Map<string, Set<string>>()
  return evidence.examined.signed.flatMap(({ mark, key, from }) => {
    const own = before.get(mark)
    if (own === undefined) before.set(mark, new Set([key]))
    if (own === undefined || own.has(key)) return []
    own.add(key)
    return named.has(key) || vouched.has(`${mark} ${key}`) ? [] : [{ kind: 'key-alone', mark, entry: from }]
  })
}

export const remarksOf = (evidence: Evidence): readonly Remark[] => {
  const { examined, otherSeen } = evidence
  return [
    ...keysAlone(evidence),
    ...(otherSeen === undefined || isNotBegun(examined)
      ? []
      : [{ kind: 'other-record-here', seen: otherSeen } as const]),
  ]
}
