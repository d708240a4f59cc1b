/** What the register of this computer says of a record, for tests that cut both off. */
import { dirname } from 'node:path'
import type { ParsedRecord } from '../../src/record/parse.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { registerMark } from '../../src/storage/registers.ts'
import { examineRegister, isWitness, registeredOf } from '../../src/verify/register.ts'
import type { Witnesses } from '../../src/verify/witness.ts'

/** The register beside a record; nothing where there is none. */
export const registerBeside = (disk: Disk, record: string): string | undefined => {
  const book = dirname(dirname(record))
  if (disk.stat(book)?.folder !== true) return undefined
  const name = disk.list(book).find((one) => registerMark(one) !== undefined)
  return name === undefined ? undefined : `${book}/${name}`
}

const neverSeen = () => undefined

/** As a witness of a record. Throws where anything in it is wrong. */
export const witnessesIn = (
  file: string,
  bytes: Uint8Array,
  record: ParsedRecord,
): Witnesses['registers'] => {
  const register = examineRegister(file, registerMark(file) ?? '', bytes, neverSeen)
  if (!isWitness(register)) throw new Error(`the register: ${register.findings[0]?.message}`)
  return registeredOf([register], record.id, record.seal)
}

/** The last sealed entry; 0 is the header. */
export const lastSealed = ({ entries }: ParsedRecord): number =>
  entries.findLast(({ sealed }) => sealed)?.n ?? 0

/** The last entry that the register knows, 0 for none; a text where anything in it is wrong, or it has another entry than the record. */
export const registeredTo = (disk: Disk, path: string, record: ParsedRecord): number | string => {
  const file = registerBeside(disk, path)
  if (file === undefined) return 0
  try {
    const [known] = witnessesIn(file, disk.readBytes(file), record)
    if (known === undefined) return 0
    const same =
      record.entries.find(({ n }) => n === known.furthest)?.seal === known.seals.get(known.furthest)
    return same ? known.furthest : `the register has another entry ${known.furthest} than the record`
  } catch (error) {
    return (error as Error).message
  }
}
