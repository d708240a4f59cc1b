/** All records and registers below a folder, and what of it was not looked into. Reads the first bytes of some files, and no more. */
import * as path from 'node:path'
import type { Ports } from '../ports.ts'
import type { Stat } from '../storage/disk.ts'
import { explain, isSystemError } from '../storage/failure.ts'
import type { breathing } from './breathe.ts'

export interface RecordTree {
  readonly records: string[]
  /** Those of the records that are not named like one, and were come across: they may be none. */
  readonly unnamed: string[]
  readonly registers: string[]
  /** Files that begin like a register, and are named otherwise: a sync program makes such copies. */
  readonly registerCopies: string[]
  /** What could not be looked into, in sentences. */
  readonly problems: string[]
}

export const emptyTree = (): RecordTree => ({
  records: [],
  unnamed: [],
  registers: [],
  registerCopies: [],
  problems: [],
})

const registerName = /^register-[A-HJ-NP-Z][2-9]\.md$/
const recordName = /^(?:[A-HJ-NP-Z][2-9]|TRAINING)-[0-9]{4}-[0-9]{4}(?![0-9])/

export const isRegister = (file: string): boolean => registerName.test(path.basename(file))

/** Whether a file is named as a record is, or as a copy of one: whatever is in it, one was meant to be. */
const isRecordName = (file: string): boolean => recordName.test(path.basename(file))

const registerTitle = '# Escalation register '

/** Whether a file begins like a register. What cannot be looked at does not: whoever reads it says why not. */
export const beginsAsRegister = ({ disk }: Pick<Ports, 'disk'>, file: string): boolean => {
  if (isRecordName(file)) return false
  try {
    // A pipe may have no end, and no beginning either.
    if (disk.stat(file)?.plain !== true) return false
    const opened = disk.open(file, 'read')
    try {
      const start = Buffer.from(disk.readAt(opened, 0, registerTitle.length + 3)).toString('utf8')
      return start.replace(/^\ufeff/, '').startsWith(registerTitle)
    } finally {
      disk.close(opened)
    }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return false
  }
}

/** No person has folders in folders so deep; without links the system's longest path is the bound all the same. */
const deepest = 100

interface Walk {
  readonly ports: Pick<Ports, 'disk'>
  readonly breathe: ReturnType<typeof breathing>
  readonly found: RecordTree
  /** Of the folders that were looked into. */
  readonly identities: Set<string>
  /** Links to folders, which are not followed, and whereto. */
  readonly links: { readonly path: string; readonly identity: string }[]
}

/** What the replacement character stands for, no path can name again. `entry`: what is found under the name as it was read. */
export const isLost = (file: string, entry: Stat | undefined): boolean =>
  entry === undefined && path.basename(file).includes('\ufffd')

export const lostWords = (file: string): string =>
  `The name of this is no UTF-8, so it cannot be looked into: ${file}.`

const takeFile = ({ ports, found }: Walk, file: string): void => {
  if (file.includes('\ufffd') && isLost(file, ports.disk.stat(file))) found.problems.push(lostWords(file))
  else if (isRegister(file)) found.registers.push(file)
  else if (beginsAsRegister(ports, file)) found.registerCopies.push(file)
  else {
    // What cannot be looked at is listed: whoever reads it says why not.
    found.records.push(file)
    if (!isRecordName(file)) found.unnamed.push(file)
  }
}

/** The texts that are kept beside records hold none, and neither do hidden folders. */
const isAside = (file: string): boolean => {
  const name = path.basename(file)
  if (name.startsWith('.')) return true
  return (name === 'policies' || name === 'calendars') && path.basename(path.dirname(file)) === 'records'
}

/** A casebook may keep its records elsewhere. */
const isRecordsOf = (file: string, depth: number): boolean => depth === 0 && path.basename(file) === 'records'

const takeEntry = async (walk: Walk, file: string, depth: number): Promise<void> => {
  const { ports, found } = walk
  if (file.toLowerCase().endsWith('.md')) {
    takeFile(walk, file)
    return
  }
  if (isAside(file)) return
  const entry = ports.disk.stat(file)
  if (isLost(file, entry)) found.problems.push(lostWords(file))
  if (entry?.folder !== true) return
  if (ports.disk.isLink(file) && !isRecordsOf(file, depth))
    walk.links.push({ path: file, identity: entry.identity })
  else if (depth === deepest) found.problems.push(`It lies too deep to be looked into: ${file}.`)
  else await takeFolder(walk, file, entry.identity, depth + 1)
}

const takeFolder = async (walk: Walk, folder: string, identity: string, depth: number): Promise<void> => {
  walk.identities.add(identity)
  const { found } = walk
  const attempt = async (at: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      found.problems.push(`${explain(error, at).reason}.`)
    }
  }
  await attempt(folder, async () => {
    for (const name of walk.ports.disk.list(folder).toSorted()) {
      const file = path.join(folder, name)
      await attempt(file, () => takeEntry(walk, file, depth))
      await walk.breathe()
    }
  })
}

/** Links that lead to what was looked into anyway need no word. */
const tellLinks = ({ links, identities, found }: Walk): void => {
  for (const link of links)
    if (!identities.has(link.identity))
      found.problems.push(`This link leads to another folder, and was not followed: ${link.path}.`)
}

/**
 * Everything below a folder, but what is hidden and the policies and calendars that lie beside records. Links to folders are not
 * followed, but for the records of a casebook. `identity`: of the folder.
 */
export const walkTree = async (
  ports: Pick<Ports, 'disk'>,
  folder: string,
  identity: string,
  breathe: ReturnType<typeof breathing>,
): Promise<RecordTree> => {
  const walk: Walk = { ports, breathe, found: emptyTree(), identities: new Set(), links: [] }
  await takeFolder(walk, folder, identity, 0)
  tellLinks(walk)
  return walk.found
}
