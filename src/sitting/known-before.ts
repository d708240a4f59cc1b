/**
 * Whether a record extends what the registers beside it, and this computer's memory, hold of it: asked before anything is added,
 * so that nobody signs what was written again by others. Reads only. A look at the lines about this one record, without
 * cryptography, is enough for nearly all; only where one of them speaks against the record is a register checked as a whole.
 */
import * as path from 'node:path'
import { formatDate } from '../calendar/date.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import type { ParsedRecord } from '../record/parse.ts'
import { isWhole } from '../register/finding.ts'
import { headFor, headsOf, type RecordHead } from '../register/heads.ts'
import { type RegisterLine, readLine } from '../register/line.ts'
import { longestOf, placeOf, type Remembered, recordWord } from '../register/memory.ts'
import { isSystemError } from '../storage/failure.ts'
import { memoryPath } from '../storage/memory-file.ts'
import { profileFolder } from '../storage/places.ts'
import { searchBack } from '../storage/register-file.ts'
import { listRegisters } from '../storage/registers.ts'
import { readRegisterAt } from './registers.ts'

/** A record as it stands in its file. */
export interface Standing {
  readonly path: string
  readonly record: Pick<ParsedRecord, 'id' | 'seal' | 'entries' | 'redacted'>
}

/** Its seals by entry; 0 is the header. */
type Seals = ReadonlyMap<number, string>

/** `other`: this entry was another; `shorter`: the record went on to this entry. */
interface Contradiction {
  readonly kind: 'other' | 'shorter'
  readonly entry: number
}

const sealsOf = ({ seal, entries }: Standing['record']): Seals =>
  new Map([
    [0, seal],
    ...entries.flatMap((entry): readonly [number, string][] =>
      entry.seal === undefined ? [] : [[entry.n, entry.seal]],
    ),
  ])

const lastOf = (seals: Seals): number => Math.max(...seals.keys())

/** The first point that is not in the record. */
const against = (
  seals: Seals,
  points: Iterable<readonly [number, string]>,
  isCopy: boolean,
): Contradiction | undefined => {
  const last = lastOf(seals)
  let shorter: number | undefined
  let other: number | undefined
  for (const [entry, seal] of points) {
    if (entry > last) shorter = Math.max(shorter ?? 0, entry)
    else if (seals.has(entry) && seals.get(entry) !== seal) other = Math.min(other ?? entry, entry)
  }
  if (other !== undefined) return { kind: 'other', entry: other }
  // A copy goes as far as the record went when it was made.
  return shorter === undefined || isCopy ? undefined : { kind: 'shorter', entry: shorter }
}

/** What was destroyed says nothing of a case that has its number since. */
const speaksOf = ({ seals, mentions }: RecordHead, opened: string): boolean =>
  seals.get(0) === opened || !mentions.some(({ kind }) => kind === 'destroyed')

interface Known {
  readonly against?: Contradiction
  /** The last entry that it confirms; -1 for none. */
  readonly confirms: number
}

const unknown: Known = { confirms: -1 }

const heldBy = (lines: readonly RegisterLine[], { record }: Standing, seals: Seals): Known => {
  const heads = headsOf({ mark: '', lines: lines.map((line) => ({ line, seal: '', row: 0 })) })
  const head = headFor(heads, record.id, record.seal)
  if (head === undefined || !speaksOf(head, record.seal)) return unknown
  const found = against(seals, head.seals, record.redacted)
  const confirmed = [...head.seals].flatMap(([n, seal]) => (seals.get(n) === seal ? [n] : []))
  return { confirms: Math.max(-1, ...confirmed), ...(found === undefined ? {} : { against: found }) }
}

/** The lines with a word in them, the last first; none where that is no file to read: a pipe would keep us waiting. */
const linesWith = (ports: Ports, file: string, word: string): readonly string[] => {
  const size = sizeOf(ports, file)
  const lines: string[] = []
  const take = (line: string): boolean => {
    lines.push(line)
    return false
  }
  if (size > 0) searchBack(ports.disk, file, size, word, take)
  return lines
}

