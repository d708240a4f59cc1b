/** The registers of a casebook → what they say, and what is wrong with them. Reads only. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import type { RegisterFinding } from '../register/finding.ts'
import { headsOf, type RegisterHeads } from '../register/heads.ts'
import { largestRegister, type ParsedRegister, parseRegister } from '../register/parse.ts'
import { checkRegisterSignatures, type RegisterRun, registerProblems } from '../register/signatures.ts'
import { listRegisters, readRegister, registerMark } from '../storage/registers.ts'

export interface ReadRegister {
  readonly path: string
  readonly register: ParsedRegister
  readonly heads: RegisterHeads
  readonly runs: readonly RegisterRun[]
  /** Of the file, its signatures and its name; in the order of its lines. */
  readonly findings: readonly RegisterFinding[]
}

/** Reads and checks one register. Throws a `UserError` where it cannot be read. */
export const readRegisterAt = ({ disk }: Ports, file: string): ReadRegister => {
  const read = readRegister(disk, file, largestRegister)
  if (read.kind === 'not-read') throw new UserError(`${read.reason}.`, read.hint)
  const register = parseRegister(read.bytes)
  const signatures = checkRegisterSignatures(register)
  return {
    path: file,
    register,
    heads: headsOf(register),
    runs: signatures.runs,
    findings: registerProblems(register, signatures, registerMark(file)),
  }
}

const lastStamp = ({ register }: ReadRegister): string => register.lines.at(-1)?.line.at ?? ''

/** The registers of a casebook, the one that was written last at the end. Throws a `UserError` where one cannot be read. */
export const readRegisters = (ports: Ports, casebook: string): readonly ReadRegister[] => {
  const listed = listRegisters(ports.disk, casebook)
  if (listed.kind === 'not-read') throw new UserError(`${listed.reason}.`, listed.hint)
  const all = listed.paths.map((file) => readRegisterAt(ports, file))
  return all.toSorted((a, b) => (lastStamp(a) < lastStamp(b) ? -1 : lastStamp(a) > lastStamp(b) ? 1 : 0))
}

/** How a register's file is called, without its folder. */
export const registerName = ({ path: file }: ReadRegister): string => path.basename(file)
