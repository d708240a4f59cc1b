/** All files of one `verify` → what is told of each, beside the registers, this computer's memory, and each other. */
import * as path from 'node:path'
import type { Closure } from '../calendar/school.ts'
import type { BatchFile, Ports } from '../ports.ts'
import {
  formatMemory,
  isDamaged,
  type Memory,
  parseMemory,
  placeOf,
  type Remembered,
  remember,
} from '../register/memory.ts'
import { nodeLockSystem } from '../storage/lock-system.ts'
import { changeMemoryFile } from '../storage/memory-file.ts'
import { profileFolder } from '../storage/places.ts'
import { listRecords } from '../storage/records.ts'
import { isTrainingId } from '../training-mark.ts'
import { findCopies } from '../verify/copies.ts'
import { isNotBegun, lastSealed } from '../verify/examined.ts'
import { checkIntegrity } from '../verify/integrity.ts'
import { findReceipt } from '../verify/receipt.ts'
import {
  type ExaminedRegister,
  type Gone,
  goneOf,
  isWitness,
  registeredKeysOf,
  registeredOf,
  silentOf,
  type VerifiedRegister,
  withAbsent,
} from '../verify/register.ts'
import { type Detail, type ExaminedFile, isIntact, type Verified, verifiedOf } from '../verify/verified.ts'
import type { Copy } from '../verify/witness.ts'
import { examineFiles } from './examining.ts'
import { casebookOf } from './record-paths.ts'
import { openRegisters, readMemory, readRegisterFile, seenOf } from './witnesses.ts'

export interface VerifyTask {
  readonly records: readonly string[]
  readonly registers: readonly string[]
  readonly closures: readonly Closure[]
  readonly keys: readonly string[]
  /** 20 digits. */
  readonly receipt?: string
  readonly detail: Detail
  readonly progress: (done: number) => void
  readonly watch?: Watch
}

/** Somebody who counts while files are verified: only what is asked for is kept of them, and nothing is remembered. */
export interface Watch {
  readonly keeps: (verified: Verified) => boolean
  readonly file: (file: BatchFile, verified: Verified) => void
  /** Files of which several are one record: each as it was told before, and as it is beside the others. */
  readonly copies: (files: readonly CopyFile[]) => void
}

export interface CopyFile {
  readonly file: BatchFile
  readonly before: Verified
  readonly verified: Verified
}

export interface VerifiedFiles {
  /** In their order; where somebody counts, those that they keep. */
  readonly records: readonly Verified[]
  /** Those that were named, and others beside the records that are no witnesses. */
  readonly registers: readonly VerifiedRegister[]
  /** What this computer remembers was damaged: that file is kept here, and what could be read of it still counts. */
  readonly damagedMemory?: string
}

/** The registers of a casebook. */
type RegistersIn = ReturnType<typeof openRegisters>

/** Puts one file beside what is outside it. */
type Judge = (file: ExaminedFile, copies: readonly Copy[]) => Verified

/** Where there is nothing in it, the record that the file is named after. */
const idOf = (examined: ExaminedFile['examined']): string =>
  isNotBegun(examined) ? path.basename(examined.path, '.md') : examined.id

/** What a verdict depends on besides the file and what lies beside it. */
type Asked = Pick<VerifyTask, 'keys' | 'receipt' | 'detail'>

const judgeOf =
  (task: Asked, memory: Memory, registersIn: RegistersIn): Judge =>
  (file, copies) => {
    const { examined } = file
    const beside = registersIn(casebookOf(examined.path))
    const entry = task.receipt === undefined ? undefined : findReceipt(examined, task.receipt)
    const integrity = checkIntegrity({
      examined,
      copies,
      keys: task.keys,
      registers: registeredOf(beside, idOf(examined), examined.seals[0] ?? ''),
      silent: silentOf(beside),
      registeredKeys: registeredKeysOf(beside),
      ...seenOf(memory, examined),
      ...(task.receipt === undefined
        ? {}
        : { receipt: { code: task.receipt, ...(entry === undefined ? {} : { entry }) } }),
    })
    return verifiedOf(file, integrity, task.detail === 'steps')
  }

/** What `verify` says of one file, which is told nothing and leaves no memory: for whoever only looks at it. */
export const judgeAlone = (ports: Ports, file: ExaminedFile, detail: Detail = 'verdicts'): Verified => {
  const memory = readMemory(ports)
  return judgeOf({ keys: [], detail }, memory, openRegisters(ports, memory))(file, [])
}

/** A register beside the records that there are, and beside what other registers say of those that are gone. */
const judgeRegister = (
  ports: Ports,
  memory: Memory,
  registersIn: RegistersIn,
  goneIn: (casebook: string) => readonly Gone[],
  file: string,
  ids: ReadonlySet<string>,
): VerifiedRegister => {
  const folder = path.dirname(file)
  const beside = registersIn(folder)
  const there = listRecords(ports.disk, folder).map(({ id }) => id)
  return withAbsent(
    beside.find((one) => one.path === file) ?? readRegisterFile(ports, file, memory),
    new Set([...ids, ...there]),
    goneIn(folder),
  )
}

/** What the registers of a casebook have as gone, looked up once. */
const openGone = (registersIn: RegistersIn): ((casebook: string) => readonly Gone[]) => {
  const known = new Map<string, readonly Gone[]>()
  return (casebook) => {
    const gone = known.get(casebook) ?? goneOf(registersIn(casebook))
    known.set(casebook, gone)
    return gone
  }
}

