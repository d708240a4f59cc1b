/**
 * The example flows of test/language: each walk comes out as it expects, together they cover everything, each record is read
 * back and replays to the same case.
 */
import { describe, expect, test } from 'vitest'
import { replay } from '../../src/case/evolve.ts'
import { missing } from '../../src/proof/coverage.ts'
import { playRoutes } from '../../src/proof/play.ts'
import { resultOf } from '../../src/proof/walk-result.ts'
import {
  baseOf,
  exampleOf,
  examples,
  exampleWalk,
  exampleWalks,
  exampleWorld,
  runExample,
} from '../language/examples.ts'

describe.each(examples)('%s', (id) => {
  test('lints clean', () => {
    expect(() => exampleOf(id)).not.toThrow()
  })

  test.each(exampleWalks(id))(`${id}: %s`, (name) => {
    const one = exampleWalk(id, name)
    const walked = runExample(id, one)
    expect(walked.problem).toBeUndefined()
    expect(resultOf(walked.state)).toEqual(one.expect)
    expect(walked.unused).toEqual([])
    expect([...walked.state.off]).toEqual([])
    const { world: _, ...live } = walked.state
    const { world: __, ...again } = replay(exampleWorld(exampleOf(id)), walked.facts)
    expect(again).toEqual(live)
  })

  test('is played as its graph says: every way leads where it is drawn, and every end is one', () => {
    const policy = exampleOf(id)
    const { disagreements, whole } = playRoutes(exampleWorld(policy), policy)
    expect(disagreements).toEqual([])
    expect(whole).toBe(true)
  })

  // What an overlay leaves as it is the walks of its base cover.
  test(`${id} has walks that cover everything`, () => {
    const base = baseOf(id)
    const all = [
      ...exampleWalks(id).map((name) => exampleWalk(id, name)),
      ...(base === undefined ? [] : exampleWalks(base).map((name) => exampleWalk(id, name, base))),
    ]
    expect(all.length).toBeGreaterThan(0)
    expect(
      missing(
        exampleOf(id),
        all.map((one) => runExample(id, one).state),
      ),
    ).toEqual([])
  })
})
