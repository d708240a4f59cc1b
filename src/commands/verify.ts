/** `rungs verify`: whether records are intact, complete, by the rules and on time. Changes nothing but what this computer remembers. */
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { jsonText } from '../render/json.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { examineFile } from '../sitting/examining.ts'
import { nothingHeld } from '../sitting/library.ts'
import { findRecordPaths } from '../sitting/record-paths.ts'
import { checkIntegrity } from '../verify/integrity.ts'
import { noWitnesses } from '../verify/witness.ts'

export interface VerifyOptions {
  /** Records, registers, casebooks, folders, numbers of cases; none: the casebook. */
  readonly paths: readonly string[]
  readonly json: boolean
  readonly strict: boolean
  readonly receipt?: string
  readonly key?: string
  readonly casebook?: string
}

/** 0: nothing is wrong; 1: something is. Throws a `UserError` where a path cannot be looked at. */
export const verify = async (ports: Ports, options: VerifyOptions): Promise<number> => {
  const casebook = await openCasebook(ports, options.casebook)
  const { records, problems } = findRecordPaths(ports, options.paths, casebook.folder)
  const [problem] = problems
  if (problem !== undefined && records.length === 0) throw new UserError(problem, 'Check the path.')
  const held = nothingHeld(casebook.settings.closures)
  let wrong = false
  for (const path of records) {
    const { examined } = await examineFile(ports, path, held)
    const integrity = checkIntegrity({ ...noWitnesses, examined })
    wrong ||= integrity.findings.length > 0
    ports.out(jsonText({ path, integrity }))
  }
  return wrong ? 1 : 0
}
