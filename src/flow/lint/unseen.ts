/** What a policy defines and nobody gets to see: gaps, readings, questions, advice, shared rungs that nothing names. */

import { challengedRemarks } from '../challenged.ts'
import type { Policy, Rung, Scenario } from '../policy.ts'
import { clocksOf, rungsOf } from '../rungs.ts'
import { type Claim, inside, itemsIn, namesIn, type Sheets } from './place.ts'

const remarksOf = (scenario: Scenario): readonly string[] => [
  ...scenario.remarks,
  ...challengedRemarks(scenario.challenged),
  ...scenario.tracks.flatMap((one) => one.remarks),
  ...scenario.closing.flatMap((one) => one.remarks),
  ...clocksOf(scenario).flatMap((one) => one.remarks),
  ...rungsOf(scenario).flatMap((one) => one.remarks),
]

const usedRemarks = (policy: Policy): ReadonlySet<string> =>
  new Set([
    ...(policy.officeHours?.remarks ?? []),
    ...policy.dangerRemarks,
    ...challengedRemarks(policy.challenged),
    ...[policy.asks, policy.moments, policy.agencies, policy.advice, policy.guards, policy.elsewhere].flatMap(
      (list) => list.flatMap((one) => one.remarks),
    ),
    ...policy.scenarios.flatMap(remarksOf),
  ])

const remarks = (policy: Policy): readonly Claim[] => {
  const used = usedRemarks(policy)
  return policy.remarks
    .filter((remark) => !used.has(remark.id) && remark.clause !== 'whole policy')
    .map((remark) => ({
      code: 'RF020',
      message: `The ${remark.kind} "${remark.id}" is shown nowhere.`,
      hint: 'Name it where it matters, or give it the clause "whole policy".',
      at: { in: 'policy', path: [remark.kind === 'gap' ? 'gaps' : 'readings', remark.id], key: 'key' },
    }))
}

const askedBy = (rung: Rung): readonly string[] =>
  [rung.when, ...rung.outcomes.map((one) => one.when), ...rung.checks.map((one) => one.when)]
    .flatMap((when) => (when === undefined ? [] : [when.ask]))
    .concat(rung.whomBy === undefined ? [] : [rung.whomBy.ask], rung.guards)

const saysWhose = ({ challenged }: Pick<Policy, 'challenged'>): readonly string[] =>
  challenged?.kind === 'ask' ? [challenged.ask] : []

/** Ids of questions and guards that something depends on, or that are asked. */
const asked = (policy: Policy): ReadonlySet<string> =>
  new Set([
    ...policy.contacts.flatMap((one) => (one.when === undefined ? [] : [one.when.ask])),
    ...saysWhose(policy),
    ...policy.scenarios.flatMap((scenario) => [
      ...scenario.asks,
      ...saysWhose(scenario),
      ...scenario.closing.flatMap((one) => (one.when === undefined ? [] : [one.when.ask])),
      ...clocksOf(scenario).flatMap((one) => (one.when === undefined ? [] : [one.when.ask])),
      ...rungsOf(scenario).flatMap(askedBy),
    ]),
  ])

const countedFrom = (policy: Policy): ReadonlySet<string> =>
  new Set(
    policy.scenarios
      .flatMap(clocksOf)
      .flatMap((clock) => clock.from.flatMap((from) => (from.kind === 'moment' ? [from.moment] : []))),
  )

const advised = (policy: Policy): ReadonlySet<string> =>
  new Set(policy.scenarios.flatMap((scenario) => rungsOf(scenario).flatMap((rung) => rung.advice)))

const laddersTaken = ({ scenarios }: Sheets): ReadonlySet<string> =>
  new Set(
    [...scenarios.values()].flatMap(({ value }) =>
      [
        inside(value, 'ladder'),
        inside(value, 'ways'),
        ...namesIn(inside(value, 'tracks')).map((id) => inside(value, 'tracks', id, 'ladder')),
      ].flatMap((list) => itemsIn(list).map((step) => String(inside(step, 'ladder')))),
    ),
  )

const unused = (at: Claim['at'], what: string, id: string): Claim => ({
  code: 'RF044',
  message: `The ${what} "${id}" is defined here and used nowhere.`,
  hint: 'Name it where it belongs, or remove it.',
  at,
})

const emptyStages = (scenario: Scenario): readonly Claim[] => {
  const taken = new Set(rungsOf(scenario).map((rung) => rung.stage))
  return scenario.stages
    .filter((stage) => !taken.has(stage.id))
    .map(({ id }) =>
      unused({ in: 'scenario', scenario: scenario.id, path: ['stages', id], key: 'key' }, 'stage', id),
    )
}

const parts = (policy: Policy, sheets: Sheets): readonly Claim[] => {
  const among = (part: string, what: string, ids: readonly string[], used: ReadonlySet<string>) =>
    ids
      .filter((id) => !used.has(id))
      .map((id) => unused({ in: 'policy', path: [part, id], key: 'key' }, what, id))
  const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map((one) => one.id)
  const questions = asked(policy)
  const showsAgencies = policy.scenarios.some((one) => rungsOf(one).some((rung) => rung.agencies))
  return [
    ...among('asks', 'question', ids(policy.asks), questions),
    ...among('guards', 'guard', ids(policy.guards), questions),
    ...among('moments', 'moment', ids(policy.moments), countedFrom(policy)),
    ...among('advice', 'advice', ids(policy.advice), advised(policy)),
    ...among('ladders', 'ladder', namesIn(inside(sheets.policy.value, 'ladders')), laddersTaken(sheets)),
    ...(showsAgencies ? [] : among('agencies', 'ladder of posts', ids(policy.agencies), new Set())),
  ]
}

/** While a scenario is missing nothing can be said of what nobody uses. */
const whole = (policy: Policy, sheets: Sheets): boolean =>
  itemsIn(inside(sheets.policy.value, 'scenarios')).length <= policy.scenarios.length

export const unseen = (policy: Policy, sheets: Sheets): readonly Claim[] =>
  whole(policy, sheets)
    ? [...remarks(policy), ...parts(policy, sheets), ...policy.scenarios.flatMap(emptyStages)]
    : []
