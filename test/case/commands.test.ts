/** What a command may say: only what was to be chosen, in the words of the policy, and nothing that is not to be said then. */
import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import type { Command, Decision } from '../../src/case/command.ts'
import { correctionReasons } from '../../src/case/command.ts'
import type { Answer, Field, Value } from '../../src/case/fact.ts'
import { next } from '../../src/case/next.ts'
import { policyOf } from '../flows/shipped.ts'
import { answerUntil, deciding, type Journey, perform, start } from './drive.ts'

const at = (journey: Journey, field: Field): Journey =>
  answerUntil(journey, ({ state }) => {
    const question = next(state)
    return question.kind === 'ask' && question.field === field
  })

const chosen = (id: string, label = 'words of my own'): Value => ({ kind: 'choice', choice: { id, label } })

const answers = (decided: Decision): readonly Answer[] =>
  decided.kind === 'refused'
    ? []
    : decided.facts.flatMap(({ fact }) => (fact.kind === 'answer' ? [fact] : []))

const labels = (decided: Decision): readonly string[] =>
  answers(decided).flatMap(({ value }) => (value.kind === 'choice' ? [value.choice.label] : []))

const onRung = at(start(policyOf('southwark')), 'outcome')

test('a choice is named by its question, whatever the caller calls it', () => {
  expect(labels(deciding(onRung, { kind: 'answer', value: chosen('refused') }))).toEqual([
    'We do not agree: to the line managers, the same working day',
  ])
})

describe('a correction', () => {
  const refused = at(perform(onRung, { kind: 'answer', value: chosen('refused') }), 'how')
  const [mistyped = { id: '', label: '' }] = correctionReasons
  const correct = (field: Field, value: Value): Decision => {
    const found = refused.facts.findLast(({ fact }) => fact.kind === 'answer' && fact.field === field)
    const { entry = 0, index = 0 } = found ?? {}
    return deciding(refused, { kind: 'correct', entry, index, value, reason: mistyped })
  }

  test('takes what was to be chosen, in the words of the question', () => {
    expect(labels(correct('outcome', chosen('waiting')))).toEqual(['Waiting for an answer'])
    expect(labels(correct('danger', chosen('unsure')))).toEqual(['Not sure'])
  })

  test('to what was never to be chosen is refused', () => {
    const strange = [
      ['outcome', 'policy-issues'],
      ['danger', 'perhaps'],
      ['scenario', 'no-such'],
    ] as const
    for (const [field, id] of strange) expect(correct(field, chosen(id)).kind, field).toBe('refused')
  })
})

describe('an answer that was not asked for', () => {
  const volunteer = (field: Field, value: Value, subject?: Answer['subject']): Command => ({
    kind: 'volunteer',
    question: { field, ...(subject === undefined ? {} : { subject }) },
    value,
  })

  test('tells what the case is about', () => {
    const decided = deciding(onRung, volunteer('concern', { kind: 'text', text: 'Bruises.' }))
    expect(decided).toMatchObject({ facts: [{ place: { kind: 'about' } }] })
    expect(answers(decided).map(({ field }) => field)).toEqual(['concern'])
  })

  test('is of the policy, and stands where the case is now', () => {
    const journey = at(start(policyOf('northway')), 'outcome')
    const [ask] = journey.policy.asks
    const subject = { id: ask?.id ?? '', label: 'not its title' }
    const decided = deciding(journey, volunteer('ask', chosen(ask?.options[0]?.id ?? ''), subject))
    expect(decided).toMatchObject({ facts: [{ place: { kind: 'rung' } }] })
    expect(answers(decided)[0]?.subject).toEqual({ id: ask?.id, label: ask?.title })
    expect(labels(decided)).toEqual([ask?.options[0]?.label])
  })

  test('gives a text that was passed over, any of them, at the close and not before', () => {
    const closing = answerUntil(
      start(policyOf('greenvale')),
      ({ state }) => state.position.kind === 'closing' && state.skips.length > 1,
    )
    const again = ({ entry, index, field }: Case['skips'][number]): Command => ({
      kind: 'volunteer',
      question: { field, replaces: { entry, index } },
      value: { kind: 'none' },
    })
    const [first, second] = closing.state.skips
    if (first === undefined || second === undefined) throw new Error('nothing was passed over')
    expect(deciding(closing, again(second)).kind).toBe('facts')
    expect(deciding(closing, again({ ...second, index: 99 })).kind).toBe('refused')
    const early = answerUntil(start(policyOf('greenvale')), ({ state }) => state.skips.length > 0)
    expect(early.state.position.kind).toBe('rung')
    expect(early.state.skips.map((skip) => deciding(early, again(skip)).kind)).toEqual(['refused'])
  })

  test('is refused where it is for the question to come, or nobody’s question', () => {
    expect(deciding(onRung, volunteer('who', { kind: 'text', text: 'A. Example' })).kind).toBe('refused')
    expect(deciding(onRung, volunteer('outcome', chosen('refused'))).kind).toBe('refused')
    expect(deciding(onRung, volunteer('ask', chosen('yes'), { id: 'no-such', label: '' })).kind).toBe(
      'refused',
    )
  })
})
