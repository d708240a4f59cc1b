/**
 * What is wrong with a policy that can be loaded all the same: what nobody would get to see, roads that lead nowhere, clocks that
 * cannot be met, lines that do not fit. Each idea has a file of its own; the catalogue is in flows/README.md.
 */
import type { Finding } from '../finding.ts'
import type { Policy } from '../policy.ts'
import { challenged } from './challenged.ts'
import { clocks } from './clocks.ts'
import { criteria } from './criteria.ts'
import { deadEnds } from './dead-ends.ts'
import { type At, type Claim, placing, type Sheets } from './place.ts'
import { roadsOf } from './roads.ts'
import { rules } from './rules.ts'
import { approached } from './rungs.ts'
import { unseen } from './unseen.ts'
import { conditions } from './when.ts'
import { widths } from './width.ts'

export type { Sheets } from './place.ts'

/** Scenarios that share a ladder share what is wrong with it. */
const once = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(
    findings.map((one) => [`${one.code} ${one.file}:${one.line}:${one.column}`, one] as const).reverse(),
  ).values(),
]

const idle: readonly string[] = ['RF020', 'RF044']

/** What a policy underneath defines, and the overlay leaves unused, is not for the overlay's author to mend. */
const ours = (at: At, sheets: Sheets, { code, file }: Finding): boolean =>
  !idle.includes(code) || at.in !== 'policy' || file === sheets.policy.file

/** Everything at once, in no order. Takes time in proportion to the size of the policy. */
export const lint = (policy: Policy, sheets: Sheets): readonly Finding[] => {
  const roads = roadsOf(policy)
  const claims: readonly Claim[] = [
    ...unseen(policy, sheets),
    ...deadEnds(policy, roads),
    ...conditions(policy),
    ...approached(policy),
    ...clocks(policy, roads),
    ...rules(policy),
    ...widths(policy),
    ...challenged(policy),
    ...criteria(policy),
  ]
  const place = placing(sheets)
  return once(
    claims.flatMap(({ at, ...claim }) => {
      const finding = { ...claim, ...place(at) }
      return ours(at, sheets, finding) ? [finding] : []
    }),
  )
}
