/** The questions before a rung: what is right is what the policy does, and what is wrong is not. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import { replay } from '../../src/case/evolve.ts'
import { rungName } from '../../src/flow/rungs.ts'
import { walk } from '../../src/proof/walk.ts'
import { type QuizQuestion, questionsAt, readHands, scoreOf } from '../../src/training/quiz.ts'
import { calendarOf, policies, policyOf, walkOf, walksOf, worldOf } from '../flows/shipped.ts'

/** The questions at each rung that a walk comes to, with the case there. */
const asked = (
  id: string,
  name: string,
): readonly { readonly state: Case; readonly questions: readonly QuizQuestion[] }[] => {
  const policy = policyOf(id)
  const world = worldOf(policy)
  const one = walkOf(id, name)
  const { facts } = walk(world, policy, one.script, one.start)
  return facts.flatMap(({ fact }, i) => {
    if (fact.kind !== 'answer' || fact.field !== 'outcome') return []
    const state = replay(world, facts.slice(0, i))
    const { position } = state
    if (position.kind !== 'rung' || position.visit.attempts.length > 0) return []
    return [
      {
        state,
        questions: questionsAt(policy, { visit: position.visit, state }, calendarOf(policy.calendar)),
      },
    ]
  })
}

const of = (questions: readonly QuizQuestion[], kind: QuizQuestion['kind']): QuizQuestion | undefined =>
  questions.find((one) => one.kind === kind)

const noTime = 'The policy gives no time here'

const rightOf = ({ options, right }: QuizQuestion): string => options[right] ?? ''

describe.each(policies)('%s', (id) => {
  const all = walksOf(id).flatMap((name) => asked(id, name))

  it('asks at every rung that its walks come to', () => {
    expect(all.length).toBeGreaterThan(5)
    for (const { questions } of all) expect(of(questions, 'when')).toBeDefined()
  })

  it('has one right answer among different ones', () => {
    for (const { questions } of all)
      for (const { options, right } of questions) {
        expect(new Set(options).size).toBe(options.length)
        expect(options.length).toBeGreaterThan(1)
        expect(options[right]).toBeDefined()
      }
  })

  it('holds the rung at which the case stands for the next step, and its people for whom to ask', () => {
    for (const { state, questions } of all) {
      const { position } = state
      if (position.kind !== 'rung') throw new Error('It stands at no rung.')
      const { rung } = position.visit
      const next = of(questions, 'next')
      expect(next === undefined ? '' : rightOf(next)).toBe(rungName(rung))
      const whom = of(questions, 'whom')
      if (whom !== undefined) expect(rightOf(whom)).toBe(rung.whom)
    }
  })

  it('says that there is no time only where the rung has no clock that runs whatever comes', () => {
    for (const { state, questions } of all) {
      const when = of(questions, 'when')
      const { position } = state
      if (when === undefined || position.kind !== 'rung') throw new Error('It stands at no rung.')
      const clocks = position.visit.clocks.filter((one) => one.on.length === 0 && one.when === undefined)
      if (rightOf(when) === noTime) expect(clocks).toEqual([])
      else expect(position.visit.clocks.map(({ clause }) => clause)).toContain(when.clause)
    }
  })
})

it('asks for the day that is counted over Easter, with its working', () => {
  const [first, second] = asked('southwark', 'roles-over-easter')
  const before = of(first?.questions ?? [], 'when')
  // Nobody has said yet when they were told.
  expect(before === undefined ? '' : rightOf(before)).toBe('2 working days')
  const when = of(second?.questions ?? [], 'when')
  expect(when === undefined ? '' : rightOf(when)).toBe('end of Thu 9 Apr 2026')
  expect(when?.clause).toBe('3.3')
})

it('does not tell the right answer by its place', () => {
  const places = policies.flatMap((id) =>
    walksOf(id).flatMap((name) =>
      asked(id, name).flatMap(({ questions }) => questions.map(({ right }) => right)),
    ),
  )
  for (const place of [0, 1, 2, 3])
    expect(places.filter((one) => one === place).length / places.length).toBeGreaterThan(0.1)
})

describe('hands', () => {
  it('are as many numbers as there are answers', () => {
    expect(readHands(' 3, 12 0  1', 4)).toEqual([3, 12, 0, 1])
    expect(readHands('3 12 0', 4)).toContain('4 numbers')
    expect(readHands('3 12 0 x', 4)).toContain('4 numbers')
    expect(readHands('0 0', 2)).toContain('raise a hand')
  })

  it('are added up by clause, and none is lost', () => {
    const marks = fc.array(
      fc.record({ clause: fc.constantFrom('1', '2', '3'), right: fc.nat(20), wrong: fc.nat(20) }),
    )
    fc.assert(
      fc.property(marks, (list) => {
        const score = scoreOf(list.map(({ clause, right, wrong }) => ({ clause, right, of: right + wrong })))
        const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
        expect(score.right).toBe(sum(list.map(({ right }) => right)))
        expect(sum(score.clauses.map((one) => one.of))).toBe(score.of)
        expect(score.clauses.map(({ clause }) => clause)).toEqual([
          ...new Set(list.map(({ clause }) => clause)),
        ])
      }),
    )
  })
})
