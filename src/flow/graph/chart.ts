/** One chart of a policy's graph: its vertices and edges, out of a scenario. Which scenarios share it is decided elsewhere. */

import { same } from '../canonical.ts'
import type { Outcome, Passage, Policy, Rung, Scenario, Target } from '../policy.ts'
import type { Chart, Edge, Lane, RungVertex, Vertex } from './graph.ts'
import { clockNotes, conditionNote, type GapNote, gapNotes, whomNotes } from './notes.ts'
import { chartMarks, type Path } from './path.ts'

const rungVertex = (rung: string): string => `rung/${rung}`

/** The id of the vertex that a target leads to. */
const vertexOf = (to: Target): string => {
  switch (to.kind) {
    case 'rung':
      return rungVertex(to.rung)
    case 'scenario':
      return `scenario/${to.scenario}/${to.rung}`
    case 'elsewhere':
      return `elsewhere/${to.elsewhere}`
    case 'promise':
    case 'top':
    case 'close':
      return to.kind
  }
}

const endVertex = (policy: Policy, scenario: Scenario, to: Target): readonly Vertex[] => {
  const id = vertexOf(to)
  switch (to.kind) {
    case 'rung':
      return []
    case 'promise':
    case 'close':
      return [{ kind: to.kind, id }]
    case 'top':
      return [{ kind: 'top', id, text: scenario.top.text, clause: scenario.top.clause }]
    case 'elsewhere': {
      const found = policy.elsewhere.find((one) => one.id === to.elsewhere)
      const { title = to.elsewhere, returns = false, clause = '' } = found ?? {}
      return [{ kind: 'elsewhere', id, title, returns, clause }]
    }
    case 'scenario': {
      const other = policy.scenarios.find((one) => one.id === to.scenario)
      const rungs = other === undefined ? [] : lanesOf(other).flatMap((lane) => lane.rungs)
      const rung = rungs.find((one) => one.id === to.rung) ?? rungs[0]
      return [{ kind: 'scenario', id, title: other?.title ?? to.scenario, rung: rung?.title ?? to.rung }]
    }
  }
}

const outcomeEdge = (policy: Policy, rung: Rung, outcome: Outcome): Edge => ({
  id: `${rung.id}/${outcome.id}`,
  kind: same(outcome.to, rung.up) ? 'up' : 'to',
  from: rungVertex(rung.id),
  to: vertexOf(outcome.to),
  label: outcome.label,
  outcome: outcome.kind,
  ...(outcome.by === undefined ? {} : { by: outcome.by }),
  ...conditionNote(policy, outcome.when),
})

/** `passed`: the case whose way is marked went on from here without an outcome of the flow. */
const rungEdges = (policy: Policy, rung: Rung, passed: boolean): readonly Edge[] => {
  const own = rung.outcomes.map((outcome) => outcomeEdge(policy, rung, outcome))
  const pass = {
    id: `${rung.id}/`,
    kind: 'pass',
    from: rungVertex(rung.id),
    to: vertexOf(rung.up),
  } as const
  return own.some(({ kind }) => kind === 'up') && !passed ? own : [...own, pass]
}

interface LaneSource {
  readonly id: string
  readonly kind: Lane['kind']
  readonly letter: string
  readonly rungs: readonly Rung[]
  readonly of?: Passage & { readonly title: string; readonly remarks: readonly string[] }
}

const letterOf = (i: number): string => String.fromCodePoint(65 + (i % 22))

const lanesOf = (scenario: Scenario): readonly LaneSource[] => [
  { id: 'ladder', kind: 'ladder', letter: '', rungs: scenario.ladder },
  ...scenario.tracks.map(
    (track, i): LaneSource => ({
      id: `track/${track.id}`,
      kind: 'track',
      letter: letterOf(i),
      rungs: track.rungs,
      of: { title: track.title, clause: track.clause, text: '', remarks: track.remarks },
    }),
  ),
  ...(scenario.ways.length === 0
    ? []
    : [{ id: 'beside', kind: 'beside', letter: 'W', rungs: scenario.ways } as const]),
]

/** Gaps in the order in which one climbs past them, each with one number. */
const numberGaps = (policy: Policy, all: readonly string[]): ReadonlyMap<string, GapNote> =>
  new Map(gapNotes(policy, all).map((note) => [note.id, note]))

