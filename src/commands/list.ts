/** `rungs list`: every case, where it stands, and what is due. `--overdue` is for a scheduled task. */
import { describeSince, formatDue } from '../calendar/deadline.ts'
import { civil } from '../calendar/zone.ts'
import { type AgendaItem, compareText } from '../case/agenda.ts'
import type { Ports } from '../ports.ts'
import { jsonText } from '../render/json.ts'
import { visible } from '../render/visible.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { type CaseRow, readAllCases } from '../sitting/cases.ts'
import { warnSettings } from './settings-note.ts'
import { tell } from './tell.ts'

export interface ListOptions {
  readonly casebook?: string
  readonly due: boolean
  readonly overdue: boolean
  readonly json: boolean
}

const whose: Readonly<Record<AgendaItem['whose'], string>> = {
  ours: 'you',
  theirs: 'they',
  both: 'both',
  own: 'your date',
}

/** Sorts open cases by what is due first; those with nothing due come last. */
const byDue = (a: CaseRow, b: CaseRow): number =>
  compareText(a.items[0]?.deadline.date ?? '9999', b.items[0]?.deadline.date ?? '9999')

const itemLine = (item: AgendaItem, now: string): string =>
  `    ${whose[item.whose]}: ${formatDue(item.deadline)}, ${item.what} – ${describeSince(item.deadline, civil(now))}`

const rowText = (row: CaseRow, now: string, items: readonly AgendaItem[]): string => {
  const late = row.overdue.length > 0 ? '  OVERDUE' : ''
  const head = `${row.id}  ${row.state}${late}  ${[row.children, row.policy, row.scenario].filter((one) => one !== '').join(' · ')}`
  return [head, `    ${row.problem ?? row.at}`, ...items.map((item) => itemLine(item, now))]
    .map(visible)
    .join('\n')
}

const toJson = (row: CaseRow): unknown => ({
  id: row.id,
  path: row.path,
  state: row.state,
  policy: row.policyId ?? null,
  scenario: row.scenarioId ?? null,
  at: row.at,
  due: row.items.map(({ whose: who, what, deadline }) => ({
    whose: who,
    what,
    date: deadline.date,
    time: deadline.time ?? null,
    overdue: row.overdue.some((one) => one.deadline === deadline),
  })),
  ...(row.problem === undefined ? {} : { problem: row.problem }),
})

const chosen = (rows: readonly CaseRow[], options: ListOptions): readonly CaseRow[] => {
  if (options.overdue) return rows.filter((row) => row.overdue.length > 0).toSorted(byDue)
  if (options.due) return rows.filter((row) => row.items.length > 0).toSorted(byDue)
  return rows
}

const tellOfMadeUp = (ports: Ports, count: number): void => {
  if (count === 0) return
  const what = count === 1 ? '1 TRAINING record lies' : `${count} TRAINING records lie`
  tell(ports, [
    `${what} in this casebook and ${count === 1 ? 'is' : 'are'} not listed: made-up cases belong elsewhere.`,
  ])
}

/** Exit 1 where `--overdue` found any, or a record is damaged. */
export const list = async (ports: Ports, options: ListOptions): Promise<number> => {
  const casebook = await openCasebook(ports, options.casebook)
  warnSettings(ports, casebook)
  const found = await readAllCases(ports, casebook)
  const all = found.filter(({ madeUp }) => madeUp === undefined)
  const rows = chosen(all, options)
  const now = ports.clock.now()
  if (options.json) ports.out(jsonText(rows.map(toJson)))
  else {
    for (const row of rows) ports.out(`${rowText(row, now, options.overdue ? row.overdue : row.items)}\n`)
    if (rows.length === 0)
      ports.out(
        `${options.overdue ? 'Nothing is overdue' : options.due ? 'Nothing is due' : 'There are no cases'} in ${visible(casebook.folder)}.\n`,
      )
  }
  tellOfMadeUp(ports, found.length - all.length)
  const damaged = rows.some((row) => row.state === 'damaged')
  return damaged || (options.overdue && rows.length > 0) ? 1 : 0
}
