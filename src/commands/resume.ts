/** `rungs resume`: goes on where a case stopped. Without a name: the one open case, or a choice. */
import { formatShortDate } from '../calendar/date.ts'
import { parseStamp } from '../calendar/zone.ts'
import { UserError } from '../errors.ts'
import { findRung } from '../flow/rungs.ts'
import type { Ports } from '../ports.ts'
import { type Casebook, openCasebook } from '../sitting/casebook.ts'
import { readCases } from '../sitting/cases.ts'
import { choosable, nothingHeld } from '../sitting/library.ts'
import { refuseMadeUp } from '../sitting/made-up.ts'
import { type CaseFile, findRecord, type ReadCase, readCase } from '../sitting/read-case.ts'
import { resumeSitting } from '../sitting/resuming.ts'
import type { Sitting } from '../sitting/sitting.ts'
import type { BusyLock } from '../storage/lock.ts'
import type { Terminal } from '../terminal/screen.ts'
import { askSafely } from '../wizard/danger-page.ts'
import type { Desk } from '../wizard/desk.ts'
import { needTerminal, sit } from './sit.ts'

export interface ResumeOptions {
  readonly casebook?: string
  readonly plain: boolean
  readonly case?: string
}

const mostOffered = 9

/** The one open case, or the one of several that the person chooses; nothing where they leave it. */
const chooseOpen = async (
  ports: Ports,
  casebook: Casebook,
  terminal: Terminal,
): Promise<CaseFile | undefined> => {
  const rows = await readCases(ports, casebook)
  const open = rows.filter((row) => row.state === 'open').toReversed()
  const [only] = open
  if (only === undefined)
    throw new UserError(`No case is open in ${casebook.folder}.`, 'Start one with "rungs start".')
  if (open.length === 1) return only
  const page = {
    head: [{ spans: [{ text: `${open.length} cases are open`, as: 'title' as const }] }],
    body:
      open.length > mostOffered
        ? [{ spans: [{ text: 'The newest are here. For another: rungs resume NUMBER' }] }]
        : [],
  }
  const options = open.slice(0, mostOffered).map((row) => ({
    id: row.id,
    label: [row.id, row.children, row.at].filter((one) => one !== '').join('  '),
  }))
  const reply = await askSafely(terminal, ports.shipped.common(), {
    kind: 'choice',
    page,
    title: 'Which one?',
    options,
    keys: [],
  })
  return reply.kind === 'choice' ? open.find(({ id }) => id === reply.id) : undefined
}

const sinceWords = (stamp: string): string => {
  const since = parseStamp(stamp)
  return since === undefined ? '' : ` since ${formatShortDate(since.slice(0, 10))}, ${since.slice(11, 16)}`
}

/** Who has the case open, in words. */
export const holderText = ({ holder }: BusyLock): string =>
  holder === undefined ? 'another program' : `${holder.person} on ${holder.host}${sinceWords(holder.since)}`

const takeOverReason = async (
  ports: Ports,
  terminal: Terminal,
  read: ReadCase,
  busy: BusyLock,
): Promise<string | undefined> => {
  const words = `${read.id} is open elsewhere: ${holderText(busy)}.`
  const page = {
    head: [{ spans: [{ text: words, as: 'late' as const }] }],
    body: [
      {
        spans: [
          {
            text: 'Two people writing at once can damage the record. Take it over only if you know that nobody is writing there.',
          },
        ],
      },
    ],
  }
  const reply = await askSafely(terminal, ports.shipped.common(), {
    kind: 'choice',
    page,
    title: 'What now?',
    options: [
      { id: 'leave', label: 'Leave it to them' },
      { id: 'take', label: 'Take it over, and say why' },
    ],
    keys: [],
  })
  if (reply.kind !== 'choice' || reply.id !== 'take') return undefined
  const why = await askSafely(terminal, ports.shipped.common(), {
    kind: 'text',
    page,
    title: 'Why?',
    hint: 'this becomes part of the record',
    keys: [],
    check: (text) => (text.trim() === '' ? 'A reason is needed.' : undefined),
  })
  return why.kind === 'text' ? why.text.trim() : undefined
}

/** Opens the case for adding to it; asks before taking it over from somebody. Throws where it stays with them. */
export const openForAdding = async (
  ports: Ports,
  casebook: Casebook,
  read: ReadCase,
  terminal: Terminal,
): Promise<Sitting> => {
  const resumed = await resumeSitting(ports, casebook, read)
  if (resumed.kind === 'sitting') return resumed.sitting
  const reason = await takeOverReason(ports, terminal, read, resumed.busy)
  const again =
    reason === undefined
      ? resumed
      : await resumeSitting(ports, casebook, read, { busy: resumed.busy, reason })
  if (again.kind === 'sitting') return again.sitting
  throw new UserError(
    `${read.id} is open elsewhere: ${holderText(again.busy)}.`,
    'Try again when they have left it.',
  )
}

/** Today's edition of the case's policy, if it is another one and has the rung at which the case stands. */
const newerEdition = async (
  ports: Ports,
  casebook: Casebook,
  { state }: ReadCase,
): Promise<Pick<Desk, 'newer'>> => {
  const { policy, position } = state
  const today = choosable(ports, casebook.folder).find(({ id }) => id === policy?.id)
  if (policy === undefined || today === undefined || !('visit' in position)) return {}
  const newer = await today.load()
  // A local flow that has findings today must not keep anybody from a case that is walked by its older text.
  if (newer.kind === 'unusable') return {}
  const scenario = newer.policy.scenarios.find(({ id }) => id === position.visit.scenario)
  const same = scenario !== undefined && findRung(scenario, position.visit.rung.id) !== undefined
  return same && newer.policy.sha256 !== policy.sha256 ? { newer } : {}
}

const closedNow = (read: ReadCase): void => {
  if (read.state.position.kind === 'closed')
    throw new UserError(
      `${read.id} is closed.`,
      'Add a note with "rungs note", or start a new case that names it.',
    )
}

export const resume = async (ports: Ports, options: ResumeOptions): Promise<number> => {
  needTerminal(ports, 'rungs start --answers FILE')
  const casebook = await openCasebook(ports, options.casebook)
  const named =
    options.case === undefined ? undefined : await findRecord(ports, casebook.folder, options.case)
  const first =
    named === undefined
      ? undefined
      : await readCase(ports, casebook.folder, named, nothingHeld(casebook.settings.closures))
  if (first !== undefined) {
    refuseMadeUp(first.id, first.record)
    closedNow(first)
  }
  const terminal = await ports.openTerminal(options.plain)
  try {
    const file = first ?? (await chooseOpen(ports, casebook, terminal))
    if (file === undefined) return 130
    const read =
      first ?? (await readCase(ports, casebook.folder, file, nothingHeld(casebook.settings.closures)))
    const sitting = await openForAdding(ports, casebook, read, terminal)
    return await sit(ports, sitting, terminal, await newerEdition(ports, casebook, read))
  } finally {
    terminal.close()
  }
}
