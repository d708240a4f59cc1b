/**
 * What some walks have covered of a policy, and what they have not. Counted from the walked cases, so that coverage is
 * computed and never claimed. Judges no walk; what there is to cover is in coverage-items.ts.
 */
import type { Attempt, Case, Visit } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import { answerTo } from '../case/conditions.ts'
import { visitsOf } from '../case/history.ts'
import { leadsTo } from '../case/outcomes.ts'
import type { Policy, Rung, Scenario, Target } from '../flow/policy.ts'
import { findRung } from '../flow/rungs.ts'
import { type Covered, type Item, items, namedEnd, nameIn, namesOf } from './coverage-items.ts'

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

const completed = ({ attempts }: Visit): readonly Attempt[] => attempts.filter((one) => one.complete)

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

const leaving = (policy: Policy, visit: Visit, next: Visit | undefined): readonly string[] => {
  const scenario = policy.scenarios.find((one) => one.id === visit.scenario)
  const last = completed(visit).at(-1)
  const to = last === undefined ? undefined : leadsTo(visit, last)
  if (scenario === undefined || to === undefined) return []
  const stop = next?.scenario === visit.scenario ? next.rung.id : undefined
  const over = passed(scenario, to, stop)
  const led = over.at(-1)?.up ?? to
  return [
    ...over.map((rung) => `${nameIn(policy, scenario.id, rung)}: passed over`),
    ...(led.kind === 'top' ? [`${scenario.id}: top`] : []),
  ]
}

const visited = (policy: Policy, state: Case, visit: Visit): readonly string[] => {
  const name = nameIn(policy, visit.scenario, visit.rung)
  const said = completed(visit).map((one) => `${name}: ${one.outcome.id}`)
  const hidden = visit.rung.outcomes.flatMap(({ id, when }) => {
    const answer = when === undefined ? undefined : answerTo(state, when.ask, visit)
    return answer === undefined || when?.is.includes(answer.id) === true ? [] : [`${name}: ${id} not offered`]
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
  completed(visit).flatMap((one) => {
    const own = visit.rung.outcomes.find(({ id }) => id === one.outcome.id)
    const end = own === undefined ? undefined : namedEnd(policy, own)
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
