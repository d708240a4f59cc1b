/** Honest records as facts, each with the world it has to be judged in: every walk that there is, and cases played at random. */
import type { Placed, World } from '../../src/case/case.ts'
import { walk } from '../../src/proof/walk.ts'
import { everything } from '../flow/everything.ts'
import { policies, policyOf, walkOf, walksOf, worldOf } from '../flows/shipped.ts'
import {
  exampleOf,
  examples,
  exampleWalk,
  exampleWalks,
  exampleWorld,
  runExample,
} from '../language/examples.ts'
import { played } from './played.ts'

export interface History {
  readonly name: string
  readonly world: World
  readonly facts: readonly Placed[]
}

/** A walk of a policy that ships. */
export const walked = (id: string, name: string): History => {
  const policy = policyOf(id)
  const { script, start } = walkOf(id, name)
  const world = worldOf(policy)
  return { name: `${id}/${name}`, world, facts: walk(world, policy, script, start).facts }
}

/** A walk of an example flow. */
export const exampleWalked = (id: string, name: string): History => ({
  name: `${id}/${name}`,
  world: exampleWorld(exampleOf(id)),
  facts: runExample(id, exampleWalk(id, name)).facts,
})

/** Every walk of every policy that ships and of every example flow. */
export const everyWalk = (): readonly History[] => [
  ...policies.flatMap((id) => walksOf(id).map((name) => walked(id, name))),
  ...examples.flatMap((id) => exampleWalks(id).map((name) => exampleWalked(id, name))),
]

/** So many cases of each policy; in every other one the computer dies now and then. */
export const playedAtRandom = (seed: number, each: number): readonly History[] => {
  const made = [
    ...policies.map((id) => ({ id, policy: policyOf(id), world: worldOf(policyOf(id)) })),
    ...examples.map((id) => ({ id, policy: exampleOf(id), world: exampleWorld(exampleOf(id)) })),
    { id: 'everything', policy: everything, world: worldOf(everything) },
  ]
  return made.flatMap(({ id, policy, world }) =>
    Array.from({ length: each }, (_, i) => ({
      name: `${id}, seed ${seed}, case ${i + 1}`,
      world,
      facts: played(world, policy, { seed, number: i + 1, crashes: i % 2 === 1 }),
    })),
  )
}
