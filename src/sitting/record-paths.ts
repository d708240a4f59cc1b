/** Which records and registers a person means by a path: a file, a casebook, a folder of files. Reads none of them. */
import * as path from 'node:path'
import type { Ports } from '../ports.ts'
import { explain } from '../storage/failure.ts'
import { recordsFolder, SETTINGS } from '../storage/places.ts'
import { listRecords } from '../storage/records.ts'
import { openCasebook } from './casebook.ts'
import { findRecord, isMeant } from './read-case.ts'

export interface RecordPaths {
  readonly records: readonly string[]
  readonly registers: readonly string[]
  /** Paths that could not be looked at, in sentences. */
  readonly problems: readonly string[]
}

const none: RecordPaths = { records: [], registers: [], problems: [] }

const registerName = /^register-[A-HJ-NP-Z][2-9]\.md$/

/** Deeper folders are not looked into: a link can lead in a circle. */
const deepest = 8

const isRegister = (file: string): boolean => registerName.test(path.basename(file))

const together = (all: readonly RecordPaths[]): RecordPaths => ({
  records: all.flatMap((one) => one.records),
  registers: all.flatMap((one) => one.registers),
  problems: all.flatMap((one) => one.problems),
})

/** Texts that are kept beside records, and hidden folders, hold none. */
const isAside = (name: string): boolean => name.startsWith('.') || name === 'policies' || name === 'calendars'

const inFolder = (ports: Ports, folder: string, depth: number): RecordPaths => {
  try {
    const names = ports.disk.list(folder).toSorted()
    // A casebook holds more than records: its flows have pages, too.
    const isCasebook = names.includes('records') && (names.includes(SETTINGS) || names.some(isRegister))
    const looked = isCasebook ? names.filter((name) => name === 'records' || isRegister(name)) : names
    return together(looked.map((name) => inEntry(ports, path.join(folder, name), depth)))
  } catch (error) {
    const { reason } = explain(error, folder)
    return { ...none, problems: [`${reason}.`] }
  }
}

const inEntry = (ports: Ports, file: string, depth: number): RecordPaths => {
  const name = path.basename(file)
  if (isRegister(file)) return { ...none, registers: [file] }
  // What cannot be looked at is listed: whoever reads it says why not.
  if (name.toLowerCase().endsWith('.md')) return { ...none, records: [file] }
  if (depth === deepest || isAside(name) || name.includes('.md.')) return none
  try {
    return ports.disk.stat(file)?.folder === true ? inFolder(ports, file, depth + 1) : none
  } catch (error) {
    return { ...none, problems: [`${explain(error, file).reason}.`] }
  }
}

const named = (ports: Ports, word: string, casebook: string): RecordPaths => {
  const file = path.resolve(ports.cwd, word)
  try {
    const found = ports.disk.stat(file)
    if (found?.folder === true) return inFolder(ports, file, 0)
    if (found !== undefined)
      return isRegister(file) ? { ...none, registers: [file] } : { ...none, records: [file] }
    const meant = listRecords(ports.disk, casebook).filter((one) => isMeant(one, word))
    if (meant.length > 0) return { ...none, records: meant.map((one) => one.path) }
    return { ...none, problems: [`There is no such file or folder: ${file}.`] }
  } catch (error) {
    return { ...none, problems: [`${explain(error, file).reason}.`] }
  }
}

/** `words`: paths, or numbers of cases in the casebook; none: the whole casebook. Each file once, in the order given. */
export const findRecordPaths = (ports: Ports, words: readonly string[], casebook: string): RecordPaths => {
  const { records, registers, problems } = together(
    (words.length === 0 ? [casebook] : words).map((word) => named(ports, word, casebook)),
  )
  return { records: [...new Set(records)], registers: [...new Set(registers)], problems }
}

/** The casebook that a record lies in, or the folder that stands for one: where its policies and registers are. */
export const casebookOf = (record: string): string => {
  const folder = path.dirname(record)
  return path.basename(folder) === path.basename(recordsFolder('')) ? path.dirname(folder) : folder
}

/** The path of the one record that a word means: a path, or a number in the casebook. Throws a `UserError` where it is no number of a case. */
export const findOneRecord = async (
  ports: Ports,
  word: string,
  casebook: string | undefined,
): Promise<string> => {
  if (/[/\\]/.test(word) || /\.md$/i.test(word)) return path.resolve(ports.cwd, word)
  const { folder } = await openCasebook(ports, casebook)
  return (await findRecord(ports, folder, word)).path
}
