/**
 * A condition of a flow in plain words, for screens and documents alike: "only where the answer to “Where does the child
 * live?” is “Sefton” or “Not known yet”". Decides nothing; texts come out as they stand in the flow, unescaped.
 */
import type { Policy, When } from '../flow/policy.ts'

/** The parts of a policy that a condition can name. */
export type Asked = Pick<Policy, 'asks' | 'guards'>

/** "a", "a or b", "a, b or c". */
export const either = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

export const quoted = (text: string): string => `“${text}”`

/** The words of the question or the guard with this id; the id itself where the policy has none. */
export const questionWords = (policy: Asked, id: string): string =>
  policy.asks.find((one) => one.id === id)?.title ?? policy.guards.find((one) => one.id === id)?.ask ?? id

/** The label of one option of a question or a guard; its id where there is none. */
export const optionWords = (policy: Asked, ask: string, id: string): string => {
  const options =
    policy.asks.find((one) => one.id === ask)?.options ??
    policy.guards.find((one) => one.id === ask)?.options ??
    []
  return options.find((one) => one.id === id)?.label ?? id
}

/** `only where the answer to “…” is “…” or “…”`: the middle of a sentence, without a full stop. */
export const whenWords = (policy: Asked, when: When): string =>
  `only where the answer to ${quoted(questionWords(policy, when.ask))} is ${either(
    when.is.map((id) => quoted(optionWords(policy, when.ask, id))),
  )}`
