/** Each row of the table: a record that lacks it is told so, and one that has it is not. */
import { describe, expect, test } from 'vitest'
import { replay, worthAsking } from '../../src/case/evolve.ts'
import type { Policy } from '../../src/flow/policy.ts'
import {
  type RequirementId,
  requirementFor,
  requirementOf,
  requirements,
} from '../../src/strength/requirements.ts'
import { strengthOf } from '../../src/strength/strength.ts'
import { type Journey, perform, start } from '../case/drive.ts'
import { type bareRung, clock, guard, ladder, outcome, policy, scenario, top } from '../flow/made.ts'
import { worldOf } from '../flows/shipped.ts'
import { type Life, live } from './lived.ts'

const plain = policy([scenario('s', ladder(['a', 'b', 'c']))])
const withRung = (more: Parameters<typeof bareRung>[2]): Policy =>
  policy([scenario('s', ladder(['a', 'b'], { a: more ?? {} }))])
const withAdvice: Policy = {
  ...withRung({ advice: ['lado', 'visit'] }),
  advice: (['lado', 'visit'] as const).map((id) => ({
    id,
    kind: id === 'lado' ? 'advice' : 'action',
    title: `The ${id}`,
    text: 'It may be done.',
    clause: '5',
    contacts: [],
    remarks: [],
  })),
}

const lived = (of: Policy, life: Life = {}): Journey => live(start(of), life)
const refused: Life = { choose: { outcome: ['refused'], 'top-outcome': ['close'] } }

interface Pair {
  readonly lacks: Journey
  readonly has: Journey
}

/** With and without an answer in these fields; lived in the same way otherwise. */
const leaving = (of: Policy, leave: NonNullable<Life['leave']>, life: Life = {}): Pair => ({
  lacks: lived(of, { ...life, leave }),
  has: lived(of, life),
})

const noted = (journey: Journey): Journey => perform(journey, { kind: 'note', text: 'Why it was so.' })

/** Seeks advice, or does something beside the ladder, on the first step. */
const besides = (advice: string, leave: NonNullable<Life['leave']>): Journey => {
  const there = lived(withAdvice, { until: 'outcome' })
  return live(perform(there, { kind: 'advice', advice }), { leave })
}

const childPolicy = policy([
  scenario('s', ladder(['a']), { eachChild: { text: 'For each child.', clause: '7' } }),
])
const ofChildren: Life = { choose: { 'same-outcome': ['no'] } }
const received = withRung({
  clocks: [clock('send', { whose: 'ours', met: 'received', from: [{ kind: 'reached' }] })],
})
const believing: Policy = { ...withRung({ guards: ['belief'] }), guards: [guard('belief')] }
const unbelieved: Life = { choose: { guard: ['no'], outcome: ['waiting'] }, until: 'sought' }

/** A second step that was come to and left, of which nothing else is told; its policy is not there. */
const silentStep = (): Pair => {
  const of: Policy = {
    ...policy([scenario('s', ladder(['a', 'b', 'c'], { b: { guards: ['belief'] } }))]),
    guards: [guard('belief')],
  }
  const whole = lived(of, refused)
  const said = ['outcome', 'when', 'how', 'who', 'said', 'reason', 'reference']
  const facts = whole.facts.filter(
    ({ place, fact }) =>
      place.kind !== 'rung' || place.rung.id !== 'b' || fact.kind !== 'answer' || !said.includes(fact.field),
  )
  const world = { ...worldOf(of), policy: () => undefined }
  return {
    lacks: { ...whole, state: replay(world, facts), facts },
    has: { ...whole, state: replay(world, whole.facts) },
  }
}

const pairs: Readonly<Record<RequirementId, () => Pair>> = {
  danger: () => leaving(plain, ['danger-done'], { choose: { danger: ['yes'] } }),
  concern: () => leaving(plain, ['concern']),
  children: () => leaving(plain, ['children']),
  decision: () => leaving(plain, ['decision']),
  outcome: silentStep,
  'not-acting': () => leaving(plain, ['why'], { choose: { outcome: ['skipped', 'agreed'] } }),
  answer: () => leaving(plain, ['said']),
  reason: () => leaving(plain, ['reason'], refused),
  who: () => leaving(plain, ['who']),
  when: () => ({ lacks: lived(plain, { until: 'when' }), has: lived(plain) }),
  done: () =>
    leaving(withRung({ outcomes: [outcome('did', 'done', top)] }), ['done-what'], {
      choose: { 'top-outcome': ['close'] },
    }),
  asked: () => leaving(plain, ['sought']),
  'child-said': () => leaving(plain, ['child-said']),
  'own-question': () =>
    leaving(withRung({ questions: [{ id: 'q', ask: 'What of the child?', clause: '4' }] }), ['question']),
  agreed: () => leaving(plain, ['promise-what']),
  'by-whom': () => leaving(plain, ['promise-who']),
  'by-when': () => leaving(plain, ['promise-by'], { until: 'promise-outcome' }),
  'each-child': () => ({
    lacks: lived(childPolicy, { ...ofChildren, until: 'child-outcome' }),
    has: lived(childPolicy, ofChildren),
  }),
  outstanding: () => leaving(plain, ['outstanding']),
  feedback: () => leaving(plain, ['feedback']),
  'look-again': () => leaving(plain, ['look-again'], { choose: { outcome: ['waiting'] }, until: 'sought' }),
  told: () => leaving(plain, ['told']),
  guard: () => ({ lacks: lived(believing, unbelieved), has: noted(lived(believing, unbelieved)) }),
  advice: () => ({ lacks: besides('lado', ['advice-said']), has: besides('lado', []) }),
  adviser: () => ({ lacks: besides('lado', ['advice-who']), has: besides('lado', []) }),
  action: () => ({ lacks: besides('visit', ['action-done']), has: besides('visit', []) }),
  late: () => ({
    lacks: lived(plain, { daysAgo: 2 }),
    has: noted(lived(plain, { daysAgo: 2, until: 'closing' })),
  }),
  check: () => {
    const of = withRung({
      checks: [{ id: 'ready', kind: 'ready', text: 'A chronology', clause: '3', on: [] }],
    })
    return { lacks: lived(of, { unticked: true }), has: lived(of) }
  },
  received: () => leaving(received, ['received']),
  reference: () => leaving(withRung({ record: ['reference'] }), ['reference']),
  how: () => leaving(plain, ['how']),
}

