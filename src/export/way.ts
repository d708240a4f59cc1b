/** The way of a case through its rungs, with what each visit brought: from the case or, without its policy, from the entries. */
import type { Moment } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import type { Attempt, Case, Placed, Visit } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import { happened, momentIn } from '../case/starts.ts'
import { rungName } from '../flow/rungs.ts'
import type { ExportedVisit, Happened } from './exported.ts'

const brought = (attempt: Attempt): Happened => ({ outcome: attempt.outcome, on: happened(attempt) })

const visitOf = (state: Case, visit: Visit, isHere: boolean): ExportedVisit => {
  const { rung, reached, attempts } = visit
  const scenario = state.policy?.scenarios.find(({ id }) => id === visit.scenario)
  const last = attempts.at(-1)
  return {
    rung: { id: rung.id, label: rungName(rung) },
    clause: rung.clause,
    ...(scenario === undefined ? {} : { scenario: scenario.title }),
    reached,
    ...(isHere ? {} : { left: last === undefined ? reached : happened(last) }),
    outcomes: attempts.map(brought),
  }
}

const walked = (state: Case): readonly ExportedVisit[] => {
  const { trail, position } = state
  const past = toList(trail).map((visit) => visitOf(state, visit, false))
  return position.kind === 'rung' ? [...past, visitOf(state, position.visit, true)] : past
}

/** The outcomes in one rung's entries, each with the moment that was given for it. */
const outcomesIn = (facts: readonly Placed[]): readonly Happened[] => {
  const found: { outcome: Happened['outcome']; on: Moment }[] = []
  for (const { fact } of facts) {
    if (fact.kind !== 'answer') continue
    if (fact.field === 'outcome' && fact.value.kind === 'choice')
      found.push({ outcome: fact.value.choice, on: civil(fact.at) })
    const last = found.at(-1)
    const given = fact.field === 'when' ? momentIn(fact.value) : undefined
    if (last !== undefined && given !== undefined) last.on = given
  }
  return found
}

/** Facts that stand under the heading of one rung, one after another. */
const runsOf = (facts: readonly Placed[]): readonly (readonly Placed[])[] => {
  const runs: Placed[][] = []
  let before: string | undefined
  for (const placed of facts) {
    const { place } = placed
    if (place.kind !== 'rung') {
      // A note, a correction or another sitting in between does not end a visit.
      if (['promise', 'top', 'handed'].includes(place.kind)) before = undefined
      continue
    }
    if (place.rung.id === before) runs.at(-1)?.push(placed)
    else runs.push([placed])
    before = place.rung.id
  }
  return runs
}

const told = (facts: readonly Placed[]): readonly ExportedVisit[] =>
  runsOf(facts).flatMap((run, i, runs): readonly ExportedVisit[] => {
    const [first] = run
    if (first?.place.kind !== 'rung') return []
    const outcomes = outcomesIn(run)
    const end = outcomes.at(-1)?.on
    return [
      {
        rung: first.place.rung,
        clause: first.place.clause,
        reached: civil(first.fact.at),
        ...(i === runs.length - 1 || end === undefined ? {} : { left: end }),
        outcomes,
      },
    ]
  })

/** The oldest first. `facts`: as they stand in the record. */
export const visitsOf = (state: Case, facts: readonly Placed[]): readonly ExportedVisit[] =>
  state.policy === undefined ? told(facts) : walked(state)
