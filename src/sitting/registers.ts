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

export interface ReadRegisters {
  /** The one that was written last at the end. */
  readonly registers: readonly ReadRegister[]
  /** Why others could not be read, by their order in the folder. */
  readonly unread: readonly UserError[]
}

/** The registers of a casebook. Throws a `UserError` where its folder cannot be read. */
export const readRegisters = (ports: Ports, casebook: string): ReadRegisters => {
  const listed = listRegisters(ports.disk, casebook)
  if (listed.kind === 'not-read') throw new UserError(`${listed.reason}.`, listed.hint)
  const registers: ReadRegister[] = []
  const unread: UserError[] = []
  for (const file of listed.paths) {
    try {
      registers.push(readRegisterAt(ports, file))
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      unread.push(error)
    }
  }
  return {
    registers: registers.toSorted((a, b) =>
      lastStamp(a) < lastStamp(b) ? -1 : lastStamp(a) > lastStamp(b) ? 1 : 0,
    ),
    unread,
  }
}

/** How a register's file is called, without its folder. */
export const registerName = ({ path: file }: ReadRegister): string => path.basename(file)
