/**
 * `rungs verify`: whether records and registers are intact, complete, by the rules and on time. Changes nothing but what this
 * computer remembers.
 */

import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { readReceipt } from '../record/receipt.ts'
import { readPublicKey } from '../record/ssh-signature.ts'
import { jsonText } from '../render/json.ts'
import { manyLines, recordLines, registerLines } from '../render/verify.ts'
import { type Aside, asideLines, besideLines, problemLines, seen } from '../render/verify-aside.ts'
import { verifiedJson } from '../render/verify-json.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { findRecordPaths, type RecordPaths } from '../sitting/record-paths.ts'
import { verifyFiles } from '../sitting/verifying.ts'
import { explain } from '../storage/failure.ts'
import { plainLines } from '../terminal/plain-text.ts'
import type { Line } from '../terminal/screen.ts'
import { isNoRecord } from '../verify/examined.ts'
import { isCleanRegister, isSoundRegister } from '../verify/register.ts'
import { isClean, isSound, type Verified } from '../verify/verified.ts'
import { progressOf } from './progress.ts'
import { tell } from './tell.ts'

export interface VerifyOptions {
  /** Records, registers, casebooks, folders, numbers of cases; none: the casebook. */
  readonly paths: readonly string[]
  readonly json: boolean
  readonly strict: boolean
  readonly receipt?: string
  /** Each as digits, or the file that holds one or more. */
  readonly keys?: readonly string[]
  readonly casebook?: string
}

/** Up to so many records are told in full. */
const mostInFull = 1

const receiptOf = (typed: string | undefined): string | undefined => {
  if (typed === undefined) return undefined
  const code = readReceipt(typed)
  if (code !== undefined) return code
  const digits = typed.replace(/\D/g, '').length
  throw new UserError(
    `"${typed.slice(0, 60)}" is no receipt: ${digits === 20 ? 'a digit is wrong, or two have changed places' : `it has ${digits} ${digits === 1 ? 'digit' : 'digits'}, and a receipt has 20`}.`,
    'Read it once more with whoever holds it, group by group.',
  )
}

const keysOf = (ports: Ports, given: string): readonly string[] => {
  const direct = readPublicKey(given)
  if (direct !== undefined) return [direct]
  const text = readKeyFile(ports, given)
  const keys = text.split('\n').flatMap((one) => readPublicKey(one) ?? [])
  if (keys.length > 0) return keys
  throw new UserError(
    `${given} holds no Ed25519 key.`,
    'Give the 64 hex digits that "rungs key" prints, or a file with the line for OpenSSH.',
  )
}

const largestKeyFile = 1024 * 1024

const readKeyFile = (ports: Ports, given: string): string => {
  try {
    const found = ports.disk.stat(path.resolve(ports.cwd, given))
    if (found?.plain === true && found.size <= largestKeyFile)
      return Buffer.from(ports.disk.readBytes(path.resolve(ports.cwd, given))).toString('utf8')
  } catch (error) {
    throw new UserError(`${explain(error, given).reason}.`, 'Check the path.')
  }
  throw new UserError(
    `"${given}" is neither a key nor a file with one.`,
    'Give the 64 hex digits that "rungs key" prints, or a file with the line for OpenSSH.',
  )
}

const print = (ports: Ports, lines: readonly Line[]): void =>
  ports.out(plainLines(lines.map(seen), Math.min(ports.columns, 100)))

/** What was judged, and what was only come across. */
const sorted = (
  records: readonly Verified[],
  { unnamed, registerCopies }: RecordPaths,
): { readonly judged: readonly Verified[]; readonly aside: Aside } => {
  const loose = new Set(unnamed)
  const isAside = (one: Verified): boolean => loose.has(one.path) && isNoRecord(one.integrity)
  return {
    judged: records.filter((one) => !isAside(one)),
    aside: { notRecords: records.filter(isAside).map((one) => one.path), registerCopies },
  }
}

/** Where a record ends too early: the file beside it that is named as the record is. */
const besideOf = ({ disk }: Ports, { path: file, id, integrity }: Verified): readonly Line[] => {
  const { kind } = integrity.verdict
  const own = path.join(path.dirname(file), `${id}.md`)
  if ((kind !== 'shorter' && kind !== 'rolled-back') || own === file) return []
  try {
    return disk.stat(own)?.plain === true ? besideLines(own) : []
  } catch (error) {
    explain(error, own)
    return []
  }
}

const wasRead = ({ integrity: { findings } }: Verified): boolean =>
  findings.every(({ code }) => code !== 'unreadable')

/** Where there is nothing to verify: which places were looked at. */
const nothingIn = ({ cwd }: Ports, { paths }: VerifyOptions, casebook: string): string =>
  paths.length === 0 ? casebook : paths.map((word) => path.resolve(cwd, word)).join(', ')

/** 0: nothing is wrong; 1: something is; 2: something could not be read. Throws a `UserError` where nothing could be looked at. */
export const verify = async (ports: Ports, options: VerifyOptions): Promise<number> => {
  const receipt = receiptOf(options.receipt)
  const keys = (options.keys ?? []).flatMap((one) => keysOf(ports, one))
  const casebook = await openCasebook(ports, options.casebook)
  const found = await findRecordPaths(ports, options.paths, casebook.folder)
  const [problem] = found.problems
  const { length: count } = found.records
  if (count + found.registers.length + found.registerCopies.length === 0)
    throw new UserError(
      problem ?? `There is nothing to verify in ${nothingIn(ports, options, casebook.folder)}.`,
      'Name a record, a casebook or a folder of records.',
    )
  if (receipt !== undefined && count > 1)
    throw new UserError(
      `A receipt is for one record, and there are ${count}.`,
      'Name the record that it was given for.',
    )
  const progress = progressOf(ports, count)
  const { records, registers, damagedMemory } = await verifyFiles(ports, {
    ...found,
    closures: casebook.settings.closures,
    keys,
    ...(receipt === undefined ? {} : { receipt }),
    detail: count <= mostInFull ? 'steps' : options.json ? 'verdicts' : 'missed',
    progress: progress.at,
  })
  progress.end()
  if (damagedMemory !== undefined)
    tell(ports, [
      `What this computer remembers of records was damaged. What could be read of it still counts, and the file as it was is kept: ${damagedMemory}`,
    ])
  const { judged, aside } = sorted(records, found)
  for (const one of problemLines(found.problems)) ports.err(`rungs: error: ${one}\n`)
  if (options.json) ports.out(jsonText({ ...verifiedJson(judged, registers), ...aside }))
  else {
    const told =
      count <= mostInFull
        ? judged.flatMap((one) => [...recordLines(one, options.strict), ...besideOf(ports, one)])
        : manyLines(judged, options.strict)
    print(ports, [...told, ...registerLines(registers), ...asideLines(aside)])
  }
  if (found.problems.length > 0 || !judged.every(wasRead)) return 2
  const isGood = options.strict
    ? judged.every(isClean) && registers.every(isCleanRegister)
    : judged.every(isSound) && registers.every(isSoundRegister)
  return isGood ? 0 : 1
}
