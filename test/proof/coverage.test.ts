/** What counts as covered: from hand-made cases of small policies, and figures of the shipped ones. */
import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import type { Policy } from '../../src/flow/policy.ts'
import { coverage, missing } from '../../src/proof/coverage.ts'
import { items, required } from '../../src/proof/coverage-items.ts'
import { walk } from '../../src/proof/walk.ts'
import { loadWalk } from '../../src/proof/walks.ts'
import { everything } from '../flow/everything.ts'
import { ladder, policy, scenario } from '../flow/made.ts'
import { policyOf, worldOf } from '../flows/shipped.ts'

const walked = (policy: Policy, yaml: string): Case => {
  const text = `at: "2026-03-02T09:00"\ndanger: no\nrecorded-by: A. Example\nexpect: {rungs: [], end: open at desk}\n${yaml}`
  const loaded = loadWalk('w.yaml', text, policy)
  if (loaded.kind !== 'ok') throw new Error(JSON.stringify(loaded.findings))
  const done = walk(worldOf(policy), policy, loaded.value.script, loaded.value.start)
  if (done.problem !== undefined) throw new Error(done.problem)
  return done.state
}

/** What these walks cover of the made policy. */
const covers = (...yaml: readonly string[]): readonly string[] => {
  const gone = new Set(
    missing(
      everything,
      yaml.map((one) => walked(everything, one)),
    ),
  )
  return required(everything).filter((one) => !gone.has(one))
}

describe('what there is to cover', () => {
  test('names every new word', () => {
    const names = required(everything)
    expect(names).toEqual(
      expect.arrayContaining([
        'first/desk: urgent',
        'first/desk: urgent not offered',
        'first/lead: stands',
        'first/lead: passed over',
        'first/lead: returned',
        'first: top',
        'first: closed agreed',
        'first: start to-panel',
        'first: track urgent',
        'end: closed stopped',
        'end: closed recorded',
        'end: closed no-issue',
        'end: handed court',
        'end: handed court, and back',
        'end: elsewhere complaint',
      ]),
    )
    expect(new Set(names).size).toBe(names.length)
  })

  test('has an idea for each', () => {
    for (const one of items(everything)) expect(one.idea, one.what).not.toBe('')
    const late = items(everything).find((one) => one.what === 'first/lead: returned')
    expect(late?.idea).toBe('in a walk of first: lead: {outcome: returned}')
  })

  test('a shared rung once, wherever it leads; without walks everything is missing', () => {
    const shared = policy([scenario('s', ladder(['a', 'b'])), scenario('t', ladder(['a', 'b', 'c']))])
    expect(required(shared).filter((one) => one.startsWith('a: '))).toHaveLength(6)
    expect(missing(shared, [])).toEqual(required(shared))
  })
})

describe('a walk covers', () => {
  test('the outcomes of its rungs, and the branch that it took', () => {
    const found = covers(
      'scenario: first\nasks: {agency: no, late: no}\nguards: {risk: no}\nrungs: {desk: [{outcome: waiting}, {outcome: refused}], panel: {outcome: skipped}}',
    )
    expect(found).toEqual([
      'first/desk: refused',
      'first/desk: waiting',
      'first/desk: urgent not offered',
      'first/lead: passed over',
      'first/panel: skipped',
    ])
  })

  test('a track, and the top', () => {
    const found = covers(
      'scenario: first\nasks: {agency: yes, late: no}\nguards: {risk: yes}\nrungs: {desk: {outcome: urgent}, call: {outcome: skipped}, ring: {outcome: refused}, board: {outcome: skipped}}',
    )
    expect(found).toEqual(
      expect.arrayContaining(['first: track urgent', 'first: top', 'first/call: skipped']),
    )
    expect(found).not.toContain('first: closed agreed')
  })

  test('a start, and an end of its own once it is closed', () => {
    const steps = 'rungs: {panel: {outcome: noted}, closing: {CLOSE}}'
    const head =
      'scenario: first\nasks: {agency: yes, late: no}\nstart: to-panel\nwhy: We were there before.\n'
    const open = covers(head + steps.replace('{CLOSE}', '{outcome: open}'))
    expect(open).toEqual(['first/panel: noted', 'first: start to-panel'])
    const closed = covers(head + steps.replace('{CLOSE}', '{outcome: close}'))
    expect(closed).toEqual([...open, 'end: closed recorded'])
  })

  test('handing on, and what is passed over on the way in', () => {
    const found = covers(
      'scenario: first\nasks: {agency: yes, late: no}\nguards: {risk: no, now: no}\nrungs: {desk: {outcome: refused}, lead: {outcome: court}}',
      'scenario: second\nasks: {agency: no}\nrungs: {lower: {outcome: skipped}}',
    )
    expect(found).toEqual(
      expect.arrayContaining(['end: handed court', 'first/lead: stands', 'second/lower: stands']),
    )
  })
})

test('a matter that came back', () => {
  const steps = 'rungs: {desk: {outcome: refused}, lead: {outcome: court}, handed: {outcome: HOW}}'
  const head = 'scenario: first\nasks: {agency: yes, late: no}\nguards: {risk: no, now: no}\n'
  expect(covers(head + steps.replace('HOW', 'close'))).not.toContain('end: handed court, and back')
  expect(covers(head + steps.replace('HOW', 'returned'))).toContain('end: handed court, and back')
})

test('figures', () => {
  const figures = coverage(policyOf('southwark'), [])
  expect(figures).toMatchObject({
    rungs: { covered: 0, total: 5 },
    ends: { covered: 0, total: 12 },
    starts: { covered: 0, total: 0 },
  })
  expect(figures.uncovered).toHaveLength(required(policyOf('southwark')).length)
})
