/** The graph against the engine: they agree, and where they do not, it is found. */
import { describe, expect, test } from 'vitest'
import type { Policy } from '../../src/flow/policy.ts'
import { playRoutes } from '../../src/proof/play.ts'
import { enumerateRoutes } from '../../src/proof/routes.ts'
import { everything } from '../flow/everything.ts'
import { at, ladder, outcome, policy, rung, scenario } from '../flow/made.ts'
import { policies, policyOf, worldOf } from '../flows/shipped.ts'

describe('every way of the graph, played', () => {
  test.each(policies)('%s', (id) => {
    const played = playRoutes(worldOf(policyOf(id)), policyOf(id))
    expect(played.disagreements).toEqual([])
    expect(played.whole).toBe(true)
    expect(played.plays).toBeGreaterThan(enumerateRoutes(policyOf(id)).ways)
  })

  test('a policy with every word that leads somewhere', () => {
    const played = playRoutes(worldOf(everything), everything)
    expect(played.disagreements).toEqual([])
    const found = enumerateRoutes(everything)
    expect(found).toMatchObject({ circles: [], endless: [], notFollowed: [] })
    expect([...found.ends].sort()).toEqual([
      'closed agreed',
      'closed no-issue',
      'closed recorded',
      'closed stopped',
      'elsewhere complaint',
      'handed court',
      'promise',
      'top',
    ])
    expect(found.rungs).toBe(9)
  })
})

/** The engine is given another policy under the same digest. */
const against = (model: Policy, engine: Policy) => playRoutes(worldOf(engine), model).disagreements

describe('a difference', () => {
  const made = (to: string) =>
    policy([
      scenario('s', ladder(['a', 'b', 'c'], { a: { outcomes: [outcome('refused', 'refused', at(to))] } })),
    ])

  test('in where an outcome leads is found', () => {
    expect(against(made('b'), made('c'))).toEqual([
      { at: 's/a', outcome: 'refused', answers: {}, expected: 's/b', came: 's/c' },
    ])
  })

  test('in what is offered is found', () => {
    const rungs = [rung('a', at('b'), { outcomes: [] }), ...ladder(['b', 'c'])]
    expect(against(made('b'), policy([scenario('s', rungs)]))).toEqual([
      { at: 's/a', outcome: 'refused', answers: {}, expected: 'offered', came: 'not offered' },
    ])
  })

  test('in where a case begins is found', () => {
    const other = policy([scenario('s', ladder(['b', 'c']))])
    expect(against(made('b'), other)[0]).toMatchObject({
      at: 's',
      outcome: 'begin',
      expected: 's/a',
      came: 's/b',
    })
  })
})
