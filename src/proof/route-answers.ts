/**
 * Which answers to asks and guards can stand together, as sets of bits: one bit for each combination of answers that a
 * condition tells apart. Follows no route; see routes.ts.
 */

import type { Policy, When } from '../flow/policy.ts'
import { conditionsOf, optionsOf, type Position, type Routing } from './routing.ts'

/** A set of combinations of answers. */
export type Mask = number

export interface Combinations {
  /** Before anything has been asked but what is asked before the first rung. */
  readonly first: Mask
  /** For which combinations that holds; for all where its answers are not followed. */
  readonly holds: (when: When | undefined) => Mask
  /** The combinations after this rung's guards have been answered. */
  readonly asked: (position: Position, mask: Mask) => Mask
  /** The ids of asks and guards whose answers are not followed: there are too many combinations. */
  readonly left: readonly string[]
}

/** As many combinations as bits can be counted on. */
export const mostCombinations = 30

interface Variable {
  readonly id: string
  readonly guard: boolean
  /** The conditions that hold for each kind of answer; the last of a guard's is "not asked yet": then all hold. */
  readonly classes: readonly ReadonlySet<string>[]
  readonly uses: number
}

const keyOf = ({ ask, is }: When): string => `${ask} ${[...is].sort().join(' ')}`

/** Combinations that no condition tells apart are one. */
const variableOf = (policy: Policy, id: string, whens: readonly When[]): Variable | undefined => {
  const guard = policy.guards.find((one) => one.id === id)
  // Asked anew at every rung: what was said at one says nothing of the next.
  if (guard?.every === 'rung') return undefined
  const classes = new Map<string, ReadonlySet<string>>()
  for (const option of optionsOf(policy, id)) {
    const held = whens.filter((one) => one.is.includes(option)).map(keyOf)
    classes.set(held.sort().join('\n'), new Set(held))
  }
  return {
    id,
    guard: guard !== undefined,
    classes: [...classes.values(), ...(guard ? [new Set(whens.map(keyOf))] : [])],
    uses: whens.length,
  }
}

const variablesOf = (policy: Policy, routing: Routing): readonly (Variable | string)[] => {
  const unique = new Map(conditionsOf(routing).map((when) => [keyOf(when), when] as const))
  const byId = new Map<string, When[]>()
  for (const when of unique.values()) {
    const same = byId.get(when.ask) ?? []
    byId.set(when.ask, same)
    same.push(when)
  }
  return [...byId].map(([id, whens]) => variableOf(policy, id, whens) ?? id)
}

const chooseFollowed = (variables: readonly Variable[], most: number): readonly Variable[] => {
  const kept: Variable[] = []
  let product = 1
  for (const one of [...variables].sort((a, b) => b.uses - a.uses))
    if (product * one.classes.length <= most) {
      product *= one.classes.length
      kept.push(one)
    }
  return kept
}

/** All combinations: the number of the class of each variable. */
const combine = (variables: readonly Variable[]): readonly (readonly number[])[] =>
  variables.reduce<readonly (readonly number[])[]>(
    (all, one) => all.flatMap((before) => one.classes.map((_, i) => [...before, i])),
    [[]],
  )

const maskOf = (
  combinations: readonly (readonly number[])[],
  test: (one: readonly number[]) => boolean,
): Mask => combinations.reduce((mask, one, i) => (test(one) ? mask | (1 << i) : mask), 0)

/** Remembers what was worked out for a key. */
const once = <K, V>(
  known: { readonly get: (key: K) => V | undefined; readonly set: (key: K, value: V) => unknown },
  make: (key: K) => V,
): ((key: K) => V) => {
  return (key) => {
    const old = known.get(key)
    if (old !== undefined) return old
    const made = make(key)
    known.set(key, made)
    return made
  }
}

interface Followed {
  readonly kept: readonly Variable[]
  readonly combinations: readonly (readonly number[])[]
}

const isUnasked = ({ kept }: Followed, at: number, value: number | undefined): boolean => {
  const one = kept[at]
  return one?.guard === true && value === one.classes.length - 1
}

/** The combinations after guard `at` has been answered: "not asked yet" becomes each of its answers. */
const answered = (followed: Followed, at: number, mask: Mask): Mask => {
  const { combinations } = followed
  const fits = (before: readonly number[], after: readonly number[]): boolean =>
    before.every((value, i) => value === after[i] || (i === at && isUnasked(followed, at, value)))
  return maskOf(
    combinations,
    (after) =>
      !isUnasked(followed, at, after[at]) &&
      combinations.some((before, i) => (mask & (1 << i)) !== 0 && fits(before, after)),
  )
}

/** The combinations of answers on which the ways of this routing depend, at most `most` of them. */
export const combinationsOf = (policy: Policy, routing: Routing, most: number): Combinations => {
  const all = variablesOf(policy, routing)
  const variables = all.flatMap((one) => (typeof one === 'string' ? [] : [one]))
  const kept = chooseFollowed(variables, most)
  const followed: Followed = { kept, combinations: combine(kept) }
  const { combinations } = followed
  const whole = maskOf(combinations, () => true)
  const conditionOf = once(new WeakMap<When, Mask>(), (when) => {
    const at = kept.findIndex((one) => one.id === when.ask)
    const key = keyOf(when)
    return at < 0 ? whole : maskOf(combinations, (one) => kept[at]?.classes[one[at] ?? 0]?.has(key) === true)
  })
  const guards = new Map(kept.flatMap((one, at) => (one.guard ? [[one.id, at] as const] : [])))
  const afterGuard = new Map(
    [...guards].map(([id, at]) => [id, once(new Map<Mask, Mask>(), (mask) => answered(followed, at, mask))]),
  )
  const names = new Set(kept.map((one) => one.id))
  return {
    first: maskOf(combinations, (one) =>
      one.every((value, at) => kept[at]?.guard !== true || isUnasked(followed, at, value)),
    ),
    holds: (when) => (when === undefined ? whole : conditionOf(when)),
    asked: ({ rung }, mask) =>
      guards.size === 0 ? mask : rung.guards.reduce((now, id) => afterGuard.get(id)?.(now) ?? now, mask),
    left: all.map((one) => (typeof one === 'string' ? one : one.id)).filter((id) => !names.has(id)),
  }
}
