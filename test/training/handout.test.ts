/** The page for the wall as a value: every rung is a step, once, and every scenario names its own in their order. */
import { describe, expect, it } from 'vitest'
import { rungsOf } from '../../src/flow/rungs.ts'
import { handoutOf } from '../../src/training/handout.ts'
import { policies, policyOf } from '../flows/shipped.ts'

describe.each(policies)('%s', (id) => {
  const policy = policyOf(id)
  const { ladders, conditions } = handoutOf(policy)
  const steps = ladders.flatMap((one) => one.steps)

  it('has each scenario on one ladder', () => {
    const named = ladders.flatMap((one) => one.scenarios.map((scenario) => scenario.id))
    expect([...named].sort()).toEqual(policy.scenarios.map((one) => one.id).sort())
  })

  it('has every rung of each scenario, in its order', () => {
    const titles = new Map(steps.map(({ number, rung }) => [number, rung.title]))
    for (const { scenarios, ways } of ladders)
      for (const scenario of scenarios)
        expect(ways.flatMap((way) => way.steps).map((number) => titles.get(number))).toEqual(
          rungsOf(scenario).map((rung) => rung.title),
        )
  })

  it('numbers the steps from 1, and says none twice', () => {
    expect(steps.map((one) => one.number)).toEqual(steps.map((_, i) => i + 1))
    const words = steps.map(({ rung: { up: _, outcomes: __, remarks: ___, ...rung } }) =>
      JSON.stringify(rung),
    )
    expect(new Set(words).size).toBe(words.length)
  })

  it('has every clock that spans several steps', () => {
    for (const { scenarios, spans } of ladders)
      for (const scenario of scenarios)
        expect(spans.map((one) => one.clock.id)).toEqual(
          [...scenario.clocks, ...scenario.stages.flatMap((one) => one.clocks)].map((one) => one.id),
        )
  })

  it('has every belief that is asked for', () => {
    const asked = new Set(policy.scenarios.flatMap(rungsOf).flatMap((rung) => rung.guards))
    expect(new Set(conditions.map(({ guard }) => guard.id))).toEqual(asked)
  })
})
