/** Reads all cases of a casebook for the commands that show more than one. A record that cannot be read is shown as such. */

import { isPast } from '../calendar/deadline.ts'
import { civil } from '../calendar/zone.ts'
import { type AgendaItem, agenda } from '../case/agenda.ts'
import { type Case, rungName } from '../case/case.ts'
import type { Ports } from '../ports.ts'
import type { Casebook } from '../sitting/casebook.ts'
import { nothingHeld } from '../sitting/library.ts'
import { blemish, readCase } from '../sitting/read-case.ts'
import { listRecords } from '../storage/records.ts'

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
  readonly case: Case
  readonly problem?: string
}

const whereIs = (state: Case): string => {
  const { position } = state
  switch (position.kind) {
    case 'opening':
      return state.unknownPolicy === undefined
        ? 'no scenario chosen yet'
        : 'its policy is not beside the records'
    case 'rung':
      return rungName(position.visit.rung)
    case 'promise':
      return 'agreed, to be done'
    case 'top':
      return 'the policy has ended; not resolved'
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

/** Every record of the casebook, the newest last. */
export const readCases = async (ports: Ports, casebook: Casebook): Promise<readonly CaseRow[]> => {
  const now = civil(ports.clock.now())
  const rows: CaseRow[] = []
  const held = nothingHeld()
  for (const file of listRecords(ports.disk, casebook.folder)) {
    const { record, state } = await readCase(ports, casebook.folder, file, held)
    const problem = blemish(record)
    const items = agenda(state)
    rows.push({
      id: file.id,
      path: file.path,
      state: problem === undefined ? stateOf(state) : 'damaged',
      policy: state.policy?.short ?? '',
      scenario: state.scenario?.title ?? '',
      children: state.about.children?.kind === 'text' ? state.about.children.text : '',
      at: whereIs(state),
      items,
      overdue: items.filter((item) => isPast(item.deadline, now)),
      case: state,
      ...(problem === undefined ? {} : { problem }),
    })
  }
  return rows
}
