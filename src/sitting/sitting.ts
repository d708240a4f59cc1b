import type { Stamp } from '../calendar/time.ts'
import { london } from '../calendar/zone.ts'
import { begin, type Case, type Placed } from '../case/case.ts'
import type { Command, Refusal } from '../case/command.ts'
import { decide } from '../case/decide.ts'
import { evolve } from '../case/evolve.ts'
import type { Fact, Place } from '../case/fact.ts'
import { isResting } from '../case/next.ts'
import { UserError } from '../errors.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { appendFact, beginRecord, type Head } from '../record/writer.ts'
import { explain } from '../storage/failure.ts'
import { closeJournal, type Journal } from '../storage/journal.ts'
import { type TakeOver, takeLock } from '../storage/lock.ts'
import { nodeLockSystem } from '../storage/lock-system.ts'
import { pinFolder, pinText } from '../storage/pins.ts'
import { createRecord, type LeftRecord } from '../storage/records.ts'
import { type Casebook, markOf } from './casebook.ts'
import { lastRegistered } from './last-registered.ts'
import { calendarText, pinPolicy, withPolicy } from './library.ts'
import type { Registrar } from './register-end.ts'
import { isRegisterGone } from './remarks.ts'
import type { Reminding } from './reminding.ts'
import { register, sealed, signed, signOf, takeStep } from './sealing.ts'
import { openSigner, type Signer } from './signing.ts'

interface Written {
  readonly place: Place
  readonly fact: Fact
}

/** The record that is open. */
export interface OpenFile {
  readonly id: string
  readonly path: string
  /** The seal of its header. */
  readonly opened: string
  readonly journal: Journal
  readonly release: () => void
  head: Head
  /** The key that the last device fact in it names. */
  signing?: string
}

/** What is open while the person works. Only the functions in here, and in sealing.ts, change it. */
export interface Sitting {
  readonly ports: Ports
  casebook: Casebook
  state: Case
  /** Absent until the first answer: nothing is left behind by somebody who looks and goes. */
  file?: OpenFile
  /** Absent until the record is open: a key is made when there is something to sign. */
  signer?: Signer
  /** Absent until something is registered. */
  registrar?: Registrar
  /** Why the register lags, where it does. */
  unregistered?: string
  /** The register of this computer was gone when the sitting began. */
  registerGone?: true
  /** Decided and not on disk. */
  owed: readonly Written[]
  /** What could not even be begun, because the record could not be created. */
  unbegun?: Command
  /** A file that was created for the record, and could neither be finished nor removed. */
  left?: LeftRecord
  savedAt?: Stamp
  /** What came of the reminder that the person asked for. */
  reminder?: Reminding
}

export type Performed =
  | { readonly kind: 'saved'; readonly at: Stamp }
  | Refusal
  | { readonly kind: 'not-saved'; readonly reason: string; readonly hint: string }
  /** Another program has changed the file. Nothing more can be added to it. */
  | { readonly kind: 'changed'; readonly reason: string }

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8')

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A sitting at a new case. Nothing is written yet. */
export const newSitting = (ports: Ports, casebook: Casebook, world: Case['world']): Sitting => ({
  ports,
  casebook,
  state: begin(world),
  owed: [],
})

const lockSystem = (ports: Ports): ReturnType<typeof nodeLockSystem> =>
  nodeLockSystem(ports.disk, ports.random, ports.clock.instant)

/** Who is logged in, not who wrote last: whoever is told has to find that person. */
const personHere = (ports: Ports, casebook: Casebook): string => {
  const named = ports.env['USER'] ?? ports.env['USERNAME']
  if (named !== undefined) return named
  try {
    return markOf(ports, casebook)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return 'somebody'
  }
}

