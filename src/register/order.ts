/**
 * Whether the lines of a register may follow one another as they do: keys from one to the next, records opened before they
 * are sealed and never going back. What an honest device writes after crashes, moves and mistakes is in order.
 */
import { type RegisterFinding, type RegisterFindingCode, registerFinding } from './finding.ts'
import type { KeyEvent, RecordEvent, RegisterLine } from './line.ts'
import { type Standing, standingAfter } from './standing.ts'
import { mostFindings } from './walk.ts'

interface Placed {
  readonly line: RegisterLine
  /** In the file, counted from 1. */
  readonly row: number
}

interface Order {
  /** What ids of this device begin with. */
  readonly own: string
  /** Lines may be missing. */
  readonly damaged: boolean
  readonly known: Map<string, Standing>
  key: string | undefined
}

interface Wrong {
  readonly code: RegisterFindingCode
  readonly message: string
}

const outOfOrder = (message: string): Wrong => ({
  code: 'out-of-order',
  message: `is out of order: ${message}`,
})
const twoVersions = (message: string): Wrong => ({
  code: 'two-versions',
  message: `is of another version: ${message}`,
})

const takeKey = (order: Order, event: KeyEvent): Wrong | undefined => {
  const { key: current, damaged } = order
  order.key = event.key
  if (event.kind === 'key-new')
    return current === undefined ? undefined : outOfOrder('it names a first key, and there was one already')
  if (event.before === current || (current === undefined && damaged)) return undefined
  return outOfOrder('the key that it takes the place of is not the one before it')
}

type PointEvent = Exclude<RecordEvent, { readonly kind: 'not-begun' }>

/** One entry with two seals is two versions of the record. */
const differs = (known: Standing | undefined, { id, entry, seal }: PointEvent): Wrong | undefined =>
  known !== undefined && known.entry === entry && known.seal !== seal
    ? twoVersions(`entry ${entry} of ${id} has another seal here than before`)
    : undefined

const wrongOpened = (known: Standing | undefined, { id, seal }: PointEvent): Wrong | undefined =>
  known?.opened === undefined || known.opened === seal
    ? undefined
    : twoVersions(`${id} was begun already, with another seal`)

const wrongSealed = (
  { own, damaged }: Order,
  known: Standing | undefined,
  event: PointEvent,
): Wrong | undefined => {
  const { id, entry } = event
  if (known?.opened === undefined && id.startsWith(own) && !damaged)
    return outOfOrder(`${id} was never opened`)
  if (known !== undefined && entry < known.entry)
    return outOfOrder(`${id} stood at entry ${known.entry} before, and stands at entry ${entry} here`)
  return differs(known, event)
}

const takeRecord = (order: Order, event: RecordEvent): Wrong | undefined => {
  const known = order.known.get(event.id)
  const after = standingAfter(known, event)
  if (after === undefined) order.known.delete(event.id)
  else order.known.set(event.id, after)
  switch (event.kind) {
    case 'not-begun':
      return undefined
    case 'opened':
      return wrongOpened(known, event)
    case 'sealed':
    case 'closed':
      return wrongSealed(order, known, event)
    case 'destroyed':
    case 'transferred':
    case 'redacted':
    case 'exported':
      return differs(known, event)
  }
}

const takeLine = (order: Order, line: RegisterLine): Wrong | undefined => {
  switch (line.kind) {
    case 'key-new':
    case 'key-rotated':
    case 'key-lost':
      return takeKey(order, line)
    default:
      return takeRecord(order, line)
  }
}

/** `mark`: of the device, '' where it is not known. `damaged`: something is wrong already, so that lines may be missing. */
export const orderFindings = (
  mark: string,
  lines: readonly Placed[],
  damaged: boolean,
): readonly RegisterFinding[] => {
  const order: Order = { own: `${mark}-`, damaged, known: new Map(), key: undefined }
  const findings: RegisterFinding[] = []
  for (const { line, row } of lines) {
    if (findings.length === mostFindings) break
    const wrong = takeLine(order, line)
    if (wrong === undefined) continue
    const message = `Serial ${line.n} ${wrong.message}.`
    findings.push(registerFinding(wrong.code, line.n, row, message))
  }
  return findings
}
