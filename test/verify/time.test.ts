/** What a record shows of time: whether deadlines were kept, what was written down later, and a clock that went back. */
import { describe, expect, test } from 'vitest'
import { civil, instant } from '../../src/calendar/zone.ts'
import type { Placed } from '../../src/case/case.ts'
import type { Command } from '../../src/case/command.ts'
import type { Field, Value } from '../../src/case/fact.ts'
import { next } from '../../src/case/next.ts'
import type { Question } from '../../src/case/question.ts'
import type { Clock, Policy, Scenario } from '../../src/flow/policy.ts'
import { review } from '../../src/verify/review.ts'
import { checkRules } from '../../src/verify/rules.ts'
import type { Standing, Time } from '../../src/verify/time.ts'
import { answerUntil, type Journey, perform, stampOf, start } from '../case/drive.ts'
import { clock, ladder, outcome, policy, scenario } from '../flow/made.ts'
import { worldOf } from '../flows/shipped.ts'
import { exampleWalked, playedAtRandom, walked } from './histories.ts'

const made = (clocks: readonly Clock[], more: Partial<Scenario> = {}): Policy =>
  policy([scenario('s', ladder(['a', 'b', 'c'], { a: { clocks } }), more)])

const asks =
  (field: Field) =>
  ({ state }: Journey): boolean => {
    const question = next(state)
    return question.kind === 'ask' && question.field === field
  }

const preferring =
  (wanted: Readonly<Partial<Record<Field, string>>>) =>
  (question: Question): string | undefined =>
    question.kind === 'ask' ? wanted[question.field] : undefined

/** An outcome that happens just now, answered to the next choice or to what is asked at an end. */
const say = (journey: Journey, id: string): Journey => {
  const chosen = perform(answerUntil(journey, asks('outcome')), {
    kind: 'answer',
    value: { kind: 'choice', choice: { id, label: '' } },
  })
  const moment = civil(stampOf(chosen))
  const told = asks('when')(chosen)
    ? perform(chosen, { kind: 'answer', value: { kind: 'moment', moment } })
    : chosen
  return answerUntil(told, ({ state }) => {
    const question = next(state)
    return question.kind === 'ask' && question.field !== 'how' && question.input.kind === 'choice'
  })
}

const open: Command = { kind: 'open', mark: 'X0', version: '0', clockGiven: false }

/** Another sitting, at that time. */
const on = (journey: Journey, at: string): Journey => perform({ ...journey, now: instant(at) }, open)

const timeOf = ({ policy: one, facts }: Journey, now?: string): Time => {
  const [date = '', time = ''] = (now ?? '').split(' ')
  const told = review(worldOf(one), facts, now === undefined ? undefined : { date, time })
  expect(told.rules.kind).toBe('follows')
  return told.time
}

const standings = (journey: Journey, now?: string): readonly Standing[] =>
  timeOf(journey, now).deadlines.map(({ standing }) => standing)

/** They have two working days from Mon 30 March 2026: until the end of Wed 1 April. */
const reply = clock('reply', { from: [{ kind: 'asked' }] })
const waiting = say(start(made([reply])), 'waiting')

