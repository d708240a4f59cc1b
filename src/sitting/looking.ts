/**
 * One record as somebody looks at it who has only the file: its facts, the policies that can be had, what `verify` says of it.
 * Changes nothing, not even what this computer remembers.
 */
import type { Closure } from '../calendar/school.ts'
import { civil } from '../calendar/zone.ts'
import type { Placed, World } from '../case/case.ts'
import { UserError } from '../errors.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { parseRecord } from '../record/parse.ts'
import { checkSignatures } from '../record/signatures.ts'
import { strengthOf } from '../strength/strength.ts'
import { type Examined, examinedOf } from '../verify/examined.ts'
import { type Review, review } from '../verify/review.ts'
import type { Verified } from '../verify/verified.ts'
import { nothingHeld, worldFor } from './library.ts'
import { placedFacts, readBytes } from './read-case.ts'
import { casebookOf } from './record-paths.ts'
import { judgeAlone } from './verifying.ts'

/** The beginning of a record, of which nothing has been checked. */
export interface Glanced {
  /** '' where the header cannot be read. */
  readonly id: string
  readonly facts: readonly Placed[]
  readonly world: World
  /** Of the whole file. */
  readonly bytes: number
}

export interface Looked extends Omit<Glanced, 'bytes'> {
  readonly review: Review
  /** What `verify` says of it, beside the registers and this computer's memory. */
  readonly verified: Verified
}

/** Which record, and what is to be had beside it. */
export interface Looking {
  /** The record's path. */
  readonly file: string
  readonly closures: readonly Closure[]
  /** A policy that was handed over beside the record. */
  readonly policy?: Policy
}

const namesPolicy = (facts: readonly Placed[], sha256: string): boolean =>
  facts.some(({ fact }) => fact.kind === 'policy' && fact.sha256 === sha256)

const refuseOther = (facts: readonly Placed[], { sha256 }: Policy): void => {
  const named = facts.flatMap(({ fact }) => (fact.kind === 'policy' ? [fact.sha256.slice(0, 12)] : []))
  throw new UserError(
    `The record does not name this policy (sha256 ${sha256.slice(0, 12)}…).`,
    named.length === 0
      ? 'It names none: it was left before a policy was chosen.'
      : `It names ${[...new Set(named)].join(', ')}. Another edition is for "rungs compare".`,
  )
}

const nothingIn = (path: string, { findings }: Examined): UserError =>
  new UserError(
    `There is nothing to replay in ${path}: ${findings[0]?.message ?? 'it has no entry.'}`,
    'Check that it is the right file; "rungs verify" says all that is wrong with it.',
  )

const worldOf = (
  ports: Ports,
  { file, closures, policy }: Looking,
  facts: readonly Placed[],
): Promise<World> => {
  const held = nothingHeld(closures)
  if (policy !== undefined) {
    if (!namesPolicy(facts, policy.sha256)) refuseOther(facts, policy)
    held.policies.set(policy.sha256, policy)
  }
  return worldFor(ports, casebookOf(file), facts, held)
}

/** Larger files take longer to check than a person waits for a first page. In bytes. */
const longFile = 512 * 1024

/** So much of a long file is looked at for its first page. */
const beginning = 96 * 1024

/** Whole entries from the beginning of a file. */
const beginningOf = (bytes: Uint8Array): Uint8Array => {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, beginning))
  return start.subarray(0, start.lastIndexOf('\n## ') + 1)
}

/**
 * What stands at the beginning of a long record, before anything of it has been checked; undefined for one that is soon checked,
 * or where nothing can be read at once.
 */
export const glanceAtBeginning = async (ports: Ports, looking: Looking): Promise<Glanced | undefined> => {
  const bytes = bytesOf(ports, looking)
  if (bytes.length <= longFile) return undefined
  const record = parseRecord(beginningOf(bytes), false)
  const facts = placedFacts(record)
  if (facts.length === 0) return undefined
  const world = await worldFor(ports, casebookOf(looking.file), facts, nothingHeld(looking.closures))
  return { id: record.id, facts, world, bytes: bytes.length }
}

/** The bytes of the record. Throws a `UserError` where they cannot be read, and for a folder one that says so. */
const bytesOf = (ports: Ports, { file }: Looking): Uint8Array => {
  try {
    return readBytes(ports, file)
  } catch (error) {
    if (!(error instanceof UserError) || !isFolder(ports, file)) throw error
    throw new UserError(
      `${file} is a folder.`,
      'Name one record in it; "rungs verify" with the folder tells of all.',
    )
  }
}

const isFolder = ({ disk }: Ports, file: string): boolean => {
  try {
    return disk.stat(file)?.folder === true
  } catch {
    return false
  }
}

/** Reads one record. Throws a `UserError` where it cannot be read, where no fact can be read in it, or where `policy` is not its own. */
export const lookAt = async (ports: Ports, looking: Looking): Promise<Looked> => {
  const { file } = looking
  const record = parseRecord(bytesOf(ports, looking))
  const examined = examinedOf(file, record, checkSignatures(record))
  const facts = placedFacts(record)
  if (facts.length === 0) throw nothingIn(file, examined)
  const world = await worldOf(ports, looking, facts)
  const found = review(world, facts, civil(ports.clock.now()), record.id)
  const { state: _, ...rules } = found.rules
  return {
    id: record.id,
    facts,
    world,
    review: found,
    verified: judgeAlone(ports, {
      examined,
      rules,
      time: found.time,
      strength: strengthOf(found.rules.state, facts),
    }),
  }
}
