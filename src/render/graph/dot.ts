/** A policy's graph in DOT, bottom to top, for Graphviz. Any text is safe in it. */
import type { Chart, Edge, Graph, Vertex } from '../../flow/graph/graph.ts'
import { edgeWords, laneWords, metaOf, rungLines, vertexWords, verticesOf } from './labels.ts'
import { clean, wrap } from './text.ts'

const quoted = (text: string): string =>
  `"${text.replace(/[\\"&\n]/g, (one) => (one === '&' ? '&amp;' : one === '\n' ? '\\n' : `\\${one}`))}"`

/** Lines that Graphviz need not break: it never does. */
const label = (lines: readonly string[]): string =>
  quoted(
    lines
      .filter((one) => one !== '')
      .flatMap((one) => wrap(one, 100, { size: 3.2 }, 12).lines)
      .join('\n'),
  )

const shapes: Readonly<Record<Vertex['kind'], string>> = {
  rung: 'box',
  begin: 'ellipse',
  start: 'cds',
  promise: 'octagon',
  close: 'doubleoctagon',
  top: 'house',
  elsewhere: 'note',
  scenario: 'folder',
}

const wordsOf = (vertex: Vertex): readonly string[] =>
  vertex.kind === 'rung'
    ? [`${vertex.number} · ${metaOf(vertex)}`, vertex.title, ...rungLines(vertex)]
    : vertexWords(vertex)

const name = (chart: Chart, id: string): string => quoted(`${chart.number}/${clean(id)}`)

const vertexLine = (chart: Chart, vertex: Vertex): string => {
  const visits = vertex.kind === 'rung' ? (chart.marks?.visits[vertex.rung] ?? []) : []
  const now = vertex.kind === 'rung' && chart.marks?.now === vertex.rung
  const dashed = vertex.kind === 'rung' && (vertex.optional || vertex.condition !== undefined)
  const mark = [
    ...(visits.length === 0 ? [] : [`Visited: ${visits.map(({ number }) => number).join(', ')}`]),
    ...(now ? ['The case stands here'] : []),
  ]
  return `    ${name(chart, vertex.id)} [shape=${shapes[vertex.kind]}, label=${label([...wordsOf(vertex), ...mark])}${visits.length > 0 ? ', penwidth=4' : ''}${dashed ? ', style=dashed' : ''}];`
}

/** Ways back must not pull at the ranks: Graphviz fails over circles through its clusters. */
const climbs = (places: ReadonlyMap<string, number>, { from, to }: Edge): boolean =>
  (places.get(to) ?? Number.POSITIVE_INFINITY) > (places.get(from) ?? -1)

const edgeLine = (chart: Chart, edge: Edge, climbing: boolean): string => {
  const taken = chart.marks?.taken[edge.id] !== undefined
  return `    ${name(chart, edge.from)} -> ${name(chart, edge.to)} [label=${label([edgeWords(edge)])}${edge.kind === 'pass' ? ', style=dashed' : ''}${taken ? ', penwidth=4' : ''}${climbing ? '' : ', constraint=false'}];`
}

const chartLines = (chart: Chart): readonly string[] => {
  const known = verticesOf(chart)
  const places = new Map(chart.lanes.flatMap(({ rungs }) => rungs).map((id, i) => [id, i]))
  return [
    `  subgraph "cluster_${chart.number}" {`,
    `    label=${label(chart.scenarios.map(({ title }) => title))};`,
    ...chart.vertices.filter(({ id }) => !places.has(id)).map((one) => vertexLine(chart, one)),
    ...chart.lanes.flatMap((one, i) => [
      `    subgraph "cluster_${chart.number}_${i}" {`,
      `    label=${label([laneWords(one)])};`,
      ...one.rungs.flatMap((id) => known.get(id) ?? []).map((vertex) => vertexLine(chart, vertex)),
      '    }',
    ]),
    ...chart.edges.map((edge) => edgeLine(chart, edge, climbs(places, edge))),
    '  }',
  ]
}

/** The graph as text, ending with a line break. */
export const renderDot = ({ title, charts, marked }: Graph): string =>
  [
    'digraph policy {',
    '  rankdir=BT;',
    '  charset="UTF-8";',
    `  label=${label([title, ...(marked === undefined ? [] : [`The way of case ${marked.record}. Now: ${marked.now}`])])};`,
    '  fontname="Helvetica"; node [fontname="Helvetica", fontsize=11]; edge [fontname="Helvetica", fontsize=10];',
    ...charts.flatMap(chartLines),
    '}',
    '',
  ].join('\n')
