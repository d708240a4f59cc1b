/** Corners of the engine that the laws have found, each as the shortest journey that goes there. */
import { describe, expect, test } from 'vitest'
import type { Case, Placed } from '../../src/case/case.ts'
import { placeKey } from '../../src/case/case.ts'
import { dues } from '../../src/case/clocks.ts'
import { evolve, replay } from '../../src/case/evolve.ts'
import type { Field } from '../../src/case/fact.ts'
import { next } from '../../src/case/next.ts'
import { policyOf, worldOf } from '../flows/shipped.ts'
import { answerUntil, type Journey, perform, start } from './drive.ts'

const at = (journey: Journey, field: Field): Journey =>
  answerUntil(journey, ({ state }) => {
    const question = next(state)
    return question.kind === 'ask' && question.field === field
  })

const choose = (journey: Journey, id: string): Journey =>
  perform(journey, { kind: 'answer', value: { kind: 'choice', choice: { id, label: id } } })

const say = (journey: Journey, outcome: string): Journey =>
  at(choose(at(journey, 'outcome'), outcome), 'outcome')

const begun = (policy: string, scenario: string): Journey => {
  const chosen = answerUntil(start(policyOf(policy)), ({ state }) => next(state).kind === 'scenario')
  return choose(chosen, scenario)
}

const offered = (journey: Journey): readonly string[] => {
  const question = next(journey.state)
  return question.kind === 'ask' && question.input.kind === 'choice'
    ? question.input.options.map((one) => one.id)
    : []
}

const rungOf = ({ position }: Case): string =>
  position.kind === 'rung' ? position.visit.rung.id : position.kind

const factWith = (journey: Journey, field: Field): Placed => {
  const found = journey.facts.find(({ fact }) => fact.kind === 'answer' && fact.field === field)
  if (found === undefined) throw new Error(`no answer to ${field}`)
  return found
}

const mend = (journey: Journey, { entry, index }: Placed, id: string): Journey =>
  perform(journey, {
    kind: 'correct',
    entry,
    index,
    value: { kind: 'choice', choice: { id, label: id } },
    reason: { id: 'mistyped', label: 'mistyped' },
  })

describe('going back', () => {
  test('is offered only where there is an earlier step of the same scenario', () => {
    const moved = choose(
      at(choose(at(begun('southwark', 'thresholds'), 'outcome'), 'moved'), 'moved-to'),
      'roles',
    )
    expect(offered(at(moved, 'outcome'))).not.toContain('back')
    expect(offered(say(begun('southwark', 'thresholds'), 'refused'))).toContain('back')
  })

  test('does not get stuck where a correction has taken the earlier step away', () => {
    const second = say(begun('greenvale', 'not-accepted'), 'refused')
    const first = at(choose(at(choose(second, 'back'), 'back-to'), 'social-worker'), 'outcome')
    const asked = at(choose(first, 'back'), 'back-to')
    const mended = mend(asked, factWith(asked, 'outcome'), 'waiting')
    expect(rungOf(mended.state)).toBe('social-worker')
    expect(next(mended.state).id).not.toBe('back-to')
    expect(offered(at(mended, 'outcome'))).not.toContain('back')
  })
})

describe('a deadline', () => {
  test('that an outcome starts runs on at the step to which it leads', () => {
    const third = say(say(begun('southwark', 'thresholds'), 'refused'), 'refused')
    const fourth = say(third, 'policy-issues')
    expect(rungOf(fourth.state)).toBe('stage-4')
    expect(dues(fourth.state).map((due) => due.key)).toContain('stage-3/confirm')
  })

  test('of the last step is not begun when that step is over', () => {
    let last = begun('southwark', 'thresholds')
    for (let stage = 1; stage < 5; stage++) last = say(last, 'refused')
    const top = answerUntil(choose(last, 'refused'), ({ state }) => state.position.kind === 'top')
    expect(dues(top.state)).toEqual([])
  })

  test('that was stated on a step which is off the path now is off the path too', () => {
    const second = say(begun('southwark', 'thresholds'), 'refused')
    const stated = second.facts.filter(({ fact }) => fact.kind === 'due')
    expect(stated.length).toBeGreaterThan(0)
    const mended = mend(second, factWith(second, 'outcome'), 'agreed')
    for (const one of stated) expect(mended.state.off.has(placeKey(one.entry, one.index))).toBe(true)
    expect(mended.state.stated).toEqual({})
  })
})

test('a record whose corrections lead in a circle is read all the same', () => {
  const { facts, policy, entry } = say(begun('greenvale', 'internal'), 'unreached')
  const place = { kind: 'correction' } as const
  const stamp = '2026-03-31T09:00:00+01:00'
  const circle: readonly Placed[] = [
    {
      entry: entry + 1,
      index: 1,
      place,
      fact: { kind: 'replaces', at: stamp, entry: entry + 1, fact: 2, reason: { id: 'x', label: 'x' } },
    },
    {
      entry: entry + 1,
      index: 2,
      place,
      fact: { kind: 'answer', at: stamp, field: 'who', value: { kind: 'none' } },
    },
  ]
  const before = replay(worldOf(policy), facts)
  expect(next(circle.reduce(evolve, before))).toEqual(next(before))
})
