/** What has to hold of every case, whatever is done to it, and how it is looked at. Plays nothing; see random.ts. */
import { agenda } from '../case/agenda.ts'
import type { Case, Placed } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import { replay } from '../case/evolve.ts'
import type { Fact } from '../case/fact.ts'
import { next } from '../case/next.ts'
import type { Ask } from '../case/question.ts'
import type { Policy } from '../flow/policy.ts'
import { normaliseText } from '../record/escape.ts'
import { parseRecord } from '../record/parse.ts'
import { type Head, sealEntry } from '../record/writer.ts'
import { closed, type Drive } from './drive.ts'

/** What has to hold of every case, whatever is done to it. */
export type Law =
  | 'no command throws'
  | 'a refusal changes nothing'
  | 'there is always a next question'
  | 'what is decided can be written down'
  | 'replay equals the live case'
  | 'the record reads back'
  | 'the case can be closed'

export interface Broken {
  readonly law: Law
  readonly says: string
}

/** A case that is being played, with its record as it would be written. */
export interface Player {
  drive: Drive
  head: Head
  readonly record: string[]
  asked: readonly Ask[]
  refusals: number
}

const message = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 300)

/** What it yields, or which law is broken where it throws. */
export const tried = <T>(law: Law, act: () => T): { readonly value: T } | Broken => {
  try {
    return { value: act() }
  } catch (error) {
    return { law, says: message(error) }
  }
}

const large: ReadonlySet<string> = new Set(['world', 'log', 'policy', 'scenario', 'clocks'])

const plain = (key: string, value: unknown): unknown => {
  if (large.has(key)) return typeof value === 'string' ? value : undefined
  if (key === 'rung' && typeof value === 'object' && value !== null && 'outcomes' in value && 'id' in value)
    return value.id
  return value instanceof Set ? [...value] : value
}

/** Everything that a case amounts to, as a text; the chains as lists. */
const essence = (state: Case): string =>
  JSON.stringify({ ...state, trail: toList(state.trail), facts: state.log?.size ?? 0 }, plain)

const outlook = (state: Case): string =>
  JSON.stringify({ agenda: agenda(state), next: next(state), essence: essence(state) }, plain)

/** What is wrong with the next question; undefined: nothing. */
export const nothingToAsk = (state: Case): string | undefined => {
  const question = next(state)
  if (question.id === '') return 'the question has no name'
  if (question.kind === 'closed' && state.position.kind !== 'closed')
    return `nothing is asked, and the case stands at ${state.position.kind}`
  if (question.kind === 'ask' && question.input.kind === 'choice' && question.input.options.length === 0)
    return `${question.id} has no answers to choose from`
  return undefined
}

/** Whatever is frozen cannot be changed unseen: to try is to throw. What the world yields is not the case's. */
export const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  for (const [key, inner] of Object.entries(value)) if (key !== 'world') freeze(inner)
}

/** The fact as it is read back: the record has one spelling for line ends. */
const asRead = (fact: Fact): Fact => {
  if (fact.kind === 'answer' && fact.value.kind === 'text')
    return { ...fact, value: { kind: 'text', text: normaliseText(fact.value.text) } }
  return fact.kind === 'recovered' || fact.kind === 'taken-over'
    ? { ...fact, text: normaliseText(fact.text) }
    : fact
}

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

const spelt = (facts: readonly Pick<Placed, 'entry' | 'index' | 'fact'>[]): readonly string[] =>
  facts.map(({ entry, index, fact }) => JSON.stringify({ entry, index, fact }, (_, value) => sorted(value)))

const readsBack = ({ drive, record, head }: Player): string | undefined => {
  const parsed = parseRecord(record.join('') + sealEntry(head).text)
  const [problem] = parsed.problems
  if (problem !== undefined) return `${problem.code}: ${problem.message}`
  const read = spelt(
    parsed.entries.flatMap((one) => one.facts.map((fact, i) => ({ entry: one.n, index: i + 1, fact }))),
  )
  const live = spelt(toList(drive.state.log).map((one) => ({ ...one, fact: asRead(one.fact) })))
  const at = live.findIndex((one, i) => one !== read[i])
  if (at < 0 && read.length === live.length) return undefined
  return `fact ${at + 1} is read back otherwise: ${live[at]?.slice(0, 200)} / ${read[at]?.slice(0, 200)}`
}

const replays = ({ drive: { state } }: Player): string | undefined =>
  outlook(replay(state.world, toList(state.log))) === outlook(state)
    ? undefined
    : 'position, agenda or next question differ after a replay of the facts'

const closes = ({ drive }: Player, policy: Policy): string | undefined => {
  if (closed({ ...drive, now: drive.now + 60_000 }, policy) !== undefined) return undefined
  return `it cannot be closed from ${drive.state.position.kind}, asked: ${next(drive.state).id}`
}

/** A case that nobody has sat down at yet has nothing to close. */
const sat = ({ drive }: Player): boolean => drive.state.sittings > 0

/** What has to hold once the player leaves. */
export const finish = (player: Player, policy: Policy): Broken | undefined => {
  const laws: readonly (readonly [Law, () => string | undefined])[] = [
    ['replay equals the live case', () => replays(player)],
    ['the record reads back', () => readsBack(player)],
    ['the case can be closed', () => (sat(player) ? closes(player, policy) : undefined)],
  ]
  for (const [law, check] of laws) {
    const found = tried(law, check)
    if (!('value' in found)) return found
    if (found.value !== undefined) return { law, says: found.value }
  }
  return undefined
}
