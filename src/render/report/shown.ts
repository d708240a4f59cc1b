/** The tables of a report as they are shown: every count, or, for readers outside the school, none that could point to a child. */

import type { Cell, Table } from '../../report/spot.ts'
import { suppressed } from '../../report/suppress.ts'
import type { Tables } from '../../report/tables.ts'

/** `value`: the count, where it is one and may be shown. */
export interface ShownCell {
  readonly text: string
  readonly value?: number
}

export interface ShownRow {
  readonly label: string
  readonly cells: readonly ShownCell[]
}

export interface ShownTable extends Omit<Table, 'rows'> {
  readonly rows: readonly ShownRow[]
}

export const hiddenWord = 'hidden'

const shownCell = (cell: Cell, hidden: ReadonlySet<string>): ShownCell => {
  if (cell.kind === 'words') return { text: cell.text }
  if (hidden.has(cell.kind === 'count' ? cell.name : cell.of)) return { text: hiddenWord }
  return cell.kind === 'count' ? { text: String(cell.count), value: cell.count } : { text: cell.text }
}

/** Without the columns in which there is nothing, but for the first: most cases end in one of two or three ways. */
const withoutEmpty = (table: ShownTable): ShownTable => {
  const isKept = (i: number): boolean =>
    i === 0 || table.rows.some(({ cells }) => !['', '0'].includes(cells[i]?.text ?? ''))
  return {
    ...table,
    head: table.head.filter((_, i) => i === 0 || isKept(i - 1)),
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.filter((_, i) => isKept(i)) })),
  }
}

const figuresIn = (tables: readonly Table[]): ReadonlyMap<string, number> =>
  new Map(
    tables.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) =>
        cells.flatMap((cell): readonly [string, number][] =>
          cell.kind === 'count' ? [[cell.name, cell.count]] : [],
        ),
      ),
    ),
  )

/** `threshold`: the smallest count that is published; every count is shown where it is left out. */
export const shownTables = (
  { tables, sums, headline }: Tables,
  threshold?: number,
): readonly ShownTable[] => {
  const hidden =
    threshold === undefined
      ? new Set<string>()
      : suppressed(figuresIn(tables), sums, threshold, new Set(headline))
  return tables.map((table) =>
    withoutEmpty({
      ...table,
      rows: table.rows.map(({ label, cells }) => ({
        label,
        cells: cells.map((cell) => shownCell(cell, hidden)),
      })),
    }),
  )
}
