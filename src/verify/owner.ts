/** Whose a stated deadline is: which clock a record means by its key, and at which visit it runs. */
import type { Case } from '../case/case.ts'
import { visitHere } from '../case/starts.ts'
import type { Clock } from '../flow/policy.ts'

export interface Owner {
  /** None where the policy has no such clock there, or is not there itself. */
  readonly clock: Clock | undefined
  /** Whether the clock is of a rung, of a stage, or of its whole scenario. */
  readonly of: 'rung' | 'stage' | 'scenario'
  /** The visit that it runs for, all visits of the case counted from 0. */
  readonly visit: number
}

/** `key`: as a record has it, `rung/clock`, `stage/clock` or `/clock`. */
export const ownerOf = (state: Case, key: string): Owner => {
  const [owner = '', id = ''] = key.split('/')
  const { position, scenario, trail } = state
  const here = visitHere(state)
  const past = trail?.size ?? 0
  const visit = position.kind === 'rung' ? past : past - 1
  const find = (clocks: readonly Clock[] | undefined): Clock | undefined =>
    clocks?.find((one) => one.id === id)
  if (owner === '') return { clock: find(scenario?.clocks), of: 'scenario', visit }
  if (owner === here?.rung.id) return { clock: find(here.rung.clocks), of: 'rung', visit }
  const stage = owner === here?.rung.stage ? scenario?.stages.find((one) => one.id === owner) : undefined
  if (stage !== undefined) return { clock: find(stage.clocks), of: 'stage', visit }
  // It runs on from the step before.
  const left = trail?.last.rung
  return { clock: owner === left?.id ? find(left.clocks) : undefined, of: 'rung', visit: past - 1 }
}
