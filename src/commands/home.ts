/** `rungs` alone: what is open and due, and the way on. */
import { describeSince, formatDue } from '../calendar/deadline.ts'
import { civil } from '../calendar/zone.ts'
import { compareText } from '../case/agenda.ts'
import type { Ports } from '../ports.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { type CaseRow, readCases } from '../sitting/cases.ts'
import type { Line, Option, Terminal } from '../terminal/screen.ts'
import { contacts } from './contacts.ts'
import { resume } from './resume.ts'
import { needTerminal } from './sit.ts'
import { start } from './start.ts'

export interface HomeOptions {
  readonly casebook?: string
  readonly plain: boolean
}

const mostShown = 6

const dueText = (row: CaseRow, now: string): string => {
  const [first] = row.items
  return first === undefined
    ? 'nothing due'
    : `${formatDue(first.deadline)}, ${describeSince(first.deadline, civil(now))}`
}

const caseOption = (row: CaseRow, now: string): Option => ({
  id: row.id,
  label: ['Go on:', row.id, row.children, `${row.policy} · ${row.at}`].filter((one) => one !== '').join('  '),
  hint: dueText(row, now),
})

const byUrgency = (a: CaseRow, b: CaseRow): number =>
  compareText(a.items[0]?.deadline.date ?? '9999', b.items[0]?.deadline.date ?? '9999') ||
  compareText(b.id, a.id)

const head = (folder: string, open: number, late: number): readonly Line[] => [
  { spans: [{ text: 'Rungs', as: 'title' }], right: [{ text: '! danger', as: 'danger' }] },
  { spans: [{ text: `Casebook ${folder}`, as: 'quiet' }] },
  {
    spans: [
      { text: `${open} open` },
      ...(late === 0 ? [] : [{ text: `, ${late} overdue`, as: 'late' } as const]),
    ],
  },
  { spans: [] },
]

const ask = async (
  ports: Ports,
  terminal: Terminal,
  folder: string,
  rows: readonly CaseRow[],
): Promise<string | undefined> => {
  const open = rows.filter((row) => row.state === 'open').toSorted(byUrgency)
  const damaged = rows.filter((row) => row.state === 'damaged')
  const late = open.filter((row) => row.overdue.length > 0).length
  const now = ports.clock.now()
  const shown = open.slice(0, mostShown).map((row) => caseOption(row, now))
  const body: readonly Line[] = [
    ...damaged.map(
      (row): Line => ({
        spans: [{ text: `${row.id}: ${row.problem ?? ''}`, as: 'late' }],
        hang: 2,
      }),
    ),
    ...(open.length > mostShown
      ? [
          {
            spans: [
              { text: `${open.length - mostShown} more are open: rungs list --due`, as: 'quiet' } as const,
            ],
          },
        ]
      : []),
  ]
  const reply = await terminal.ask({
    kind: 'choice',
    page: { head: head(folder, open.length, late), body },
    title: 'What do you want to do?',
    options: [
      { id: 'start', label: 'Start: they said no, or nothing happens' },
      ...shown,
      { id: 'train', label: 'Train: rehearse on a made-up case' },
      { id: 'contacts', label: 'Contacts' },
      { id: 'leave', label: 'Leave' },
    ],
    keys: [{ key: '!', label: 'danger' }],
  })
  if (reply.kind === 'key') return 'danger'
  return reply.kind === 'choice' ? reply.id : undefined
}

/** Exit code of what was chosen; 0 where nothing was. `!` begins a sitting with what to do at once. */
export const home = async (ports: Ports, options: HomeOptions): Promise<number> => {
  needTerminal(ports, 'rungs start --answers FILE')
  const casebook = await openCasebook(ports, options.casebook)
  const rows = await readCases(ports, casebook, false)
  const terminal = await ports.openTerminal(options.plain)
  const chosen = await ask(ports, terminal, casebook.folder, rows).finally(terminal.close)
  switch (chosen) {
    case undefined:
      return 130
    case 'leave':
      return 0
    case 'start':
      return start(ports, options)
    case 'danger':
      return start(ports, { ...options, danger: true })
    case 'train':
      return (await import('./train.ts')).train(ports, { ...options, push: 'firm', speed: 1 })
    case 'contacts':
      return contacts(ports, {
        json: false,
        casebook: casebook.folder,
        ...(casebook.settings.usualPolicy === undefined ? {} : { policy: casebook.settings.usualPolicy }),
      })
    default:
      return resume(ports, { ...options, case: chosen })
  }
}
