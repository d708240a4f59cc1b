/**
 * A policy as a plain graph: vertices, edges and lanes, with the words that stand on them. One chart for each ladder;
 * scenarios whose charts are the same share one. Draws nothing, and knows no page.
 */

import { grouped } from '../grouped.ts'
import type { Edition, Nation, OutcomeKind, Policy, Scenario } from '../policy.ts'
import { chartOf } from './chart.ts'
import type { ClockNote, GapNote, WhomNote } from './notes.ts'
import type { Marks, Path } from './path.ts'

/** A rung as it is drawn. `number`: ours, counted from the bottom of its lane. */
export interface RungVertex {
  readonly kind: 'rung'
  readonly id: string
  readonly rung: string
  readonly number: string
  readonly title: string
  readonly label?: string
  readonly clause: string
  readonly stage?: string
  readonly optional: boolean
  /** Where it stands only for some answers: "only where the answer to …". */
  readonly condition?: string
  readonly acts?: string
  readonly whom: readonly WhomNote[]
  readonly clocks: readonly ClockNote[]
  /** Numbers of the chart's gaps. */
  readonly gaps: readonly number[]
}

export type Vertex =
  | RungVertex
  /** `begin`: the foot of the ladder, the entrance that all scenarios have. */
  | { readonly kind: 'begin'; readonly id: string }
  | {
      readonly kind: 'start'
      readonly id: string
      readonly title: string
      readonly why: boolean
      readonly clause: string
    }
  | { readonly kind: 'promise' | 'close'; readonly id: string }
  | { readonly kind: 'top'; readonly id: string; readonly text: string; readonly clause: string }
  | {
      readonly kind: 'elsewhere'
      readonly id: string
      readonly title: string
      readonly returns: boolean
      readonly clause: string
    }
  /** A rung of another scenario. `chart`: the number of its chart, where that is drawn too. */
  | {
      readonly kind: 'scenario'
      readonly id: string
      readonly title: string
      readonly rung: string
      readonly chart?: number
    }

/**
 * `begin`: from an entrance. `up`: an outcome that leads where going up leads. `to`: one that leads elsewhere. `pass`: no
 * outcome of the flow leads up from this rung; only silence, and leaving it out.
 */
export interface Edge {
  readonly id: string
  readonly kind: 'begin' | 'up' | 'to' | 'pass'
  readonly from: string
  readonly to: string
  readonly label?: string
  readonly outcome?: OutcomeKind
  /** Who chooses it, where it is neither side. */
  readonly by?: string
  readonly condition?: string
}

/** Rungs above each other, from the bottom up; `beside`: each by itself, no ladder. */
export interface Lane {
  readonly id: string
  readonly kind: 'ladder' | 'track' | 'beside'
  readonly title?: string
  readonly clause?: string
  readonly rungs: readonly string[]
  readonly gaps: readonly number[]
}

export interface StageNote {
  readonly id: string
  readonly title: string
  readonly clause: string
  readonly clocks: readonly ClockNote[]
}

export interface Chart {
  /** From 1. */
  readonly number: number
  readonly scenarios: readonly Pick<Scenario, 'id' | 'title' | 'when' | 'clause'>[]
  readonly clocks: readonly ClockNote[]
  readonly stages: readonly StageNote[]
  readonly lanes: readonly Lane[]
  readonly vertices: readonly Vertex[]
  readonly edges: readonly Edge[]
  /** Where the source is silent, numbered from 1; `whole`: those of the scenario itself. */
  readonly gaps: readonly GapNote[]
  readonly whole: readonly number[]
  /** The way that a case took. */
  readonly marks?: Marks
}

export interface Graph {
  readonly title: string
  readonly short: string
  readonly nation: Nation
  readonly edition: Edition
  readonly sha256: string
  readonly charts: readonly Chart[]
  /** The number of the case whose way is marked, and where it stands, in words. */
  readonly marked?: { readonly record: string; readonly now: string }
}

export interface GraphOptions {
  /** Ids of the scenarios to draw; absent: all. */
  readonly scenarios?: readonly string[]
  /** The way that a case took; its scenarios are then drawn each by itself. */
  readonly path?: Path
}

/** All that is drawn of a scenario but its own name: scenarios with the same text here share a chart. */
const drawn = ({ ladder, tracks, ways, starts, stages, clocks, top }: Scenario): string =>
  JSON.stringify([ladder, tracks, ways, starts, stages, clocks, top])

const sharing = (scenarios: readonly Scenario[], apart: boolean): readonly (readonly Scenario[])[] => [
  ...grouped(scenarios, (scenario) => (apart ? scenario.id : drawn(scenario))).values(),
]

const linked = (vertex: Vertex, charts: ReadonlyMap<string, number>): Vertex => {
  if (vertex.kind !== 'scenario') return vertex
  const chart = charts.get(vertex.id.split('/')[1] ?? '')
  return chart === undefined ? vertex : { ...vertex, chart }
}

/** The graph of a policy, or of some of its scenarios; ids that it does not have are passed over. */
export const graphOf = (policy: Policy, { scenarios, path }: GraphOptions = {}): Graph => {
  const wanted = policy.scenarios.filter(({ id }) => scenarios === undefined || scenarios.includes(id))
  const groups = sharing(wanted, path !== undefined)
  const charts = groups.flatMap((group, i) => chartOf(policy, group, i + 1, path) ?? [])
  const numbers = new Map(
    charts.flatMap(({ number, scenarios: all }) => all.map(({ id }) => [id, number] as const)),
  )
  return {
    title: policy.title,
    short: policy.short,
    nation: policy.nation,
    edition: policy.edition,
    sha256: policy.sha256,
    charts: charts.map((chart) => ({
      ...chart,
      vertices: chart.vertices.map((vertex) => linked(vertex, numbers)),
    })),
    ...(path === undefined ? {} : { marked: { record: path.record, now: path.now.words } }),
  }
}
