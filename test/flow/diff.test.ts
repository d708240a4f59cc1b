/** What is compared of two policies: nothing where they are the same, and every single word where they are not. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Change, Place } from '../../src/flow/diff/change.ts'
import { diffPolicies } from '../../src/flow/diff/diff.ts'
import type { Policy } from '../../src/flow/policy.ts'
import { renderChanges } from '../../src/render/flow/diff.ts'
import { changeSentence } from '../../src/render/flow/diff-sentence.ts'
import { policyOf } from '../flows/shipped.ts'
import { wholePolicy } from '../render/whole-policy.ts'
import { everything } from './everything.ts'

type Path = readonly (string | number)[]

/** Every place in a value at which one thing can be changed. */
/** "Same day" has no amount that could be another. */
const isSame = (value: object): boolean => 'unit' in value && String(value.unit).startsWith('same-')

const leaves = (value: unknown, path: Path = []): readonly Path[] => {
  if (Array.isArray(value))
    return [...(value.length > 0 ? [path] : []), ...value.flatMap((one, i) => leaves(one, [...path, i]))]
  if (typeof value === 'object' && value !== null)
    return (
      Object.entries(value)
        .filter(([key]) => !(key === 'amount' && isSame(value)))
        // One body and a question have different parts: the one does not become the other by its kind alone.
        .filter(([key]) => !(key === 'kind' && path.at(-1) === 'challenged'))
        .flatMap(([key, one]) => leaves(one, [...path, key]))
    )
  return [path]
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((one, key) => (one as Record<string | number, unknown>)[key], value)

/** Unions are only what they may be; everything else may become any text. */
const members: Readonly<Record<string, readonly [string, string]>> = {
  to: ['close', 'top'],
  up: ['close', 'promise'],
  from: ['told', 'reached'],
  limit: ['urgency', 'agreed'],
  within: ['hours', 'days'],
}

const union = (path: Path): readonly [string, string] | undefined =>
  path.at(-1) === 'kind' || path.at(-1) === 'unit'
    ? members[String(typeof path.at(-2) === 'number' ? path.at(-3) : path.at(-2))]
    : undefined

/** Something else of the same shape: another text, a flipped flag, a list without its last part. */
const other = (value: unknown, path: Path): unknown => {
  const [first, second] = union(path) ?? []
  if (first !== undefined) return value === first ? second : first
  if (typeof value === 'string') return `${value}x`
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1
  return Array.isArray(value) ? value.slice(0, -1) : value
}

const mutate = (policy: Policy, path: Path): Policy => {
  // Not structuredClone: parts that are one object in memory are to be changed one by one.
  const copy = JSON.parse(JSON.stringify(policy)) as Policy
  const parent = at(copy, path.slice(0, -1)) as Record<string | number, unknown>
  const key = path.at(-1) ?? ''
  parent[key] = other(parent[key], path)
  return copy
}

/** Every place in a value, its parts and theirs. */
const branches = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]): readonly Path[] => {
        const here = [...path, Array.isArray(value) ? Number(key) : key]
        return [here, ...branches(one, here)]
      })
    : []

const optional: ReadonlySet<string> = new Set(
  (
    'name note joined then also cap missed by whomBy label stage acts whom noNumber authority medium meeting say meanwhile ' +
    'eachChild issued reviewDue supersededBy officeHours convenes chairs attends independent otherwise dayOne'
  ).split(' '),
)

/** Words that are optional in one kind of part and not in another: `in` the list that stands at `path.at(-3)`. */
const required: Readonly<Record<string, readonly string[]>> = {
  label: ['options', 'outcomes'],
  name: ['bodies'],
  whom: ['instead'],
}

const canGo = (path: Path): boolean => {
  const word = String(path.at(-1))
  return optional.has(word) && required[word]?.includes(String(path.at(-3))) !== true
}

const without = (policy: Policy, path: Path): Policy => {
  const copy = JSON.parse(JSON.stringify(policy)) as Policy
  const parent = at(copy, path.slice(0, -1)) as Record<string | number, unknown>
  delete parent[path.at(-1) ?? '']
  return copy
}

