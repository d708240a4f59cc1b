/**
 * What stands in a lock file: claims, each a block of readable lines, each naming the claim it replaces. Parses what
 * a stranger or a crash may have left there; a block that is not whole does not count. Touches no file.
 */

import { invisibleClass } from '../unseen.ts'

/** Who writes a record. */
export interface Holder {
  readonly person: string
  readonly host: string
  readonly process: number
  /** When the lock was taken, as people read it. */
  readonly since: string
  /** What tells the process from a later one with its number, where the system shows it. */
  readonly start?: string
  /** Why it was taken over from somebody else, in that person's words. */
  readonly reason?: string
}

export interface Claim extends Holder {
  /** 32 hex digits. */
  readonly id: string
  /** The id of the claim that this one replaces, or NOBODY. */
  readonly replaces: string
}

export const NOBODY = '0'.repeat(32)

const LONGEST = 200

const unseen = new RegExp(`[ ${invisibleClass}]+`, 'gu')

/** Typed text as one bounded line: control, bidirectional and invisible characters become spaces. */
export function harmless(text: string): string {
  const line = text.replace(unseen, ' ').trim()
  return Array.from(line).slice(0, LONGEST).join('').trim()
}

/** A block of lines that begins and ends with a line break, so that a torn one before it does no harm. */
export function formatClaim(claim: Claim): string {
  const lines = [
    `claim ${claim.id}`,
    `replaces ${claim.replaces}`,
    `person: ${harmless(claim.person)}`,
    `host: ${harmless(claim.host)}`,
    `process: ${claim.process}`,
    `start: ${harmless(claim.start ?? '')}`,
    `since: ${harmless(claim.since)}`,
    `reason: ${harmless(claim.reason ?? '')}`,
    `end ${claim.id}`,
  ]
  return `\n${lines.join('\n')}\n`
}

const BLOCK = new RegExp(
  [
    '^claim (?<id>[0-9a-f]{32})',
    'replaces (?<replaces>[0-9a-f]{32})',
    'person: (?<person>.*)',
    'host: (?<host>.*)',
    'process: (?<process>[1-9][0-9]{0,9})',
    'start: (?<start>.*)',
    'since: (?<since>.*)',
    'reason: (?<reason>.*)',
    'end \\k<id>$',
  ].join('\n'),
  'gm',
)

function claimOf(groups: Readonly<Record<string, string | undefined>>): Claim {
  const text = (name: string): string => harmless(groups[name] ?? '')
  const start = text('start')
  const reason = text('reason')
  return {
    id: text('id'),
    replaces: text('replaces'),
    person: text('person'),
    host: text('host'),
    process: Number(text('process')),
    since: text('since'),
    ...(start === '' ? {} : { start }),
    ...(reason === '' ? {} : { reason }),
  }
}

/** Who holds the lock, by the order of the file: each claim counts only if it replaces the one that then holds it. */
export function currentClaim(text: string): Claim | undefined {
  let current: Claim | undefined
  for (const { groups } of text.matchAll(BLOCK)) {
    const claim = claimOf(groups ?? {})
    if (claim.replaces === (current?.id ?? NOBODY)) current = claim
  }
  return current
}
