/**
 * Every walk of every shipped flow: what comes out is what the walk expects, and together they cover each outcome of
 * each rung. One policy: `npx vitest run test/flows -t northway`.
 */
import { describe, expect, test } from 'vitest'
import { replay } from '../../src/case/evolve.ts'
import { missing } from '../../src/proof/coverage.ts'
import { type Walked, walk } from '../../src/proof/walk.ts'
import { resultOf } from '../../src/proof/walk-result.ts'
import type { Walk } from '../../src/proof/walks.ts'
import { policies, policyOf, walkOf, walksOf, worldOf } from './shipped.ts'

const run = (id: string, one: Walk): Walked => {
  const policy = policyOf(id)
  return walk(worldOf(policy), policy, one.script, one.start)
}

describe.each(policies)('%s', (id) => {
  test.each(walksOf(id))(`${id}: %s`, (name) => {
    const one = walkOf(id, name)
    const walked = run(id, one)
    // First, as it explains whatever else differs.
    expect(walked.problem).toBeUndefined()
    expect(resultOf(walked.state)).toEqual(one.expect)
    expect(walked.unused).toEqual([])
    expect([...walked.state.off]).toEqual([])
    const { world: _, ...live } = walked.state
    const { world: __, ...again } = replay(worldOf(policyOf(id)), walked.facts)
    expect(again).toEqual(live)
  })

  test(`${id} has walks that cover every outcome of every rung`, () => {
    const walked = walksOf(id).map((name) => run(id, walkOf(id, name)).state)
    expect(walked.length, `flows/${id}/walks is empty`).toBeGreaterThan(0)
    expect(missing(policyOf(id), walked)).toEqual([])
  })
})
