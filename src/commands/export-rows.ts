/** `rungs export --format ndjson`: any number of records as rows, written file after file. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { jsonLine } from '../render/json.ts'
import { problemLines } from '../render/verify-aside.ts'
import { visible } from '../render/visible.ts'
import { breathing } from '../sitting/breathe.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { leftOutWords } from '../sitting/made-up.ts'
import { type Outlet, openOutlet } from '../sitting/outlet.ts'
import { findRecordPaths, type RecordPaths } from '../sitting/record-paths.ts'
import { type RecordRows, recordRows } from '../sitting/record-rows.ts'
import type { ExportOptions } from './export.ts'
import { tell } from './tell.ts'

/** How many characters are put together for one write. */
const enough = 64 * 1024

/** What is said of one file: on standard error, at once. */
const tellOf = (ports: Ports, { wrong, unread }: RecordRows): 0 | 1 | 2 => {
  if (wrong === undefined) return 0
  ports.err(`rungs: error: ${visible(wrong)}\n`)
  return unread === true ? 2 : 1
}

interface Rowed {
  readonly code: number
  /** Files that hold nothing of a record. */
  readonly passedOver: number
  /** Training records that nobody named. */
  readonly madeUp: number
}

const writeRows = async (
  ports: Ports,
  outlet: Outlet,
  found: RecordPaths,
  withText: boolean,
  isNamed: (path: string) => boolean,
): Promise<Rowed> => {
  const breathe = breathing(ports)
  let code = 0
  let passedOver = 0
  let madeUp = 0
  let waiting = ''
  for (const one of recordRows(ports, found, withText, isNamed)) {
    await breathe()
    code = Math.max(code, tellOf(ports, one))
    passedOver += one.isNone === true ? 1 : 0
    madeUp += one.isMadeUp === true ? 1 : 0
    for (const row of one.rows) {
      waiting += jsonLine(row)
      if (waiting.length < enough) continue
      outlet.write(waiting)
      waiting = ''
      // Whoever loads the rows may be slower than we are, or have seen enough.
      if (!(await outlet.taken())) return { code, passedOver, madeUp }
    }
  }
  outlet.write(waiting)
  return { code, passedOver, madeUp }
}

/** A file that somebody named, by its path or by its number. */
const namedIn = ({ cwd }: Ports, words: readonly string[]): ((file: string) => boolean) => {
  const paths = new Set(words.map((word) => path.resolve(cwd, word)))
  const ids = new Set(words.map((word) => word.toUpperCase()))
  return (file) => paths.has(file) || ids.has(path.basename(file, '.md'))
}

/** See `exportRecord`. */
export const exportRows = async (ports: Ports, options: ExportOptions): Promise<number> => {
  const casebook = await openCasebook(ports, options.casebook)
  const found = await findRecordPaths(ports, options.records, casebook.folder)
  if (found.records.length === 0)
    throw new UserError(
      found.problems[0] ?? 'There is no record to export.',
      'Name a record, a casebook or a folder of records.',
    )
  const outlet = openOutlet(ports, options.out)
  options.tidy?.(outlet.abandon)
  const { code, passedOver, madeUp } = await writeRows(
    ports,
    outlet,
    found,
    options.text,
    namedIn(ports, options.records),
  )
  const file = outlet.close()
  for (const one of problemLines(found.problems)) ports.err(`rungs: error: ${one}\n`)
  if (passedOver > 0)
    tell(ports, [
      passedOver === 1
        ? '1 file is not a record, and was passed over.'
        : `${passedOver} files are not records, and were passed over.`,
    ])
  tell(ports, leftOutWords(madeUp))
  if (file !== undefined) ports.out(`Written: ${visible(file)}\n`)
  return found.problems.length > 0 ? 2 : code
}
