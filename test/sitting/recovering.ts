/** A cut-off record taken up again by a real sitting on a disk in memory, and that sitting itself cut off at any step. */
import { dirname } from 'node:path'
import { UserError } from '../../src/errors.ts'
import { sha256 } from '../../src/record/digest.ts'
import { type ParsedRecord, parseRecord } from '../../src/record/parse.ts'
import { openCasebook } from '../../src/sitting/casebook.ts'
import { resumeSitting } from '../../src/sitting/resuming.ts'
import { leave } from '../../src/sitting/sitting.ts'
import type { Disk } from '../../src/storage/disk.ts'
import type { MemoryDisk } from '../storage/memory-disk.ts'
import { everything, leaves, Stopped, stoppingAt } from '../storage/stopping-disk.ts'
import { type CrashState, factLines } from './crash-states.ts'
import { personPorts } from './person.ts'
import type { Recorded } from './recorded.ts'
import { lastSealed, registeredTo } from './registered.ts'

/** Puts other bytes into a file, all of them flushed; or takes it away. */
const replace = (disk: MemoryDisk, path: string, bytes: Uint8Array | undefined): void => {
  if (disk.stat(path) !== undefined) disk.remove(path)
  if (bytes !== undefined) {
    const file = disk.open(path, 'create-exclusive')
    disk.write(file, Buffer.from(bytes))
    disk.flush(file)
    disk.close(file)
  }
  disk.flushFolder(dirname(path))
}

/** The disk with the record as a crash left it, and the register as it was then. */
const diskWith = (recorded: Recorded, { bytes, write }: CrashState): MemoryDisk => {
  const left = recorded.disk.crash(everything)
  replace(left, recorded.path, bytes)
  replace(left, recorded.registerPath, recorded.registers[write])
  return left
}

/** Sits down at the record and leaves again: what the program says where it does not go on with it; undefined where it does. */
const takeUp = async ({ id, path }: Recorded, disk: Disk, later: number): Promise<string | undefined> => {
  const { ports, tick } = personPorts(disk, 3)
  for (let minutes = 0; minutes < later; minutes++) tick()
  const casebook = await openCasebook(ports, undefined)
  try {
    const resumed = await resumeSitting(ports, casebook, { id, path })
    if (resumed.kind === 'busy') return 'it is open elsewhere'
    leave(resumed.sitting)
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

/** The torn ends beside the record, by the digests in their names. */
const asideOf = ({ path }: Recorded, disk: Disk): ReadonlyMap<string, Uint8Array> =>
  new Map(
    disk
      .list(dirname(path))
      .filter((name) => name.includes('.torn-') && !name.includes('.part'))
      .map((name) => [name.split('.torn-')[1] ?? '', disk.readBytes(`${dirname(path)}/${name}`)]),
  )

/** The register of this computer knows the record as it is, and nothing in it is wrong. */
const wrongWithRegister = ({ path }: Recorded, record: ParsedRecord, disk: Disk): string | undefined => {
  const known = registeredTo(disk, path, record)
  const sealed = lastSealed(record)
  return known === sealed ? undefined : `the register has entry ${known}, and the record ${sealed}`
}

/** What is wrong with a record that was taken up: undefined where all that was saved is there and all that was cut off is named once. */
const wrongWith = (recorded: Recorded, saved: number, disk: Disk): string | undefined => {
  const bytes = Buffer.from(disk.readBytes(recorded.path))
  if (bytes.compare(recorded.bytes, 0, saved, 0, saved) !== 0) return 'bytes that were saved are other ones'
  const record = parseRecord(bytes)
  const [problem] = record.problems
  if (problem !== undefined) return problem.message
  const before = factLines(parseRecord(recorded.bytes.subarray(0, saved)))
  const after = factLines(record)
  const lost = before.findIndex((line, i) => line !== after[i])
  if (lost >= 0) return `a fact that was saved is lost: ${before[lost]}`
  const aside = asideOf(recorded, disk)
  for (const [digest, torn] of aside)
    if (sha256(torn) !== digest) return 'what was set aside is not what was cut off'
  const named = record.entries
    .flatMap(({ facts }) => facts)
    .flatMap((fact) => (fact.kind === 'recovered' ? [fact.sha256] : []))
  return [...aside.keys()].sort().join() === named.sort().join()
    ? wrongWithRegister(recorded, record, disk)
    : `${aside.size} ends were set aside, and the record names ${named.length}`
}

export interface Recovery {
  readonly kind: 'refused' | 'taken up'
  readonly wrong?: string
}

/** The record as a crash left it, taken up once and then once more. */
export const recover = async (recorded: Recorded, state: CrashState): Promise<Recovery> => {
  const { bytes, saved } = state
  const disk = diskWith(recorded, state)
  const refused = await takeUp(recorded, disk, 1)
  const after = disk.readBytes(recorded.path)
  const aside = asideOf(recorded, disk)
  if (refused !== undefined) {
    const same = Buffer.from(after).equals(bytes) && aside.size === 0
    return { kind: 'refused', ...(same ? {} : { wrong: `it was refused and touched: ${refused}` }) }
  }
  const wrong = wrongWith(recorded, saved, disk)
  if (wrong !== undefined) return { kind: 'taken up', wrong }
  const again = await takeUp(recorded, disk, 2)
  const once = Buffer.from(disk.readBytes(recorded.path)).subarray(0, after.length)
  const twice =
    again ??
    wrongWith(recorded, saved, disk) ??
    (once.equals(after) && asideOf(recorded, disk).size === aside.size ? undefined : 'twice is not once')
  return { kind: 'taken up', ...(twice === undefined ? {} : { wrong: twice }) }
}

export interface Interrupted {
  readonly states: number
  readonly wrong: readonly string[]
}

/** The same with the computer stopping at each step of taking it up, and then taken up again. For a state that is not refused. */
export const interruptRecovery = async (recorded: Recorded, state: CrashState): Promise<Interrupted> => {
  const wrong: string[] = []
  let states = 0
  for (let nth = 1; ; nth++) {
    const disk = diskWith(recorded, state)
    const stopping = stoppingAt(disk, nth)
    try {
      const refused = await takeUp(recorded, stopping.disk, 1)
      if (refused !== undefined) return { states, wrong: [...wrong, `refused: ${refused}`] }
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
    }
    if (stopping.changes() < nth) return { states, wrong }
    for (const [left, choose] of leaves) {
      states++
      const after = disk.crash(choose)
      const why = (await takeUp(recorded, after, 2)) ?? wrongWith(recorded, state.saved, after)
      if (why !== undefined)
        wrong.push(
          `${state.kind} at ${state.offset}, stopped before change ${nth}, ${left} of the rest written: ${why}`,
        )
    }
  }
}