describe('a deadline', () => {
  test('is told with whose it is, what, where it is stated and where the policy says so', () => {
    expect(timeOf(waiting).deadlines).toMatchObject([
      { clock: 'a/reply', whose: 'theirs', what: 'answer', clause: '1', deadline: { date: '2026-04-01' } },
    ])
    const [{ entry = 0, fact = 0 } = {}] = timeOf(waiting).deadlines
    expect(waiting.facts.find((one) => one.entry === entry && one.index === fact)?.fact.kind).toBe('due')
  })

  test('is met by an answer in time', () => {
    expect(standings(say(on(waiting, '2026-04-01T16:00:00+01:00'), 'refused'))).toMatchObject([
      { kind: 'met', on: { date: '2026-04-01' } },
    ])
  })

  test('is met late by an answer after it', () => {
    expect(standings(say(on(waiting, '2026-04-03T09:00:00+01:00'), 'refused'))).toMatchObject([
      { kind: 'late', on: { date: '2026-04-03' }, by: '2 days', met: true },
    ])
  })

  test('is late and not met where the case goes on after it without an answer', () => {
    expect(standings(say(on(waiting, '2026-04-03T09:00:00+01:00'), 'no-answer'))).toMatchObject([
      { kind: 'late', by: '2 days', met: false },
    ])
  })

  test('is superseded where the case goes on before it', () => {
    expect(standings(say(on(waiting, '2026-03-31T09:00:00+01:00'), 'no-answer'))).toMatchObject([
      { kind: 'superseded', on: { date: '2026-03-31' } },
    ])
  })

  test('is open until it has passed, and then overdue', () => {
    expect(standings(waiting)).toEqual([{ kind: 'open' }])
    expect(standings(waiting, '2026-04-01 23:59')).toEqual([{ kind: 'open' }])
    expect(standings(waiting, '2026-04-04 10:00')).toEqual([{ kind: 'overdue', by: '3 days' }])
    expect(standings(on(waiting, '2026-04-02T09:00:00+01:00'))).toEqual([{ kind: 'overdue', by: '1 day' }])
  })

  test('in hours is late by hours', () => {
    const day = clock('reply', {
      from: [{ kind: 'asked' }],
      limit: { kind: 'rule', rule: { within: { amount: 24, unit: 'hours' } } },
    })
    const asked = say(start(made([day])), 'waiting')
    expect(standings(say(on(asked, '2026-03-31T12:30:00+01:00'), 'refused'))).toMatchObject([
      { kind: 'late', by: '3 hours' },
    ])
  })

  test('that is an indication is never late', () => {
    const about = say(start(made([{ ...reply, indicative: true }])), 'waiting')
    const late = say(on(about, '2026-04-09T09:00:00+01:00'), 'refused')
    expect(timeOf(late).deadlines).toMatchObject([{ indicative: true, standing: { kind: 'met' } }])
    expect(standings(about, '2026-04-09 09:00')).toEqual([{ kind: 'open' }])
  })

  test('of ours is met once they have been asked', () => {
    const raise = clock('raise', { whose: 'ours', from: [{ kind: 'reached' }] })
    const reached = say(
      start(policy([scenario('s', ladder(['a', 'b'], { b: { clocks: [raise] } }))])),
      'refused',
    )
    expect(standings(reached)).toEqual([{ kind: 'open' }])
    expect(standings(say(on(reached, '2026-04-02T09:00:00+01:00'), 'waiting'))).toMatchObject([
      { kind: 'late', by: '1 day', met: true },
    ])
    expect(standings(say(reached, 'skipped'))).toMatchObject([{ kind: 'superseded' }])
  })

  test('that was counted anew counts as it was stated last', () => {
    const raise = clock('raise', { from: [{ kind: 'told' }] })
    const asked = answerUntil(start(made([raise])), asks('told'), preferring({ outcome: 'waiting' }))
    const date = (day: string): Value => ({ kind: 'moment', moment: { date: `2026-03-${day}` } })
    const told = perform(asked, { kind: 'answer', value: date('27') })
    const { entry, index } = told.facts.find(
      ({ fact }) => fact.kind === 'answer' && fact.field === 'told',
    ) as Placed
    const reason = { id: 'learned', label: 'I learned more' }
    const mended = perform(told, { kind: 'correct', entry, index, value: date('26'), reason })
    const dates = (journey: Journey) => timeOf(journey).deadlines.map(({ deadline }) => deadline.date)
    expect(dates(told)).toEqual(['2026-03-31'])
    expect(dates(mended)).toEqual(['2026-03-30'])
  })

  test('of each visit is its own', () => {
    const again = policy([
      scenario(
        's',
        ladder(['a', 'b'], {
          a: { clocks: [reply] },
          b: { outcomes: [outcome('back', 'returned', { kind: 'rung', rung: 'a' })] },
        }),
      ),
    ])
    const once = say(on(say(start(again), 'waiting'), '2026-04-03T09:00:00+01:00'), 'refused')
    const twice = say(say(once, 'back'), 'waiting')
    expect(standings(twice)).toMatchObject([{ kind: 'late' }, { kind: 'open' }])
  })

  test('that an outcome set going is ours to meet on the next step, and theirs untold', () => {
    const started = (whose: 'ours' | 'theirs'): Journey =>
      say(start(made([clock('then', { whose, from: [{ kind: 'outcome' }], on: ['refused'] })])), 'refused')
    expect(standings(started('ours'))).toEqual([{ kind: 'open' }])
    expect(standings(say(started('ours'), 'waiting'))).toMatchObject([{ kind: 'met' }])
    expect(standings(say(started('theirs'), 'refused'))).toEqual([{ kind: 'untold' }])
  })

  test('over all steps runs until the case has left them', () => {
    const whole = clock('whole', { whose: 'both', from: [{ kind: 'told' }] })
    const told = preferring({ outcome: 'waiting' })
    const asked = answerUntil(start(made([], { clocks: [whole] })), asks('told'), told)
    const running = perform(asked, {
      kind: 'answer',
      value: { kind: 'moment', moment: { date: '2026-03-30' } },
    })
    expect(standings(running)).toEqual([{ kind: 'open' }])
    expect(standings(say(on(running, '2026-04-02T09:00:00+01:00'), 'refused'))).toEqual([
      { kind: 'overdue', by: '1 day' },
    ])
    expect(standings(say(on(running, '2026-03-31T09:00:00+01:00'), 'agreed'))).toMatchObject([
      { kind: 'met' },
    ])
    expect(standings(say(on(running, '2026-04-02T09:00:00+01:00'), 'withdrawn'))).toMatchObject([
      { kind: 'late', met: false },
    ])
  })

  test('is held against what was corrected', () => {
    const late = say(on(waiting, '2026-04-03T09:00:00+01:00'), 'refused')
    const when = late.facts.findLast(({ fact }) => fact.kind === 'answer' && fact.field === 'when') as Placed
    const mended = perform(late, {
      kind: 'correct',
      entry: when.entry,
      index: when.index,
      value: { kind: 'moment', moment: { date: '2026-04-01', time: '15:00' } },
      reason: { id: 'mistyped', label: 'mistyped' },
    })
    expect(standings(late)).toMatchObject([{ kind: 'late' }])
    expect(standings(mended)).toMatchObject([{ kind: 'met', on: { date: '2026-04-01', time: '15:00' } }])
  })

  test('of a policy that is not there is not looked at', () => {
    const world = { ...worldOf(waiting.policy), policy: () => undefined }
    expect(review(world, waiting.facts).time.deadlines).toEqual([])
  })
})

