/** Which open cases are walked by an older policy than the one at hand, and whether the rung where each stands is still the same. */

import type { Case } from '../case/case.ts'
import { UserError } from '../errors.ts'
import type { Change } from '../flow/diff/change.ts'
import { diffPolicies } from '../flow/diff/diff.ts'
import { changesInScenario, changesOfRung, isGone } from '../flow/diff/rung-changes.ts'
import type { Policy, Rung } from '../flow/policy.ts'
import { rungName } from '../flow/rungs.ts'
import type { Ports } from '../ports.ts'
import { listRecords } from '../storage/records.ts'
import { isTrainingId } from '../training-mark.ts'
import type { Casebook } from './casebook.ts'
import { nothingHeld } from './library.ts'
import { blemish, readCase } from './read-case.ts'

/** What became of the rung where a case stands. `nowhere`: it stands at none. */
export type Fate = 'same' | 'changed' | 'gone' | 'nowhere'

export interface OlderCase {
  readonly id: string
  readonly path: string
  readonly sha256: string
  readonly scenario?: { readonly id: string; readonly title: string }
  readonly rung?: { readonly id: string; readonly title: string }
  readonly fate: Fate
  /** What changed about the rung. */
  readonly changes: readonly Change[]
}

export interface OlderCases {
  readonly cases: readonly OlderCase[]
  /** How many records the casebook has. */
  readonly records: number
  /** Records that could not be read, by their number. */
  readonly unread: readonly string[]
}

const rungOf = ({ position }: Case): Rung | undefined => {
  switch (position.kind) {
    case 'rung':
    case 'promise':
    case 'top':
    case 'handed':
      return position.visit.rung
    case 'opening':
    case 'entry':
    case 'closing':
    case 'closed':
      return undefined
  }
}

const about = (
  changes: readonly Change[],
  scenario: string,
  rung: Rung | undefined,
): Pick<OlderCase, 'fate' | 'changes'> => {
  if (rung === undefined) return { fate: 'nowhere', changes: [] }
  const here = changesInScenario(changes, scenario)
  if (isGone(here, scenario, rung.id)) return { fate: 'gone', changes: [] }
  const its = changesOfRung(here, rung.id)
  return { fate: its.length === 0 ? 'same' : 'changed', changes: its }
}

const isOpen = ({ position, scenario, unknownPolicy }: Case): boolean =>
  position.kind !== 'closed' && (scenario !== undefined || unknownPolicy !== undefined)

/** The open cases of a casebook on the policy `a`, or on another edition of `b` than `b`. Reads every record. */
export const olderCases = async (
  ports: Ports,
  casebook: Casebook,
  a: Policy,
  b: Policy,
): Promise<OlderCases> => {
  const files = listRecords(ports.disk, casebook.folder).filter(({ id }) => !isTrainingId(id))
  const held = nothingHeld(casebook.settings.closures)
  const known = new Map<string, readonly Change[]>()
  const changesFrom = (policy: Policy): readonly Change[] => {
    const changes = known.get(policy.sha256) ?? diffPolicies(policy, b)
    known.set(policy.sha256, changes)
    return changes
  }
  const cases: OlderCase[] = []
  const unread: string[] = []
  for (const file of files) {
    try {
      const { record, state } = await readCase(ports, casebook.folder, file, held, false)
      // What can be read of a damaged record may be the wrong half.
      if (blemish(record) !== undefined) unread.push(file.id)
      const older = isOpen(state) ? olderCase(state, a, b, changesFrom) : undefined
      if (older !== undefined) cases.push({ id: file.id, path: file.path, ...older })
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      unread.push(file.id)
    }
  }
  return { cases, records: files.length, unread }
}

const olderCase = (
  state: Case,
  a: Policy,
  b: Policy,
  changesFrom: (policy: Policy) => readonly Change[],
): Omit<OlderCase, 'id' | 'path'> | undefined => {
  const { policy, scenario, unknownPolicy } = state
  if (policy === undefined)
    return unknownPolicy === a.sha256 && a.sha256 !== b.sha256
      ? { sha256: a.sha256, fate: 'nowhere', changes: [] }
      : undefined
  if (policy.sha256 === b.sha256 || (policy.sha256 !== a.sha256 && policy.id !== b.id)) return undefined
  const rung = rungOf(state)
  return {
    sha256: policy.sha256,
    ...(scenario === undefined ? {} : { scenario: { id: scenario.id, title: scenario.title } }),
    ...(rung === undefined ? {} : { rung: { id: rung.id, title: rungName(rung) } }),
    ...about(changesFrom(policy), scenario?.id ?? '', rung),
  }
}
