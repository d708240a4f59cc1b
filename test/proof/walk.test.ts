/** A walk numbers its facts as a record does, and says what stopped it. */
import { describe, expect, test } from 'vitest'
import type { Script } from '../../src/case/script.ts'
import { walk } from '../../src/proof/walk.ts'
import { appendFact, beginRecord, sealEntry } from '../../src/record/writer.ts'
import { ladder, policy, scenario } from '../flow/made.ts'
import { policies, policyOf, walkOf, walksOf, worldOf } from '../flows/shipped.ts'

const begins = '2026-03-02T09:00:00+00:00'

const script = (more: Partial<Script>): Script => ({
  scenario: 's',
  danger: 'no',
  by: 'A. Example',
  tried: false,
  moments: {},
  eachChild: [],
  asks: {},
  guards: {},
  about: {},
  steps: {},
  ...more,
})

const step = (outcome: string, values: Readonly<Record<string, string>> = {}) => ({
  outcome,
  values,
  checks: [],
})

/** Two scenarios whose first rungs share their id and nothing else. */
const twins = policy([
  scenario('s', ladder(['a', 'b'])),
  scenario('t', ladder(['a'], { a: { title: 'Ask somebody else' } })),
])

/** The entry and the place in it that the record gives to each fact. */
const asWritten = (facts: ReturnType<typeof walk>['facts']): readonly string[] => {
  let { head } = beginRecord('X0-2026-0001', 'Europe/London', 'ab'.repeat(32))
  return facts.map(({ place, fact }) => {
    // A sitting begins with an entry of its own.
    if (fact.kind === 'device') head = sealEntry(head).head
    head = appendFact(head, place, fact).head
    return `${head.open?.n}.${head.open?.facts}`
  })
}

const asWalked = (facts: ReturnType<typeof walk>['facts']): readonly string[] =>
  facts.map(({ entry, index }) => `${entry}.${index}`)

describe('facts are numbered as in a record', () => {
  test('where two scenarios have a rung of one id', () => {
    const steps = { a: [step('moved', { 'moved-to': 't' }), step('refused')] }
    const { facts, problem } = walk(worldOf(twins), twins, script({ steps }), begins)
    expect(problem).toBeUndefined()
    expect(facts.some(({ place }) => place.kind === 'rung' && place.rung.label === 'Ask somebody else')).toBe(
      true,
    )
    expect(asWalked(facts)).toEqual(asWritten(facts))
  })

  test.each(policies)('in every walk of %s', (id) => {
    const shipped = policyOf(id)
    for (const name of walksOf(id)) {
      const { script: said, start } = walkOf(id, name)
      const { facts } = walk(worldOf(shipped), shipped, said, start)
      expect(asWalked(facts), name).toEqual(asWritten(facts))
    }
  })
})

describe('a walk stops', () => {
  const stopped = (more: Partial<Script>) => walk(worldOf(twins), twins, script(more), begins)

  test('where a sitting would begin before the last one ended', () => {
    const early = { ...step('refused'), later: '2026-03-01T09:00:00+00:00' }
    const { problem, state, unused } = stopped({ steps: { a: [early] } })
    expect(problem).toContain('later: 2026-03-01T09:00:00+00:00 is before 2026-03-02T')
    expect(state.sittings).toBe(1)
    expect(unused).toEqual(['a 1'])
  })

  test('where what it says is no answer, with the case as it was before', () => {
    const { problem, state } = stopped({ steps: { a: [step('no-such')] } })
    expect(problem).toContain('"no-such" is not one of the answers')
    expect(state.position.kind).toBe('rung')
  })

  test('where it has nothing more to say', () => {
    const { problem, state } = stopped({ steps: { a: [step('refused')] } })
    expect(problem).toBeUndefined()
    expect(state.position).toMatchObject({ kind: 'rung', visit: { rung: { id: 'b' } } })
  })
})