/** Registers that were not named, beside records that were, and cannot be asked about them. */
const troubled = (task: VerifyTask, registersIn: RegistersIn): readonly string[] => {
  const named = new Set(task.registers.map((file) => path.resolve(file)))
  const casebooks = new Set(task.records.map(casebookOf))
  return [...casebooks].flatMap((casebook) =>
    registersIn(casebook)
      .filter((one) => !isWitness(one) && !named.has(path.resolve(one.path)))
      .map((one) => one.path),
  )
}

/** A record as it was seen, by the place of its file in the task: there may be a hundred thousand. */
interface Seen {
  readonly index: number
  readonly opened: string
  readonly n: number
  readonly seal: string
}

const seenIn = (index: number, { examined }: ExaminedFile): Seen | undefined => {
  const n = lastSealed(examined)
  const opened = examined.seals[0] ?? ''
  // What is made up is begun again and again, in the same place; who would cut it short?
  return opened === '' || isTrainingId(examined.id)
    ? undefined
    : { index, opened, n, seal: examined.seals[n] ?? '' }
}

const headsOf = function* (task: VerifyTask, seen: readonly Seen[], now: string): Generator<Remembered> {
  for (const { index, ...head } of seen)
    yield { kind: 'record', ...head, at: now, place: placeOf(path.resolve(task.records[index] ?? '')) }
}

const registerHead = (register: ExaminedRegister, now: string): readonly Remembered[] =>
  register.head === undefined || !isWitness(register)
    ? []
    : [{ kind: 'register', ...register.head, at: now, place: placeOf(path.resolve(register.path)) }]

/** Where a memory is kept that was damaged. What is not kept today is seen again at the next visit. */
const keepMemory = (ports: Ports, seen: () => Iterable<Remembered>): string | undefined => {
  const holder = {
    person: ports.env['USER'] ?? ports.env['USERNAME'] ?? '',
    host: ports.host,
    process: ports.process,
    since: ports.clock.now(),
  }
  const system = nodeLockSystem(ports.disk, ports.random, ports.clock.instant)
  const profile = profileFolder(ports.env, ports.platform, ports.home)
  const change = (bytes: Uint8Array): Uint8Array => {
    const memory = parseMemory(bytes)
    const after = memory === undefined ? undefined : remember(memory, seen())
    const isSame = after === undefined || (after === memory && !isDamaged(bytes))
    return isSame ? bytes : Buffer.from(formatMemory(after), 'latin1')
  }
  const kept = changeMemoryFile(ports.disk, profile, holder, system, change, isDamaged)
  return kept.kind === 'kept' ? kept.aside : undefined
}

/**
 * Finds files that begin as another does, by their places in the list. Of each seal 52 bits are kept: two that share these by
 * chance are read once more for nothing.
 */
const beginAlike = () => {
  const first = new Map<number, number>()
  const found = new Set<number>()
  return {
    found,
    add: (index: number, opened: string): void => {
      const key = Number.parseInt(opened.slice(0, 13), 16)
      const before = first.get(key)
      if (opened === '') return
      if (before === undefined) first.set(key, index)
      else found.add(before).add(index)
    },
  }
}

/** Copies are rare: they are read once more, so that nothing has to be kept of the others. */
const judgeCopies = async (
  ports: Ports,
  task: VerifyTask,
  indices: readonly number[],
  judge: Judge,
  told: (index: number, verified: Verified) => void,
): Promise<void> => {
  if (indices.length === 0) return
  const files: BatchFile[] = []
  const paths = indices.map((i) => task.records[i] ?? '')
  for await (const file of examineFiles(ports, paths, task.closures, task.detail)) files.push(file)
  const copies = findCopies(files.map(({ examined }) => examined))
  const judged = files.map(
    (file): CopyFile => ({
      file,
      before: judge(file, []),
      verified: judge(file, copies.get(file.examined.path) ?? []),
    }),
  )
  for (const [i, { verified }] of judged.entries()) told(indices[i] ?? 0, verified)
  task.watch?.copies(judged)
}

/** Verifies all files of a task, in their order; never throws for what it finds. What was seen is remembered, unless somebody only counts. */
export const verifyFiles = async (ports: Ports, task: VerifyTask): Promise<VerifiedFiles> => {
  const { watch } = task
  const memory = readMemory(ports)
  const registersIn = openRegisters(ports, memory)
  const judge = judgeOf(task, memory, registersIn)
  const now = ports.clock.now()
  const kept: (Verified | undefined)[] = []
  const ids = new Set<string>()
  const alike = beginAlike()
  const seen: Seen[] = []
  const told = (index: number, verified: Verified): void => {
    kept[index] = watch?.keeps(verified) === false ? undefined : verified
  }
  let index = 0
  for await (const file of examineFiles(ports, task.records, task.closures, task.detail)) {
    const verified = judge(file, [])
    told(index, verified)
    watch?.file(file, verified)
    ids.add(verified.id)
    alike.add(index, file.examined.seals[0] ?? '')
    const one = watch === undefined && isIntact(verified) ? seenIn(index, file) : undefined
    if (one !== undefined) seen.push(one)
    index++
    task.progress(index)
  }
  await judgeCopies(ports, task, [...alike.found], judge, told)
  const goneIn = openGone(registersIn)
  const registers = [...task.registers, ...troubled(task, registersIn)].map((file) =>
    judgeRegister(ports, memory, registersIn, goneIn, file, ids),
  )
  const records = kept.filter((one) => one !== undefined)
  const heads = watch === undefined ? registers.flatMap((one) => registerHead(one, now)) : []
  if (seen.length + heads.length === 0) return { records, registers }
  const aside = keepMemory(ports, function* () {
    yield* headsOf(task, seen, now)
    yield* heads
  })
  return { records, registers, ...(aside === undefined ? {} : { damagedMemory: aside }) }
}
