/**
 * Writes the register of this computer while somebody works: after the record, in one line, and never in anybody's way. What
 * cannot be registered now is registered at a later visit. Asks nothing, prints nothing, throws nothing.
 */
import { Buffer } from 'node:buffer'
import type { Ports } from '../ports.ts'
import { isSigned } from '../record/ssh-signature.ts'
import type { Sign } from '../record/writer.ts'
import { readEnd } from '../register/end.ts'
import { headerReach } from '../register/header.ts'
import { type KeyEvent, type RecordEvent, type RegisterEvent, readLine } from '../register/line.ts'
import { lackingOf, type RecordState, type Standing, standingAfter } from '../register/standing.ts'
import {
  appendLine,
  beginRegister,
  type RegisterHead,
  type RegisterStep,
  signEnd,
} from '../register/writer.ts'
import { isSystemError } from '../storage/failure.ts'
import { nodeLockSystem } from '../storage/lock-system.ts'
import {
  appendGroup,
  createRegister,
  type HeldEnd,
  lockRegister,
  readEnds,
  registerPath,
  searchBack,
} from '../storage/register-file.ts'
import { unopenedRecords } from './unopened.ts'

/** This computer as it signs its register. */
export interface Registering {
  readonly mark: string
  /** The public key; absent where none could be kept. */
  readonly key?: string
  /** For the namespace rungs-register. */
  readonly sign: Sign
  /** The key that was put away just now, while it can still sign for the new one. */
  readonly before?: { readonly key: string; readonly sign: Sign }
}

export type Registered =
  | { readonly kind: 'registered'; readonly lines: number }
  | { readonly kind: 'not-registered'; readonly reason: string }

/** What is held of the file between two lines. */
interface Held extends HeldEnd {
  readonly head: RegisterHead
  /** Whether `events` are all that it has; else those of its end. */
  readonly whole: boolean
  /** Where its end was read from. */
  readonly from: number
  readonly events: RegisterEvent[]
  /** How records stand that were asked for. */
  readonly standings: Map<string, Standing | undefined>
  /** The key that it names last. */
  key: string | undefined
}

/** A register while somebody works. Only the functions in here change it. */
export interface Registrar {
  readonly ports: Ports
  /** The folder of the casebook. */
  readonly casebook: string
  readonly device: Registering
  readonly pause: (milliseconds: number) => void
  held?: Held
  /** Whether it was looked for records that a crash kept from being opened here. */
  healed: boolean
}

const wait = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/** Touches nothing yet. `pause`: for the tenth of a second at most in which another process may be writing. */
export const newRegistrar = (
  ports: Ports,
  casebook: string,
  device: Registering,
  pause: Registrar['pause'] = wait,
): Registrar => ({ ports, casebook, device, pause, healed: false })

/** Why it cannot be written, for the one catch of this file. */
class NotRegistered extends Error {}

const refuse = (reason: string): never => {
  throw new NotRegistered(reason)
}

/** So much of its end is read, in bytes: some 350 lines. What is not among them is looked for. */
const endReach = 128 * 1024
/** A line of the end may begin before it. */
const lineReach = 1024
const tailReach = 256

const pathOf = ({ casebook, device }: Registrar): string => registerPath(casebook, device.mark)

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1')

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const isKeyEvent = (event: RegisterEvent): event is KeyEvent => 'key' in event

const isAbout = (event: RegisterEvent, id: string): event is RecordEvent => 'id' in event && event.id === id

/** The last line before `before` that has a word in it and passes. */
const findBack = (
  registrar: Registrar,
  before: number,
  word: string,
  passes: (event: RegisterEvent) => boolean,
): void => {
  const searched = searchBack(registrar.ports.disk, pathOf(registrar), before, word, (text) => {
    const line = readLine(text)
    return line !== undefined && passes(line)
  })
  if (searched.kind === 'not-read') refuse(searched.reason)
}

