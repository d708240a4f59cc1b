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

const shownCell = (cell: Cell, hidden: ReadonlySet<string>, published: boolean): ShownCell => {
  if (cell.kind === 'words') return { text: cell.text }
  if (hidden.has(cell.kind === 'count' ? cell.name : cell.of)) return { text: hiddenWord }
  if (cell.kind === 'count') return { text: String(cell.count), value: cell.count }
  return { text: published ? cell.published : cell.text }
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

/** Registers count the same cases as records do, in other sums: of both, only one is published. */
const allowed = (tables: readonly Table[], threshold: number | undefined): readonly Table[] => {
  const cases = figuresIn(tables).get('cases') ?? 0
  return threshold === undefined || cases === 0
    ? tables
    : tables.filter(({ id }) => id !== 'registers' && id !== 'registered quarters')
}

/** `threshold`: the smallest count that is published; every count is shown where it is left out. */
export const shownTables = (
  { tables, sums, headline }: Tables,
  threshold?: number,
): readonly ShownTable[] => {
  const hidden =
    threshold === undefined
      ? new Set<string>()
      : suppressed(figuresIn(tables), sums, threshold, new Set(headline))
  return allowed(tables, threshold).map((table) =>
    withoutEmpty({
      ...table,
      rows: table.rows.map(({ label, cells }) => ({
        label,
        cells: cells.map((cell) => shownCell(cell, hidden, threshold !== undefined)),
      })),
    }),
  )
}