/** Takes the lock of a record for whoever is at this computer. */
export const lock = (
  ports: Ports,
  casebook: Casebook,
  path: string,
  takeOver?: TakeOver,
): ReturnType<typeof takeLock> =>
  takeLock(
    ports.disk,
    path,
    {
      person: personHere(ports, casebook),
      host: ports.host,
      process: ports.process,
      since: ports.clock.now(),
    },
    lockSystem(ports),
    takeOver,
  )

/** What cannot be written is something to show the person, never a reason to stop asking. */
const orNotSaved = (make: () => Performed | undefined): Performed | undefined => {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { kind: 'not-saved', reason: error.message.replace(/\.$/, ''), hint: error.hint }
  }
}

/** The opening of a sitting by whoever is at this computer. */
export const openCommand = (sitting: Sitting): Extract<Command, { kind: 'open' }> => {
  const { ports, casebook } = sitting
  const mark = markOf(ports, casebook)
  const { exercise } = casebook
  const open = { kind: 'open', mark, version: ports.version, clockGiven: ports.clock.given } as const
  // The key of a computer stands for what happened: what is made up is neither signed nor registered.
  if (exercise !== undefined) return { ...open, exercise }
  sitting.signer ??= openSigner(ports, mark)
  const { key } = sitting.signer
  return { ...open, ...(key === undefined ? {} : { key }) }
}

const create = (sitting: Sitting): Performed | undefined => {
  const { ports, casebook } = sitting
  const salt = hex(ports.random(32))
  const year = Number(ports.clock.now().slice(0, 4))
  // Whatever can fail comes before the file: one that is there is one that is begun.
  const command = openCommand(sitting)
  const firstBytes = (id: string): Uint8Array => bytesOf(beginRecord(id, london, salt).text)
  if (isRegisterGone(ports, casebook.folder, command.mark)) sitting.registerGone = true
  const gone = lastRegistered(ports, casebook.folder, command.mark, year)
  const created = createRecord(
    ports.disk,
    casebook.folder,
    command.mark,
    year,
    firstBytes,
    sitting.left,
    gone,
  )
  delete sitting.left
  if (created.kind !== 'created') {
    const { left, reason, hint } = created
    if (left !== undefined) sitting.left = left
    return { kind: 'not-saved', reason, hint }
  }
  const held = lock(ports, casebook, created.path)
  const release = held.kind === 'held' ? held.release : (): void => {}
  const { id, path, journal } = created
  const { head } = beginRecord(id, london, salt)
  sitting.file = { id, path, opened: head.seal, journal, release, head }
  register(sitting)
  return enter(sitting, command)
}

const keepCalendar = ({ ports, casebook, state }: Sitting, sha256: string): Performed | undefined => {
  const id = state.policy?.calendar ?? ''
  const found = [id, `school/${id}`]
    .map((one) => calendarText(ports, casebook.settings.closures, one))
    .find((one) => one?.calendar.sha256 === sha256)
  if (found === undefined) return undefined
  const kept = pinText(ports.disk, pinFolder(casebook.folder, 'calendars'), sha256, 'yaml', found.text)
  if (kept.kind === 'written') return undefined
  return { kind: 'not-saved', reason: kept.reason, hint: 'Free some space, then try again.' }
}

const nameKey = (file: OpenFile, key: string | undefined): void => {
  if (key === undefined) delete file.signing
  else file.signing = key
}

const write = (sitting: Sitting, one: Written): Performed => {
  const { file, ports } = sitting
  if (file === undefined) return { kind: 'not-saved', reason: 'No record is open', hint: 'Try again.' }
  // The calendar that a deadline names is kept before the deadline is.
  const unkept = one.fact.kind === 'due' ? keepCalendar(sitting, one.fact.calendar) : undefined
  if (unkept !== undefined) return unkept
  const step = appendFact(file.head, one.place, one.fact, signOf(sitting))
  const failed = takeStep(sitting, file, step)
  if (failed !== undefined) return failed
  if (one.fact.kind === 'device') nameKey(file, one.fact.key)
  const placed: Placed = { ...one, entry: step.head.open?.n ?? 0, index: step.head.open?.facts ?? 0 }
  sitting.state = evolve(sitting.state, placed)
  sitting.savedAt = ports.clock.now()
  return { kind: 'saved', at: sitting.savedAt }
}

