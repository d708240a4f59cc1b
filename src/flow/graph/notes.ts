/** What of a policy stands in a graph, as texts: clocks, whom to approach, conditions, and what the source leaves open. */

import type { Clock, Policy, Rung, When } from '../policy.ts'
import { bindingWords, conditionWords, limitWords } from '../words/clock.ts'
import { parties } from '../words/closed-lists.ts'
import { capital } from '../words/phrase.ts'
import { optionWords, whenWords } from '../words/when.ts'

export interface ClockNote {
  /** Whose it is, and how long: "They: 2 working days, by 17:00 of the last day, or sooner if the child needs it". */
  readonly limit: string
  /** What must have happened by then. */
  readonly title: string
  /** After which outcomes alone it runs, on which answers, and what meets it. */
  readonly conditions: readonly string[]
}

/** Whom to approach; `for`: on which answer, where it depends on one. */
export interface WhomNote {
  readonly whom: string
  readonly for?: string
}

export interface GapNote {
  readonly number: number
  readonly id: string
  readonly text: string
  readonly clause: string
}

/** The words of a condition, to be spread into what has one. */
export const conditionNote = (policy: Policy, when: When | undefined): { readonly condition?: string } =>
  when === undefined ? {} : { condition: whenWords(policy, when) }

/** `rung`: whose outcomes the clocks name. */
export const clockNotes = (policy: Policy, clocks: readonly Clock[], rung?: Rung): readonly ClockNote[] =>
  clocks.map((clock) => ({
    limit: `${capital(parties[clock.whose])}: ${limitWords(clock)}${bindingWords(clock)}`,
    title: clock.title,
    conditions: conditionWords(clock, { policy, ...(rung === undefined ? {} : { rung }) }),
  }))

export const whomNotes = (policy: Policy, { whom, whomBy }: Rung): readonly WhomNote[] => {
  if (whomBy === undefined) return whom === undefined ? [] : [{ whom }]
  const { ask, is, otherwise } = whomBy
  return [
    ...Object.entries(is).map(([id, one]) => ({ whom: one, for: optionWords(policy, ask, id) })),
    ...(otherwise === undefined ? [] : [{ whom: otherwise, for: 'otherwise' }]),
  ]
}

/** The gaps among these remarks, each once, numbered in the order given. */
export const gapNotes = (policy: Policy, ids: readonly string[]): readonly GapNote[] => {
  const known = new Map(policy.remarks.map((one) => [one.id, one]))
  return [...new Set(ids)]
    .flatMap((id) => known.get(id) ?? [])
    .filter(({ kind }) => kind === 'gap')
    .map(({ id, text, clause }, i) => ({ number: i + 1, id, text, clause }))
}
