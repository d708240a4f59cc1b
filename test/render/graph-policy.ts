/** Policies for tests of the drawings: any text in every place that is drawn, and ladders of any length. */
import * as fc from 'fast-check'
import type { Policy, Rung, Scenario, Target } from '../../src/flow/policy.ts'
import { policyOf } from '../flows/shipped.ts'

/** What somebody would try, and what merely goes wrong. */
export const hostile = fc.oneof(
  fc.constantFrom(
    '</text><script>alert(1)</script>',
    '"]',
    'a -->|"b"| c',
    '%%{init: {}}%%',
    '`**x**`',
    '1. list',
    '#35; &lt;b&gt; \\N \\" \\',
    '\u202etxet\u2067\u200f',
    '\u0000\u001b[31m\u0007',
    '\ud800',
    ']]>',
    '\nend\n',
    'שלום',
    '日本語',
    `a${'\u0301'.repeat(50)}`,
    'W'.repeat(10_000),
    'many words '.repeat(1_000),
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
)

const up = (rungs: readonly Rung[], i: number): Target => {
  const next = rungs[i + 1]
  return next === undefined ? { kind: 'top' } : { kind: 'rung', rung: next.id }
}

/** Puts rungs above each other: ids, and where up leads. */
const linked = (rungs: readonly Rung[]): readonly Rung[] =>
  rungs.map((rung, i) => ({
    ...rung,
    up: up(rungs, i),
    outcomes: rung.outcomes.map((one) => ({
      ...one,
      to: one.to.kind === 'promise' ? one.to : up(rungs, i),
    })),
  }))

export const base = policyOf('southwark')

const only = (policy: Policy): Scenario => {
  const [scenario] = policy.scenarios
  if (scenario === undefined) throw new Error('a policy without a scenario')
  return scenario
}

/** One ladder of so many rungs. */
export const ladderOf = (rungs: number): Policy => {
  const scenario = only(base)
  const long = Array.from({ length: rungs }, (_, i): Rung => {
    const rung = scenario.ladder[i % scenario.ladder.length]
    if (rung === undefined) throw new Error('a ladder without a rung')
    return { ...rung, id: `rung-${i + 1}` }
  })
  return { ...base, scenarios: [{ ...scenario, ladder: linked(long) }] }
}

const takes = (texts: readonly string[]): (() => string) => {
  let at = 0
  return () => texts[at++ % texts.length] ?? ''
}

const spoiltRung = (rung: Rung, text: () => string, many: number): Rung => ({
  ...rung,
  title: text(),
  label: text(),
  clause: text(),
  acts: text(),
  whom: text(),
  when: { ask: text(), is: [text()] },
  clocks: rung.clocks.map((clock) => ({ ...clock, words: text(), title: text() })),
  outcomes: Array.from({ length: many }, () => rung.outcomes)
    .flat()
    .map((one, i) => ({ ...one, id: `${one.id}-${i}`, label: text(), by: text() })),
})

/** A policy with these texts in turn wherever a drawing has text; `many` times the outcomes of each rung. */
export const spoilt = (texts: readonly string[], many: number): Policy => {
  const text = takes(texts)
  const scenario = only(base)
  const ladder = scenario.ladder.map((rung) => spoiltRung(rung, text, many))
  const first = ladder[0]?.id ?? ''
  const track = linked(scenario.ladder.map((rung) => ({ ...spoiltRung(rung, text, 1), id: `t-${rung.id}` })))
  return {
    ...base,
    title: text(),
    short: text(),
    edition: { printed: text() },
    remarks: base.remarks.map((one) => ({ ...one, text: text(), clause: text() })),
    scenarios: [
      {
        ...scenario,
        title: text(),
        when: text(),
        top: { text: text(), clause: text() },
        stages: [{ id: 's', title: text(), clause: text(), clocks: [] }],
        starts: Array.from({ length: many }, (_, i) => ({
          id: `start-${i}`,
          title: text(),
          rung: first,
          why: true,
          clause: text(),
        })),
        ladder: ladder.map((rung) => ({ ...rung, stage: 's' })),
        tracks: [{ id: 'other', title: text(), clause: text(), rungs: track, remarks: [] }],
        ways: scenario.ladder.slice(0, 1).map((rung) => ({ ...spoiltRung(rung, text, 1), id: 'way' })),
      },
    ],
  }
}

/** A policy with hostile texts wherever a drawing has text, and up to some dozens of outcomes on a rung. */
export const hostilePolicy: fc.Arbitrary<Policy> = fc
  .tuple(
    fc.array(hostile, { minLength: 1, maxLength: 12 }),
    fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(25)),
  )
  .map(([texts, many]) => spoilt(texts, many))
