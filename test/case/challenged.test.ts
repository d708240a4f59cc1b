/** Whose decision a case disputes: known from the flow or from an answer, in every policy that ships. */
import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import { challengedOf } from '../../src/case/challenged.ts'
import { next } from '../../src/case/next.ts'
import type { Challenged } from '../../src/flow/policy.ts'
import { challengedBodies } from '../../src/flow/words/closed-lists.ts'
import { walk } from '../../src/proof/walk.ts'
import { policy as made, scenario } from '../flow/made.ts'
import { policies, policyOf, walkOf, walksOf, worldOf } from '../flows/shipped.ts'
import { answerUntil, type Journey, perform, start } from './drive.ts'

const body = (id: string): Challenged => ({ kind: 'body', id, title: `The ${id}`, clause: '1', remarks: [] })

const known = (state: Partial<Pick<Case, 'policy' | 'scenario' | 'asks'>>) =>
  challengedOf({ policy: undefined, scenario: undefined, asks: {}, ...state })

const choose = (journey: Journey, id: string, label = id): Journey =>
  perform(journey, { kind: 'answer', value: { kind: 'choice', choice: { id, label } } })

const askedFor = (journey: Journey, id: string): Journey =>
  answerUntil(journey, ({ state }) => next(state).id === id)

const begun = (policy: string, chosen: string): Journey =>
  choose(askedFor(start(policyOf(policy)), 'scenario'), chosen)

describe('a body', () => {
  const [own, plain] = [scenario('own', [], { challenged: body('police') }), scenario('plain', [])]
  const policy = made([own, plain], { challenged: body('health') })

  test("is the scenario's, where it has one of its own, and else the policy's", () => {
    expect(known({ policy, scenario: own })).toEqual({ id: 'police', label: 'The police' })
    expect(known({ policy, scenario: plain })).toEqual({ id: 'health', label: 'The health' })
  })

  test('is not known before there is a scenario, nor where the flow does not say', () => {
    expect(known({ policy })).toBeUndefined()
    expect(known({ policy: made([plain]), scenario: plain })).toBeUndefined()
    expect(known({})).toBeUndefined()
  })

  test('changes with the scenario', () => {
    const inSchool = askedFor(begun('greenvale', 'internal'), 'outcome')
    expect(challengedOf(inSchool.state)?.id).toBe('own-agency')
    const moved = choose(askedFor(choose(inSchool, 'moved'), 'moved-to'), 'not-accepted')
    const there = askedFor(moved, 'outcome')
    expect(challengedOf(there.state)).toEqual({
      id: 'childrens-social-care',
      label: "Children's Social Care",
    })
  })
})

describe('an answer', () => {
  test('is asked once something has happened, not before the first rung', () => {
    const arrived = askedFor(begun('greenwich', 'thresholds'), 'outcome')
    expect(arrived.facts.some(({ fact }) => fact.kind === 'answer' && fact.field === 'ask')).toBe(false)
    expect(challengedOf(arrived.state)).toBeUndefined()
    const asked = askedFor(choose(arrived, 'done'), 'ask:whose-decision')
    expect(challengedOf(asked.state)).toBeUndefined()
    const answered = choose(asked, 'health', 'A health service')
    expect(challengedOf(answered.state)).toEqual({ id: 'health', label: 'A health service' })
  })

  test('may be corrected', () => {
    const arrived = askedFor(begun('southwark', 'plans'), 'outcome')
    const asked = askedFor(choose(arrived, 'refused'), 'ask:whose-decision')
    const answered = askedFor(choose(asked, 'police', 'The police'), 'outcome')
    const given = answered.facts.find(({ fact }) => fact.kind === 'answer' && fact.field === 'ask')
    if (given === undefined) throw new Error('It was not asked.')
    const mended = perform(answered, {
      kind: 'correct',
      entry: given.entry,
      index: given.index,
      value: { kind: 'choice', choice: { id: 'another', label: 'Another agency' } },
      reason: { id: 'mistyped', label: 'mistyped' },
    })
    expect(challengedOf(mended.state)).toEqual({ id: 'another', label: 'Another agency' })
  })
})

describe.each(policies)('%s', (id) => {
  const policy = policyOf(id)
  const walked = walksOf(id).map((name) => {
    const { script, start: at } = walkOf(id, name)
    return [name, walk(worldOf(policy), policy, script, at).state] as const
  })

  test('says in every walk whose decision it is, but where every step was only left out', () => {
    const silent = walked.flatMap(([name, state]) => (challengedOf(state) === undefined ? [name] : []))
    const nothingHappened = {
      southwark: ['practice-every-stage-left-out'],
      greenwich: ['roles-no-longer-needed'],
      cambridgeshire: ['information-steps-left-out'],
    }
    expect(silent).toEqual(Object.entries(nothingHappened).find(([of]) => of === id)?.[1] ?? [])
  })

  test('has only ids that all policies share', () => {
    const ids = walked.flatMap(([, state]) => challengedOf(state)?.id ?? [])
    expect(ids.length).toBeGreaterThan(0)
    expect(ids.filter((one) => !Object.hasOwn(challengedBodies, one))).toEqual([])
  })

  test('asks it nowhere before the first rung', () => {
    const asked = policy.challenged?.kind === 'ask' ? policy.challenged.ask : ''
    expect(policy.scenarios.filter(({ entryAsks }) => entryAsks.includes(asked))).toEqual([])
  })
})
