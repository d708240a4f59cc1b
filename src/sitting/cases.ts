/** Reads all cases of a casebook for the commands that show more than one. A record that cannot be read is shown as such. */

import { isPast } from '../calendar/deadline.ts'
import { civil } from '../calendar/zone.ts'
import { type AgendaItem, agenda } from '../case/agenda.ts'
import type { Case } from '../case/case.ts'
import { UserError } from '../errors.ts'
import { rungName } from '../flow/rungs.ts'
import type { Ports } from '../ports.ts'
import { madeUpOf } from '../record/made-up.ts'
import { listRecords, type RecordFile } from '../storage/records.ts'
import { isTrainingId } from '../training-mark.ts'
import type { Casebook } from './casebook.ts'
import { nothingHeld } from './library.ts'
import { blemish, neverBegun, type ReadCase, readCase } from './read-case.ts'

export type CaseState = 'open' | 'closed' | 'not begun' | 'damaged'

export interface CaseRow {
  readonly id: string
  readonly path: string
  readonly state: CaseState
  readonly policy: string
  readonly scenario: string
  /** As the record names them: initials or pupil numbers. */
  readonly children: string
  /** Where it stands, in words. */
  readonly at: string
  readonly items: readonly AgendaItem[]
  readonly overdue: readonly AgendaItem[]
  readonly policyId?: string
  readonly scenarioId?: string
  readonly problem?: string
  /** A training record: nothing in it happened. */
  readonly madeUp?: true
}

const whereIs = (state: Case): string => {
  const { position } = state
  switch (position.kind) {
    case 'opening':
      return state.unknownPolicy === undefined
        ? 'no scenario chosen yet'
        : 'its policy is not beside the records'
    case 'entry':
      return 'before the first step'
    case 'rung':
      return rungName(position.visit.rung)
    case 'promise':
      return 'agreed, to be done'
    case 'top':
      return 'the policy has ended; not resolved'
    case 'handed':
      return 'handed on; it may come back'
    case 'closing':
      return 'closing'
    case 'closed':
      return `closed: ${position.how}`
  }
}

const stateOf = (state: Case): CaseState => {
  if (state.position.kind === 'closed') return 'closed'
  return state.scenario === undefined && state.unknownPolicy === undefined ? 'not begun' : 'open'
}

const rowOf = ({ id, path, record, state }: ReadCase, now: ReturnType<typeof civil>): CaseRow => {
  const wrong = neverBegun(record) ? undefined : blemish(record)
  const items = agenda(state)
  return {
    id,
    path,
    state: wrong === undefined ? stateOf(state) : 'damaged',
    policy: state.policy?.short ?? '',
    scenario: state.scenario?.title ?? '',
    children: state.about.children?.kind === 'text' ? state.about.children.text : '',
    at: neverBegun(record) ? 'nothing is in it: its first write was cut off' : whereIs(state),
    items,
    overdue: items.filter((item) => item.indicative !== true && isPast(item.deadline, now)),
    ...(state.policy === undefined ? {} : { policyId: state.policy.id }),
    ...(state.scenario === undefined ? {} : { scenarioId: state.scenario.id }),
    ...(madeUpOf(record) === undefined ? {} : { madeUp: true }),
    ...(wrong === undefined ? {} : { problem: `this record is not as Rungs wrote it: ${wrong}` }),
  }
}

/** The other cases are shown all the same. */
const unreadableRow = ({ id, path }: RecordFile, error: UserError): CaseRow => ({
  id,
  path,
  state: 'damaged',
  policy: '',
  scenario: '',
  children: '',
  at: '',
  items: [],
  overdue: [],
  ...(isTrainingId(id) ? { madeUp: true } : {}),
  problem: `this record cannot be read: ${error.message}`,
})

/** Every record of the casebook but training ones, unless it is a folder for these; see `readAllCases`. */
export const readCases = async (
  ports: Ports,
  casebook: Casebook,
  exactly = true,
): Promise<readonly CaseRow[]> => {
  const rows = await readAllCases(ports, casebook, exactly)
  return casebook.exercise === undefined ? rows.filter(({ madeUp }) => madeUp === undefined) : rows
}

/**
 * Every record of the casebook, the newest last. `exactly`: false for a first sight of what is open, which need not
 * be the last word on it: a record is then `damaged` only where its lines are none of a record (see `parseRecord`).
 */
export const readAllCases = async (
  ports: Ports,
  casebook: Casebook,
  exactly = true,
): Promise<readonly CaseRow[]> => {
  const now = civil(ports.clock.now())
  const rows: CaseRow[] = []
  const held = nothingHeld(casebook.settings.closures)
  for (const file of listRecords(ports.disk, casebook.folder)) {
    try {
      rows.push(rowOf(await readCase(ports, casebook.folder, file, held, exactly), now))
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      rows.push(unreadableRow(file, error))
    }
  }
  return rows
}
