/** The clocks of a rung, a stage or a scenario in the proof-reading document. */
import type { Clock, Policy } from '../../flow/policy.ts'
import { type ClockPlace, dueWords, missedWords } from '../../flow/words/clock.ts'
import { partiesAsObject } from '../../flow/words/closed-lists.ts'
import { cited, type Item, strong } from '../document/document.ts'
import { remarkItems } from './remark.ts'

const clockItem = (policy: Policy, clock: Clock, place: ClockPlace): Item => ({
  text: [
    strong(`For ${partiesAsObject[clock.whose]}: `),
    `to ${clock.title}: ${dueWords(clock, place)}`,
    ...cited(clock.clause),
    ...(clock.missed === undefined ? [] : [`; ${missedWords(clock.missed)}`, ...cited(clock.missed.clause)]),
  ],
  under: remarkItems(policy, clock.remarks),
})

/** Clocks in words, with what is unsure about them. */
export const clockItems = (
  policy: Policy,
  clocks: readonly Clock[],
  place: Omit<ClockPlace, 'policy'> = {},
): readonly Item[] => clocks.map((clock) => clockItem(policy, clock, { ...place, policy }))
