/**
 * Records as the program writes them: a real sitting on a disk in memory, and each write that it made and flushed, so
 * that a test can stop it at any byte.
 */
import { correctableAnswers } from '../../src/case/history.ts'
import { type Casebook, openCasebook } from '../../src/sitting/casebook.ts'
import { worldFor } from '../../src/sitting/library.ts'
import { resumeSitting } from '../../src/sitting/resuming.ts'
import { leave, newSitting, type Performed, perform, type Sitting } from '../../src/sitting/sitting.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { type MemoryDisk, memoryDisk } from '../storage/memory-disk.ts'
import { type PersonPorts, personPorts, reply, words } from './person.ts'
import { registerBeside } from './registered.ts'

export interface Recorded {
  readonly id: string
  readonly path: string
  readonly bytes: Buffer
  /** What was appended and flushed at once, in order; joined they are the bytes. */
  readonly writes: readonly Buffer[]
  /** The register of the computer as it was before each of them; nothing where there was none yet. */
  readonly registers: readonly (Buffer | undefined)[]
  readonly registerPath: string
  /** The disk on which it was written, when all was done. */
  readonly disk: MemoryDisk
}

/** The disk, with what is appended to records and flushed told before it is there. */
const noting = (disk: Disk, note: (bytes: Buffer) => void): Disk => {
  const records = new Set<number>()
  return {
    ...disk,
    open: (path, mode) => {
      const file = disk.open(path, mode)
      // Those that are opened to be written over get nothing that is new.
      if (mode !== 'overwrite' && path.includes('/records/') && path.endsWith('.md')) records.add(file)
      else records.delete(file)
      return file
    },
    write: (file, bytes) => {
      if (records.has(file)) note(Buffer.from(bytes))
      return disk.write(file, bytes)
    },
  }
}

const must = (performed: Performed | undefined): void => {
  if (performed?.kind !== 'saved') throw new Error(`not saved: ${JSON.stringify(performed)}`)
}

const entriesOf = ({ file }: Sitting): number => (file === undefined ? 0 : (file.head.open?.n ?? file.head.n))

/** What somebody does once the ladder has been walked: comes back, notes, waits, corrects. */
const visits: readonly ((sitting: Sitting, number: number) => Performed | undefined)[] = [
  (sitting, number) => perform(sitting, { kind: 'note', text: words(number) }),
  (sitting) => perform(sitting, { kind: 'danger', danger: 'no' }),
  (sitting, number) => {
    const found = correctableAnswers(sitting.state).find(({ fact }) => fact.value.kind === 'text')
    return found === undefined
      ? undefined
      : perform(sitting, {
          kind: 'correct',
          entry: found.entry,
          index: found.index,
          value: { kind: 'text', text: words(number) },
          reason: { id: 'learned', label: 'I learned more' },
        })
  },
]

/** Answers up the ladder; three visits to it, in what `entries` allow. */
const walkUp = (sitting: Sitting, { tick }: PersonPorts, entries: number): void => {
  for (let number = 1; number < 60 && entriesOf(sitting) < Math.min(entries, 7); number++) {
    must(reply(sitting, number))
    tick()
  }
}

const again = async (sitting: Sitting, person: PersonPorts, casebook: Casebook): Promise<Sitting> => {
  const { file } = sitting
  if (file === undefined) throw new Error('nothing was begun')
  leave(sitting)
  person.tick()
  const resumed = await resumeSitting(person.ports, casebook, { id: file.id, path: file.path })
  if (resumed.kind !== 'sitting') throw new Error('the case is open elsewhere')
  return resumed.sitting
}

/** A record of exactly so many entries, sealed to its end; several sittings. The same `seed`, the same record. */
export const recorded = async (entries: number, seed = 1): Promise<Recorded> => {
  const disk = memoryDisk()
  const writes: Buffer[] = []
  const registers: (Buffer | undefined)[] = []
  const anywhere = '/home/Rungs/records/.md'
  const registerNow = (): string | undefined => registerBeside(disk, anywhere)
  const person = personPorts(
    noting(disk, (bytes) => {
      const register = registerNow()
      writes.push(bytes)
      registers.push(register === undefined ? undefined : Buffer.from(disk.readBytes(register)))
    }),
    seed,
  )
  const casebook = await openCasebook(person.ports, undefined)
  let sitting = newSitting(person.ports, casebook, await worldFor(person.ports, casebook.folder, []))
  walkUp(sitting, person, entries)
  for (let number = 100; entriesOf(sitting) < entries; number++) {
    const visit = visits[number % visits.length]
    // Long records are of long sittings, so that they are soon made.
    if (number % visits.length === 0 && entries - entriesOf(sitting) > 1 && number < 140)
      sitting = await again(sitting, person, casebook)
    must(visit?.(sitting, number))
    person.tick()
  }
  const { id, path } = sitting.file ?? { id: '', path: '' }
  const made = entriesOf(sitting)
  leave(sitting)
  const bytes = Buffer.from(disk.readBytes(path))
  if (made !== entries || !Buffer.concat(writes).equals(bytes))
    throw new Error(`${made} entries were made, not ${entries}; or not all that was written was noted`)
  return { id, path, bytes, writes, registers, registerPath: registerNow() ?? '', disk }
}
