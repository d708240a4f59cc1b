/** What a headteacher reads: one sentence for each change of a policy, in its place. */
import { describe, expect, it } from 'vitest'
import { diffPolicies } from '../../src/flow/diff/diff.ts'
import type { Clock, Outcome, Policy, Rung, Scenario } from '../../src/flow/policy.ts'
import { renderChanges } from '../../src/render/flow/diff.ts'
import { changeSentence } from '../../src/render/flow/diff-sentence.ts'
import * as made from '../flow/made.ts'

const clock = made.clock('reply', {
  title: 'settle it between line managers',
  limit: { kind: 'rule', rule: { within: { amount: 5, unit: 'working-days' } } },
  words: '5 working days',
  from: [{ kind: 'asked' }],
  clause: '3.3',
})

const rung = (n: number, up: Rung['up'], more: Partial<Rung> = {}): Rung =>
  made.rung(`stage-${n}`, up, {
    title: `Ask the holder of post ${n}`,
    label: `Stage ${n}`,
    clause: `3.${n}`,
    whom: `Holder ${n}`,
    contacts: ['mash'],
    clocks: n === 2 ? [clock] : [],
    remarks: n === 1 ? ['no-number'] : [],
    outcomes: [outcome('agreed', 'agreed', { kind: 'promise' }), outcome('refused', 'refused', up)],
    ...more,
  })

const outcome = (id: string, kind: Outcome['kind'], to: Outcome['to']): Outcome =>
  made.outcome(id, kind, to, { label: `They say ${id}` })

/** A ladder whose rungs lead up to one another in this order. */
const ladderOf = (...rungs: readonly Rung[]): readonly Rung[] =>
  rungs.map((one, i) => {
    const next = rungs[i + 1]
    const up: Rung['up'] = next === undefined ? { kind: 'top' } : made.at(next.id)
    return {
      ...one,
      up,
      outcomes: one.outcomes.map((each) => (each.id === 'refused' ? { ...each, to: up } : each)),
    }
  })

const [one, two, three] = [1, 2, 3].map((n) => rung(n, { kind: 'top' })) as [Rung, Rung, Rung]

const scenario = (id: string, ladder: readonly Rung[]): Scenario =>
  made.scenario(id, ladder, { top: { text: 'It ends here.', clause: '4' } })

const policyWith = (ladder: readonly Rung[], more: Partial<Policy> = {}): Policy =>
  made.policy([scenario('plans', ladder), scenario('roles', ladder), scenario('other', [])], {
    id: 'example',
    title: 'Example',
    short: 'Example',
    contacts: [
      {
        id: 'mash',
        role: 'MASH',
        printed: 'undated',
        clause: '5',
        lines: [{ kind: 'phone', value: '020 7946 0000', hours: 'any' }],
      },
    ],
    remarks: [{ id: 'no-number', kind: 'gap', text: 'No number is printed.', clause: '3.1' }],
    ...more,
  })

const before = policyWith(ladderOf(one, two, three))

const told = (after: Policy, from: Policy = before): readonly string[] =>
  diffPolicies(from, after).map((change) => changeSentence(change))

const withTwo = (more: Partial<Rung>): Policy => policyWith(ladderOf(one, { ...two, ...more }, three))

