/** The words that a graph takes from a policy: conditions, clocks, whom to approach, and what the source leaves open. */
import { formatTimescale } from '../../calendar/timescale.ts'
import type { Clock, Policy, Rung, When } from '../policy.ts'

/** Of two figures that the source calls equal both are drawn. */
const figureOf = ({ limit, words }: Clock): string =>
  limit.kind === 'rule' && limit.rule.also !== undefined
    ? `${words}, or ${formatTimescale(limit.rule.also)} if earlier`
    : words

export interface ClockNote {
  readonly whose: 'ours' | 'theirs' | 'both'
  /** The limit in the source's words. */
  readonly words: string
  readonly title: string
  readonly sooner: boolean
  readonly indicative: boolean
  /** Labels of the outcomes after which alone it runs. */
  readonly after: readonly string[]
  readonly condition?: string
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

interface Asked {
  readonly title: string
  readonly options: readonly { readonly id: string; readonly label: string }[]
}

const askedBy = (policy: Policy, id: string): Asked => {
  const guard = policy.guards.find((one) => one.id === id)
  return (
    policy.asks.find((one) => one.id === id) ??
    (guard === undefined ? { title: id, options: [] } : { title: guard.ask, options: guard.options })
  )
}

const labelOf = ({ options }: Asked, id: string): string => options.find((one) => one.id === id)?.label ?? id

/** The question and the answers for which something holds: "Who is the child known to? – The MASH or a social worker". */
export const conditionOf = (policy: Policy, when: When | undefined): string | undefined => {
  if (when === undefined) return undefined
  const asked = askedBy(policy, when.ask)
  return `${asked.title} – ${when.is.map((id) => labelOf(asked, id)).join(' or ')}`
}

/** `rung`: whose outcomes the clocks name. */
export const clockNotes = (policy: Policy, clocks: readonly Clock[], rung?: Rung): readonly ClockNote[] =>
  clocks.map((clock) => {
    const { whose, title, sooner, indicative, on, when } = clock
    const condition = conditionOf(policy, when)
    return {
      whose,
      words: figureOf(clock),
      title,
      sooner,
      indicative,
      after: on.map((id) => rung?.outcomes.find((one) => one.id === id)?.label ?? id),
      ...(condition === undefined ? {} : { condition }),
    }
  })

export const whomNotes = (policy: Policy, { whom, whomBy }: Rung): readonly WhomNote[] => {
  if (whomBy === undefined) return whom === undefined ? [] : [{ whom }]
  const asked = askedBy(policy, whomBy.ask)
  const { otherwise } = whomBy
  return [
    ...Object.entries(whomBy.is).map(([id, one]) => ({ whom: one, for: labelOf(asked, id) })),
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
