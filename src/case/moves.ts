/** From one position of a case to another: where an outcome leads, and what that leaves owed to the record. */
import type { Moment } from '../calendar/time.ts'
import type { Rung, Scenario, Target } from '../flow/policy.ts'
import { type Case, type Ending, findRung, rungName, type Visit } from './case.ts'
import { extend } from './chain.ts'
import { happened } from './clocks.ts'
import { leadsTo } from './outcomes.ts'
import { openDetail, openField } from './pending.ts'

/** A visit that has just begun. */
export const newVisit = (scenario: Scenario, rung: Rung, reached: Moment): Visit => ({
  scenario: scenario.id,
  rung,
  reached,
  sooner: [...rung.clocks, ...scenario.clocks].some((clock) => clock.sooner),
  attempts: [],
  guards: {},
})

/** The case on another rung; the record still owes its reader where it went. */
export const arrive = (state: Case, scenario: Scenario, rung: Rung, reached: Moment, id: string): Case => ({
  ...state,
  scenario,
  position: { kind: 'rung', visit: newVisit(scenario, rung, reached) },
  owedNext: { id, label: rungName(rung) },
})

/** How a case ends that an outcome closes: nothing is left to settle where they agreed or it was done. */
const endingOf = (visit: Visit): Ending => {
  switch (visit.attempts.at(-1)?.kind) {
    case 'withdrawn':
      return 'withdrawn'
    case 'agreed':
    case 'done':
      return 'agreed'
    default:
      return 'unresolved'
  }
}

const leave = (state: Case, visit: Visit): Case => ({ ...state, trail: extend(state.trail, visit) })

/** The case at its closing questions. */
export const close = (state: Case, how: Ending, reached: Moment, elsewhere?: string): Case => ({
  ...state,
  position: { kind: 'closing', how, details: {}, reached, ...(elsewhere === undefined ? {} : { elsewhere }) },
  owedNext: { id: 'closing', label: 'Closing' },
})

const goTo = (state: Case, visit: Visit, target: Target, reached: Moment): Case => {
  const left = leave(state, visit)
  const scenario = state.scenario
  switch (target.kind) {
    case 'rung': {
      const rung = scenario === undefined ? undefined : findRung(scenario, target.rung)
      return scenario === undefined || rung === undefined
        ? state
        : arrive(left, scenario, rung, reached, rung.id)
    }
    case 'scenario': {
      const other = state.policy?.scenarios.find((one) => one.id === target.scenario)
      const rung = other === undefined ? undefined : (findRung(other, target.rung) ?? other.ladder[0])
      return other === undefined || rung === undefined
        ? state
        : arrive(left, other, rung, reached, `${other.id}/${rung.id}`)
    }
    case 'promise':
      return {
        ...left,
        position: { kind: 'promise', visit, details: {} },
        owedNext: { id: 'promise', label: 'What was agreed' },
      }
    case 'top':
      return {
        ...left,
        position: { kind: 'top', visit, details: {} },
        owedNext: { id: 'top', label: 'The policy ends here' },
      }
    case 'close':
      return close(left, endingOf(visit), reached)
    case 'elsewhere':
      return close(left, 'elsewhere', reached, target.elsewhere)
  }
}

/** Moves on where the last attempt has everything it needs. */
export const settle = (state: Case): Case => {
  if (state.position.kind !== 'rung' || state.scenario === undefined) return state
  const { visit } = state.position
  const attempt = visit.attempts.at(-1)
  if (attempt === undefined || attempt.complete) return state
  // Asked at every fact: that a field is missing is known without making its question.
  if (openField(state, state.scenario, visit, attempt) !== undefined) return state
  if (openDetail(state, state.scenario, visit, attempt) !== undefined) return state
  const done: Visit = { ...visit, attempts: [...visit.attempts.slice(0, -1), { ...attempt, complete: true }] }
  const at: Case = { ...state, position: { kind: 'rung', visit: done } }
  const target = leadsTo(state.scenario, done, attempt)
  return target === undefined ? at : goTo(at, done, target, happened(attempt))
}
