/** The ladder as a picture with the way that was taken, and the way told in a table. */
import { momentWords } from '../../calendar/moment.ts'
import type { Exported, ExportedVisit } from '../../export/exported.ts'
import type { Graph } from '../../flow/graph/graph.ts'
import { type Block, cited, heading, paragraph, type Row, type Text } from '../document/document.ts'
import { svgSheets } from '../graph/svg.ts'

const showsOf = (titles: readonly string[], part: number, parts: number): string =>
  `The rungs of “${titles.join('; ')}” from the bottom up${parts > 1 ? ` (part ${part} of ${parts})` : ''}, the way of the case drawn thick. The table below tells the same visits.`

const pictures = (graph: Graph): readonly Block[] => {
  const sheets = svgSheets(graph)
  return sheets.map(({ chart, view, body }, i): Block => {
    const titles = chart.scenarios.map(({ title }) => title)
    const count = sheets.length === 1 ? '' : `, picture ${i + 1} of ${sheets.length}`
    return {
      kind: 'picture',
      caption: `The ladder and the way taken${count}`,
      shows: showsOf(titles, i + 1, sheets.length),
      view,
      body,
    }
  })
}

const outcomesText = ({ outcomes, left }: ExportedVisit): Text =>
  outcomes.length === 0
    ? [left === undefined ? 'nothing yet: the case is here' : 'nothing was recorded']
    : [outcomes.map(({ outcome, on }) => `${outcome.label} (${momentWords(on)})`).join('; ')]

const visitRow = (visit: ExportedVisit, i: number): Row => ({
  cells: [
    [String(i + 1)],
    [visit.rung.label, ...cited(visit.clause)],
    [momentWords(visit.reached)],
    outcomesText(visit),
  ],
})

export const wayBlocks = ({ visits }: Exported, graph: Graph | undefined): readonly Block[] => [
  heading(2, 'The ladder, and the way taken', 'way'),
  ...(graph === undefined ? [] : pictures(graph)),
  visits.length === 0
    ? paragraph('The record tells of no rung.')
    : {
        kind: 'table',
        caption: 'The way in words: every visit to a rung, in order',
        head: ['Visit', 'Rung', 'Reached', 'What happened there'],
        widths: [9, 36, 19, 36],
        rows: visits.map(visitRow),
      },
]