const countOf = ({ state, facts }: Journey, id: RequirementId): number =>
  strengthOf(state, facts).counts[id] ?? 0

describe('a record that lacks what the table asks for is told so, and one that has it is not', () => {
  test.each(Object.keys(pairs) as RequirementId[])('%s', (id) => {
    const { lacks, has } = pairs[id]()
    expect(countOf(lacks, id)).toBeGreaterThan(0)
    expect(countOf(has, id)).toBe(0)
  })
})

describe('the table', () => {
  test('has one row of each name, with plain words, one question and a source', () => {
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length)
    for (const row of requirements) {
      expect(requirementOf(row.id)).toBe(row)
      expect(row.misses).toMatch(/^(what|who|why|when|whether|which|by|the|their|how) /)
      expect(row.ask).toMatch(/\?/)
      expect(row.from).toMatch(
        /^(Keeping children safe in education \(England\): |Working together to safeguard children \(England\): |the clause of the policy )/,
      )
    }
  })

  test('has a row for everything that is asked once more at the close', () => {
    expect(worthAsking.filter((field) => requirementFor(field) === undefined)).toEqual([])
  })
})

describe('what is told', () => {
  test('of a case that was told in full is nothing', () => {
    const { state, facts } = lived(plain)
    expect(strengthOf(state, facts)).toEqual({ missing: [], counts: {} })
  })

  test('is the weightiest first, each with its fact and its step', () => {
    const { state, facts } = lived(plain, { ...refused, leave: ['who', 'reason', 'concern', 'how'] })
    const { missing } = strengthOf(state, facts)
    expect([...new Set(missing.map(({ requirement }) => requirement))]).toEqual([
      'concern',
      'reason',
      'who',
      'how',
    ])
    expect(missing.filter(({ requirement }) => requirement === 'who').map(({ rung }) => rung?.id)).toEqual([
      'a',
      'b',
      'c',
    ])
    for (const { entry, fact } of missing)
      expect(facts.find((one) => one.entry === entry && one.index === fact)?.fact).toMatchObject({
        value: { kind: 'none' },
      })
  })

  test('counts what was corrected: given later it is there, and taken back it is not', () => {
    const open = lived(plain, { leave: ['who'], until: 'promise-outcome' })
    const [gap] = strengthOf(open.state).missing
    expect(gap?.requirement).toBe('who')
    const correct = (journey: Journey, place: { entry: number; index: number }, given: boolean): Journey =>
      perform(journey, {
        kind: 'correct',
        ...place,
        value: given ? { kind: 'text', text: 'A. Example' } : { kind: 'none' },
        reason: { id: 'mistyped', label: 'mistyped' },
      })
    const given = correct(open, { entry: gap?.entry ?? 0, index: gap?.fact ?? 0 }, true)
    expect(strengthOf(given.state).counts).toEqual({})
    const newest = given.facts.at(-1)
    const taken = correct(given, { entry: newest?.entry ?? 0, index: newest?.index ?? 0 }, false)
    expect(strengthOf(taken.state).missing).toEqual([gap])
  })

  test('names the clause where the policy wants it written down itself', () => {
    const of = withRung({ record: ['who'], clause: '3.6' })
    const { missing } = strengthOf(lived(of, { leave: ['who'] }).state)
    expect(missing).toMatchObject([{ requirement: 'who', clause: '3.6' }])
  })

  test('is nothing where the source says "consider", or where a check was ticked at the close', () => {
    const optional = lived(withRung({ optional: true }), {
      leave: ['why'],
      choose: { outcome: ['skipped', 'agreed'] },
    })
    expect(strengthOf(optional.state).counts).toEqual({})
    const form = withRung({ checks: [{ id: 'form', kind: 'form', text: 'The form', clause: '3', on: [] }] })
    const late = live(lived(form, { unticked: true, until: 'promise-outcome' }))
    expect(strengthOf(late.state).counts).toEqual({})
  })

  test('is no date where the other side has a deadline', () => {
    const due = withRung({ clocks: [clock('reply', { from: [{ kind: 'asked' }] })] })
    const waits: Life = { choose: { outcome: ['waiting'] }, leave: ['look-again'], until: 'sought' }
    expect(strengthOf(lived(due, waits).state).counts['look-again']).toBeUndefined()
  })

  test('is judged without the policy as far as that goes, and it says so', () => {
    const { facts } = lived(plain, { leave: ['who', 'concern'] })
    const alone = replay({ ...worldOf(plain), policy: () => undefined }, facts)
    const { missing, unjudged } = strengthOf(alone, facts)
    expect(missing.map(({ requirement }) => requirement)).toEqual(['concern', 'who'])
    expect(unjudged).toBe('policy')
  })

  test('of a case in which nothing was begun is nothing', () => {
    expect(strengthOf(start(plain).state).counts).toEqual({})
  })
})