const ids = (place: Place): readonly string[] => [place.id, ...(place.of === undefined ? [] : ids(place.of))]

/** The ids of the scenario and the rung, or of the part of the policy, that stand on the way to a path, before or after. */
const named = (policy: Policy, changed: Policy, path: Path): readonly (readonly string[])[] => {
  // What it is laid over is no part of it.
  if (path[0] === 'over') return []
  const deepest = path.length - (typeof path.at(-1) === 'number' ? 0 : 1)
  return (
    path
      .map((_, i) => path.slice(0, i + 1))
      .filter((part) => part.length <= deepest && typeof part.at(-1) === 'number')
      // A rung of a track is named by itself.
      .filter((part) => part.at(-2) !== 'tracks' || path[part.length] !== 'rungs')
      .map((part) =>
        [at(policy, part), at(changed, part)].flatMap((one) =>
          typeof one === 'object' && one !== null && 'id' in one ? [String(one.id)] : [],
        ),
      )
      .filter((all) => all.length > 0)
  )
}

const names = (change: Change, wanted: readonly string[]): boolean =>
  [...ids(change.place), ...change.scenarios].some((id) => wanted.includes(id)) ||
  (change.turn.kind === 'renamed' && wanted.includes(change.turn.from))

const shipped = ['greenvale', 'southwark']

describe('comparing policies', () => {
  it.each(shipped)('finds nothing between %s and itself', (id) => {
    const policy = policyOf(id)
    expect(diffPolicies(policy, policy)).toEqual([])
    expect(diffPolicies(policy, structuredClone(policy))).toEqual([])
  })

  const findsIt = (policy: Policy, changed: Policy, path: Path): void => {
    const changes = diffPolicies(policy, changed)
    expect(changes, path.join('.')).not.toEqual([])
    const wanted = named(policy, changed, path)
    const fits = changes.some((change) => wanted.every((one) => names(change, one)))
    if (!fits) expect(changes, `${path.join('.')}: ${JSON.stringify(wanted)}`).toEqual([])
    for (const change of changes) expect(changeSentence(change).length).toBeGreaterThan(10)
  }

  it.each(shipped)('finds every single change of %s, and names its place', (id) => {
    const policy = policyOf(id)
    const paths = leaves(policy)
    fc.assert(
      fc.property(fc.constantFrom(...paths), (path) => findsIt(policy, mutate(policy, path), path)),
      { numRuns: 120 },
    )
  })

  it('finds every single change of a policy in which everything stands', () => {
    for (const path of leaves(wholePolicy)) findsIt(wholePolicy, mutate(wholePolicy, path), path)
  })

  it('finds whatever is left out of it, or comes into it', () => {
    const paths = branches(wholePolicy).filter(canGo)
    expect(new Set(paths.map((path) => path.at(-1)))).toEqual(optional)
    for (const path of paths) {
      const less = without(wholePolicy, path)
      findsIt(wholePolicy, less, path)
      findsIt(less, wholePolicy, path)
    }
  })

  it('finds the parts of every list in another order', () => {
    for (const path of branches(wholePolicy)) {
      const value = at(wholePolicy, path)
      if (!Array.isArray(value) || JSON.stringify(value.toReversed()) === JSON.stringify(value)) continue
      const changed = JSON.parse(JSON.stringify(wholePolicy)) as Policy
      const parent = at(changed, path.slice(0, -1)) as Record<string | number, unknown>
      parent[path.at(-1) ?? ''] = value.toReversed()
      expect(diffPolicies(wholePolicy, changed), path.join('.')).not.toEqual([])
    }
  })

  it('compares any two policies', () => {
    const all = [...shipped.map(policyOf), wholePolicy, everything]
    for (const a of all)
      for (const b of all) {
        const changes = diffPolicies(a, b)
        expect(changes.length > 0).toBe(a !== b)
        const text = renderChanges(changes, a, b, 72)
        expect(text).not.toMatch(/undefined|NaN|\[object/)
      }
  })
})
