/**
 * `rungs verify`: whether records and registers are intact, complete, by the rules and on time. Changes nothing but what this
 * computer remembers.
 */

import { resolve } from 'node:path'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { readReceipt } from '../record/receipt.ts'
import { readPublicKey } from '../record/ssh-signature.ts'
import { jsonText } from '../render/json.ts'
import { manyLines, recordLines, registerLines } from '../render/verify.ts'
import { verifiedJson } from '../render/verify-json.ts'
import { visible } from '../render/visible.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { findRecordPaths } from '../sitting/record-paths.ts'
import { verifyFiles } from '../sitting/verifying.ts'
import { explain } from '../storage/failure.ts'
import { plainLines } from '../terminal/plain-text.ts'
import type { Line } from '../terminal/screen.ts'
import { isCleanRegister, isSoundRegister } from '../verify/register.ts'
import { isClean, isSound } from '../verify/verified.ts'

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
    `"${typed.slice(0, 60)}" is no receipt: ${digits === 20 ? 'a digit is wrong, or two have changed places' : `it has ${digits} digits, and a receipt has 20`}.`,
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
    const found = ports.disk.stat(resolve(ports.cwd, given))
    if (found?.plain === true && found.size <= largestKeyFile)
      return Buffer.from(ports.disk.readBytes(resolve(ports.cwd, given))).toString('utf8')
  } catch (error) {
    throw new UserError(`${explain(error, given).reason}.`, 'Check the path.')
  }
  throw new UserError(
    `"${given}" is neither a key nor a file with one.`,
    'Give the 64 hex digits that "rungs key" prints, or a file with the line for OpenSSH.',
  )
}

/** How far it has come, on a terminal and only where it takes long. */
const progressOf = (ports: Ports, total: number) => {
  const begun = ports.clock.instant()
  let shown = begun + 750
  let drawn = false
  return {
    at: (done: number): void => {
      if (done % 100 !== 0 || !ports.watched) return
      const now = ports.clock.instant()
      if (now < shown) return
      shown = now + 250
      drawn = true
      ports.err(`\r${done} of ${total} records …`)
    },
    end: (): void => {
      if (drawn) ports.err(`\r${' '.repeat(40)}\r`)
    },
  }
}

const print = (ports: Ports, lines: readonly Line[]): void =>
  ports.out(plainLines(lines, Math.min(ports.columns, 100)))

/** 0: nothing is wrong; 1: something is. Throws a `UserError` where nothing could be looked at. */
export const verify = async (ports: Ports, options: VerifyOptions): Promise<number> => {
  const receipt = receiptOf(options.receipt)
  const keys = (options.keys ?? []).flatMap((one) => keysOf(ports, one))
  const casebook = await openCasebook(ports, options.casebook)
  const found = findRecordPaths(ports, options.paths, casebook.folder)
  const [problem] = found.problems
  if (found.records.length + found.registers.length === 0)
    throw new UserError(
      problem ?? `There is nothing to verify in ${casebook.folder}.`,
      'Name a record, a casebook or a folder of records.',
    )
  if (receipt !== undefined && found.records.length > 1)
    throw new UserError(
      `A receipt is for one record, and there are ${found.records.length}.`,
      'Name the record that it was given for.',
    )
  const progress = progressOf(ports, found.records.length)
  const { records, registers } = await verifyFiles(ports, {
    ...found,
    closures: casebook.settings.closures,
    keys,
    ...(receipt === undefined ? {} : { receipt }),
    detail: found.records.length <= mostInFull ? 'steps' : options.json ? 'verdicts' : 'missed',
    progress: progress.at,
  })
  progress.end()
  for (const one of found.problems) ports.err(`rungs: error: ${visible(one)}\n`)
  if (options.json) ports.out(jsonText(verifiedJson(records, registers)))
  else {
    const isOne = records.length <= mostInFull
    const told = isOne
      ? records.flatMap((one) => recordLines(one, options.strict))
      : manyLines(records, options.strict)
    print(ports, [...told, ...registerLines(registers)])
  }
  if (found.problems.length > 0) return 2
  const isGood = options.strict
    ? records.every(isClean) && registers.every(isCleanRegister)
    : records.every(isSound) && registers.every(isSoundRegister)
  return isGood ? 0 : 1
}