/** The key that a register names last. A signature that ours has made shows that it is ours, without a search. */
const currentKey = (
  registrar: Registrar,
  events: readonly RegisterEvent[],
  signed: { readonly seal: string; readonly signature: string } | undefined,
  from: number,
): string | undefined => {
  const named = events.findLast(isKeyEvent)
  if (named !== undefined || from === 0) return named?.key
  const { key } = registrar.device
  if (
    key !== undefined &&
    signed !== undefined &&
    isSigned('rungs-register', key, signed.seal, signed.signature)
  )
    return key
  let found: string | undefined
  findBack(registrar, from + lineReach, ' Key: ', (event) => {
    if (isKeyEvent(event)) found = event.key
    return found !== undefined
  })
  return found
}

/** Reads the end of the register; nothing where there is none yet, or what is there was cut off before it began. */
const load = (registrar: Registrar): Held | { readonly torn: Uint8Array } | undefined => {
  const { device, ports } = registrar
  const path = pathOf(registrar)
  const ends = readEnds(ports.disk, path, headerReach, endReach)
  if (ends.kind === 'missing') return undefined
  if (ends.kind === 'not-read') return refuse(ends.reason)
  const from = ends.size - ends.end.length
  const end = readEnd(device.mark, asBuffer(ends.start), asBuffer(ends.end), from === 0)
  switch (end.kind) {
    case 'unusable':
      return refuse(`The register ${end.why}: ${path}`)
    case 'not-begun':
      return { torn: ends.end }
    case 'end': {
      const { head, keep, lines, signed } = end
      const kept = ends.end.subarray(0, keep)
      return {
        head,
        from,
        whole: from === 0,
        size: from + keep,
        tail: kept.slice(-tailReach),
        torn: ends.end.slice(keep),
        events: [...lines],
        standings: new Map(),
        key: currentKey(registrar, lines, signed, from),
      }
    }
  }
}

const emptyHeld = (head: RegisterHead, first: Uint8Array): Held => ({
  head,
  from: 0,
  whole: true,
  size: first.length,
  tail: first.slice(-tailReach),
  torn: new Uint8Array(0),
  events: [],
  standings: new Map(),
  key: undefined,
})

/** A new register, or the first bytes of one whose first write was cut off. */
const begin = (registrar: Registrar, torn: Uint8Array | undefined): Held => {
  const { ports, device } = registrar
  const salt = Buffer.from(ports.random(32)).toString('hex')
  const { head, text } = beginRegister(device.mark, salt)
  const bytes = bytesOf(text)
  const nothing = new Uint8Array(0)
  const made =
    torn === undefined
      ? createRegister(ports.disk, pathOf(registrar), bytes)
      : appendGroup(ports.disk, pathOf(registrar), { size: 0, tail: nothing, torn }, bytes)
  if (made.kind === 'created' || made.kind === 'saved') return emptyHeld(head, bytes)
  return refuse(made.kind === 'exists' ? 'Another process has begun the register just now' : made.reason)
}

/** Under the lock: what is held, read again where another process has written meanwhile. */
const refreshed = (registrar: Registrar): Held => {
  const { held, ports } = registrar
  const size = ports.disk.stat(pathOf(registrar))?.size
  if (held !== undefined && held.torn.length === 0 && size === held.size) return held
  const loaded = load(registrar)
  const now = loaded === undefined || !('head' in loaded) ? begin(registrar, loaded?.torn) : loaded
  registrar.held = now
  return now
}

/** Numbers are taken in their order: a record of this device above all that the end opened cannot be further up. */
const isNewest = (held: Held, mark: string, id: string): boolean =>
  id.startsWith(`${mark}-`) &&
  held.events.some((event) => event.kind === 'opened' && event.id.startsWith(`${mark}-`)) &&
  held.events.every((event) => event.kind !== 'opened' || !event.id.startsWith(`${mark}-`) || event.id < id)

