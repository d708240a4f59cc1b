/** From one position of a case to another: where an outcome leads, and what that leaves owed to the record. */
import type { Moment } from '../calendar/time.ts'
import type { Ending, Rung, Scenario, Target } from '../flow/policy.ts'
import { findRung, rungName } from '../flow/rungs.ts'
import type { Case, Visit } from './case.ts'
import { extend } from './chain.ts'
import { changed } from './changed.ts'
import { clocksOn, resolve } from './conditions.ts'
import { type Entry, entryRung, openEntry } from './entry.ts'
import { leadsTo } from './outcomes.ts'
import { checkKey, openDetail, openField } from './pending.ts'
import { happened } from './starts.ts'

/** A visit that has just begun. */
export const newVisit = (scenario: Scenario, rung: Rung, reached: Moment): Visit => ({
  scenario: scenario.id,
  rung,
  reached,
  clocks: clocksOn(scenario, rung),
  attempts: [],
  guards: {},
})

/** What one has ready stays ticked; whom one approached or told, and what was sent, is asked at each visit anew. */
const asArrived = (checks: Case['checks'], scenario: Scenario, rung: Rung): Case['checks'] => {
  const anew = new Set(
    rung.checks.filter(({ kind }) => kind !== 'ready').map(({ id }) => checkKey(scenario.id, rung.id, id)),
  )
  return Object.keys(checks).some((key) => anew.has(key))
    ? Object.fromEntries(Object.entries(checks).filter(([key]) => !anew.has(key)))
    : checks
}

/** The case on another rung; the record still owes its reader where it went. */
export const arrive = (state: Case, scenario: Scenario, rung: Rung, reached: Moment, id: string): Case =>
  changed(state, {
    scenario,
    checks: asArrived(state.checks, scenario, rung),
    position: { kind: 'rung', visit: newVisit(scenario, rung, reached) },
    owedNext: { id, label: rungName(rung) },
  })

/** How a case ends after this visit: nothing is left to settle where they agreed or it was done. */
export const endingOf = (visit: Visit): Ending => {
  const kind = visit.attempts.at(-1)?.kind
  switch (kind) {
    case 'withdrawn':
    case 'stopped':
    case 'recorded':
    case 'no-issue':
      return kind
    case 'agreed':
    case 'done':
      return 'agreed'
    case 'refused':
    case 'no-answer':
    case 'unreached':
    case 'not-done':
    case 'other-way':
    case 'returned':
    case 'waiting':
    case 'skipped':
    case 'moved':
    case 'back':
    case undefined:
      return 'unresolved'
  }
}

const leave = (state: Case, visit: Visit): Case => changed(state, { trail: extend(state.trail, visit) })

const afterOf = ({ position, trail }: Case): { readonly after?: Visit } => {
  const after = 'visit' in position ? position.visit : trail?.last
  return after === undefined ? {} : { after }
}

/** The case at its closing questions. */
export const close = (state: Case, how: Ending, reached: Moment, elsewhere?: string): Case =>
  changed(state, {
    position: {
      kind: 'closing',
      how,
      details: {},
      children: [],
      reached,
      ...(elsewhere === undefined ? {} : { elsewhere }),
      ...afterOf(state),
    },
    owedNext: { id: 'closing', label: 'Closing' },
  })

/** The case where it keeps what was agreed until that is done. */
export const promise = (state: Case, visit: Visit): Case =>
  changed(state, {
    position: { kind: 'promise', visit, details: {} },
    owedNext: { id: 'promise', label: 'What was agreed' },
  })

const toElsewhere = (state: Case, visit: Visit, id: string, reached: Moment): Case => {
  const matter = state.policy?.elsewhere.find((one) => one.id === id)
  if (matter?.returns !== true) return close(state, 'elsewhere', reached, id)
  return changed(state, {
    position: { kind: 'handed', visit, elsewhere: id, details: {} },
    owedNext: { id: 'handed', label: `Handed on: ${matter.title}` },
  })
}

/** The case on the rung of its scenario that a target means after conditions; elsewhere, where that is no rung. */
const onRung = (state: Case, visit: Visit, scenario: Scenario, id: string, reached: Moment): Case => {
  const target = resolve(state, scenario, { kind: 'rung', rung: id })
  if (target.kind !== 'rung') return goTo(state, visit, target, reached)
  const rung = findRung(scenario, target.rung)
  if (rung === undefined) return state
  const other = visit.scenario !== scenario.id
  return arrive(state, scenario, rung, reached, other ? `${scenario.id}/${rung.id}` : rung.id)
}

const goTo = (state: Case, visit: Visit, target: Target, reached: Moment): Case => {
  switch (target.kind) {
    case 'rung':
      return state.scenario === undefined ? state : onRung(state, visit, state.scenario, target.rung, reached)
    case 'scenario': {
      const other = state.policy?.scenarios.find((one) => one.id === target.scenario)
      return other === undefined ? state : enter(state, other, reached, target.rung)
    }
    case 'promise':
      return promise(state, visit)
    case 'top':
      return changed(state, {
        position: { kind: 'top', visit, details: {} },
        owedNext: { id: 'top', label: 'The policy ends here' },
      })
    case 'close':
      return close(state, endingOf(visit), reached)
    case 'elsewhere':
      return toElsewhere(state, visit, target.elsewhere, reached)
  }
}

/** The case at the door of a scenario, or already on its rung where nothing is to be asked there. `rung`: '' for its first. */
export const enter = (state: Case, scenario: Scenario, reached: Moment, rung = ''): Case => {
  const known = findRung(scenario, rung) === undefined ? {} : { rung }
  const moved = state.trail !== undefined
  return settle(
    changed(state, {
      scenario,
      position: { kind: 'entry', scenario, details: {}, reached, moved, ...known },
    }),
  )
}

/** The rung at which the case begins: the first that stands for the answers given, or the very first where none does. */
const begun = (state: Case, { scenario, reached, moved }: Entry, id: string): Case => {
  const target = resolve(state, scenario, { kind: 'rung', rung: id })
  const rung = findRung(scenario, target.kind === 'rung' ? target.rung : id)
  if (rung === undefined) return state
  if (moved) return arrive(state, scenario, rung, reached, `${scenario.id}/${rung.id}`)
  // That a case begins at the bottom goes without saying.
  return rung === scenario.ladder[0]
    ? changed(state, { position: { kind: 'rung', visit: newVisit(scenario, rung, reached) } })
    : arrive(state, scenario, rung, reached, rung.id)
}

/** Moves on where the last attempt, or the entry, has everything it needs. */
export const settle = (state: Case): Case => {
  const { position } = state
  if (position.kind === 'entry')
    return openEntry(state, position).length > 0 ? state : begun(state, position, entryRung(position))
  if (position.kind !== 'rung' || state.scenario === undefined) return state
  const { visit } = position
  const attempt = visit.attempts.at(-1)
  if (attempt === undefined || attempt.complete) return state
  // Asked at every fact: that a field is missing is known without making its question.
  if (openField(state, state.scenario, visit, attempt) !== undefined) return state
  if (openDetail(state, state.scenario, visit, attempt) !== undefined) return state
  const done: Visit = { ...visit, attempts: [...visit.attempts.slice(0, -1), { ...attempt, complete: true }] }
  const target = leadsTo(done, attempt)
  return target === undefined
    ? changed(state, { position: { kind: 'rung', visit: done } })
    : goTo(
        leave(changed(state, { position: { kind: 'rung', visit: done } }), done),
        done,
        target,
        happened(attempt),
      )
}
