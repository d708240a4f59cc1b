/**
 * A condition of a flow in plain words, wherever it is shown: "only where the answer to “Where does the child
 * live?” is “Sefton” or “Not known yet”". Decides nothing; texts come out as they stand in the flow, unescaped.
 */
import type { Policy, When } from '../policy.ts'
import { either, quoted } from './phrase.ts'

/** The parts of a policy that a condition can name. */
export type Questions = Pick<Policy, 'asks' | 'guards'>

/** The words of the question or the guard with this id; the id itself where the policy has none. */
export const questionWords = (policy: Questions, id: string): string =>
  policy.asks.find((one) => one.id === id)?.title ?? policy.guards.find((one) => one.id === id)?.ask ?? id

/** The label of one option of a question or a guard; its id where there is none. */
export const optionWords = (policy: Questions, ask: string, id: string): string => {
  const options =
    policy.asks.find((one) => one.id === ask)?.options ??
    policy.guards.find((one) => one.id === ask)?.options ??
    []
  return options.find((one) => one.id === id)?.label ?? id
}

/** `only where the answer to “…” is “…” or “…”`: the middle of a sentence, without a full stop. */
export const whenWords = (policy: Questions, when: When): string =>
  `only where the answer to ${quoted(questionWords(policy, when.ask))} is ${either(
    when.is.map((id) => quoted(optionWords(policy, when.ask, id))),
  )}`
