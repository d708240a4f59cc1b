/** What there is outside a record that can confirm it: the registers beside it, and what this computer remembers. */
import * as path from 'node:path'
import type { Stamp } from '../calendar/time.ts'
import type { Ports } from '../ports.ts'
import { emptyMemory, type Memory, othersAt, parseMemory, placeOf, rememberedOf } from '../register/memory.ts'
import { largestRegister } from '../register/parse.ts'
import { readMemoryFile } from '../storage/memory-file.ts'
import { parseRecordId } from '../storage/names.ts'
import { profileFolder } from '../storage/places.ts'
import { listRegisters, readRegister, registerMark } from '../storage/registers.ts'
import { type Examined, isNotBegun } from '../verify/examined.ts'
import { type ExaminedRegister, examineRegister, unreadRegister } from '../verify/register.ts'
import type { Remembered } from '../verify/witness.ts'

type Disk = Pick<Ports, 'disk'>

const toSeen = (known: ReturnType<typeof rememberedOf>): Remembered | undefined =>
  known === undefined ? undefined : { entry: known.n, seal: known.seal, seen: known.at }

/** Reads one register; never throws for what it finds. */
export const readRegisterFile = ({ disk }: Disk, file: string, memory: Memory): ExaminedRegister => {
  const read = readRegister(disk, file, largestRegister)
  const mark = registerMark(file) ?? ''
  return read.kind === 'read'
    ? examineRegister(file, mark, read.bytes, (opened) => toSeen(rememberedOf(memory, 'register', opened)))
    : unreadRegister(file, mark, `${read.reason}.`)
}

/** The registers of casebooks, each read once. */
export const openRegisters = (
  ports: Disk,
  memory: Memory,
): ((casebook: string) => readonly ExaminedRegister[]) => {
  const read = new Map<string, readonly ExaminedRegister[]>()
  return (casebook) => {
    const known = read.get(casebook)
    if (known !== undefined) return known
    const listed = listRegisters(ports.disk, casebook)
    const paths = listed.kind === 'listed' ? listed.paths : []
    const files = paths.map((file) => readRegisterFile(ports, file, memory))
    read.set(casebook, files)
    return files
  }
}

/** Empty where nothing was seen yet, or what was kept cannot be read. */
export const readMemory = (ports: Ports): Memory => {
  const read = readMemoryFile(ports.disk, profileFolder(ports.env, ports.platform, ports.home))
  return read.kind === 'read' ? (parseMemory(read.bytes) ?? emptyMemory) : emptyMemory
}

/** What this computer has seen of a record, and of another one in its place. */
export const seenOf = (
  memory: Memory,
  { path: file, seals, findings }: Pick<Examined, 'path' | 'seals' | 'findings'>,
): { readonly remembered?: Remembered; readonly otherSeen?: Stamp } => {
  const opened = seals[0] ?? ''
  if (opened === '' && !isNotBegun({ findings })) return {}
  const remembered = toSeen(rememberedOf(memory, 'record', opened))
  const seen = remembered === undefined ? {} : { remembered }
  // A name such as "record.md" in a folder of downloads is used for one record after the other.
  if (parseRecordId(path.basename(file, '.md')) === undefined) return seen
  const other = othersAt(memory, 'record', placeOf(path.resolve(file)), opened).at(-1)
  return other === undefined ? seen : { ...seen, otherSeen: other.at }
}