const rungVertexOf = (
  policy: Policy,
  rung: Rung,
  number: string,
  gaps: ReadonlyMap<string, GapNote>,
): RungVertex => ({
  kind: 'rung',
  id: rungVertex(rung.id),
  rung: rung.id,
  number,
  title: rung.title,
  clause: rung.clause,
  optional: rung.optional,
  whom: whomNotes(policy, rung),
  clocks: clockNotes(policy, rung.clocks, rung),
  gaps: numbersOf(gaps, remarksOf(rung)),
  ...(rung.label === undefined ? {} : { label: rung.label }),
  ...(rung.stage === undefined ? {} : { stage: rung.stage }),
  ...(rung.acts === undefined ? {} : { acts: rung.acts }),
  ...conditionNote(policy, rung.when),
})

const remarksOf = (rung: Rung): readonly string[] => [
  ...rung.remarks,
  ...rung.clocks.flatMap((clock) => clock.remarks),
]

const numbersOf = (gaps: ReadonlyMap<string, GapNote>, ids: readonly string[]): readonly number[] =>
  [...new Set(ids.flatMap((id) => gaps.get(id)?.number ?? []))].sort((a, b) => a - b)

const startVertices = (scenario: Scenario): readonly Vertex[] =>
  scenario.starts.map(({ id, title, why, clause }) => ({
    kind: 'start',
    id: `start/${id}`,
    title,
    why,
    clause,
  }))

const beginEdges = (scenario: Scenario): readonly Edge[] => {
  const first = scenario.ladder[0]
  const begin = (from: string, to: string): Edge => ({ id: `${from}>`, kind: 'begin', from, to })
  return [
    ...(first === undefined ? [] : [begin('begin', rungVertex(first.id))]),
    ...scenario.starts.map((start) => begin(`start/${start.id}`, rungVertex(start.rung))),
  ]
}

const wholeRemarks = (scenario: Scenario): readonly string[] => [
  ...scenario.remarks,
  ...scenario.clocks.flatMap((clock) => clock.remarks),
]

/**
 * The chart of scenarios that share it, or undefined where there are none; what they do not share (gaps of the whole
 * scenario) is taken together.
 */
export const chartOf = (
  policy: Policy,
  sharing: readonly Scenario[],
  number: number,
  path: Path | undefined,
): Chart | undefined => {
  const scenario = sharing[0]
  if (scenario === undefined) return undefined
  const marks = path === undefined ? undefined : chartMarks(path, scenario)
  const passed = (rung: Rung): boolean => marks?.taken[`${rung.id}/`] !== undefined
  const sources = lanesOf(scenario)
  const rungs = sources.flatMap((lane) => lane.rungs)
  const whole = sharing.flatMap(wholeRemarks)
  const trackRemarks = sources.flatMap((lane) => lane.of?.remarks ?? [])
  const gaps = numberGaps(policy, [...whole, ...rungs.flatMap(remarksOf), ...trackRemarks])
  const targets = rungs.flatMap((rung) => [rung.up, ...rung.outcomes.map(({ to }) => to)])
  const ends = new Map(
    targets.flatMap((to) => endVertex(policy, scenario, to)).map((end) => [end.id, end] as const),
  )
  return {
    number,
    scenarios: sharing.map(({ id, title, when, clause }) => ({ id, title, when, clause })),
    clocks: clockNotes(policy, scenario.clocks),
    stages: scenario.stages.map(({ id, title, clause, clocks }) => ({
      id,
      title,
      clause,
      clocks: clockNotes(policy, clocks),
    })),
    lanes: sources.map((lane) => laneOf(lane, gaps)),
    vertices: [
      { kind: 'begin', id: 'begin' },
      ...startVertices(scenario),
      ...sources.flatMap((lane) =>
        lane.rungs.map((rung, i) => rungVertexOf(policy, rung, `${lane.letter}${i + 1}`, gaps)),
      ),
      ...ends.values(),
    ],
    edges: [...beginEdges(scenario), ...rungs.flatMap((rung) => rungEdges(policy, rung, passed(rung)))],
    gaps: [...gaps.values()],
    whole: numbersOf(gaps, whole),
    ...(marks === undefined ? {} : { marks }),
  }
}

const laneOf = (lane: LaneSource, gaps: ReadonlyMap<string, GapNote>): Lane => ({
  id: lane.id,
  kind: lane.kind,
  rungs: lane.rungs.map((rung) => rungVertex(rung.id)),
  gaps: numbersOf(gaps, lane.of?.remarks ?? []),
  ...(lane.of === undefined ? {} : { title: lane.of.title, clause: lane.of.clause }),
})
