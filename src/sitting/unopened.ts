/** Records of this computer that its register never opened: what a crash between the two leaves behind. Reads their headers only. */
import { Buffer } from 'node:buffer'
import type { Ports } from '../ports.ts'
import { parseRecord } from '../record/parse.ts'
import type { RecordEvent, RegisterEvent } from '../register/line.ts'
import { tryTo } from '../storage/bytes.ts'
import { isSystemError } from '../storage/failure.ts'
import { parseRecordId } from '../storage/names.ts'
import { recordPath, recordsFolder } from '../storage/places.ts'

/** At one visit; the rest at the next ones. Each costs a flush, and somebody is waiting. */
const most = 8

/** More than a header and its seal take, in bytes. */
const headerReach = 1024

/** A file as young as that is being begun by another process. In milliseconds. */
const beingBegun = 60_000

const idsIn = ({ disk }: Ports, casebook: string, mark: string): readonly string[] => {
  const names = disk.list(recordsFolder(casebook)).filter((name) => name.endsWith('.md'))
  return names
    .map((name) => name.slice(0, -'.md'.length))
    .filter((id) => parseRecordId(id)?.mark === mark)
    .sort()
}

const headerBytes = ({ disk }: Ports, path: string): Uint8Array => {
  const file = disk.open(path, 'read')
  try {
    return disk.readAt(file, 0, headerReach)
  } finally {
    tryTo(() => disk.close(file))
  }
}

/** What is to be registered of a file that is there; nothing where it is not the record that it is named after. */
const eventOf = (ports: Ports, casebook: string, id: string): RecordEvent | undefined => {
  const path = recordPath(casebook, id)
  const found = ports.disk.stat(path)
  if (found?.plain !== true) return undefined
  const record = parseRecord(Buffer.from(headerBytes(ports, path)))
  if (record.problems.some(({ code }) => code === 'not-begun'))
    return ports.clock.instant() - found.modified > beingBegun ? { kind: 'not-begun', id } : undefined
  // Of what follows the header only a part was read.
  const isWhole = record.id === id && record.seal !== '' && !record.problems.some(({ entry }) => entry === 0)
  return isWhole ? { kind: 'opened', id, entry: 0, seal: record.seal } : undefined
}

/** Another record cannot be read: that is no reason to leave this one out. */
const orNothing = <Value>(read: () => Value | undefined): Value | undefined => {
  try {
    return read()
  } catch (error) {
    if (!isSystemError(error)) throw error
    return undefined
  }
}

/**
 * The lines that a register lacks of records that are there. `events`: what it says, or where not `whole` what its end says:
 * records older than the oldest that was opened there are taken for opened.
 */
export const unopenedRecords = (
  ports: Ports,
  casebook: string,
  mark: string,
  events: readonly RegisterEvent[],
  whole: boolean,
): readonly RecordEvent[] => {
  const known = new Set(
    events.flatMap((event) => (event.kind === 'opened' || event.kind === 'not-begun' ? [event.id] : [])),
  )
  const own = [...known].filter((id) => parseRecordId(id)?.mark === mark).sort()
  const floor = whole ? '' : (own[0] ?? `${mark}-9999-9999`)
  const lacking = orNothing(() => idsIn(ports, casebook, mark)) ?? []
  const found: RecordEvent[] = []
  for (const id of lacking) {
    if (found.length === most) break
    if (id < floor || known.has(id)) continue
    const event = orNothing(() => eventOf(ports, casebook, id))
    if (event !== undefined) found.push(event)
  }
  return found
}
