/**
 * What walks can cover of a policy: outcomes of rungs, ends, starts, tracks and both branches of each condition, each with
 * an idea for a walk. Looks at no walk; see coverage.ts.
 */
import { approachOutcomes } from '../case/attempt-kinds.ts'
import type { Outcome, Policy, Rung, Scenario, When } from '../flow/policy.ts'
import { rungsOf } from '../flow/rungs.ts'
import { endOf, isApproach } from './routing.ts'

export type Covered = 'outcome' | 'end' | 'start' | 'track' | 'branch'

/** One thing that a walk can cover. */
export interface Item {
  readonly kind: Covered
  /** `team-leader: waiting`, `not-accepted: top`, `not-accepted: start late` … */
  readonly what: string
  /** The rung, or the scenario, that it belongs to. */
  readonly of: string
  /** What a walk would say to cover it. */
  readonly idea: string
}

/** The same rung in several scenarios (a shared ladder) is one, wherever it leads; rungs that only share an id are several. */
const identity = (rung: Rung): string => {
  const { up: _, outcomes, ...own } = rung
  return JSON.stringify({ ...own, outcomes: outcomes.map(({ to: __, ...one }) => one) })
}

type Names = ReadonlyMap<Rung, string>

const namesIn = new WeakMap<Policy, Names>()

/** The name of each rung: its id alone where it is shared, else with its scenario. */
export const namesOf = (policy: Policy): Names => {
  const known = namesIn.get(policy)
  if (known !== undefined) return known
  const all = policy.scenarios.flatMap((scenario) =>
    rungsOf(scenario).map((rung) => ({ scenario, rung, key: identity(rung) })),
  )
  const count = new Map<string, number>()
  for (const { key } of all) count.set(key, (count.get(key) ?? 0) + 1)
  const made = new Map(
    all.map(({ scenario, rung, key }) => [
      rung,
      (count.get(key) ?? 0) > 1 ? rung.id : `${scenario.id}/${rung.id}`,
    ]),
  )
  namesIn.set(policy, made)
  return made
}

/** The name of one rung of a scenario. */
export const nameIn = (policy: Policy, scenario: string, rung: Rung): string =>
  namesOf(policy).get(rung) ?? `${scenario}/${rung.id}`

const outcomesOf = (rung: Rung): readonly string[] => {
  const approach = isApproach(rung) ? approachOutcomes : []
  return [...new Set([...rung.outcomes.map((one) => one.id), ...approach, 'skipped'])]
}

const stepOf = (rung: Rung, outcome: string): string => `${rung.id}: {outcome: ${outcome}}`

const condition = ({ ask, is }: When): string => `${ask} ${is.join(' or ')}`

const branches = (scenario: Scenario, rung: Rung, name: string): readonly Item[] => {
  const other = ({ ask }: When): string =>
    `answer ${ask} otherwise, in a walk of ${scenario.id} that comes by`
  const item = (what: string, idea: string): Item => ({
    kind: 'branch',
    what: `${name}: ${what}`,
    of: name,
    idea,
  })
  const own: readonly Item[] =
    rung.when === undefined
      ? []
      : [
          item('stands', `answer ${condition(rung.when)}, in a walk of ${scenario.id} that comes by`),
          item('passed over', other(rung.when)),
        ]
  return [
    ...own,
    ...rung.outcomes.flatMap(({ id, when }) =>
      when === undefined ? [] : [item(`${id} not offered`, `${other(when)}: ${rung.id}`)],
    ),
  ]
}

const rungItems = (policy: Policy, scenario: Scenario, rung: Rung): readonly Item[] => {
  const name = nameIn(policy, scenario.id, rung)
  const outcomes = outcomesOf(rung).map(
    (outcome): Item => ({
      kind: 'outcome',
      what: `${name}: ${outcome}`,
      of: name,
      idea: `in a walk of ${scenario.id}: ${stepOf(rung, outcome)}`,
    }),
  )
  return [...outcomes, ...branches(scenario, rung, name)]
}

/** Ends that are counted for each scenario, or that the source has no word for. */
const unnamed: readonly (string | undefined)[] = [
  undefined,
  'promise',
  'top',
  'closed agreed',
  'closed unresolved',
]

/** The end that an outcome of the flow leads to by name, beside agreement and the top. */
export const namedEnd = (policy: Policy, { kind, to }: Outcome): string | undefined => {
  const end = endOf(policy, to, kind)
  return unnamed.includes(end) ? undefined : end
}

const endItems = (scenario: Scenario, rung: Rung, outcome: Outcome, end: string): readonly Item[] => {
  const item = (what: string, then: string): Item => ({
    kind: 'end',
    what: `end: ${what}`,
    of: 'end',
    idea: `in a walk of ${scenario.id}: ${stepOf(rung, outcome.id)}, then ${then}`,
  })
  return end.startsWith('handed ')
    ? [item(end, 'handed: {outcome: close}'), item(`${end}, and back`, 'handed: {outcome: returned}')]
    : [item(end, 'closing: {outcome: close}')]
}

const namedEnds = (policy: Policy): readonly Item[] =>
  policy.scenarios.flatMap((scenario) =>
    rungsOf(scenario).flatMap((rung) =>
      rung.outcomes.flatMap((outcome) => {
        const end = namedEnd(policy, outcome)
        return end === undefined ? [] : endItems(scenario, rung, outcome, end)
      }),
    ),
  )

const scenarioItems = ({ id, starts, tracks }: Scenario): readonly Item[] => {
  const item = (kind: Covered, what: string, idea: string): Item => ({
    kind,
    what: `${id}: ${what}`,
    of: id,
    idea: `in a walk of ${id}${idea}`,
  })
  return [
    item('end', 'top', ', leave out or refuse every rung up to the last'),
    item(
      'end',
      'closed agreed',
      ': {outcome: agreed}, then promise: {outcome: done}, closing: {outcome: close}',
    ),
    ...starts.map((one) => item('start', `start ${one.id}`, `: begin at ${one.rung} (start: ${one.id})`)),
    ...tracks.map((one) =>
      item('track', `track ${one.id}`, `: take an outcome that leads to ${one.rungs[0]?.id ?? one.id}`),
    ),
  ]
}

/** Everything that walks can cover, each once, in the order of the policy. */
export const items = (policy: Policy): readonly Item[] => {
  const all = [
    ...policy.scenarios.flatMap((one) => rungsOf(one).flatMap((rung) => rungItems(policy, one, rung))),
    ...policy.scenarios.flatMap(scenarioItems),
    ...namedEnds(policy),
  ]
  return [...new Map([...all].reverse().map((one) => [one.what, one] as const)).values()].reverse()
}

/** The names of everything that walks have to cover. */
export const required = (policy: Policy): readonly string[] => items(policy).map((one) => one.what)
