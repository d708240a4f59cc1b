/** What stands on the parts of a graph, in words: the same for a picture, for Mermaid and for DOT. Unescaped. */
import type { Chart, Edge, Lane, RungVertex, Vertex } from '../../flow/graph/graph.ts'
import type { ClockNote } from '../../flow/graph/notes.ts'
import { ladderEnds } from '../../flow/words/closed-lists.ts'
import { capital, clauseWords, quoted } from '../../flow/words/phrase.ts'

/** What must have happened by then, and when the clock runs at all. */
export const clockRest = ({ title, conditions }: ClockNote): string => [title, ...conditions].join('; ')

const clockLine = (clock: ClockNote): string => `${clock.limit}: ${clockRest(clock)}`

const source = (label: string | undefined, clause: string): string => {
  const cited = clauseWords(clause)
  if (label === undefined || clause === label || clause.startsWith(`${label},`)) return cited
  return label.startsWith(`${clause},`) ? label : `${label} · ${cited}`
}

/** Number or heading as the source prints it, and the clause. */
export const metaOf = (rung: Pick<RungVertex, 'label' | 'clause' | 'optional'>): string =>
  `${capital(source(rung.label, rung.clause))}${rung.optional ? ' · optional' : ''}`

export const gapWords = (gaps: readonly number[]): string =>
  gaps.length === 0 ? '' : `${gaps.length === 1 ? 'Gap' : 'Gaps'} ${gaps.join(', ')}`

type Ending<K extends Vertex['kind']> = Extract<Vertex, { readonly kind: K }>

const elsewhereTitle = ({ title, returns }: Ending<'elsewhere'>): string =>
  quoted(title) + (returns ? ' (it may come back)' : '')

/** `chart`: the number of another ladder of the same picture. */
const scenarioTitle = ({ title, chart }: Ending<'scenario'>): string =>
  `the scenario ${quoted(title)}${chart === undefined ? '' : ` (ladder ${chart})`}`

/** Where an edge leads, as seen from `from`. `number`: the rung's own, where it is one of this chart. */
export const targetWords = (to: Vertex | undefined, edge: Edge): string => {
  if (to === undefined) return ''
  switch (to.kind) {
    case 'rung':
      return edge.from === edge.to ? 'stays here, once more' : `to ${to.number}: ${to.title}`
    case 'promise':
    case 'top':
    case 'close':
      return `to ${ladderEnds[to.kind]}`
    case 'elsewhere':
      return `elsewhere, to ${elsewhereTitle(to)}`
    case 'scenario':
      return `to ${scenarioTitle(to)}, at ${quoted(to.rung)}`
    case 'begin':
    case 'start':
      return ''
  }
}

export const passWords = 'No answer, or left out'

/** An edge's own words: what happened, who chose it, and on which answer it is there at all. */
export const edgeWords = ({ kind, label, by, condition }: Edge): string =>
  [
    kind === 'pass' ? passWords : (label ?? ''),
    ...(by === undefined ? [] : [`chosen by ${by}`]),
    ...(condition === undefined ? [] : [condition]),
  ].join('; ')

/** What a lane is called. */
export const laneWords = ({ kind, title = '' }: Pick<Lane, 'kind' | 'title'>): string => {
  switch (kind) {
    case 'ladder':
      return 'The ladder'
    case 'track':
      return `Another ladder: ${title}`
    case 'beside':
      return 'Beside the ladder'
  }
}

/** All vertices of a chart by id. */
export const verticesOf = (chart: Chart): ReadonlyMap<string, Vertex> =>
  new Map(chart.vertices.map((vertex) => [vertex.id, vertex]))

/** What stands in a rung's box under its title, a line each. */
export const rungLines = (rung: RungVertex): readonly string[] => [
  ...(rung.condition === undefined ? [] : [capital(rung.condition)]),
  ...(rung.acts === undefined ? [] : [`Who acts: ${rung.acts}`]),
  ...rung.whom.map((one) => `Whom${one.for === undefined ? '' : ` (${one.for})`}: ${one.whom}`),
  ...rung.clocks.map(clockLine),
  ...(rung.gaps.length === 0 ? [] : [gapWords(rung.gaps)]),
]

/** What stands in the box of an entrance or an end, a line each. */
export const vertexWords = (vertex: Exclude<Vertex, RungVertex>): readonly string[] => {
  switch (vertex.kind) {
    case 'begin':
      return ['Begin here']
    case 'start':
      return [`Or begin here: ${vertex.title}${vertex.why ? ' (say why)' : ''}`]
    case 'promise':
    case 'close':
      return [capital(ladderEnds[vertex.kind])]
    case 'top':
      return [capital(ladderEnds.top), vertex.text]
    case 'elsewhere':
      return [`Elsewhere, to ${elsewhereTitle(vertex)}`]
    case 'scenario':
      return [capital(scenarioTitle(vertex)), vertex.rung]
  }
}
