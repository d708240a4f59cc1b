/**
 * A policy's graph as one SVG for paper: A4 pages under each other, each chart on pages of its own. No script, no
 * network, no font that has to be fetched; told apart by shapes and words, never by colour alone.
 */
import type { Chart, Graph } from '../../flow/graph/graph.ts'
import { chartPages, margin } from './pages.ts'
import { edge, nothing, type Part, stack, textPart } from './parts.ts'
import { block, box, grey, ink, path, rule, xml } from './shapes.ts'
import { type Cut, heightOf, wrap } from './text.ts'

const width = 210
const height = 297
const top = 12
const bottom = 16

const fonts = "'Helvetica Neue',Helvetica,Arial,'Liberation Sans','Nimbus Sans','DejaVu Sans',sans-serif"

const small: Cut = { size: 2.5, leading: 1.3 }
const plain: Cut = { size: 3, leading: 1.35 }

export interface SvgOptions {
  /** What stands above each chart: what comes before any ladder, and whose word that is. */
  readonly danger?: { readonly text: string; readonly label: string }
}

const wide = edge - margin

const editionWords = ({ edition }: Graph): string =>
  `Edition: ${edition.printed}${edition.supersededBy === undefined ? '' : `; superseded by ${edition.supersededBy}`}`

const mostTitles = 14

const titles = ({ scenarios }: Chart): Part => {
  const [only, another] = scenarios
  if (only === undefined) return nothing
  if (another === undefined)
    return stack([
      textPart(wrap(only.title, wide, { size: 6.4, bold: true, leading: 1.2 }, 5), margin, ink, 1.4),
      textPart(wrap(only.when, wide, plain, 6), margin, grey, 0),
    ])
  const more = scenarios.length - mostTitles
  return stack([
    textPart(
      wrap(`One ladder for ${scenarios.length} kinds of disagreement`, wide, { size: 6.4, bold: true }, 2),
      margin,
      ink,
      1.2,
    ),
    ...scenarios
      .slice(0, mostTitles)
      .map((one) =>
        textPart(wrap(one.title, wide - 5, { size: 3.3, leading: 1.3 }, 2), margin + 4, ink, 0.4, (y) =>
          box(margin, y - 0.6, 1.4, 1.4, { fill: ink, radius: 0.2 }),
        ),
      ),
    ...(more > 0 ? [textPart(wrap(`And ${more} more.`, wide, plain, 1), margin + 4, grey, 0)] : []),
  ])
}

const strip = (first: string, second: string, bold: boolean): Part => {
  const head = wrap(first, wide - 8, { size: 3, bold: true }, 3)
  const tail = wrap(second, wide - 8, { size: 2.8, leading: 1.3 }, 3)
  const tall = heightOf(head) + heightOf(tail) + 3
  return {
    height: tall + 3,
    draw: (y) =>
      box(margin, y + 2, wide, tall, { fill: '#fff', stroke: ink, width: bold ? 0.9 : 0.4, radius: 1 }) +
      block(head, margin + 4, y + 3.4) +
      block(tail, margin + 4, y + 3.4 + heightOf(head)),
  }
}

const upper = (graph: Graph, chart: Chart): Part => {
  const count = `Ladder ${chart.number} of ${graph.charts.length}`
  const name = wrap(`${graph.short} · ${editionWords(graph)}`, wide - 34, small, 2)
  return {
    height: heightOf(name) + 2,
    draw: (y) =>
      block(name, margin, y, { fill: grey }) +
      block(wrap(count, 32, small, 1), edge, y, { fill: grey, anchor: 'end' }),
  }
}

const firstHeader = (graph: Graph, chart: Chart, { danger }: SvgOptions): Part =>
  stack([
    upper(graph, chart),
    titles(chart),
    ...(graph.marked === undefined
      ? []
      : [
          strip(
            `The way of case ${graph.marked.record}`,
            `Now: ${graph.marked.now}. Thick: where it went; the numbers are its visits, in order.`,
            true,
          ),
        ]),
    ...(danger === undefined
      ? []
      : [strip('A child in immediate danger?', `${danger.text} (${danger.label})`, false)]),
    { ...nothing, height: 6 },
  ])

