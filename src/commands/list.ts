/**
 * `rungs list`: every case, where it stands, and what is due. `--overdue` is for a scheduled task, whose output is mailed and logged: it
 * prints nothing that was typed.
 */
import { describeSince, formatDue } from '../calendar/deadline.ts'
import { civil } from '../calendar/zone.ts'
import { type AgendaItem, compareText } from '../case/agenda.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { jsonText } from '../render/json.ts'
import { visible } from '../render/visible.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { type CaseRow, readAllCases } from '../sitting/cases.ts'
import { explain } from '../storage/failure.ts'
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

const textOf = (
  row: CaseRow,
  about: readonly string[],
  items: readonly AgendaItem[],
  now: string,
): string => {
  const late = row.overdue.length > 0 ? '  OVERDUE' : ''
  const head = `${row.id}  ${row.state}${late}  ${about.filter((one) => one !== '').join(' · ')}`
  return [head, `    ${row.problem ?? row.at}`, ...items.map((item) => itemLine(item, now))]
    .map(visible)
    .join('\n')
}

const rowText = (row: CaseRow, now: string): string =>
  textOf(row, [row.children, row.policy, row.scenario], row.items, now)

/** Without the children, for what they are called was typed; and of a damaged record without what is the matter with it. */
const overdueText = (row: CaseRow, now: string): string =>
  textOf(
    row.problem === undefined ? row : { ...row, problem: 'this record is not as Rungs wrote it' },
    [row.policy, row.scenario],
    row.overdue,
    now,
  )

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

/** Of a record that cannot be read nobody knows what is due in it: whoever asks for that is not told that there is nothing. */
const tellOfUnread = (ports: Ports, unread: readonly CaseRow[]): void => {
  if (unread.length > 0)
    tell(ports, [
      `${unread.map(({ id }) => id).join(', ')}: not as Rungs wrote ${unread.length === 1 ? 'it' : 'them'}. More may be due than is listed: rungs list says what is the matter.`,
    ])
}

/** A scheduled task whose network folder is away, or whose path is mistyped, is not to report for years that nothing is overdue. */
const needFolder = ({ disk }: Ports, folder: string): void => {
  const found = (): boolean => {
    try {
      return disk.stat(folder)?.folder === true
    } catch (error) {
      throw new UserError(`${explain(error, folder).reason}.`, explain(error, folder).hint)
    }
  }
  if (!found())
    throw new UserError(
      `There is no casebook at ${folder}: nobody can say what is overdue.`,
      'Check the path, and that the disk or network folder is connected.',
    )
}

/** Exit 1 where `--overdue` found any, or a record is damaged. Throws a `UserError` where the casebook that it is to look into is not there. */
export const list = async (ports: Ports, options: ListOptions): Promise<number> => {
  const casebook = await openCasebook(ports, options.casebook)
  if (options.overdue && options.casebook !== undefined) needFolder(ports, casebook.folder)
  warnSettings(ports, casebook)
  const found = await readAllCases(ports, casebook)
  const all = found.filter(({ madeUp }) => madeUp === undefined)
  const rows = chosen(all, options)
  const now = ports.clock.now()
  if (options.json) ports.out(jsonText(rows.map(toJson)))
  else {
    for (const row of rows) ports.out(`${options.overdue ? overdueText(row, now) : rowText(row, now)}\n`)
    if (rows.length === 0)
      ports.out(
        `${options.overdue ? 'Nothing is overdue' : options.due ? 'Nothing is due' : 'There are no cases'} in ${visible(casebook.folder)}.\n`,
      )
  }
  tellOfMadeUp(ports, found.length - all.length)
  const damaged = all.filter((row) => row.state === 'damaged')
  tellOfUnread(
    ports,
    damaged.filter((row) => !rows.includes(row)),
  )
  return damaged.length > 0 || (options.overdue && rows.length > 0) ? 1 : 0
}