describe('of walks whose times are known', () => {
  const kept = (history: ReturnType<typeof walked>): readonly string[] =>
    review(history.world, history.facts).time.deadlines.map(
      ({ clock: key, standing }) =>
        `${key} ${standing.kind}${'by' in standing ? ` ${standing.by}` : ''}${'met' in standing && !standing.met ? ', not met' : ''}`,
    )

  test('the stages of Southwark over Christmas', () => {
    expect(kept(walked('southwark', 'plans-silence-over-christmas'))).toEqual([
      'stage-1/raise met',
      'discussion/week superseded',
      'stage-1/reply late 1 day, not met',
      'stage-2/escalate met',
      'stage-2/resolve late 4 days, not met',
      'stage-3/resolve late 1 day, not met',
      'stage-4/resolve late 1 day, not met',
      'stage-5/recommend late 1 day, not met',
    ])
  })

  test('a review, with a date that the two sides agreed', () => {
    expect(kept(exampleWalked('northmere', 'up-to-the-panel'))).toEqual([
      'local/cap met',
      '/whole superseded',
      'practitioner/raise met',
      'manager/reply met',
      'director/low met',
      'director/review met',
      'panel/hold met',
    ])
  })
})

describe('what was written down later', () => {
  test('is told in days, with the field', () => {
    const asked = answerUntil(start(made([])), asks('when'), preferring({ outcome: 'waiting' }))
    const moment: Value = { kind: 'moment', moment: { date: '2026-03-27', time: '16:00' } }
    const told = perform(asked, { kind: 'answer', value: moment })
    const { entry, index } = told.facts.findLast(({ fact }) => fact.kind === 'answer') as Placed
    expect(timeOf(told).later).toEqual([{ entry, fact: index, field: 'when', days: 3 }])
    expect(timeOf(waiting).later).toEqual([])
  })

  test('and so are the steps that were tried before the record', () => {
    const { world, facts } = walked('southwark', 'lead-agency-recommendations-not-acted-on')
    const { tried } = review(world, facts).time
    expect(tried.length).toBe(2)
    for (const { entry, fact } of tried)
      expect(facts.find((one) => one.entry === entry && one.index === fact)?.fact).toMatchObject({
        field: 'outcome',
      })
  })
})

