/** What stands in the graph of a policy: every rung and outcome once, conditions, entrances, and no edge to nowhere. */
import { describe, expect, test } from 'vitest'
import { type Edge, graphOf, type Vertex } from '../../src/flow/graph/graph.ts'
import { chartMarks, type Path } from '../../src/flow/graph/path.ts'
import type { Policy, Rung, Scenario } from '../../src/flow/policy.ts'
import { rungsOf } from '../../src/flow/rungs.ts'
import { policies, policyOf } from '../flows/shipped.ts'
import { ladder, outcome, scenario, top } from './made.ts'

const southwark = policyOf('southwark')

/** The first scenario of the policy, changed. */
const changed = (change: (scenario: Scenario) => Partial<Scenario>, more: Partial<Policy> = {}): Policy => {
  const [scenario] = southwark.scenarios
  if (scenario === undefined) throw new Error('no scenario')
  return { ...southwark, ...more, scenarios: [{ ...scenario, ...change(scenario) }] }
}

const first =
  (change: (rung: Rung) => Partial<Rung>) =>
  (scenario: Scenario): Partial<Scenario> => ({
    ladder: scenario.ladder.map((rung, i) => (i === 0 ? { ...rung, ...change(rung) } : rung)),
  })

const chartOf = (policy: Policy) => {
  const [chart] = graphOf(policy).charts
  if (chart === undefined) throw new Error('no chart')
  return chart
}

const find = (policy: Policy, id: string): Vertex | undefined =>
  chartOf(policy).vertices.find((one) => one.id === id)

