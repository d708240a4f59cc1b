/** A report as CSV (RFC 4180, but with the line ends of everything that is printed), one count to a row, safe to open in a spreadsheet. */
import { visible } from '../visible.ts'
import type { ShownTable } from './shown.ts'

/** A spreadsheet takes what begins so for a formula (OWASP, CSV injection): an apostrophe in front makes it a text. */
const formula = /^[=+\-@\t\r]/

export const csvCell = (text: string): string => {
  const plain = visible(text)
  return `"${(formula.test(plain) ? `'${plain}` : plain).replaceAll('"', '""')}"`
}

const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\n`

/** Ends with a line break, as each line does. */
export const reportCsv = (tables: readonly ShownTable[]): string =>
  [
    ['table', 'row', 'column', 'value'],
    ...tables.flatMap(({ title, head, rows }) =>
      rows.flatMap(({ label, cells }) => cells.map(({ text }, i) => [title, label, head[i + 1] ?? '', text])),
    ),
  ]
    .map(csvLine)
    .join('')