describe('a clock', () => {
  const stamped = (stamps: readonly string[]): Time['stepped'] => {
    const { policy: one, facts } = start(made([]))
    const [first] = facts as [Placed]
    const list = stamps.map((at, i): Placed => ({ ...first, index: i + 1, fact: { ...first.fact, at } }))
    return review(worldOf(one), list).time.stepped
  }

  test('that went back is told, with the place and how far', () => {
    expect(
      stamped(['2026-03-30T09:00:00+01:00', '2026-03-30T09:00:00+01:00', '2026-03-30T08:50:00+01:00']),
    ).toEqual([{ entry: 1, fact: 3, seconds: 600 }])
    expect(stamped(['2026-03-30T09:00:03+01:00', '2026-03-30T09:00:00+01:00'])).toHaveLength(1)
  })

  test('that is mended by a second or two, and those of London, which change, have not', () => {
    expect(stamped(['2026-03-30T09:00:02+01:00', '2026-03-30T09:00:00+01:00'])).toEqual([])
    expect(stamped(['2026-10-25T01:59:59+01:00', '2026-10-25T01:00:01+00:00'])).toEqual([])
    expect(stamped(['2026-03-29T00:59:59+00:00', '2026-03-29T02:00:01+01:00'])).toEqual([])
    expect(stamped(['2026-10-25T01:30:00+00:00', '2026-10-25T01:30:00+01:00'])).toEqual([
      { entry: 1, fact: 2, seconds: 3600 },
    ])
  })

  test('that was given by hand is told for each sitting', () => {
    expect(timeOf(start(made([]))).given).toEqual([{ entry: 1, fact: 3 }])
    expect(timeOf(on(start(made([])), '2026-03-31T09:00:00+01:00')).given).toHaveLength(1)
  })
})

test('both verdicts come from one fold, and rules are judged as without the other', () => {
  for (const { name, world, facts } of playedAtRandom(4, 3)) {
    const { world: _, ...state } = review(world, facts).rules.state
    const { world: __, ...alone } = checkRules(world, facts).state
    expect(state, name).toEqual(alone)
  }
})

test('only an agreed outcome, and no other end, settles a stage', () => {
  const week = clock('week', { whose: 'both', from: [{ kind: 'stage' }] })
  const stages = [{ id: 'first', title: 'First', clause: '1', clocks: [week] }]
  const staged = policy([
    scenario('s', ladder(['a', 'b', 'c'], { a: { stage: 'first' }, b: { stage: 'first' } }), { stages }),
  ])
  const begun = say(say(start(staged), 'waiting'), 'refused')
  expect(standings(begun)).toEqual([{ kind: 'open' }])
  expect(standings(say(on(begun, '2026-04-03T09:00:00+01:00'), 'skipped'))).toMatchObject([
    { kind: 'late', met: false },
  ])
  expect(standings(say(begun, 'skipped'))).toMatchObject([{ kind: 'superseded' }])
})
