/** Today's edition of each policy that a record names: the casebook's own flow of that id, or the one that came with the program. Compares nothing. */
import type { Placed, World } from '../case/case.ts'
import { UserError } from '../errors.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { choosable } from './library.ts'

/** A policy as it stood when it was chosen, and as it is today. */
export interface Edition {
  readonly then: Policy
  readonly now: Policy
}

const digestsIn = (facts: readonly Placed[]): readonly string[] => [
  ...new Set(facts.flatMap(({ fact }) => (fact.kind === 'policy' ? [fact.sha256] : []))),
]

const missing = (facts: readonly Placed[], sha256: string): UserError => {
  const named = facts.flatMap(({ fact }) =>
    fact.kind === 'policy' && fact.sha256 === sha256 ? [fact.policy.label] : [],
  )
  return new UserError(
    `The policy that the case was walked by is not to be had: ${named[0] ?? ''} (sha256 ${sha256.slice(0, 12)}…).`,
    'Put its text beside the record, in a folder named policies, or name it with --policy FILE.',
  )
}

const todaysOf = async (ports: Ports, casebook: string, then: Policy): Promise<Policy> => {
  const found = choosable(ports, casebook).find(({ id }) => id === then.id)
  if (found === undefined)
    throw new UserError(
      `There is no edition of today to compare with: no policy here has the id "${then.id}".`,
      'Name the edition: --to FOLDER, or a text kept in records/policies.',
    )
  const loaded = await found.load()
  if (loaded.kind === 'ok') return loaded.policy
  throw new UserError(
    `Today's edition of "${then.id}" cannot be used: ${loaded.why[0] ?? ''}`,
    `"rungs flow lint" says all that is wrong with it.`,
    1,
  )
}

/**
 * The editions of each policy that the record names, in the order in which it came to them. `to`: what to compare with in the place
 * of today's edition of that policy; of the last one, where it is an edition of none. Throws a `UserError` where a policy of the record, or an edition of today, is not to be had.
 */
export const editionsOf = async (
  ports: Ports,
  casebook: string,
  { facts, world }: { readonly facts: readonly Placed[]; readonly world: World },
  to?: Policy,
): Promise<readonly Edition[]> => {
  const thens = digestsIn(facts).map((sha256) => {
    const then = world.policy(sha256)
    if (then === undefined) throw missing(facts, sha256)
    return then
  })
  const last = thens.at(-1)
  if (last === undefined)
    throw new UserError(
      'The record names no policy: there is nothing to compare.',
      'It was left before a policy was chosen.',
    )
  const isMeant = ({ id }: Policy): boolean =>
    to !== undefined && (thens.some((one) => one.id === to.id) ? id === to.id : id === last.id)
  const editions: Edition[] = []
  for (const then of thens)
    editions.push({
      then,
      now: to !== undefined && isMeant(then) ? to : await todaysOf(ports, casebook, then),
    })
  return editions
}

/** The world in which each policy of the record is the edition that it is compared with. */
export const worldToday = (world: World, editions: readonly Edition[]): World => ({
  ...world,
  policy: (sha256) => editions.find(({ then }) => then.sha256 === sha256)?.now ?? world.policy(sha256),
})
