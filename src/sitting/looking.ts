/**
 * One record as somebody looks at it who has only the file: its facts, the policies that can be had, what `verify` says of it.
 * Changes nothing, not even what this computer remembers.
 */
import type { Closure } from '../calendar/school.ts'
import type { Moment } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import type { Placed, World } from '../case/case.ts'
import { UserError } from '../errors.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { parseRecord } from '../record/parse.ts'
import { checkSignatures } from '../record/signatures.ts'
import { type Examined, examinedOf } from '../verify/examined.ts'
import { type Review, review } from '../verify/review.ts'
import type { Verified } from '../verify/verified.ts'
import { nothingHeld, worldFor } from './library.ts'
import { placedFacts, readBytes } from './read-case.ts'
import { casebookOf } from './record-paths.ts'
import { judgeAlone } from './verifying.ts'

export interface Looked {
  readonly path: string
  /** '' where the header cannot be read. */
  readonly id: string
  readonly facts: readonly Placed[]
  readonly world: World
  /** What the bytes show, beside the registers and this computer's memory. */
  readonly integrity: Verified
  /** Rules and times: takes as long as folding all facts. */
  readonly judge: () => Review
  /** The verdicts with those of a review. */
  readonly verdict: (review: Review) => Verified
}

interface Looking {
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
    1,
  )

/** Reads one record. Throws a `UserError` where it cannot be read, where no fact can be read in it, or where `policy` is not its own. */
export const lookAt = async (ports: Ports, { file, closures, policy }: Looking): Promise<Looked> => {
  const record = parseRecord(readBytes(ports, file))
  const examined = examinedOf(file, record, checkSignatures(record))
  const facts = placedFacts(record)
  if (facts.length === 0) throw nothingIn(file, examined)
  const held = nothingHeld(closures)
  if (policy !== undefined) {
    if (!namesPolicy(facts, policy.sha256)) refuseOther(facts, policy)
    held.policies.set(policy.sha256, policy)
  }
  const world = await worldFor(ports, casebookOf(file), facts, held)
  const now: Moment = civil(ports.clock.now())
  const integrity = judgeAlone(ports, { examined })
  return {
    path: file,
    id: record.id,
    facts,
    world,
    integrity,
    judge: () => review(world, facts, now),
    verdict: ({ rules: { state: _, ...rules }, time }) => ({ ...integrity, rules, time }),
  }
}