const sizeOf = ({ disk }: Ports, file: string): number => {
  try {
    const found = disk.stat(file)
    return found?.plain === true ? found.size : 0
  } catch (error) {
    if (!isSystemError(error)) throw error
    return 0
  }
}

/** Every line of a register about one record, in their order; none where it cannot be read, which is said elsewhere. */
const linesAbout = (ports: Ports, file: string, id: string): readonly RegisterLine[] => {
  const found = new Map<number, RegisterLine>()
  for (const text of linesWith(ports, file, ` ${id}, entry `)) {
    const line = readLine(text.replace(/\r$/, ''))
    if (line !== undefined && 'id' in line && line.id === id) found.set(line.n, line)
  }
  return [...found.values()].sort((a, b) => a.n - b.n)
}

/** What the register has of the record under a signature, and that only where it is whole: anybody can write the rest. */
const signedBy = (ports: Ports, file: string, standing: Standing, seals: Seals): Known => {
  try {
    const { register, runs, findings } = readRegisterAt(ports, file)
    if (!isWhole(findings)) return unknown
    const signed = runs.at(-1)?.to ?? 0
    const lines = register.lines.flatMap(({ line }) => (line.n <= signed ? [line] : []))
    return heldBy(lines, standing, seals)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return unknown
  }
}

const registersBeside = (ports: Ports, casebook: string): readonly string[] => {
  const listed = listRegisters(ports.disk, casebook)
  return listed.kind === 'listed' ? listed.paths : []
}

/** What this computer saw of the record, in its longest form. */
const seenBefore = (ports: Ports, opened: string): Remembered | undefined => {
  const file = memoryPath(profileFolder(ports.env, ports.platform, ports.home))
  return longestOf(linesWith(ports, file, recordWord(opened)))
}

const keepIt = 'Rungs does not add to it. Keep the file as it is;'

const refusal = (
  { path: file, record }: Standing,
  { kind, entry }: Contradiction,
  by: string,
  seals: Seals,
): UserError =>
  kind === 'other'
    ? new UserError(
        `${file} was written again, or is another version of ${record.id}: its entry ${entry} is not the one that ${by}.`,
        `${keepIt} look for the other in a backup, or start a new case that names it. "rungs verify ${record.id}" says more.`,
        1,
      )
    : new UserError(
        `${file} ends with entry ${lastOf(seals)}, and ${record.id} goes on to entry ${entry}, which ${by}.`,
        `${keepIt} put back the longer record, from a backup or once a shared folder has brought it, or start a new case that names it.`,
        1,
      )

/**
 * Throws a `UserError` where a signed register in the casebook, or what this computer has seen, speaks against the record. The
 * memory alone gives way to a register: what was seen may have been somebody else's version, sent to be looked at.
 */
export const refuseUnknown = (ports: Ports, casebook: string, standing: Standing): void => {
  const { record } = standing
  const seals = sealsOf(record)
  const files = registersBeside(ports, casebook)
  for (const file of files) {
    if (heldBy(linesAbout(ports, file, record.id), standing, seals).against === undefined) continue
    const found = signedBy(ports, file, standing, seals).against
    if (found !== undefined) throw refusal(standing, found, `${path.basename(file)} has`, seals)
  }
  const seen = seenBefore(ports, record.seal)
  const found = seen && against(seals, [[seen.n, seen.seal]], record.redacted)
  if (seen === undefined || found === undefined) return
  const confirmed = Math.max(-1, ...files.map((file) => signedBy(ports, file, standing, seals).confirms))
  const isHere = seen.place === placeOf(path.resolve(standing.path))
  const givesWay = found.kind === 'other' ? confirmed >= found.entry : !isHere && confirmed === lastOf(seals)
  if (givesWay) return
  const day = formatDate(seen.at.slice(0, 10))
  throw refusal(standing, found, `this computer saw on ${day}`, seals)
}