/** Writes what is owed. The person is told "saved" only when nothing is left. */
export const save = (sitting: Sitting): Performed => {
  let last: Performed = { kind: 'saved', at: sitting.savedAt ?? sitting.ports.clock.now() }
  while (sitting.owed[0] !== undefined) {
    last = write(sitting, sitting.owed[0])
    if (last.kind !== 'saved') return last
    sitting.owed = sitting.owed.slice(1)
  }
  const { unbegun } = sitting
  if (unbegun !== undefined) {
    delete sitting.unbegun
    return perform(sitting, unbegun)
  }
  return isResting(sitting.state) ? (sealed(sitting) ?? last) : last
}

/** Decides a command and writes its facts; undefined where all of them are saved. */
export const enter = (sitting: Sitting, command: Command): Performed | undefined => {
  const decided = decide(sitting.state, command, sitting.ports.clock.now())
  if (decided.kind === 'refused') return decided
  sitting.owed = [...sitting.owed, ...decided.facts]
  const saved = save(sitting)
  return saved.kind === 'saved' ? undefined : saved
}

/** Begins another sitting at the case that is open: for scripts, whose sittings follow one another. */
export const sitAgain = (sitting: Sitting): Performed => {
  const failed = sealed(sitting) ?? enter(sitting, openCommand(sitting))
  return failed ?? { kind: 'saved', at: sitting.savedAt ?? sitting.ports.clock.now() }
}

/** Decides a command and writes its facts. The first one creates the record. */
export const perform = (sitting: Sitting, command: Command): Performed => {
  if (sitting.owed.length > 0) {
    const before = save(sitting)
    if (before.kind !== 'saved') return before
  }
  const tried = decide(sitting.state, command, sitting.ports.clock.now())
  if (tried.kind === 'refused') return tried
  if (sitting.file === undefined) {
    const failed = orNotSaved(() => create(sitting))
    if (failed !== undefined && failed.kind !== 'saved') {
      sitting.unbegun = command
      return failed
    }
  }
  const failed = enter(sitting, command)
  return failed ?? { kind: 'saved', at: sitting.savedAt ?? sitting.ports.clock.now() }
}

/** Chooses the policy: keeps its text beside the records first, so that the record never names a text that is not there. */
export const choosePolicy = (sitting: Sitting, policy: Policy, text: string): Performed => {
  const wrong = pinPolicy(sitting.ports, sitting.casebook.folder, policy, text)
  if (wrong !== undefined)
    return {
      kind: 'not-saved',
      reason: wrong,
      hint: 'Free some space, or use another casebook with --casebook.',
    }
  sitting.state = { ...sitting.state, world: withPolicy(sitting.state.world, policy) }
  return perform(sitting, { kind: 'policy', policy })
}

/** The record as it stands on disk, or why it cannot be read; '' where none was begun. */
export const recordText = ({ file, ports }: Sitting): string => {
  if (file === undefined) return ''
  try {
    return Buffer.from(ports.disk.readBytes(file.path)).toString('utf8')
  } catch (error) {
    return explain(error, file.path).reason
  }
}

/** Lets go of a file that could not be finished: nothing will be. */
export const giveUpLeft = (sitting: Sitting): void => {
  const { left } = sitting
  delete sitting.left
  if (left !== undefined) closeJournal(left.journal)
}

/** Seals what is open, and lets go of the file and the lock. What cannot be sealed stays as unsealed facts. */
export const leave = (sitting: Sitting): void => {
  const { file } = sitting
  giveUpLeft(sitting)
  if (file === undefined) return
  sealed(sitting)
  signed(sitting)
  closeJournal(file.journal)
  file.release()
  delete sitting.file
}
