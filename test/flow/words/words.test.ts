/** Clocks and conditions in words: what a person reads before a date is known. */
import { describe, expect, test } from 'vitest'
import type { Clock, Rung, Scenario } from '../../../src/flow/policy.ts'
import { rungName } from '../../../src/flow/rungs.ts'
import { clockWords } from '../../../src/flow/words/clock.ts'
import { either, together } from '../../../src/flow/words/phrase.ts'
import { targetParts, targetWords } from '../../../src/flow/words/target.ts'
import { whenWords } from '../../../src/flow/words/when.ts'
import { wholePolicy } from '../../render/whole-policy.ts'

const scenario = wholePolicy.scenarios[0] as Scenario
const rung = scenario.ladder[0] as Rung

const days: Clock = {
  id: 'reply',
  title: 'reply',
  whose: 'theirs',
  limit: { kind: 'rule', rule: { within: { amount: 3, unit: 'working-days' } } },
  words: '3 working days',
  from: [{ kind: 'asked' }],
  on: [],
  met: 'sent',
  sooner: false,
  indicative: false,
  clause: '3.2',
  remarks: [],
}

describe('a clock in words', () => {
  test('a figure and the moment that it counts from', () => {
    expect(clockWords(days)).toBe('3 working days, counted from when the other side is asked')
  })

  test('two figures, a time of day, two moments, the earlier', () => {
    const clock: Clock = {
      ...days,
      limit: {
        kind: 'rule',
        rule: { within: { amount: 3, unit: 'working-days' }, also: { amount: 5, unit: 'days' }, by: '17:00' },
      },
      from: [{ kind: 'told' }, { kind: 'stage' }],
    }
    expect(clockWords(clock, { policy: wholePolicy, scenario, rung })).toBe(
      '3 working days (also counted as 5 days; the earlier date counts), by 17:00 of the last day, counted from when you were told or the disagreement arose, or from the start of “stage”, whichever is earlier',
    )
  })

  test('a date that the two sides agree', () => {
    const clock: Clock = { ...days, limit: { kind: 'agreed' }, words: 'as agreed', met: 'received' }
    expect(clockWords(clock)).toBe(
      'a date that the two sides agree, from when the other side is asked; met only once it is received',
    )
  })

  test('urgency invents no figure', () => {
    const clock: Clock = {
      ...days,
      limit: { kind: 'urgency' },
      words: 'without delay',
      from: [],
    }
    expect(clockWords(clock)).toBe('“without delay” (the policy prints no figure)')
    expect(clockWords(clock)).not.toMatch(/\d/)
  })

  test('an outcome is named once, by its label', () => {
    const clock: Clock = { ...days, from: [{ kind: 'outcome' }], on: ['outcome-1'] }
    expect(clockWords(clock, { policy: wholePolicy, scenario, rung })).toBe(
      '3 working days, counted from this outcome: “yes”',
    )
    expect(clockWords({ ...clock, from: [{ kind: 'asked' }] }, { rung })).toBe(
      '3 working days, counted from when the other side is asked; only after “yes”',
    )
  })

  test('another deadline is named by what is due then, and where', () => {
    const clock: Clock = { ...days, from: [{ kind: 'deadline', clock: 'rung-2/clock-5' }] }
    expect(clockWords(clock, { scenario, rung })).toBe(
      '3 working days, counted from the deadline to do it at “title”',
    )
    const from = (key: string): string =>
      clockWords({ ...clock, from: [{ kind: 'deadline', clock: key }] }, { scenario, rung })
    expect(from('/clock-7')).toBe('3 working days, counted from the deadline to do it')
    expect(from('stage-1/clock-6')).toBe('3 working days, counted from the deadline to do it at “stage”')
    expect(from('/clock-6')).toBe('3 working days, counted from the deadline “/clock-6”')
  })

  test('conditions and consequences', () => {
    const clock: Clock = {
      ...days,
      sooner: true,
      indicative: true,
      when: { ask: 'ask-1', is: ['option-2'] },
      missed: { then: 'lapses', clause: '4' },
    }
    expect(clockWords(clock, { policy: wholePolicy })).toBe(
      '3 working days, as an indication and not a limit, or sooner if the child needs it, counted from when the other side is asked; only where the answer to “ask” is “two”; once it has passed, the right to do this is lost',
    )
  })
})

test('a condition names a question or a guard, and labels instead of ids', () => {
  expect(whenWords(wholePolicy, { ask: 'ask-1', is: ['option-1', 'option-2'] })).toBe(
    'only where the answer to “ask” is “one” or “two”',
  )
  expect(whenWords(wholePolicy, { ask: 'guard-1', is: ['belief-1'] })).toBe(
    'only where the answer to “belief” is “yes”',
  )
})

test('where something leads, in parts that name what they are names of', () => {
  const parts = targetParts(wholePolicy, scenario, { kind: 'rung', rung: rung.id })
  expect(parts).toEqual([
    'to ',
    {
      text: expect.stringContaining(rung.title),
      names: { kind: 'rung', scenario: scenario.id, rung: rung.id },
    },
  ])
  expect(targetWords(wholePolicy, scenario, { kind: 'rung', rung: 'gone' })).toBe('to “gone”')
  expect(targetWords(wholePolicy, undefined, { kind: 'top' })).toBe('to the end of the policy')
})

test('a bare number is no name, and is not spoken before one', () => {
  expect(rungName({ title: 'Ask', label: 'Stage 1' })).toBe('Stage 1: Ask')
  expect(rungName({ title: 'Ask', label: '2.4b' })).toBe('Ask')
  expect(rungName({ title: 'Ask' })).toBe('Ask')
})

test('lists of names', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(either)).toEqual(['', 'a', 'a or b', 'a, b or c'])
  expect(together(['a', 'b', 'c'])).toBe('a, b and c')
})
