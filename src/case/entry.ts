/** What is asked between the choice of a scenario and its first rung: answers on which the way depends, and where to begin. */
import type { Scenario } from '../flow/policy.ts'
import { findRung, rungName } from '../flow/rungs.ts'
import { ask, policyAsk } from './ask.ts'
import type { Case, Position } from './case.ts'
import { resolve } from './conditions.ts'
import type { Ask, Choice } from './question.ts'

export type Entry = Extract<Position, { readonly kind: 'entry' }>

const place = { kind: 'sitting' } as const

const firstName = (state: Case, scenario: Scenario): string => {
  const bottom = scenario.ladder[0]
  const target =
    bottom === undefined ? undefined : resolve(state, scenario, { kind: 'rung', rung: bottom.id })
  const rung = target?.kind === 'rung' ? findRung(scenario, target.rung) : undefined
  return rung === undefined ? 'The first step' : `The first step (${rungName(rung)})`
}

const startOptions = (state: Case, scenario: Scenario): readonly Choice[] => [
  { id: 'first', label: firstName(state, scenario) },
  ...scenario.starts.map(({ id, title }) => ({ id, label: title })),
]

/** The questions of the policy on which the way through the scenario depends. */
const openAsks = (state: Case, scenario: Scenario): readonly Ask[] =>
  scenario.entryAsks
    .filter((id) => state.asks[id] === undefined)
    .flatMap((id) => state.policy?.asks.find((one) => one.id === id) ?? [])
    .map((one) => policyAsk(place, one))

/** What is still to be asked before the first rung, in order. */
export const openEntry = (state: Case, entry: Entry): readonly Ask[] => {
  const { scenario, start, details } = entry
  const asks = openAsks(state, scenario)
  if (asks.length > 0 || entry.rung !== undefined || scenario.starts.length === 0) return asks
  if (start === undefined) return [ask(place, 'start', { options: startOptions(state, scenario) })]
  const chosen = scenario.starts.find((one) => one.id === start.id)
  return chosen?.why === true && details.why === undefined
    ? [ask(place, 'why', { title: 'Why do you begin there?', clause: chosen.clause })]
    : []
}

/** The rung at which the case begins once nothing is left to ask. */
export const entryRung = ({ rung, scenario, start }: Entry): string =>
  rung ?? scenario.starts.find((one) => one.id === start?.id)?.rung ?? scenario.ladder[0]?.id ?? ''
