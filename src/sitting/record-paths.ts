/** Which records and registers a person means by a path: a file, a casebook, a folder of files. */
import * as path from 'node:path'
import type { Closure } from '../calendar/school.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { explain, isSystemError } from '../storage/failure.ts'
import { recordsFolder } from '../storage/places.ts'
import { listRecords } from '../storage/records.ts'
import { listRegisters } from '../storage/registers.ts'
import { breathing } from './breathe.ts'
import { openCasebook } from './casebook.ts'
import { nothingHeld } from './library.ts'
import { findRecord, meantBy, type ReadCase, readCase, refuseNothing } from './read-case.ts'
import {
  beginsAsRegister,
  emptyTree,
  isLost,
  isRegister,
  lostWords,
  type RecordTree,
  walkTree,
} from './record-tree.ts'

/** See `RecordTree`. Each file stands in it once. */
export type RecordPaths = { readonly [List in keyof RecordTree]: readonly string[] }

const nothing: RecordPaths = emptyTree()

const identityOf = ({ disk }: Pick<Ports, 'disk'>, file: string): string => {
  try {
    const { identity = '' } = disk.stat(file) ?? {}
    // Some network folders number no files.
    return /(?:^|:)0?$/.test(identity) ? file : identity
  } catch (error) {
    if (!isSystemError(error)) throw error
    return file
  }
}

/** Each once. A file under two names is two: one of them may be another record's. */
const once = (ports: Pick<Ports, 'disk'>, files: readonly string[]): readonly string[] => {
  const paths = [...new Set(files)]
  const count = new Map<string, number>()
  for (const file of paths) count.set(path.basename(file), (count.get(path.basename(file)) ?? 0) + 1)
  const seen = new Set<string>()
  return paths.filter((file) => {
    const name = path.basename(file)
    if (count.get(name) === 1) return true
    const key = `${name}\0${identityOf(ports, file)}`
    const first = !seen.has(key)
    seen.add(key)
    return first
  })
}

const together = (ports: Pick<Ports, 'disk'>, all: readonly RecordPaths[]): RecordPaths => {
  const of = (list: keyof RecordPaths): readonly string[] =>
    once(
      ports,
      all.flatMap((one) => one[list]),
    )
  const [records, registers] = [of('records'), of('registers')]
  // What somebody has named is no longer a file that was come across.
  const named = new Set(all.filter(({ unnamed }) => unnamed.length === 0).flatMap((one) => one.records))
  const judged = new Set(registers)
  return {
    records,
    registers,
    unnamed: of('unnamed').filter((file) => !named.has(file)),
    registerCopies: of('registerCopies').filter((file) => !judged.has(file)),
    problems: [...new Set(all.flatMap((one) => one.problems))],
  }
}

type Breathe = ReturnType<typeof breathing>

const named = async (
  ports: Ports,
  word: string,
  casebook: string,
  breathe: Breathe,
): Promise<RecordPaths> => {
  const file = path.resolve(ports.cwd, word)
  try {
    const found = ports.disk.stat(file)
    if (found?.folder === true) return await walkTree(ports, file, found.identity, breathe)
    if (found !== undefined)
      return isRegister(file) || beginsAsRegister(ports, file)
        ? { ...nothing, registers: [file] }
        : { ...nothing, records: [file] }
    const meant = meantBy(listRecords(ports.disk, casebook), word)
    if (meant.length > 0) return { ...nothing, records: meant.map((one) => one.path) }
    const why = isLost(file, found) ? lostWords(file) : `There is no such file or folder: ${file}.`
    return { ...nothing, problems: [why] }
  } catch (error) {
    return { ...nothing, problems: [`${explain(error, file).reason}.`] }
  }
}

/** A casebook holds more than records: its flows have pages, too. */
const inCasebook = async (ports: Ports, casebook: string, breathe: Breathe): Promise<RecordPaths> => {
  const records = recordsFolder(casebook)
  try {
    const found = ports.disk.stat(records)
    if (found?.folder !== true) return await named(ports, casebook, casebook, breathe)
    const registers = listRegisters(ports.disk, casebook)
    const tree = await walkTree(ports, records, found.identity, breathe)
    return registers.kind === 'listed'
      ? { ...tree, registers: [...registers.paths, ...tree.registers] }
      : { ...tree, problems: [`${registers.reason}.`, ...tree.problems] }
  } catch (error) {
    return { ...nothing, problems: [`${explain(error, records).reason}.`] }
  }
}

/** `words`: paths, or numbers of cases in the casebook; none: the records and registers of the casebook. Each file once, in the order given. */
export const findRecordPaths = async (
  ports: Ports,
  words: readonly string[],
  casebook: string,
): Promise<RecordPaths> => {
  const breathe = breathing(ports)
  if (words.length === 0) return together(ports, [await inCasebook(ports, casebook, breathe)])
  const all: RecordPaths[] = []
  for (const word of words) all.push(await named(ports, word, casebook, breathe))
  return together(ports, all)
}

/** The casebook that a record lies in, or the folder that stands for one: where its policies and registers are. */
export const casebookOf = (record: string): string => {
  const folder = path.dirname(record)
  return path.basename(folder) === path.basename(recordsFolder('')) ? path.dirname(folder) : folder
}

const isFolder = ({ disk }: Ports, file: string): boolean => {
  try {
    return disk.stat(file)?.folder === true
  } catch (error) {
    if (!isSystemError(error)) throw error
    return false
  }
}

/** The path of the one record that a word means: a path, or a number in the casebook. Throws a `UserError` where it is no number of a case. */
export const findOneRecord = async (
  ports: Ports,
  word: string,
  casebook: string | undefined,
): Promise<string> => {
  if (/[/\\]/.test(word) || /\.md$/i.test(word)) return path.resolve(ports.cwd, word)
  const { folder } = await openCasebook(ports, casebook)
  try {
    return (await findRecord(ports, folder, word)).path
  } catch (error) {
    const file = path.resolve(ports.cwd, word)
    if (!(error instanceof UserError) || !isFolder(ports, file)) throw error
    throw new UserError(`${file} is a folder, and one record is wanted.`, 'Name a record in it.')
  }
}

/** The one record that a word means, read where it lies. `closures`: of the casebook. Throws a `UserError` where nothing of one can be read. */
export const readOneRecord = async (
  ports: Ports,
  word: string,
  casebook: string | undefined,
  closures: readonly Closure[],
): Promise<ReadCase> => {
  const file = await findOneRecord(ports, word, casebook)
  const id = path.basename(file).replace(/\.md$/i, '')
  const found = await readCase(ports, casebookOf(file), { id, path: file }, nothingHeld(closures))
  refuseNothing(file, found.record)
  return found
}
