/** How one case is made from another: by a copy with some of it changed. */
import type { Case } from './case.ts'

/**
 * The case, but for these keys. Written out, because it runs at every fact of every record: a spread copies an object of so
 * many keys in six times the time, and leaves cases of many shapes behind, which are slow in their turn.
 */
export const changed = (state: Case, change: Partial<Case>): Case => {
  const copy: Case = {
    world: state.world,
    log: state.log,
    sittings: state.sittings,
    sitting: state.sitting,
    by: state.by,
    policy: state.policy,
    unknownPolicy: state.unknownPolicy,
    scenario: state.scenario,
    catchingUp: state.catchingUp,
    asks: state.asks,
    guards: state.guards,
    moments: state.moments,
    checks: state.checks,
    about: state.about,
    beside: state.beside,
    position: state.position,
    trail: state.trail,
    stated: state.stated,
    owedNext: state.owedNext,
    skips: state.skips,
    exercise: state.exercise,
    replacing: state.replacing,
    off: state.off,
  }
  return Object.assign(copy, change)
}
