/**
 * Writes the register of this computer while somebody works: after the record, in one line, and never in anybody's way. What
 * cannot be registered now is registered at a later visit. Asks nothing, prints nothing, throws nothing.
 */
import type { Ports } from '../ports.ts'
import type { Sign } from '../record/writer.ts'
import type { KeyEvent, RecordEvent, RegisterEvent } from '../register/line.ts'
import { lackingOf, type RecordState, standingAfter } from '../register/standing.ts'
import { appendLine, signEnd } from '../register/writer.ts'
import { explain, isSystemError } from '../storage/failure.ts'
import { nodeLockSystem } from '../storage/lock-system.ts'
import { lockRegister } from '../storage/register-file.ts'
import { isTrainingId } from '../training-mark.ts'
import {
  type Held,
  isAbout,
  isKeyEvent,
  newRegistrar,
  pathOf,
  type Registrar,
  refreshed,
  refuse,
  standingOf,
  takeStep,
} from './register-end.ts'
import type { Signer } from './signing.ts'
import { unopenedRecords } from './unopened.ts'

/** The register of a casebook, with the key of this computer. Touches nothing yet. */
export const registrarFor = (ports: Ports, casebook: string, { mark, key, sign }: Signer): Registrar =>
  newRegistrar(ports, casebook, {
    mark,
    sign: sign('rungs-register'),
    ...(key === undefined ? {} : { key }),
  })

export type Registered =
  | { readonly kind: 'registered'; readonly lines: number }
  | { readonly kind: 'not-registered'; readonly reason: string }

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

const reasonOf = (registrar: Registrar, error: unknown): string => {
  if (isSystemError(error)) return explain(error, pathOf(registrar)).reason
  return error instanceof Error ? error.message : String(error)
}

/** The one catch: a register that cannot be written, or a mistake in it, must never cost anybody a record. */
const attempt = (registrar: Registrar, act: () => Registered): Registered => {
  try {
    return act()
  } catch (error) {
    delete registrar.held
    return { kind: 'not-registered', reason: reasonOf(registrar, error) }
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

/** What is made up is in no register. */
const nothingToRegister: Registered = { kind: 'registered', lines: 0 }

/**
 * Registers how a record stands: opens it where that was not done, then its last sealed entry. Nothing is written twice; of
 * several entries that a crash kept from being registered only the last is. Takes a few milliseconds; never throws.
 */
export const registerRecord = (registrar: Registrar, state: RecordState): Registered =>
  isTrainingId(state.id) || isSettled(registrar, state)
    ? nothingToRegister
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
  isTrainingId(event.id)
    ? nothingToRegister
    : attempt(registrar, () =>
        writeUnderLock(registrar, (_, { events }) => (isKnown(events, event) ? [] : [event])),
      )

/** Registers the key of this computer, where the register does not know it; none is begun for that. Never throws. */
export const registerKey = (registrar: Registrar): Registered =>
  attempt(registrar, () =>
    registrar.ports.disk.stat(pathOf(registrar)) === undefined
      ? { kind: 'registered', lines: 0 }
      : writeUnderLock(registrar, () => []),
  )
