/**
 * Where a case is, in the words of the routing, and where the routing says that it should be for the answers given. Plays
 * nothing; see play.ts.
 */
import type { Policy, When } from '../flow/policy.ts'
import type { Drive } from './drive.ts'
import { conditionsOf, type Landing, nameOf, optionsOf, type Routing } from './routing.ts'

/** As many sets of answers as are played; beyond that each answer is given in some set. */
const mostSets = 32

/** An option for each ask and guard, by id. */
export type Given = Readonly<Record<string, string>>

/** One option for each kind of answer that conditions tell apart. */
const kinds = (policy: Policy, id: string, whens: readonly When[]): readonly string[] => [
  ...new Map(
    optionsOf(policy, id)
      .map((option) => [whens.map((one) => (one.is.includes(option) ? 1 : 0)).join(''), option] as const)
      .reverse(),
  ).values(),
]

/** Sets of answers in which every kind of answer is given; all their combinations, where these are not too many. */
export const answerSets = (policy: Policy, routing: Routing): readonly Given[] => {
  const byId = new Map<string, Map<string, When>>()
  for (const when of conditionsOf(routing))
    byId.set(when.ask, (byId.get(when.ask) ?? new Map<string, When>()).set(when.is.join(' '), when))
  const variables = [...byId].map(([id, whens]) => [id, kinds(policy, id, [...whens.values()])] as const)
  const product = variables.reduce((so, [, list]) => so * Math.max(1, list.length), 1)
  const sets = Math.min(product, Math.max(mostSets, ...variables.map(([, list]) => list.length)))
  return Array.from({ length: sets }, (_, set) => {
    let rest = set
    return Object.fromEntries(
      variables.map(([id, list]) => {
        const option = list[rest % Math.max(1, list.length)] ?? ''
        rest = product > sets ? rest + 1 : Math.floor(rest / Math.max(1, list.length))
        return [id, option]
      }),
    )
  })
}

/**
 * What is known of a condition in a case as it stands: the answers to asks and guards, those of the visit first. Said here
 * once more and not asked of case/conditions.ts: the two are compared.
 */
export const known =
  ({ state }: Drive, visitGuards: Readonly<Record<string, { readonly id: string }>>) =>
  (when: When | undefined): boolean => {
    if (when === undefined) return true
    const answer = visitGuards[when.ask] ?? state.asks[when.ask] ?? state.guards[when.ask]
    return answer === undefined || when.is.includes(answer.id)
  }

/** Where a landing is for these answers: the routing followed by hand, one step at a time. */
export const follow = (
  { positions }: Routing,
  to: Landing,
  holds: (when: When | undefined) => boolean,
): Landing => {
  const seen = new Set<number>()
  const door = to >= positions.length ? to - positions.length : undefined
  let at = door ?? to
  for (let position = positions[at]; position !== undefined; position = positions[at]) {
    if (holds(position.rung.when)) return at
    if (seen.has(at)) return door ?? to
    seen.add(at)
    at = position.up
  }
  if (door !== undefined) return door
  return at >= positions.length ? follow({ positions, doors: [], ends: [] }, at, holds) : at
}

/** A landing in words: `scenario/rung`, or the name of the end. */
export const landingName = ({ positions, ends }: Routing, at: Landing): string => {
  const position = positions[at]
  return position === undefined ? (ends[~at] ?? 'nowhere') : nameOf(position)
}

/** Where the case is, in the routing's words. */
export const whereabouts = ({ state: { position, scenario } }: Drive): string => {
  switch (position.kind) {
    case 'rung':
      return `${scenario?.id ?? ''}/${position.visit.rung.id}`
    case 'handed':
      return `handed ${position.elsewhere}`
    case 'closing':
      return position.how === 'elsewhere' ? `elsewhere ${position.elsewhere ?? ''}` : `closed ${position.how}`
    case 'closed':
      return `closed ${position.how}`
    case 'opening':
    case 'entry':
    case 'promise':
    case 'top':
      return position.kind
  }
}
