/**
 * What some walks have covered of a policy, and what they have not: outcomes of rungs, ends, starts, tracks and both
 * branches of each condition. Counted from the walked cases, so that coverage is computed and never claimed. Judges no walk.
 */
import type { Case, Visit } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import type { Outcome, Policy, Rung, Scenario, Target, When } from '../flow/policy.ts'
import { findRung, rungsOf } from '../flow/rungs.ts'
import { isApproach } from './route-graph.ts'
import { visitsOf } from './walk-result.ts'

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

export interface Tally {
  readonly covered: number
  readonly total: number
}

export interface Coverage {
  readonly rungs: Tally
  readonly outcomes: Tally
  readonly ends: Tally
  readonly starts: Tally
  readonly tracks: Tally
  readonly branches: Tally
  readonly uncovered: readonly Item[]
}

/** The same rung in several scenarios (a shared ladder) is one, wherever it leads; rungs that only share an id are several. */
const identity = (rung: Rung): string => {
  const { up: _, outcomes, ...own } = rung
  return JSON.stringify({ ...own, outcomes: outcomes.map(({ to: __, ...one }) => one) })
}

type Names = ReadonlyMap<Rung, string>

const namesIn = new WeakMap<Policy, Names>()

/** The name of each rung: its id alone where it is shared, else with its scenario. */
const namesOf = (policy: Policy): Names => {
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

const nameIn = (policy: Policy, scenario: string, rung: Rung): string =>
  namesOf(policy).get(rung) ?? `${scenario}/${rung.id}`

const outcomesOf = (rung: Rung): readonly string[] => {
  const approach = isApproach(rung) ? ['waiting', 'unreached', 'no-answer'] : []
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

/** How a case ends that this kind of outcome closes, where the source has a word for it. */
const closings: readonly Outcome['kind'][] = ['stopped', 'recorded', 'no-issue']

/** The ends that outcomes of the flow lead to by name, beside agreement and the top. */
const endOf = (policy: Policy, { kind, to }: Outcome): string | undefined => {
  if (to.kind === 'elsewhere')
    return policy.elsewhere.find((one) => one.id === to.elsewhere)?.returns === true
      ? `handed ${to.elsewhere}`
      : `elsewhere ${to.elsewhere}`
  return to.kind === 'close' && closings.includes(kind) ? `closed ${kind}` : undefined
}

const namedEnds = (policy: Policy): readonly Item[] =>
  policy.scenarios.flatMap((scenario) =>
    rungsOf(scenario).flatMap((rung) =>
      rung.outcomes.flatMap((outcome): readonly Item[] => {
        const end = endOf(policy, outcome)
        if (end === undefined) return []
        const step = `in a walk of ${scenario.id}: ${stepOf(rung, outcome.id)}`
        const item = (what: string, then: string): Item => ({
          kind: 'end',
          what,
          of: 'end',
          idea: step + then,
        })
        return end.startsWith('handed ')
          ? [
              item(`end: ${end}`, ', then handed: {outcome: close}'),
              item(`end: ${end}, and back`, ', then handed: {outcome: returned}'),
            ]
          : [item(`end: ${end}`, ', then closing: {outcome: close}')]
      }),
    ),
  )

const scenarioItems = ({ id, starts, tracks }: Scenario): readonly Item[] => {
  const item = (kind: Covered, what: string, idea: string): Item => ({
    kind,
    what: `${id}: ${what}`,
    of: id,
    idea,
  })
  const walk = `in a walk of ${id}`
  return [
    item('end', 'top', `${walk}, leave out or refuse every rung up to the last`),
    item(
      'end',
      'closed agreed',
      `${walk}: {outcome: agreed}, then promise: {outcome: done}, closing: {outcome: close}`,
    ),
    ...starts.map((one) =>
      item('start', `start ${one.id}`, `${walk}: begin at ${one.rung} (start: ${one.id})`),
    ),
    ...tracks.map((one) =>
      item(
        'track',
        `track ${one.id}`,
        `${walk}: take an outcome that leads to ${one.rungs[0]?.id ?? one.id}`,
      ),
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

const lastOf = (visit: Visit): string | undefined =>
  visit.attempts.findLast((one) => one.complete)?.outcome.id

/** The rungs between where an outcome leads and where the case then was: passed over on the way up. */
const passed = (scenario: Scenario, to: Target, stop: string | undefined): readonly Rung[] => {
  const over: Rung[] = []
  for (let at = to; at.kind === 'rung' && at.rung !== stop; ) {
    const rung = findRung(scenario, at.rung)
    if (rung === undefined || over.includes(rung) || rung.when === undefined) break
    over.push(rung)
    at = rung.up
  }
  return over
}

const targetOf = ({ rung }: Visit, outcome: string): Target | undefined => {
  if (['waiting', 'unreached', 'back', 'moved', 'withdrawn'].includes(outcome))
    return rung.outcomes.find((one) => one.id === outcome)?.to
  return rung.outcomes.find((one) => one.id === outcome)?.to ?? rung.up
}

const leaving = (policy: Policy, visit: Visit, next: Visit | undefined): readonly string[] => {
  const scenario = policy.scenarios.find((one) => one.id === visit.scenario)
  const outcome = lastOf(visit)
  const to = outcome === undefined ? undefined : targetOf(visit, outcome)
  if (scenario === undefined || to === undefined) return []
  const stop = next?.scenario === visit.scenario ? next.rung.id : undefined
  const over = passed(scenario, to, stop)
  const led = over.at(-1)?.up ?? to
  return [
    ...over.map((rung) => `${nameIn(policy, scenario.id, rung)}: passed over`),
    ...(led.kind === 'top' ? [`${scenario.id}: top`] : []),
  ]
}

const given = (state: Case, id: string): string | undefined => (state.asks[id] ?? state.guards[id])?.id

const visited = (policy: Policy, state: Case, visit: Visit): readonly string[] => {
  const name = nameIn(policy, visit.scenario, visit.rung)
  const said = visit.attempts.filter((one) => one.complete).map((one) => `${name}: ${one.outcome.id}`)
  const hidden = visit.rung.outcomes.flatMap(({ id, when }) => {
    const answer = when === undefined ? undefined : (visit.guards[when.ask]?.id ?? given(state, when.ask))
    return answer === undefined || when?.is.includes(answer) === true ? [] : [`${name}: ${id} not offered`]
  })
  const track = policy.scenarios
    .find((one) => one.id === visit.scenario)
    ?.tracks.find((one) => one.rungs.some((rung) => rung.id === visit.rung.id))
  return [
    ...said,
    ...hidden,
    ...(visit.rung.when === undefined ? [] : [`${name}: stands`]),
    ...(track === undefined ? [] : [`${visit.scenario}: track ${track.id}`]),
  ]
}

/** How often a matter that was handed on came back. */
const returns = (state: Case): number =>
  toList(state.log).filter(
    ({ fact }) =>
      fact.kind === 'answer' &&
      fact.field === 'handed-outcome' &&
      fact.value.kind === 'choice' &&
      fact.value.choice.id === 'returned',
  ).length

/** The named ends that a visit led to. What closes a case counts once it is closed. */
const endsOf = (policy: Policy, visit: Visit, state: Case, again: boolean): readonly string[] =>
  visit.attempts.flatMap((one) => {
    const own = one.complete ? visit.rung.outcomes.find(({ id }) => id === one.outcome.id) : undefined
    const end = own === undefined ? undefined : endOf(policy, own)
    if (end === undefined) return []
    if (end.startsWith('handed ')) return [`end: ${end}`, ...(again ? [`end: ${end}, and back`] : [])]
    return state.position.kind === 'closed' ? [`end: ${end}`] : []
  })

const ended = (policy: Policy, visits: readonly Visit[], state: Case): readonly string[] => {
  const { position, scenario } = state
  const back = returns(state) > 0
  const named = visits.flatMap((visit, i) => endsOf(policy, visit, state, back && i + 1 < visits.length))
  const agreed = position.kind === 'closed' && position.how === 'agreed' && scenario !== undefined
  return agreed ? [...named, `${scenario.id}: closed agreed`] : named
}

const begun = (policy: Policy, state: Case, first: Visit | undefined): readonly string[] => {
  const scenario = policy.scenarios.find((one) => one.id === first?.scenario)
  if (first === undefined || scenario === undefined) return []
  const started = toList(state.log).flatMap(({ fact }) =>
    fact.kind === 'answer' && fact.field === 'start' && fact.value.kind === 'choice'
      ? [fact.value.choice.id]
      : [],
  )
  const start = scenario.starts.find((one) => started.includes(one.id))
  const at = start?.rung ?? scenario.ladder[0]?.id ?? ''
  return [
    ...(start === undefined ? [] : [`${scenario.id}: start ${start.id}`]),
    ...passed(scenario, { kind: 'rung', rung: at }, first.rung.id).map(
      (rung) => `${nameIn(policy, scenario.id, rung)}: passed over`,
    ),
  ]
}

const coveredBy = (policy: Policy, state: Case): readonly string[] => {
  const visits = visitsOf(state)
  return [
    ...begun(policy, state, visits[0]),
    ...visits.flatMap((visit, i) => [
      ...visited(policy, state, visit),
      ...leaving(policy, visit, visits[i + 1]),
    ]),
    ...ended(policy, visits, state),
  ]
}

/** Figures, and what no walk has covered in the order of the policy. `walked`: the case at the end of each walk. */
export const coverage = (policy: Policy, walked: readonly Case[]): Coverage => {
  const all = items(policy)
  const covered = new Set(walked.flatMap((state) => coveredBy(policy, state)))
  const tally = (kind: Covered): Tally => {
    const list = all.filter((one) => one.kind === kind)
    return { covered: list.filter((one) => covered.has(one.what)).length, total: list.length }
  }
  const rungs = new Set(namesOf(policy).values())
  const seen = new Set(
    walked.flatMap((state) => visitsOf(state).map((visit) => nameIn(policy, visit.scenario, visit.rung))),
  )
  return {
    rungs: { covered: [...rungs].filter((one) => seen.has(one)).length, total: rungs.size },
    outcomes: tally('outcome'),
    ends: tally('end'),
    starts: tally('start'),
    tracks: tally('track'),
    branches: tally('branch'),
    uncovered: all.filter((one) => !covered.has(one.what)),
  }
}

/** The names of what no walk has covered. Empty: everything is. */
export const missing = (policy: Policy, walked: readonly Case[]): readonly string[] =>
  coverage(policy, walked).uncovered.map((one) => one.what)
