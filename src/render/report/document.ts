/** A report as a document, for Markdown and HTML. Counts nothing. */
import { formatDate } from '../../calendar/date.ts'
import type { PlainDate } from '../../calendar/time.ts'
import type { Period } from '../../report/period.ts'
import { type Block, type Document, heading, paragraph, quiet } from '../document/document.ts'
import type { ShownTable } from './shown.ts'

export interface ReportHead {
  readonly from: PlainDate | ''
  readonly to: PlainDate | ''
  readonly asOf: PlainDate
  /** The smallest count that is published; absent where every count is shown. */
  readonly threshold?: number
}

/** "Cases opened from Thu 1 Oct 2026 to Thu 31 Dec 2026". */
export const periodWords = ({ from = '', to = '' }: Period): string => {
  if (from === '' && to === '') return 'All cases'
  if (from === '') return `Cases opened up to ${formatDate(to)}`
  return to === ''
    ? `Cases opened from ${formatDate(from)} on`
    : `Cases opened from ${formatDate(from)} to ${formatDate(to)}`
}

const widthsOf = (columns: number): readonly number[] => {
  const first = columns <= 3 ? 50 : 30
  return [first, ...Array.from({ length: columns - 1 }, () => (100 - first) / (columns - 1))]
}

/** What is counted, for the heading above says of what. */
const captionOf = ([first = '', ...others]: readonly string[]): string =>
  `${first === '' ? '' : `${first}: `}${others.join(', ')}`

const tableBlock = ({ head, rows }: ShownTable): Block => ({
  kind: 'table',
  caption: captionOf(head),
  head,
  widths: widthsOf(head.length),
  rows: rows.map(({ label, cells }) => ({ cells: [[label], ...cells.map(({ text }) => [text])] })),
})

/** The first column of counts; nothing where one of them is hidden, for a bar that is not there would tell of it. */
const barsOf = ({ id, title, rows }: ShownTable): readonly Block[] => {
  const counts = rows.map(({ label, cells }): readonly [string, number | undefined] => [
    label,
    cells[0]?.value,
  ])
  const known = counts.flatMap(([label, count]): readonly (readonly [string, number])[] =>
    count === undefined ? [] : [[label, count]],
  )
  const isDrawn = (id === 'quarters' || id === 'challenged' || id.startsWith('scenarios ')) && rows.length > 1
  return isDrawn && known.length === counts.length
    ? [{ kind: 'bars', caption: `${title}, as bars`, rows: known }]
    : []
}

const hiddenWords = (threshold: number): string =>
  `Counts from 1 to ${threshold - 1} are hidden, and so are those from which a hidden one could be worked out, now and then a 0 among them.`

export const reportDocument = (head: ReportHead, tables: readonly ShownTable[]): Document => {
  const period = periodWords(head)
  return {
    title: `Escalations: ${period.toLowerCase()}`,
    foot: `Escalations. ${period}`,
    blocks: [
      heading(1, 'Escalations'),
      paragraph(`${period}. Open deadlines as they stood on ${formatDate(head.asOf)}.`),
      ...(head.threshold === undefined ? [] : [paragraph(hiddenWords(head.threshold))]),
      ...tables.flatMap((table): readonly Block[] => [
        heading(2, table.title),
        tableBlock(table),
        ...barsOf(table),
      ]),
      quiet(
        'A case counts in the quarter in which it was opened. Days are whole days from reaching a rung to the last that happened there: the middle one, and the longest. Nothing that anybody typed is in this report.',
      ),
    ],
  }
}
