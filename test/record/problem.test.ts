/** What cannot stand in a record, in the words that its writer is told. */
import { describe, expect, it, test } from 'vitest'
import type { Fact, Place } from '../../src/case/fact.ts'
import {
  bodyProblem,
  factProblem,
  isDigest,
  isRecordId,
  isStamp,
  isZone,
  placeProblem,
} from '../../src/record/problem.ts'

const at = '2026-11-19T10:31:05+00:00'
const name = { id: 'a', label: 'A' }
const sha256 = 'ab'.repeat(32)
const deadline = { date: '2026-11-20', working: '2 working days' }
const due = {
  kind: 'due',
  at,
  whose: 'ours',
  clock: 'a/b',
  title: 'raise it',
  deadline,
  calendar: sha256,
} as const
const answer = { kind: 'answer', at, field: 'when' } as const
const moment = (date: string, time?: string, about?: true): Fact => ({
  ...answer,
  value: {
    kind: 'moment',
    moment: { date, ...(time === undefined ? {} : { time }), ...(about ? { about } : {}) },
  },
})
const receipt = { kind: 'receipt', at, entry: 1, code: '84377623931556148877' } as const
const replaces = { kind: 'replaces', at, entry: 1, fact: 1, reason: name } as const
const recovered = { kind: 'recovered', at, bytes: 1, sha256, text: 'x' } as const

describe('a fact that cannot be written', () => {
  test.each<readonly [string, Fact]>([
    ['"2026-11-19T10:31:05Z" is no stamp', { kind: 'clock-given', at: '2026-11-19T10:31:05Z' }],
    ['"": it is empty', { kind: 'next', at, to: { ...name, label: '' } }],
    [
      `"${'x'.repeat(501)}": it is longer than 500 characters`,
      { kind: 'next', at, to: { ...name, label: 'x'.repeat(501) } },
    ],
    ['"a b" is no id', { kind: 'next', at, to: { ...name, id: 'a b' } }],
    [`"${'x'.repeat(201)}" is no id`, { kind: 'closed', at, how: { ...name, id: 'x'.repeat(201) } }],
    ['"" is no id', { kind: 'closed', at, how: { ...name, id: '' } }],
    ['"AB" is no SHA-256 in lower-case hex', { kind: 'policy', at, policy: name, sha256: 'AB' }],
    ['"" is no id', { kind: 'policy', at, policy: { ...name, id: '' }, sha256 }],
    ['"K 7" is no mark of a device', { kind: 'device', at, mark: 'K 7' }],
    [`"${'K'.repeat(41)}" is no mark of a device`, { kind: 'device', at, mark: 'K'.repeat(41) }],
    ['"AB" is no key in lower-case hex', { kind: 'device', at, mark: 'K7', key: 'AB' }],
    ['"" is no id', { kind: 'training', at, exercise: { ...name, id: '' } }],
    ['"0 1" is no version', { kind: 'program', at, version: '0 1' }],
    [`"${'1'.repeat(61)}" is no version`, { kind: 'program', at, version: '1'.repeat(61) }],
    ['entries are counted from 1', { ...receipt, entry: 0 }],
    ['entries are counted from 1', { ...receipt, entry: 1.5 }],
    ['"84377623931556148878" is no receipt', { ...receipt, code: '84377623931556148878' }],
    ['entries and facts are counted from 1', { ...replaces, entry: 0 }],
    ['entries and facts are counted from 1', { ...replaces, fact: 0 }],
    ['"" is no id', { ...replaces, reason: { ...name, id: '' } }],
    ['"0" is no count', { ...recovered, bytes: 0 }],
    ['"x" is no SHA-256 in lower-case hex', { ...recovered, sha256: 'x' }],
    ['"when" takes no date', { ...answer, value: { kind: 'date', date: '2026-11-19' } }],
    ['"" is no id', { ...answer, subject: { ...name, id: '' }, value: { kind: 'none' } }],
    ['"" is no id', { ...answer, field: 'outcome', value: { kind: 'choice', choice: { ...name, id: '' } } }],
    ['"2026-02-30" is no date', moment('2026-02-30')],
    ['"24:00" is no time of day', moment('2026-11-19', '24:00')],
    ['a moment without a time cannot be "about"', moment('2026-11-19', undefined, true)],
    [
      '"2026-13-01" is no date',
      { ...answer, field: 'promise-by', value: { kind: 'date', date: '2026-13-01' } },
    ],
    ['"a b" is no id', { ...due, clock: 'a b' }],
    ['"a\nb": it has more than one line', { ...due, title: 'a\nb' }],
    ['"2026-02-30" is no date', { ...due, deadline: { ...deadline, date: '2026-02-30' } }],
    ['the working: it is empty', { ...due, deadline: { ...deadline, working: '' } }],
    [
      'the working: it is longer than 2000 characters',
      { ...due, deadline: { ...deadline, working: 'x'.repeat(2001) } },
    ],
    ['"soon" is no date', { ...due, deadline: { ...deadline, unsureAfter: 'soon' } }],
    ['"x" is no SHA-256 in lower-case hex', { ...due, calendar: 'x' }],
  ])('%s', (problem, fact) => {
    expect(factProblem(fact)).toBe(problem)
  })

  it('is none of these', () => {
    const good: readonly Fact[] = [
      { kind: 'clock-given', at },
      { kind: 'next', at, to: { id: 'x'.repeat(200), label: 'x'.repeat(500) } },
      { kind: 'policy', at, policy: name, sha256 },
      { kind: 'device', at, mark: 'K'.repeat(40) },
      { kind: 'device', at, mark: 'K7', key: sha256 },
      { kind: 'training', at, exercise: name },
      { kind: 'program', at, version: '1'.repeat(60) },
      receipt,
      replaces,
      recovered,
      { ...answer, value: { kind: 'none' } },
      { ...answer, subject: name, value: { kind: 'none' } },
      moment('2026-11-19'),
      moment('2026-11-19', '16:00'),
      moment('2026-11-19', '16:00', true),
      due,
      { ...due, deadline: { ...deadline, working: 'x'.repeat(2000), unsureAfter: '2026-11-19' } },
    ]
    expect(good.map(factProblem)).toEqual(good.map(() => undefined))
    expect(bodyProblem({ kind: 'clock-given', at: 'now' })).toBeUndefined()
  })
})