describe('the sentences of a comparison', () => {
  it('a time', () => {
    const limit: Clock['limit'] = { kind: 'rule', rule: { within: { amount: 3, unit: 'working-days' } } }
    expect(told(withTwo({ clocks: [{ ...clock, limit, words: '3 working days' }] }))).toEqual([
      '“Stage 2: Ask the holder of post 2” (clause 3.2): they now have 3 working days instead of 5 to settle it between line managers.',
    ])
    expect(told(withTwo({ clocks: [{ ...clock, limit: { kind: 'urgency' }, words: 'at once' }] }))).toEqual([
      '“Stage 2: Ask the holder of post 2” (clause 3.2): how long they have to settle it between line managers is now “at once” (the policy prints no figure) instead of 5 working days.',
    ])
    expect(told(withTwo({ clocks: [{ ...clock, whose: 'ours' }] }))).toEqual([
      '“Stage 2: Ask the holder of post 2” (clause 3.2): to settle it between line managers is now for you to do, no longer for them.',
    ])
    expect(told(withTwo({ clocks: [] }))).toEqual([
      '“Stage 2: Ask the holder of post 2” (clause 3.2): a clock is gone: they have 5 working days to settle it between line managers, counted from when the other side is asked.',
    ])
  })

  it('a clock without a figure or without a start, in whole sentences', () => {
    const urgent: Clock = { ...clock, limit: { kind: 'urgency' }, words: 'without delay', from: [] }
    expect(told(withTwo({ clocks: [] }), withTwo({ clocks: [urgent] }))).toEqual([
      '“Stage 2: Ask the holder of post 2” (clause 3.2): a clock is gone: they are to settle it between line managers: “without delay” (the policy prints no figure).',
    ])
    const agreed: Clock = { ...urgent, whose: 'both', limit: { kind: 'agreed' }, words: 'as agreed' }
    expect(told(withTwo({ clocks: [agreed] }), withTwo({ clocks: [] }))).toEqual([
      '“Stage 2: Ask the holder of post 2” (clause 3.2): a new clock (clause 3.3): both sides are to settle it between line managers by a date that the two sides agree.',
    ])
    expect(told(withTwo({ clocks: [agreed] }), withTwo({ clocks: [{ ...clock, whose: 'both' }] }))).toEqual([
      '“Stage 2: Ask the holder of post 2” (clause 3.2): how long both sides have to settle it between line managers is now a date that the two sides agree instead of 5 working days.',
      '“Stage 2: Ask the holder of post 2” (clause 3.2): the clock “settle it between line managers”: what it is counted from: no longer “when the other side is asked”.',
    ])
  })

  it('a rung whose label is but a number is called by its title, once', () => {
    const extra = rung(9, { kind: 'top' }, { id: 'extra', label: '2.4b', remarks: [], whom: 'Holder 9' })
    expect(told(policyWith(ladderOf(one, two, three, extra)))).toEqual([
      'A new rung stands at the top, above “Stage 3: Ask the holder of post 3”: “Ask the holder of post 9” (clause 3.9) (approach: Holder 9).',
    ])
  })

  it('office hours of the policy are told once, not again at each clock', () => {
    const within = { amount: 4, unit: 'working-hours' } as const
    const at = (from: string): Policy => ({
      ...withTwo({
        clocks: [
          {
            ...clock,
            words: '4 working hours',
            limit: { kind: 'rule', rule: { within, officeHours: { from, to: '17:00' } } },
          },
        ],
      }),
      officeHours: { from, to: '17:00', clause: '6', remarks: [] },
    })
    expect(told(at('10:00'), at('09:00'))).toEqual([
      'When the office is open is now “10:00 to 17:00; clause 6” instead of “09:00 to 17:00; clause 6”.',
    ])
  })

  it('a number', () => {
    const [mash] = before.contacts
    const lines = [{ kind: 'phone', value: '020 7946 0001', hours: 'any' }] as const
    const contacts = mash === undefined ? [] : [{ ...mash, lines }]
    expect(told({ ...before, contacts })).toEqual([
      'The telephone number of “MASH” is now 020 7946 0001 instead of 020 7946 0000.',
    ])
  })

  it('a rung that is new, gone, moved, or has another id, each told once for both scenarios', () => {
    const extra = rung(9, { kind: 'top' }, { id: 'extra', label: 'Stage 2a', remarks: [] })
    const changes = diffPolicies(before, policyWith(ladderOf(one, two, extra, three)))
    expect(changes.map((change) => [changeSentence(change), change.scenarios])).toEqual([
      [
        'A new rung stands between “Stage 2: Ask the holder of post 2” and “Stage 3: Ask the holder of post 3”: “Stage 2a: Ask the holder of post 9” (clause 3.9) (approach: Holder 9).',
        ['plans', 'roles'],
      ],
    ])
    expect(told(policyWith(ladderOf(one, three)))).toEqual([
      'The rung “Stage 2: Ask the holder of post 2” (clause 3.2) is gone.',
    ])
    expect(told(policyWith(ladderOf(two, one, three)))).toEqual([
      expect.stringMatching(
        /^“Stage [12]: Ask the holder of post [12]” \(clause 3\.[12]\) has moved (up|down): it now stands (at the bottom|between)/,
      ),
    ])
    expect(told(policyWith(ladderOf(one, { ...two, id: 'managers' }, three)))).toEqual([
      '“Stage 2: Ask the holder of post 2” (clause 3.2): the id in the flow is now managers instead of stage-2.',
    ])
  })

  it('a rung that is called otherwise but has its label and clause is the same one', () => {
    const other = { ...two, id: 'managers', title: 'Quite another headline' }
    const sentences = told(policyWith(ladderOf(one, other, three)))
    expect(sentences).toHaveLength(2)
    expect(sentences.join(' ')).not.toMatch(/gone|new rung/)
  })

  it('where something leads', () => {
    const ladder = ladderOf(one, two, three)
    const [first, ...rest] = ladder
    const skipping = first === undefined ? [] : [{ ...first, up: made.at('stage-3') }, ...rest]
    expect(told(policyWith(skipping))).toContain(
      'Going up from “Stage 1: Ask the holder of post 1” (clause 3.1) now leads to “Stage 3: Ask the holder of post 3” instead of to “Stage 2: Ask the holder of post 2”.',
    )
    const outcomes = two.outcomes.map((each) =>
      each.id === 'agreed' ? { ...each, to: { kind: 'close' } as const } : each,
    )
    expect(told(withTwo({ outcomes }))).toEqual([
      '“Stage 2: Ask the holder of post 2” (clause 3.2): “They say agreed” now leads to the close of the case instead of to a promise (kept open until it is done).',
    ])
  })

  it('a gap that is closed is told once, not at each rung that named it', () => {
    const closed = policyWith(ladderOf({ ...one, remarks: [] }, two, three), { remarks: [] })
    expect(told(closed)).toEqual(['The gap (clause 3.1) is closed: “No number is printed.”'])
  })

  it('yes and no, several things at once, and several rungs at once', () => {
    expect(told(withTwo({ optional: true }))).toEqual([
      '“Stage 2: Ask the holder of post 2” (clause 3.2): it may now be left out without a reason.',
    ])
    const done = { text: 'Take notes.', clause: '2' }
    const all = policyWith(ladderOf(...[one, two, three].map((each) => ({ ...each, do: [done] }))))
    const text = renderChanges(diffPolicies(before, all), before, all)
    expect(text).toBe(
      `WHAT IS SAID DIFFERENTLY

In the scenarios “About plans” and “About roles”
  - “Stage 1: Ask the holder of post 1” (clause 3.1), “Stage 2: Ask the holder of post 2” (clause 3.2) and “Stage 3: Ask the holder of post 3” (clause 3.3): what to do: now also “Take notes. (clause 2)”.
`,
    )
  })

  it('comments and layout alone', () => {
    expect(told({ ...before, sha256: 'f'.repeat(64) })).toEqual([
      'Nothing that a user could see: the files differ in comments or layout alone.',
    ])
  })

  it('puts what may change a case first, breaks lines, and lets nothing unseen through', () => {
    const after = {
      ...withTwo({ whom: 'Head\u202e of\u0007 Service', say: { text: 'Please.', exact: false } }),
    }
    const text = renderChanges(diffPolicies(before, after), before, after, 60)
    expect(text.indexOf('WHAT MAY CHANGE A CASE')).toBe(0)
    expect(text.indexOf('WHAT IS SAID DIFFERENTLY')).toBeGreaterThan(text.indexOf('whom to approach'))
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60)
    expect(text).not.toMatch(/[\u202e\u0007]/)
  })
})
