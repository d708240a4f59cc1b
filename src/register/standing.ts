/** How far a register knows a record, from line to line; and from that, what is still to be registered of it. */
import type { ParsedRecord } from '../record/parse.ts'
import type { RecordEvent } from './line.ts'

export interface Standing {
  /** The seal of its header; absent where this register never opened it. */
  readonly opened?: string
  /** The entry that was registered last, and its seal. */
  readonly entry: number
  readonly seal: string
  readonly closed: boolean
}

/** How a record stands after one more line about it; nothing where the register knows nothing of it, or it was destroyed. */
export const standingAfter = (before: Standing | undefined, event: RecordEvent): Standing | undefined => {
  switch (event.kind) {
    case 'opened': {
      const { seal } = event
      return before?.opened === seal ? before : { opened: seal, entry: 0, seal, closed: false }
    }
    case 'sealed':
    case 'closed': {
      const { entry, seal, kind } = event
      return { ...before, entry, seal, closed: kind === 'closed' || before?.closed === true }
    }
    case 'destroyed':
      // Should it come back, from a backup say, it is opened again.
      return undefined
    case 'transferred':
    case 'redacted':
    case 'exported':
    case 'not-begun':
      return before
  }
}

/** A record as its writer holds it. */
export interface RecordState {
  readonly id: string
  /** The seal of its header. */
  readonly opened: string
  /** The last sealed entry; 0 is the header. */
  readonly n: number
  readonly seal: string
  /** Whether a sealed entry has closed it. */
  readonly closed: boolean
}

/** How a record stands that was read; nothing where its header cannot be. */
export const stateOf = ({ id, seal: opened, entries }: ParsedRecord): RecordState | undefined => {
  if (id === '' || opened === '') return undefined
  const end = entries.findLastIndex((entry) => entry.seal !== undefined)
  const last = entries[end]
  const closed = entries.slice(0, end + 1).some(({ facts }) => facts.some(({ kind }) => kind === 'closed'))
  return { id, opened, n: last?.n ?? 0, seal: last?.seal ?? opened, closed }
}

/** The lines that a register lacks of a record; only the last entry is told. `mark`: of the device, which opens its own records only. */
export const lackingOf = (
  mark: string,
  standing: Standing | undefined,
  { id, opened, n, seal, closed }: RecordState,
): readonly RecordEvent[] => {
  if (id.startsWith(`${mark}-`) && standing?.opened !== opened) {
    const event: RecordEvent = { kind: 'opened', id, entry: 0, seal: opened }
    const state = { id, opened, n, seal, closed }
    return [event, ...lackingOf(mark, standingAfter(standing, event), state)]
  }
  if (n === 0) return []
  if (closed && standing?.closed !== true) return [{ kind: 'closed', id, entry: n, seal }]
  return standing?.entry === n && standing.seal === seal ? [] : [{ kind: 'sealed', id, entry: n, seal }]
}
