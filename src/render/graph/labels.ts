/** What stands on the parts of a graph, in words: the same for a picture, for Mermaid and for DOT. Unescaped. */
import type { Chart, Edge, RungVertex, Vertex } from '../../flow/graph/graph.ts'
import type { ClockNote } from '../../flow/graph/words.ts'

const whose: Readonly<Record<ClockNote['whose'], string>> = {
  ours: 'Ours',
  theirs: 'Theirs',
  both: 'Both sides',
}

/** The figure of a clock, and whose it is: "Ours: 2 working days, or sooner if the child needs it". */
export const clockHead = (clock: ClockNote): string =>
  `${whose[clock.whose]}: ${clock.words}${clock.sooner ? ', or sooner if the child needs it' : ''}${clock.indicative ? ' (an indication)' : ''}`

/** What must have happened by then, and when the clock runs at all. */
export const clockRest = ({ title, after, condition }: ClockNote): string =>
  [
    title,
    ...(after.length === 0 ? [] : [`only after ${after.map((one) => `“${one}”`).join(' or ')}`]),
    ...(condition === undefined ? [] : [`only where ${condition}`]),
  ].join('; ')

export const clockLine = (clock: ClockNote): string => `${clockHead(clock)}: ${clockRest(clock)}`

/** A clause as it is named: a bare number gets the word. */
export const citedClause = (clause: string): string => (/^\d/.test(clause) ? `clause ${clause}` : clause)

const source = (label: string | undefined, clause: string): string => {
  const cited = citedClause(clause)
  if (label === undefined || clause === label || clause.startsWith(`${label},`)) return cited
  return label.startsWith(`${clause},`) ? label : `${label} · ${cited}`
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** Number or heading as the source prints it, and the clause. */
export const metaOf = (rung: Pick<RungVertex, 'label' | 'clause' | 'optional'>): string =>
  `${capital(source(rung.label, rung.clause))}${rung.optional ? ' · optional' : ''}`

export const gapWords = (gaps: readonly number[]): string =>
  gaps.length === 0 ? '' : `${gaps.length === 1 ? 'Gap' : 'Gaps'} ${gaps.join(', ')}`

/** Where an edge leads, as seen from `from`. `number`: the rung's own, where it is one of this chart. */
export const targetWords = (to: Vertex | undefined, edge: Edge): string => {
  if (to === undefined) return ''
  switch (to.kind) {
    case 'rung':
      return edge.from === edge.to ? 'stays here, once more' : `to ${to.number}: ${to.title}`
    case 'promise':
      return 'agreed: kept open until it is done'
    case 'top':
      return 'the policy ends here'
    case 'close':
      return 'the case closes'
    case 'elsewhere':
      return `elsewhere: ${to.title}${to.returns ? ' (it may come back)' : ''}`
    case 'scenario':
      return `to another ladder${to.chart === undefined ? '' : ` (${to.chart})`}: ${to.title}, “${to.rung}”`
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
    ...(condition === undefined ? [] : [`only where ${condition}`]),
  ].join('; ')

/** All vertices of a chart by id. */
export const verticesOf = (chart: Chart): ReadonlyMap<string, Vertex> =>
  new Map(chart.vertices.map((vertex) => [vertex.id, vertex]))

/** What stands in a rung's box under its title, a line each. */
export const rungLines = (rung: RungVertex): readonly string[] => [
  ...(rung.condition === undefined ? [] : [`Only where ${rung.condition}`]),
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
      return ['Agreed: kept open until it is done']
    case 'close':
      return ['The case closes']
    case 'top':
      return ['Here the policy ends', vertex.text]
    case 'elsewhere':
      return [`Elsewhere: ${vertex.title}${vertex.returns ? ' (it may come back)' : ''}`]
    case 'scenario':
      return [`Another ladder: ${vertex.title}`, vertex.rung]
  }
}
