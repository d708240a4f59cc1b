/** Conditions that never hold together, and rungs that for some answer have no outcome. */

import type { Check, CheckKind, Policy, Rung, Scenario, When } from '../policy.ts'
import { rungsOf } from '../rungs.ts'
import type { Claim } from './place.ts'

/** No answer is one of both. */
export const apart = (a: When | undefined, b: When | undefined): boolean =>
  a !== undefined && b !== undefined && a.ask === b.ask && !a.is.some((one) => b.is.includes(one))

type Path = readonly PropertyKey[]

/** The lists in which things to tick are written; those of other kinds have no condition. */
const lists: Readonly<Partial<Record<CheckKind, string>>> = {
  ready: 'checks',
  form: 'forms',
  inform: 'inform',
}

const inList = (rung: Rung, check: Check): Path => {
  const alike = rung.checks.filter((one) => one.kind === check.kind)
  return [lists[check.kind] ?? 'checks', alike.indexOf(check), 'when']
}

const parts = (rung: Rung): readonly (readonly [Path, When | undefined])[] => [
  ...rung.outcomes.map((one) => [['outcomes', one.id, 'when'], one.when] as const),
  ...rung.clocks.map((one) => [['clocks', one.id, 'when'], one.when] as const),
  ...rung.checks.flatMap((one) => (one.when === undefined ? [] : [[inList(rung, one), one.when] as const])),
]

const neverHolds = (scenario: Scenario, rung: Rung): readonly Claim[] =>
  rung.when === undefined
    ? []
    : parts(rung)
        .filter(([, when]) => apart(rung.when, when))
        .map(([path]) => ({
          code: 'RF037',
          message: 'This condition never holds: the rung itself stands only for other answers.',
          hint: `The rung stands only for ${rung.when?.is.join(', ') ?? ''}. Correct one of the two.`,
          at: { in: 'rung', scenario: scenario.id, rung: rung.id, path },
        }))

/** A clock that waits for an outcome which is only offered on other answers. */
const neverRuns = (scenario: Scenario, rung: Rung): readonly Claim[] =>
  rung.clocks
    .filter(
      (clock) =>
        clock.on.length > 0 &&
        clock.on.every((id) => apart(clock.when, rung.outcomes.find((one) => one.id === id)?.when)),
    )
    .map((clock) => ({
      code: 'RF037',
      message: `This condition never holds: on its answers there is no outcome ${clock.on.join(' or ')}.`,
      hint: 'Give the clock the condition of the outcome that it waits for.',
      at: { in: 'rung', scenario: scenario.id, rung: rung.id, path: ['clocks', clock.id, 'when'] },
    }))

const answersTo = (policy: Policy, ask: string): readonly string[] =>
  [...policy.asks, ...policy.guards].find((one) => one.id === ask)?.options.map((one) => one.id) ?? []

const unanswered = (policy: Policy, scenario: Scenario, rung: Rung): readonly Claim[] => {
  const whens = rung.outcomes.flatMap((one) => one.when ?? [])
  const [first] = whens
  if (first === undefined || whens.length < rung.outcomes.length) return []
  if (whens.some((one) => one.ask !== first.ask)) return []
  const offered = new Set(whens.flatMap((one) => one.is))
  const possible = rung.when?.ask === first.ask ? rung.when.is : answersTo(policy, first.ask)
  const without = possible.filter((answer) => !offered.has(answer))
  return without.length === 0
    ? []
    : [
        {
          code: 'RF034',
          message: `For ${without.join(', ')} the rung "${rung.id}" has no outcome.`,
          hint: `Add one, or give the rung itself "when": ask ${first.ask}.`,
          at: { in: 'rung', scenario: scenario.id, rung: rung.id, path: ['outcomes'], key: 'key' },
        },
      ]
}

export const conditions = (policy: Policy): readonly Claim[] =>
  policy.scenarios.flatMap((scenario) =>
    rungsOf(scenario).flatMap((rung) => [
      ...neverHolds(scenario, rung),
      ...neverRuns(scenario, rung),
      ...unanswered(policy, scenario, rung),
    ]),
  )