describe.each(policies)('%s', (id) => {
  const policy = policyOf(id)
  const { charts } = graphOf(policy)

  test('every scenario has one chart, with all its rungs and outcomes', () => {
    expect(charts.flatMap(({ scenarios }) => scenarios.map((one) => one.id)).sort()).toEqual(
      policy.scenarios.map((one) => one.id).sort(),
    )
    for (const scenario of policy.scenarios) {
      const chart = charts.find(({ scenarios }) => scenarios.some((one) => one.id === scenario.id))
      const edges = new Map(chart?.edges.map((edge) => [edge.id, edge]))
      for (const rung of rungsOf(scenario)) {
        expect(chart?.vertices).toContainEqual(expect.objectContaining({ rung: rung.id, title: rung.title }))
        for (const outcome of rung.outcomes)
          expect(edges.get(`${rung.id}/${outcome.id}`)).toMatchObject({ label: outcome.label })
      }
    }
  })

  test('every edge begins and ends at a vertex, every vertex and edge has an id of its own', () => {
    for (const { vertices, edges, lanes } of charts) {
      const ids = vertices.map((one) => one.id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(new Set(edges.map((edge) => edge.id)).size).toBe(edges.length)
      expect(edges.filter(({ from, to }) => !ids.includes(from) || !ids.includes(to))).toEqual([])
      expect(lanes.flatMap(({ rungs }) => rungs).sort()).toEqual(
        ids.filter((one) => one.startsWith('rung/')).sort(),
      )
    }
  })

  test('is the same each time, and plain', () => {
    expect(JSON.parse(JSON.stringify(graphOf(policy)))).toEqual(graphOf(policy))
  })
})

test('going up leads to the rung above, and from the last to the end of the policy', () => {
  const { edges, lanes } = chartOf(southwark)
  const rungs = lanes[0]?.rungs ?? []
  for (const [i, rung] of rungs.entries()) {
    const up = edges.filter((edge) => edge.from === rung && (edge.kind === 'up' || edge.kind === 'pass'))
    expect(up.length).toBeGreaterThan(0)
    expect(new Set(up.map(({ to }) => to))).toEqual(new Set([rungs[i + 1] ?? 'top']))
  }
})

test('scenarios share a chart only where all that is drawn is the same', () => {
  expect(graphOf(southwark).charts).toHaveLength(1)
  const scenarios = southwark.scenarios.map((one, i) =>
    i === 1 ? { ...one, top: { ...one.top, text: 'Another end.' } } : one,
  )
  expect(graphOf({ ...southwark, scenarios }).charts.map((chart) => chart.scenarios.length)).toEqual([
    southwark.scenarios.length - 1,
    1,
  ])
})

test('conditions are in words: of a rung, a clock, an outcome, and of whom to approach', () => {
  const asks = [
    {
      id: 'age',
      title: 'How old is the child?',
      clause: '1',
      options: [
        { id: 'under', label: 'Under 18' },
        { id: 'over', label: '18 or over' },
      ],
      remarks: [],
    },
  ]
  const when = { ask: 'age', is: ['under', 'over'] }
  const policy = changed(
    first((rung) => ({
      when,
      whomBy: { ask: 'age', is: { under: 'The MASH' }, otherwise: 'The adults’ team' },
      clocks: rung.clocks.map((clock) => ({ ...clock, when })),
      outcomes: rung.outcomes.map((outcome) => ({ ...outcome, when, by: 'The parents' })),
    })),
    { asks },
  )
  const words = 'only where the answer to “How old is the child?” is “Under 18” or “18 or over”'
  const rung = find(policy, 'rung/stage-1')
  expect(rung).toMatchObject({
    condition: words,
    whom: [
      { whom: 'The MASH', for: 'Under 18' },
      { whom: 'The adults’ team', for: 'otherwise' },
    ],
  })
  expect(rung?.kind === 'rung' && rung.clocks.every(({ conditions }) => conditions.includes(words))).toBe(
    true,
  )
  const edges: readonly Edge[] = chartOf(policy).edges.filter(({ id }) => /^stage-1\/./.test(id))
  expect(edges.length).toBeGreaterThan(0)
  expect(edges.every(({ condition, by }) => condition === words && by === 'The parents')).toBe(true)
})

test('other entrances, tracks and ways have their places and numbers', () => {
  const policy = changed((scenario) => ({
    starts: [{ id: 'late', title: 'They have refused in writing', rung: 'stage-3', why: true, clause: '9' }],
    tracks: [
      {
        id: 'urgent',
        title: 'It is urgent',
        clause: '8',
        remarks: [],
        rungs: scenario.ladder.slice(0, 2).map((rung) => ({ ...rung, id: `urgent-${rung.id}` })),
      },
    ],
    ways: scenario.ladder.slice(0, 1).map((rung) => ({ ...rung, id: 'way' })),
  }))
  const { edges, lanes } = chartOf(policy)
  expect(edges).toContainEqual({ id: 'start/late>', kind: 'begin', from: 'start/late', to: 'rung/stage-3' })
  expect(lanes.map(({ kind, rungs }) => [kind, rungs.length])).toEqual([
    ['ladder', 5],
    ['track', 2],
    ['beside', 1],
  ])
  expect(find(policy, 'rung/urgent-stage-2')).toMatchObject({ number: 'A2' })
  expect(find(policy, 'rung/way')).toMatchObject({ number: 'W1' })
})

test('a matter that goes elsewhere, and another scenario with the number of its chart', () => {
  const elsewhere = [
    {
      id: 'complaint',
      title: 'A complaint',
      text: '',
      clause: '5',
      contacts: [],
      returns: true,
      remarks: [],
    },
  ]
  const policy = changed(
    first((rung) => ({
      outcomes: rung.outcomes.map((one) => ({ ...one, to: { kind: 'elsewhere', elsewhere: 'complaint' } })),
    })),
    { elsewhere },
  )
  expect(find(policy, 'elsewhere/complaint')).toMatchObject({ title: 'A complaint', returns: true })
  const northway = graphOf(policyOf('northway')).charts.flatMap(({ vertices }) => vertices)
  const others = northway.filter((one) => one.kind === 'scenario')
  expect(others.length).toBeGreaterThan(0)
  expect(others.every(({ chart }) => chart !== undefined)).toBe(true)
})

test('gaps have one number each, those of the whole ladder first', () => {
  const { gaps, whole, vertices } = chartOf(southwark)
  expect(gaps.map(({ number }) => number)).toEqual(gaps.map((_, i) => i + 1))
  expect(Math.max(...whole)).toBe(whole.length)
  const used = vertices.flatMap((one) => (one.kind === 'rung' ? one.gaps : []))
  expect(new Set([...whole, ...used])).toEqual(new Set(gaps.map(({ number }) => number)))
})

test('marks: visits are counted through the whole case, silence takes the way that no outcome has', () => {
  const path: Path = {
    record: 'K7-2026-0042',
    visits: [
      {
        scenario: 'a',
        rung: 'x',
        reached: '2026-11-19',
        attempts: [{ outcome: 'moved', words: '', date: '2026-11-19' }],
      },
      {
        scenario: 'b',
        rung: 'x',
        reached: '2026-11-19',
        attempts: [
          { outcome: 'waiting', words: '', date: '2026-11-19' },
          { outcome: 'no-answer', words: '', date: '2026-11-24' },
        ],
      },
      { scenario: 'b', rung: 'y', reached: '2026-11-24', attempts: [] },
    ],
    now: { words: 'on a rung', rung: 'y' },
  }
  const a = scenario('a', ladder(['x']))
  const b = scenario('b', ladder(['x', 'y']))
  const silent = { x: { outcomes: [outcome('no-answer', 'no-answer', top)] } }
  const own = scenario('b', ladder(['x', 'y'], silent))
  const marks = chartMarks(path, b)
  expect(marks.visits['x']?.map(({ number }) => number)).toEqual([2])
  expect(marks.taken['x/']).toEqual([{ visit: 2, date: '2026-11-24' }])
  expect(marks.now).toBe('y')
  expect(chartMarks(path, a).now).toBeUndefined()
  // The way out of its own is taken, and not the one beside it.
  expect(chartMarks(path, own).taken['x/']).toBeUndefined()
})
