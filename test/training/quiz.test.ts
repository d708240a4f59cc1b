/** The questions before a rung: what is right is what the policy does, and what is wrong is not. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { begin, type Case } from '../../src/case/case.ts'
import { clocksOn } from '../../src/case/conditions.ts'
import { replay } from '../../src/case/evolve.ts'
import type { Script } from '../../src/case/script.ts'
import type { Clock, Policy } from '../../src/flow/policy.ts'
import { rungName } from '../../src/flow/rungs.ts'
import { type Walked, walk } from '../../src/proof/walk.ts'
import { type QuizQuestion, questionsAt, readHands, scoreOf } from '../../src/training/quiz.ts'
import { ask, at, bareRung, clock, outcome, policy, rung, scenario, top } from '../flow/made.ts'
import { calendarOf, policies, policyOf, walkOf, walksOf, worldOf } from '../flows/shipped.ts'
import { exampleOf, exampleWalk, runExample } from '../language/examples.ts'

interface Asked {
  readonly state: Case
  readonly questions: readonly QuizQuestion[]
}

/** The questions at each rung that a journey comes to, with the case there. */
const askedOn = (policy: Policy, { state: { world }, facts }: Walked): readonly Asked[] =>
  facts.flatMap(({ fact }, i) => {
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

const asked = (id: string, name: string): readonly Asked[] => {
  const policy = policyOf(id)
  const one = walkOf(id, name)
  const walked = walk(worldOf(policy), policy, one.script, one.start)
  return askedOn(policy, walked)
}

const of = (questions: readonly QuizQuestion[], kind: QuizQuestion['kind']): QuizQuestion | undefined =>
  questions.find((one) => one.kind === kind)

const noTime = 'The policy sets no time at this point'

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

/** The questions at the second of two rungs, at which these clocks stand: risk is answered, late is not. */
const atLead = (clocks: readonly Clock[]): readonly QuizQuestion[] => {
  const lead = rung('lead', top, { clocks })
  const made = policy(
    [
      scenario('first', [
        bareRung('desk', at('lead'), { outcomes: [outcome('done', 'done', at('lead'))] }),
        lead,
      ]),
    ],
    {
      asks: [ask('risk'), ask('late')],
    },
  )
  const state: Case = { ...begin(worldOf(made)), policy: made, asks: { risk: { id: 'yes', label: 'Yes' } } }
  const [ladder] = made.scenarios
  if (ladder === undefined) throw new Error('There is no ladder.')
  const visit = {
    scenario: 'first',
    rung: lead,
    clocks: clocksOn(ladder, lead),
    reached: { date: '2026-11-19' },
    attempts: [],
    guards: {},
  }
  return questionsAt(made, { visit, state }, calendarOf(made.calendar))
}

describe('the first step', () => {
  const first = (name: string): QuizQuestion | undefined => {
    const walked = runExample('northmere', exampleWalk('northmere', name))
    return of(askedOn(exampleOf('northmere'), walked)[0]?.questions ?? [], 'next')
  }

  it('is where the ladder begins', () => {
    expect(first('up-to-the-panel')).toMatchObject({
      clause: '3.2',
      reason: expect.stringContaining('ladder begins'),
    })
  })

  it('is another one where the policy lets the case begin there, which is told first', () => {
    const question = first('workers-have-spoken')
    expect(question?.ask).toContain('“The workers have already spoken”')
    expect(question?.reason).toContain('“The workers have already spoken”')
    expect(question?.reason).not.toContain('ladder begins')
    expect(question?.clause).toBe('3.5')
  })

  it('is no beginning of the ladder where the steps below were passed over', () => {
    const question = of(atLead([]), 'next')
    expect(question === undefined ? '' : rightOf(question)).toBe('Ask the lead')
    expect(question?.reason).toContain('steps below do not apply')
  })
})

it('asks for the day that the step before left for us to keep here', () => {
  const ours = clock('appeal', {
    whose: 'ours',
    title: 'appeal',
    on: ['refused'],
    from: [{ kind: 'outcome' }],
  })
  const made = policy([scenario('first', [rung('desk', at('lead'), { clocks: [ours] }), rung('lead', top)])])
  const script: Script = {
    scenario: 'first',
    danger: 'no',
    by: 'J. Example',
    tried: false,
    asks: {},
    guards: {},
    moments: {},
    about: {},
    eachChild: [],
    steps: {
      desk: [{ outcome: 'refused', checks: [], values: {} }],
      lead: [{ outcome: 'refused', checks: [], values: {} }],
    },
  }
  const all = askedOn(made, walk(worldOf(made), made, script, '2026-11-19T10:30:00+00:00'))
  const [before, after] = all.map(({ questions }) => of(questions, 'when'))
  expect(before?.reason).toMatch(/^No clock runs yet/)
  expect(after?.ask).toContain('you to appeal')
  expect(after === undefined ? '' : rightOf(after)).toBe('end of Mon 23 Nov 2026')
})

describe('a step without a clock that runs whatever comes', () => {
  const when = (...clocks: readonly Clock[]): QuizQuestion => {
    const question = of(atLead(clocks), 'when')
    if (question === undefined) throw new Error('Nothing was asked.')
    return question
  }

  it('has no time, and no advice is given in the name of the policy', () => {
    const question = when()
    expect(rightOf(question)).toBe(noTime)
    expect(question.reason).toBe('The policy prints no clock for this step.')
  })

  it('says which outcome sets one going, with its clause', () => {
    const question = when(clock('reply', { on: ['refused'], from: [{ kind: 'outcome' }], clause: '7' }))
    expect(rightOf(question)).toBe(noTime)
    expect(question.options).not.toContain('Within 2 working days')
    expect(question.reason).toMatch(/^No clock runs yet\. They have 2 working days to answer, .*“refused”\.$/)
    expect(question.clause).toBe('7')
  })

  it('says on which answer one depends', () => {
    const question = when(clock('reply', { when: { ask: 'late', is: ['yes'] } }))
    expect(rightOf(question)).toBe(noTime)
    expect(question.reason).toMatch(/^No clock runs yet\. .*“late\?” is “Yes”/)
  })

  it('has that time where the answer was given', () => {
    expect(rightOf(when(clock('reply', { when: { ask: 'risk', is: ['yes'] } })))).toBe('2 working days')
    expect(when(clock('reply', { when: { ask: 'risk', is: ['no'] } })).reason).toContain('prints no clock')
  })
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