it('a place that cannot be written', () => {
  const rung = (label: string, clause: string): Place => ({ kind: 'rung', rung: { id: 'a', label }, clause })
  expect(placeProblem(rung('A', '3.2'))).toBeUndefined()
  expect(placeProblem({ kind: 'note' })).toBeUndefined()
  expect(placeProblem(rung('', '3.2'))).toBe('"": it is empty')
  expect(placeProblem(rung('A', ''))).toBe('the clause: it is empty')
})

describe('what is', () => {
  const all = (is: (text: string) => boolean, texts: readonly string[]): readonly boolean[] => texts.map(is)
  const yes = (texts: readonly string[]) => texts.map(() => true)
  const no = (texts: readonly string[]) => texts.map(() => false)

  test.each<readonly [string, (text: string) => boolean, readonly string[], readonly string[]]>([
    [
      'a digest',
      isDigest,
      [sha256, '0123456789abcdef'.repeat(4)],
      ['', `${sha256}0`, sha256.slice(1), `x${sha256}`, `${sha256}x`, sha256.toUpperCase(), `${sha256}\n`],
    ],
    [
      'an id of a record',
      isRecordId,
      ['K7-2026-0042', 'A', 'A'.repeat(40), 'A-1-B', '7'],
      ['', 'A'.repeat(41), '-A', 'A-', 'A--1', 'a', 'A\n', ' A', 'A b'],
    ],
    [
      'a zone',
      isZone,
      ['Europe/London', 'UTC', 'Etc/GMT+1', 'America/Port-au-Prince', 'A/B_c/D', 'x'.repeat(60)],
      ['', '/A', 'A/', 'A//B', 'A B', 'A\n', 'x'.repeat(61), ' A'],
    ],
    [
      'a stamp',
      isStamp,
      [
        at,
        '2024-02-29T00:00:00+00:00',
        '2026-11-19T23:59:59-14:59',
        '2026-11-19T19:00:00+09:30',
        '2026-11-19T20:00:00+14:00',
        '2026-11-19T10:00:00-00:30',
        '2026-11-19T10:00:00-01:00',
      ],
      [
        '',
        '2026-11-31T10:31:05+00:00',
        '2026-11-19T24:00:00+00:00',
        '2026-11-19T30:00:00+00:00',
        '2026-11-19T10:60:00+00:00',
        '2026-11-19T10:00:60+00:00',
        '2026-11-19T10:00:00-00:00',
        '2026-11-19T10:00:00+15:00',
        '2026-11-19T10:00:00-15:00',
        '2026-11-19T10:00:00+20:00',
        '2026-11-19T10:00:00+01:60',
        '2026-11-19T10:00:00-01:60',
        '2026-11-19T10:00:00Z',
        '2026-11-19 10:00:00+00:00',
        'x2026-11-19T10:00:00+00:00',
        `${at}x`,
        '2026-11-19xT10:00:00+00:00',
      ],
    ],
  ])('%s', (_, is, good, bad) => {
    expect(all(is, good)).toEqual(yes(good))
    expect(all(is, bad)).toEqual(no(bad))
  })
})
