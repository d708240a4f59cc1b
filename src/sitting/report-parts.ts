/** Reports that were counted elsewhere, read as files and added up. Prints nothing. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { isNothing, type Tree } from '../report/count.ts'
import { longestTally, mergeTallies, readTally, textOf } from '../report/read.ts'
import { explain } from '../storage/failure.ts'

interface Part {
  readonly name: string
  readonly file: string
  readonly text: string
  readonly tally: Tree
}

const readPart = (ports: Ports, name: string): Part => {
  const file = path.resolve(ports.cwd, name)
  let text: string
  try {
    const found = ports.disk.stat(file)
    if (found !== undefined && (!found.plain || found.size > longestTally))
      throw new UserError(
        `${file} is no report: it is no plain file, or larger than any report.`,
        'Check the path.',
      )
    text = textOf(ports.disk.readBytes(file))
  } catch (error) {
    if (error instanceof UserError) throw error
    const { reason, hint } = explain(error, file)
    throw new UserError(`${reason}.`, hint)
  }
  const read = readTally(text)
  if (read.kind === 'tally') return { name, file, text, tally: read.tally }
  throw new UserError(
    `${file} is no report: ${read.why}.`,
    'Count that part again: rungs report --format json.',
    1,
  )
}

/** A part that counts nothing changes nothing, and a partnership may have several of them. */
const isSame = (a: Part, b: Part): boolean => a.file === b.file || (a.text === b.text && !isNothing(a.tally))

const refuseTwice = (parts: readonly Part[]): void => {
  for (const [at, part] of parts.entries()) {
    const before = parts.slice(0, at).find((one) => isSame(one, part))
    if (before !== undefined)
      throw new UserError(
        `${before.name} and ${part.name} are the same report.`,
        'Leave one of them out. If two schools truly have the same counts, put an empty line at the end of one of the files.',
      )
  }
}

/** The whole of what these files count. Throws a `UserError` where one is no report, is given twice, or does not fit the others. */
export const addParts = (ports: Ports, names: readonly string[]): Tree => {
  const parts = names.map((name) => readPart(ports, name))
  refuseTwice(parts)
  const whole = mergeTallies(parts.map(({ tally }) => tally))
  if (whole.kind === 'tally') return whole.tally
  throw new UserError(
    `${names[whole.at]} does not fit the first of them in ${whole.what}.`,
    'Count the parts again, on one day and with the same --from and --to.',
    1,
  )
}