/** The lines about a record that stand before the end that was read, as far back as they matter. */
const earlier = (registrar: Registrar, held: Held, id: string): readonly RecordEvent[] => {
  const found: RecordEvent[] = []
  findBack(registrar, held.from + lineReach, ` ${id}, entry `, (event) => {
    if (!isAbout(event, id)) return false
    found.unshift(event)
    return event.kind === 'opened'
  })
  return found
}

const standingOf = (registrar: Registrar, held: Held, id: string): Standing | undefined => {
  if (held.standings.has(id)) return held.standings.get(id)
  const recent = held.events.filter((event) => isAbout(event, id))
  const isComplete =
    held.whole || recent.some(({ kind }) => kind === 'opened') || isNewest(held, registrar.device.mark, id)
  const all = isComplete ? recent : [...earlier(registrar, held, id), ...recent]
  const standing = all.reduce<Standing | undefined>(standingAfter, undefined)
  held.standings.set(id, standing)
  return standing
}

/** The event that says whose key signs from here on, where the register does not know it yet. */
const keyEvents = ({ device }: Registrar, { key: current }: Held): readonly KeyEvent[] => {
  const { key, before } = device
  if (key === undefined || key === current) return []
  if (current === undefined) return [{ kind: 'key-new', key }]
  return before?.key === current
    ? [
        { kind: 'key-rotated', key, before: current },
        // Where the key before cannot sign any more, the new one has to stand for itself.
        { kind: 'key-lost', key, before: current },
      ]
    : [{ kind: 'key-lost', key, before: current }]
}

const unsigned: Sign = () => undefined

/** The key that must sign an event; nobody where the register does not know ours. */
const signerOf = ({ device }: Registrar, { key: current }: Held, event: RegisterEvent): Sign => {
  if (event.kind === 'key-rotated') return device.before?.sign ?? unsigned
  if (isKeyEvent(event)) return device.sign
  return current !== undefined && current === device.key ? device.sign : unsigned
}

const takeStep = (registrar: Registrar, held: Held, { head, text }: RegisterStep): Held => {
  const bytes = bytesOf(text)
  const appended = appendGroup(registrar.ports.disk, pathOf(registrar), held, bytes)
  if (appended.kind !== 'saved') return refuse(appended.reason)
  const tail = Buffer.concat([held.tail, bytes]).subarray(-tailReach)
  const now = { ...held, head, size: held.size + bytes.length, tail, torn: new Uint8Array(0) }
  registrar.held = now
  return now
}

/** Appends one line; false for one that would not count. */
const write = (registrar: Registrar, held: Held, event: RegisterEvent): boolean => {
  const at = registrar.ports.clock.now()
  const step = appendLine(held.head, at, event, signerOf(registrar, held, event))
  if (step === undefined) return false
  if ('id' in event) standingOf(registrar, held, event.id)
  const now = takeStep(registrar, held, step)
  if (isKeyEvent(event)) now.key = event.key
  else now.standings.set(event.id, standingAfter(now.standings.get(event.id), event))
  now.events.push(event)
  return true
}

/** Signs the last line, where it was written while the key was locked. */
const signLast = (registrar: Registrar): void => {
  const held = refreshed(registrar)
  const step = held.key === registrar.device.key ? signEnd(held.head, registrar.device.sign) : undefined
  if (step !== undefined) takeStep(registrar, held, step)
}

const writeAll = (registrar: Registrar, events: readonly RegisterEvent[]): number => {
  let lines = 0
  for (const event of events) if (write(registrar, refreshed(registrar), event)) lines++
  return lines
}

/** Of two ways to say that a key has changed, the one that counts. */
const writeKey = (registrar: Registrar): number => {
  for (const event of keyEvents(registrar, refreshed(registrar)))
    if (write(registrar, refreshed(registrar), event)) return 1
  return 0
}

