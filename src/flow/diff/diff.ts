/**
 * What changed between two policies: two editions, or a policy and the local one laid over it. Values only; the sentences
 * are in render/flow/diff.ts.
 */

import { canonical } from '../canonical.ts'
import type { GuardOption, Policy, Scenario } from '../policy.ts'
import type { Change, Field, Place } from './change.ts'
import { match } from './match.ts'
import { appeared, diffParts, type Found, placeOf, saidAnew } from './parts.ts'
import { diffScenario } from './scenario.ts'
import { type Sides, sidesOf } from './sides.ts'

interface Options {
  readonly options: readonly (Pick<GuardOption, 'id' | 'label'> & Partial<GuardOption>)[]
}

const optionsOf = ({ options }: Options): readonly GuardOption[] =>
  options.map((one) => ({ contacts: [], ...one }))

const wholePolicy = (a: Policy, b: Policy, sides: Sides): readonly Found[] => {
  const place = placeOf('policy', b)
  const owner = <F extends Field>(field: F): { readonly place: Place; readonly field: F } => ({
    place,
    field,
  })
  const options = (one: Options, other: Options, of: Place): readonly Found[] =>
    diffParts('option', optionsOf(one), optionsOf(other), sides, { place: of, field: 'options', of })
  return [
    ...saidAnew('policy', a, b, sides),
    ...saidAnew('edition', a.edition, b.edition, sides),
    ...diffParts('contact', a.contacts, b.contacts, sides, owner('contacts')),
    ...diffParts('guard', a.guards, b.guards, sides, owner('guards'), options),
    ...diffParts('ask', a.asks, b.asks, sides, owner('asks'), options),
    ...diffParts('moment', a.moments, b.moments, sides, owner('moments')),
    ...diffParts('agency', a.agencies, b.agencies, sides, owner('agencies')),
    ...diffParts('elsewhere', a.elsewhere, b.elsewhere, sides, owner('elsewhere')),
    ...diffParts('advice', a.advice, b.advice, sides, owner('advice')),
    ...diffParts('remark', a.remarks, b.remarks, sides, owner('remarks')),
    ...diffParts('term', a.terms, b.terms, sides, owner('terms')),
    ...diffParts('body', a.bodies, b.bodies, sides, owner('bodies')),
  ]
}

const inScenario = (id: string, found: readonly Found[]): readonly Change[] =>
  found.map((one) => ({ ...one, scenarios: [id] }))

const scenarios = (a: Policy, b: Policy, sides: Sides): readonly Change[] => {
  const { pairs, gone, added } = match<Scenario>(
    a.scenarios,
    b.scenarios,
    ({ id }) => id,
    ({ title }) => title,
  )
  const into = new Map(pairs.map(([one, other]) => [other, one]))
  const kept = a.scenarios.flatMap((one) => pairs.find(([before]) => before === one)?.[1] ?? [])
  const now = b.scenarios.filter((one) => into.has(one))
  const turned = kept.some((one, i) => one !== now[i])
  const order: Found = {
    place: placeOf('policy', b),
    weight: 'wording',
    turn: { kind: 'order', field: 'scenarios' },
  }
  return [
    ...gone.flatMap((one) => inScenario(one.id, [appeared('scenario', one, sides.a, 'gone')])),
    ...added.flatMap((one) => inScenario(one.id, [appeared('scenario', one, sides.b, 'new')])),
    ...b.scenarios.flatMap((other) => {
      const one = into.get(other)
      return one === undefined ? [] : inScenario(other.id, diffScenario(one, other, sides))
    }),
    ...(turned ? [{ ...order, scenarios: [] }] : []),
  ]
}

/** A change in a ladder that scenarios share is one change. */
const together = (changes: readonly Change[]): readonly Change[] => {
  const merged = new Map<string, Change>()
  for (const change of changes) {
    const { scenarios: here, ...rest } = change
    const key = canonical(rest)
    const known = merged.get(key)
    const all = new Set([...(known?.scenarios ?? []), ...here])
    merged.set(key, { ...change, scenarios: [...all] })
  }
  return [...merged.values()]
}

/**
 * Every difference that a user could come upon, those that may change what is done in a case first; in the order of the
 * newer policy. Empty where the two are the same. Never throws.
 */
export const diffPolicies = (a: Policy, b: Policy): readonly Change[] => {
  const sides = sidesOf(a, b)
  const whole = wholePolicy(a, b, sides).map((one): Change => ({ ...one, scenarios: [] }))
  const found = together([...whole, ...scenarios(a, b, sides)])
  const layout: Change = {
    place: placeOf('policy', b),
    scenarios: [],
    weight: 'wording',
    turn: { kind: 'said', field: 'sha256', from: a.sha256, to: b.sha256 },
  }
  if (found.length === 0) return a.sha256 === b.sha256 ? [] : [layout]
  const of = (weight: Change['weight']): readonly Change[] => found.filter((one) => one.weight === weight)
  return [...of('consequence'), ...of('wording')]
}