const nextHeader = (graph: Graph, chart: Chart): Part =>
  stack([
    upper(graph, chart),
    textPart(
      wrap(
        chart.scenarios.length === 1
          ? (chart.scenarios[0]?.title ?? '')
          : `One ladder for ${chart.scenarios.length} kinds of disagreement`,
        wide,
        { size: 3.8, bold: true },
        2,
      ),
      margin,
      ink,
      0,
    ),
    { ...nothing, height: 5 },
  ])

const footer = (graph: Graph, page: number, pages: number): string => {
  const words = `${graph.title} · flow ${graph.sha256.slice(0, 12)}. The numbers in discs are counted here, from the bottom; the policy’s own stand in the boxes, and the policy itself is what counts.`
  const y = height - bottom + 4
  return (
    path(`M${margin} ${y}H${edge}`, rule, 0.25) +
    block(wrap(words, wide - 26, { size: 2.2, leading: 1.25 }, 2), margin, y + 1.6, { fill: grey }) +
    block(wrap(`Page ${page} of ${pages}`, 24, { size: 2.2 }, 1), edge, y + 1.6, {
      fill: grey,
      anchor: 'end',
    })
  )
}

interface Sheet {
  readonly head: Part
  readonly body: Part
}

const free = height - top - bottom

/** `free`: how high head and body may be together. */
const sheetsOf = (graph: Graph, chart: Chart, options: SvgOptions, free: number): readonly Sheet[] => {
  const first = firstHeader(graph, chart, options)
  const next = nextHeader(graph, chart)
  const pages = chartPages(chart, { first: free - first.height, next: free - next.height })
  return pages.map((body, i) => ({ head: i === 0 ? first : next, body }))
}

const describe = (graph: Graph): string =>
  graph.charts
    .map(({ scenarios, lanes, vertices }) => {
      const rungs = vertices.filter(({ kind }) => kind === 'rung').length
      const names = scenarios
        .slice(0, 3)
        .map(({ title }) => title)
        .join('; ')
      return `${names.slice(0, 300)}: ${rungs} rungs on ${lanes.length === 1 ? 'one ladder' : `${lanes.length} ladders`}.`
    })
    .slice(0, 30)
    .join(' ')

/** A drawing to be put into a page: what stands between the tags, and the part of the plane that it fills, in mm. */
export interface SvgSheet {
  readonly chart: Chart
  readonly view: readonly [number, number, number, number]
  readonly body: string
}

/** On paper a caption stands above each, within the margins of the page that it is put into. */
const captioned = 14
const aside = 2

/** The same pages, each by itself and no higher than what is on it: for a page that has its own heads and feet. */
export const svgSheets = (graph: Graph, options: SvgOptions = {}): readonly SvgSheet[] =>
  graph.charts.flatMap((chart) =>
    sheetsOf(graph, chart, options, free - captioned).map(
      ({ head, body }): SvgSheet => ({
        chart,
        view: [margin - aside, top - aside, edge - margin + 2 * aside, head.height + body.height + 2 * aside],
        body: `<g font-family="${fonts}">${head.draw(top)}${body.draw(top + head.height)}</g>`,
      }),
    ),
  )

/** The SVG, ending with a line break: as many A4 pages as it needs, in mm, each a group with its place. */
export const renderSvg = (graph: Graph, options: SvgOptions = {}): string => {
  const sheets = graph.charts.flatMap((chart) => sheetsOf(graph, chart, options, free))
  const tall = height * Math.max(1, sheets.length)
  const pages = sheets.map(
    ({ head, body }, i) =>
      `<g transform="translate(0 ${i * height})">${head.draw(top)}${body.draw(top + head.height)}${footer(graph, i + 1, sheets.length)}</g>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${tall}mm" viewBox="0 0 ${width} ${tall}" role="img" aria-labelledby="title desc" lang="en">`,
    `<title id="title">${xml(`${graph.title}: its ladders, from the bottom rung up`)}</title>`,
    `<desc id="desc">${xml(describe(graph))}</desc>`,
    '<style>@page{size:210mm 297mm;margin:0}text{white-space:pre}</style>',
    `<rect width="${width}" height="${tall}" fill="#fff"/>`,
    `<g font-family="${fonts}">`,
    ...pages,
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}
