/** A policy's graph as a Mermaid flowchart, bottom to top. Any text is safe in it: what Mermaid reads becomes entity codes. */
import type { Chart, Edge, Graph, Vertex } from '../../flow/graph/graph.ts'
import { edgeWords, laneWords, metaOf, rungLines, vertexWords, verticesOf } from './labels.ts'
import { clean } from './text.ts'

/** What Mermaid draws without being told to allow more, since its version 10. */
export const mermaidLimits = { characters: 50_000, edges: 500 }

// At the start a digit with a point, a dash or a plus would be read as a list; a colon before a letter as an icon.
const read = /^\d+[.)]|^[-+]|:(?=\S)|[^A-Za-z0-9 ,.():'’‘“”–\-/À-ÖØ-Þà-öø-ÿŴŵŶŷ…£·]/gu

const coded = (text: string): string =>
  [...text].map((one) => (/[A-Za-z0-9]/.test(one) ? one : `#${one.codePointAt(0)};`)).join('')

const longest = 600

/** One line of a label. Mermaid breaks lines at spaces only, and draws a word of any length. */
const escaped = (text: string): string => {
  const whole = clean(text)
  const short = whole.length > longest ? `${whole.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : whole
  return short.replace(/\S{40}(?=\S)/gu, '$& ').replace(read, coded)
}

const label = (lines: readonly string[]): string =>
  `"${lines
    .filter((one) => one !== '')
    .map(escaped)
    .join('<br/>')}"`

const shaped = (vertex: Vertex): string => {
  switch (vertex.kind) {
    case 'rung':
      return `[${label([`${vertex.number} · ${metaOf(vertex)}`, vertex.title, ...rungLines(vertex)])}]`
    case 'begin':
    case 'start':
      return `([${label(vertexWords(vertex))}])`
    case 'promise':
    case 'close':
    case 'top':
      return `[[${label(vertexWords(vertex))}]]`
    case 'elsewhere':
    case 'scenario':
      return `>${label(vertexWords(vertex))}]`
  }
}

interface Names {
  readonly of: (id: string) => string
}

/** Names that Mermaid can take for nothing else: a vertex's place in its chart. */
const namesIn = (chart: Chart): Names => {
  const known = new Map(chart.vertices.map((vertex, i) => [vertex.id, `c${chart.number}v${i}`]))
  return { of: (id) => known.get(id) ?? `c${chart.number}v` }
}

const edgeLine = ({ of }: Names, edge: Edge): string => {
  const words = edgeWords(edge)
  const arrow = edge.kind === 'pass' ? '-.->' : '-->'
  return `  ${of(edge.from)} ${arrow}${words === '' ? '' : `|${label([words])}|`} ${of(edge.to)}`
}

const chartLines = (chart: Chart): readonly string[] => {
  const names = namesIn(chart)
  const known = verticesOf(chart)
  const marks = chart.marks
  const lane = new Set(chart.lanes.flatMap(({ rungs }) => rungs))
  const vertexLine = (vertex: Vertex): string => `  ${names.of(vertex.id)}${shaped(vertex)}`
  const visited = chart.vertices.filter((one) => one.kind === 'rung' && marks?.visits[one.rung] !== undefined)
  const now = chart.vertices.find((one) => one.kind === 'rung' && one.rung === marks?.now)
  return [
    ` subgraph c${chart.number}[${label(chart.scenarios.map(({ title }) => title))}]`,
    '  direction BT',
    ...chart.vertices.filter(({ id }) => !lane.has(id)).map(vertexLine),
    ...chart.lanes.flatMap((one, i) => [
      `  subgraph c${chart.number}l${i}[${label([laneWords(one)])}]`,
      '  direction BT',
      ...one.rungs.flatMap((id) => known.get(id) ?? []).map(vertexLine),
      '  end',
    ]),
    ...chart.edges.map((edge) => edgeLine(names, edge)),
    ' end',
    ...visited.map((one) => ` style ${names.of(one.id)} stroke-width:4px`),
    ...(now === undefined ? [] : [` style ${names.of(now.id)} stroke-width:6px,stroke-dasharray:8 3`]),
  ]
}

/** Edges that the case took, as Mermaid counts all edges of the text from 0. */
const takenLine = (charts: readonly Chart[]): readonly string[] => {
  const taken = charts
    .flatMap((chart) => chart.edges.map((edge) => chart.marks?.taken[edge.id] !== undefined))
    .flatMap((one, i) => (one ? [i] : []))
  return taken.length === 0 ? [] : [` linkStyle ${taken.join(',')} stroke-width:5px`]
}

/** The flowchart as text, ending with a line break. Larger than `mermaidLimits` it is valid, and not drawn by default. */
export const renderMermaid = ({ charts, title, marked }: Graph): string =>
  [
    'flowchart BT',
    ` %% ${escaped(title)}`,
    ...(marked === undefined
      ? []
      : [` %% The way of case ${escaped(marked.record)}. Now: ${escaped(marked.now)}`]),
    ...charts.flatMap(chartLines),
    ...takenLine(charts),
    '',
  ].join('\n')
