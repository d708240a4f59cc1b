/**
 * A policy as written and an overlay over it, put together: still as written, each part with the place where it stands.
 * What the overlay names and the policy has not becomes a finding. Checks no shapes; see load.ts.
 */

import { isMap } from '../../mapping.ts'
import { type References, references } from '../build/references.ts'
import type { Finding } from '../finding.ts'
import type { Sheet } from '../text/yaml.ts'
import {
  asSheet,
  entries,
  items,
  listOf,
  mapItems,
  mapOf,
  mapParts,
  part,
  type Written,
  whole,
  withParts,
} from './origin.ts'
import { layRungs } from './overlay-rungs.ts'

/** A policy as written: what stands in its policy.yaml, and each scenario file by its id. */
export interface Sources {
  readonly policy: Sheet
  readonly scenarios: ReadonlyMap<string, Sheet>
}

/** Said once for the whole policy: the overlay's word counts. */
const single = ['title', 'short', 'edition', 'office-hours', 'challenged'] as const

/** By id: added, or said anew. */
const byId = [
  'contacts',
  'terms',
  'asks',
  'moments',
  'agencies',
  'advice',
  'guards',
  'gaps',
  'readings',
  'elsewhere',
  'ladders',
] as const

/** The overlay's come after those of the policy. */
const appended = ['principles', 'closing', 'scenarios'] as const

/** Other names for posts: each is met where a rung or an agency has exactly these words. */
const renaming = (refs: References, roles: readonly (readonly [string, Written])[]) => {
  const known = new Map(roles)
  const met = new Set<string>()
  for (const [name, { value }] of roles) if (typeof value === 'string') refs.title(['roles', name], value)
  const posts = new Set<string>()
  const rename = (one: Written): Written => {
    if (typeof one.value !== 'string') return one
    posts.add(one.value)
    const found = known.get(one.value)
    if (found === undefined) return one
    met.add(one.value)
    return found
  }
  const unmet = (): void =>
    refs.known(
      'post',
      ['roles'],
      roles.flatMap(([name]) => (met.has(name) ? [] : [name])),
      posts,
      'key',
    )
  return { rename, unmet }
}

type Rename = (one: Written) => Written

const inKeys =
  (keys: readonly string[], rename: Rename): Rename =>
  (one) =>
    mapParts(one, (inner, key) => (keys.includes(key) ? rename(inner) : inner))

/** Words, a list of words under `all`, `any` or `and-or`, or words for each answer. */
const inWhom = (whom: Written, rename: Rename): Written =>
  typeof whom.value === 'string'
    ? rename(whom)
    : mapParts(whom, (inner, key) => {
        if (Array.isArray(inner.value)) return mapItems(inner, rename)
        if (isMap(inner.value)) return mapParts(inner, rename)
        return key === 'ask' ? inner : rename(inner)
      })

const inRung = (rung: Written, rename: Rename): Written =>
  mapParts(rung, (one, key) => {
    switch (key) {
      case 'acts':
        return rename(one)
      case 'whom':
        return inWhom(one, rename)
      case 'instead':
        return mapItems(one, inKeys(['whom'], rename))
      case 'meeting':
        return inKeys(['convenes', 'chairs', 'attends'], rename)(one)
      case 'approval':
        return inKeys(['by'], rename)(one)
      default:
        return one
    }
  })

const inAgencies = (agencies: Written, rename: Rename): Written =>
  mapParts(agencies, (agency) =>
    mapParts(agency, (one, key) =>
      key === 'posts'
        ? mapItems(one, (post) =>
            typeof post.value === 'string' ? rename(post) : inKeys(['title'], rename)(post),
          )
        : one,
    ),
  )

const shared = (policy: Written, overlay: Written): Written => {
  const from = (keys: readonly string[], join: (old: Written | undefined, one: Written) => Written) =>
    keys.flatMap((key) => {
      const one = part(overlay, key)
      return one === undefined ? [] : [[key, join(part(policy, key), one)] as const]
    })
  return withParts(policy, [
    ...from(single, (_, one) => one),
    ...from(byId, (old, one) => (old === undefined ? one : mapOf(old, [...entries(old), ...entries(one)]))),
    ...from(appended, (old, one) => (old === undefined ? one : listOf(old, [...items(old), ...items(one)]))),
  ])
}

/** A scenario of the overlay's own may not have the id of one that is there. */
const ownScenarios = (refs: References, base: Sources, own: Sources['scenarios']): Sources['scenarios'] => {
  for (const id of own.keys())
    if (base.scenarios.has(id))
      refs.say(
        'RF017',
        ['scenarios'],
        `The policy under this one has a scenario "${id}" already.`,
        'Give yours another id, or change the rungs of that one under "rungs".',
      )
  return new Map([...own].filter(([id]) => !base.scenarios.has(id)))
}

/** Lays an overlay, and scenarios of its own, over a policy. `base` and `overlay` have values. Never throws. */
export const lay = (
  base: Sources,
  overlay: Sheet,
  own: Sources['scenarios'],
): Sources & { readonly findings: readonly Finding[] } => {
  const refs = references(overlay)
  const over = whole(overlay)
  const { rename, unmet } = renaming(refs, entries(part(over, 'roles')))
  const policy = mapParts(whole(base.policy), (one, key) =>
    key === 'agencies' ? inAgencies(one, rename) : one,
  )
  const laid = layRungs(
    refs,
    { policy, scenarios: new Map([...base.scenarios].map(([id, sheet]) => [id, whole(sheet)])) },
    over,
    (rung) => inRung(rung, rename),
  )
  unmet()
  const scenarios = new Map(
    [...laid.scenarios].map(([id, one]) => {
      const sheet = base.scenarios.get(id)
      return [id, asSheet(sheet?.file ?? '', one, sheet?.findings ?? [])] as const
    }),
  )
  const added = ownScenarios(refs, base, own)
  return {
    policy: asSheet(overlay.file, shared(laid.policy, over), base.policy.findings),
    scenarios: new Map([...scenarios, ...added]),
    findings: refs.findings,
  }
}
