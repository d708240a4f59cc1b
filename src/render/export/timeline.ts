/** The time of a case as pictures, a page of paper each. Tells nothing that the tables do not tell. */
import { addDays, formatDate } from '../../calendar/date.ts'
import type { Moment, PlainDate } from '../../calendar/time.ts'
import { civil } from '../../calendar/zone.ts'
import type { Exported } from '../../export/exported.ts'
import type { Standing } from '../../verify/time.ts'
import type { Block } from '../document/document.ts'
import { axis, type Scale, type Span, scaleOf, spanOf } from './timeline-axis.ts'
import { key, type Row, rowsOf, width } from './timeline-rows.ts'

/** So many rows stand on one page. */
const rowsOnPage = 26

const standingMoments = (standing: Standing): readonly Moment[] => ('on' in standing ? [standing.on] : [])

const datesOf = ({ visits, verified, made, summary }: Exported): readonly PlainDate[] => [
  ...visits.flatMap(({ reached, outcomes }) => [reached.date, ...outcomes.map(({ on }) => on.date)]),
  ...(verified.time?.deadlines ?? []).flatMap(({ deadline, standing }) => [
    deadline.date,
    ...standingMoments(standing).map(({ date }) => date),
  ]),
  ...(summary.told?.kind === 'moment' ? [summary.told.date] : []),
  ...[summary.begun, summary.last].flatMap((at) => (at === undefined ? [] : [civil(at).date])),
  // What is still to be done is held against the day on which the page is made.
  ...((verified.time?.deadlines ?? []).some(({ standing: { kind } }) => kind === 'overdue')
    ? [civil(made).date]
    : []),
]

const drawing = (rows: readonly Row[], span: Span, x: Scale): { body: string; height: number } => {
  let y = 6.5
  const tall = y + rows.reduce((sum, { height }) => sum + height, 0)
  const drawn = rows.map((row) => {
    const at = y
    y += row.height
    return row.draw(at)
  })
  return { body: axis(span, x, 0, tall) + drawn.join('') + key(tall + 2.5), height: tall + 7 }
}

const pageOf = (rows: readonly Row[], span: Span, x: Scale, i: number, pages: number): Block => {
  const { body, height } = drawing(rows, span, x)
  const last = formatDate(addDays(span.first, span.days - 1))
  const count = pages === 1 ? '' : `, picture ${i + 1} of ${pages}`
  return {
    kind: 'picture',
    caption: `The case in time, from ${formatDate(span.first)} to ${last}${count}`,
    shows: `A bar for each visit to a rung and a line for each deadline, from ${formatDate(span.first)} to ${last}. The tables tell the same.`,
    view: [-1, -1, width + 2, height + 2],
    body,
  }
}

/** As many pictures as pages of paper are needed; none where nothing has a date. */
export const timelinePictures = (exported: Exported): readonly Block[] => {
  const span = spanOf(datesOf(exported))
  if (span === undefined || exported.visits.length === 0) return []
  const x = scaleOf(span)
  const rows = rowsOf(exported, x)
  const pages = Math.ceil(rows.length / rowsOnPage)
  return Array.from({ length: pages }, (_, i) =>
    pageOf(rows.slice(i * rowsOnPage, (i + 1) * rowsOnPage), span, x, i, pages),
  )
}
