/** Clocks, conditions and ages in words: what a person reads before a date is known. */
import { describe, expect, test } from 'vitest'
import type { Clock, Rung, Scenario } from '../../src/flow/policy.ts'
import { clockWords } from '../../src/render/clock-words.ts'
import { printedAge } from '../../src/render/printed-age.ts'
import { whenWords } from '../../src/render/when-words.ts'
import { wholePolicy } from './whole-policy.ts'

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
      '3 working days (also printed as 5 days; the earlier date counts), by 17:00 of the last day, counted from when you were told or the disagreement arose, or from the start of “stage”, whichever is earlier',
    )
  })

  test('a date that the two sides agree', () => {
    const clock: Clock = { ...days, limit: { kind: 'agreed' }, words: 'as agreed', met: 'received' }
    expect(clockWords(clock)).toBe(
      'as agreed (a date that the two sides agree), from when the other side is asked; met only once it is received',
    )
  })

  test('urgency invents no figure', () => {
    const clock: Clock = {
      ...days,
      limit: { kind: 'urgency' },
      words: 'without delay',
      from: [],
    }
    expect(clockWords(clock)).toBe('without delay (the source prints no figure)')
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
    expect(
      clockWords({ ...clock, from: [{ kind: 'deadline', clock: '/clock-6' }] }, { scenario, rung }),
    ).toBe('3 working days, counted from the deadline to do it')
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

test.each([
  ['October 2022', '4 years ago', true],
  ['Signed October 2022, next review November 2024', '4 years ago', true],
  ['November 2024', '2 years ago', false],
  ['Oct 2024', '2 years ago', true],
  ['2025-12', '11 months ago', false],
  ['1 October 2026', '1 month ago', false],
  ['November 2026', 'this month', false],
  ['2018', 'about 8 years ago', true],
  ['2024', 'about 2 years ago', true],
  ['2026', 'this year', false],
  ['December 2026', 'a date in the future', true],
  ['undated', 'no date to tell its age by', true],
  ['number 20221', 'no date to tell its age by', true],
])('printed %j is %s', (printed, words, check) => {
  expect(printedAge(printed, '2026-11-23')).toEqual({ words, check })
})
