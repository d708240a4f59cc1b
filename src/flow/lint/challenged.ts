/** Whether it can be known of every case whose decision it disputes, and counted beside the cases of other policies. */
import { challengedIn } from '../challenged.ts'
import { suggest } from '../nearest.ts'
import type { Challenged, Policy } from '../policy.ts'
import { challengedBodies } from '../words/closed-lists.ts'
import type { At, Claim } from './place.ts'

type Written = readonly [challenged: Challenged, at: At]

/** Each that is written, with its place. */
const written = (policy: Policy): readonly Written[] => [
  ...(policy.challenged === undefined
    ? []
    : [[policy.challenged, { in: 'policy', path: ['challenged'] }] as const]),
  ...policy.scenarios.flatMap(({ id, challenged }) =>
    challenged === undefined
      ? []
      : [[challenged, { in: 'scenario', scenario: id, path: ['challenged'] }] as const],
  ),
]

const unshared = (id: string, at: At): readonly Claim[] =>
  Object.hasOwn(challengedBodies, id)
    ? []
    : [
        {
          code: 'RF049',
          message: `"${id}" is none of the ids that all policies share for whose decision is disputed.`,
          hint: `${suggest(id, Object.keys(challengedBodies))} For any other: another.`,
          at,
        },
      ]

const bodies = (all: readonly Written[]): readonly Claim[] =>
  all.flatMap(([one, at]) =>
    one.kind === 'body' ? unshared(one.id, { ...at, path: [...at.path, 'id'] }) : [],
  )

/** The answers to each question that says it. */
const answers = (policy: Policy, all: readonly Written[]): readonly Claim[] => {
  const said = new Set(all.flatMap(([one]) => (one.kind === 'ask' ? [one.ask] : [])))
  return policy.asks
    .filter(({ id }) => said.has(id))
    .flatMap(({ id: ask, options }) =>
      options.flatMap(({ id }) =>
        unshared(id, { in: 'policy', path: ['asks', ask, 'options', id], key: 'key' }),
      ),
    )
}

/** Scenarios that do not ask the question which says it: each is named where it lists its questions. */
const unasked = (policy: Policy): readonly Claim[] => {
  const asks = new Set(policy.asks.map(({ id }) => id))
  return policy.scenarios.flatMap((scenario) => {
    const challenged = challengedIn(policy, scenario)
    if (challenged?.kind !== 'ask' || scenario.asks.includes(challenged.ask)) return []
    // One that is not there at all has been found already.
    if (!asks.has(challenged.ask)) return []
    return [
      {
        code: 'RF048',
        message: `"${challenged.ask}" says whose decision is disputed, and is not asked in this scenario.`,
        hint: 'List it under "asks", or say under "challenged" whose it is here.',
        at: { in: 'scenario', scenario: scenario.id, path: ['asks'] },
      },
    ]
  })
}

/** What is wrong with whose decision is disputed. */
export const challenged = (policy: Policy): readonly Claim[] => {
  const all = written(policy)
  return [...bodies(all), ...answers(policy, all), ...unasked(policy)]
}