/** Opens what a crash has kept from being opened, once. */
const heal = (registrar: Registrar): number => {
  if (registrar.healed) return 0
  const { ports, casebook, device } = registrar
  const { events, whole } = refreshed(registrar)
  const unopened = unopenedRecords(ports, casebook, device.mark, events, whole)
  const lines = writeAll(registrar, unopened)
  registrar.healed = true
  return lines
}

type Wanted = (registrar: Registrar, held: Held) => readonly RegisterEvent[]

const writeUnderLock = (registrar: Registrar, wanted: Wanted): Registered => {
  const { ports, device, pause } = registrar
  const holder = {
    person: ports.env['USER'] ?? ports.env['USERNAME'] ?? device.mark,
    host: ports.host,
    process: ports.process,
    since: ports.clock.now(),
  }
  const system = nodeLockSystem(ports.disk, ports.random, ports.clock.instant)
  const lock = lockRegister(ports.disk, pathOf(registrar), holder, system, pause)
  if (lock.kind === 'busy') return refuse('Another process is writing the register')
  if (lock.kind === 'not-locked') return refuse(lock.reason)
  try {
    const before = writeKey(registrar) + heal(registrar)
    const lines = before + writeAll(registrar, wanted(registrar, refreshed(registrar)))
    signLast(registrar)
    return { kind: 'registered', lines }
  } finally {
    lock.release()
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The one catch: a register that cannot be written, or a mistake in it, must never cost anybody a record. */
const attempt = (registrar: Registrar, write: () => Registered): Registered => {
  try {
    return write()
  } catch (error) {
    delete registrar.held
    return {
      kind: 'not-registered',
      reason: isSystemError(error) ? `The disk: ${reasonOf(error)}` : reasonOf(error),
    }
  }
}

/** Whether nothing is to be written, as far as is held. */
const isSettled = ({ held, healed, device }: Registrar, { id, n, seal, closed }: RecordState): boolean => {
  const standing = held?.standings.get(id)
  if (!healed || held === undefined || standing === undefined) return false
  const isTold = standing.entry === n && standing.seal === seal && (standing.closed || !closed)
  const isOurs =
    device.key === undefined || (device.key === held.key && signEnd(held.head, device.sign) === undefined)
  return isTold && isOurs
}

/**
 * Registers how a record stands: opens it where that was not done, then its last sealed entry. Nothing is written twice; of
 * several entries that a crash kept from being registered only the last is. Takes a few milliseconds; never throws.
 */
export const registerRecord = (registrar: Registrar, state: RecordState): Registered =>
  isSettled(registrar, state)
    ? { kind: 'registered', lines: 0 }
    : attempt(registrar, () =>
        writeUnderLock(registrar, (now, held) =>
          lackingOf(now.device.mark, standingOf(now, held, state.id), state),
        ),
      )

const isSame = (known: RegisterEvent, event: RecordEvent): boolean =>
  known.kind === event.kind &&
  ('copy' in known && 'copy' in event
    ? known.copy === event.copy
    : 'seal' in known && 'seal' in event && known.seal === event.seal)

/** Since it was opened last: what was destroyed may have come back. */
const isKnown = (events: readonly RegisterEvent[], event: RecordEvent): boolean => {
  const about = events.filter((one) => isAbout(one, event.id))
  return about
    .slice(about.findLastIndex(({ kind }) => kind === 'opened') + 1)
    .some((one) => isSame(one, event))
}

/** Registers what was done with a record: a copy of it, its transfer, its destruction. Twice is the same as once. Never throws. */
export const registerEvent = (registrar: Registrar, event: RecordEvent): Registered =>
  attempt(registrar, () =>
    writeUnderLock(registrar, (_, { events }) => (isKnown(events, event) ? [] : [event])),
  )

/** Registers the key of this computer, where the register does not know it. Never throws. */
export const registerKey = (registrar: Registrar): Registered =>
  attempt(registrar, () => writeUnderLock(registrar, () => []))
