/** The way that a case took, out of its record: rungs, outcomes and dates. Takes no word from it that somebody typed. */

import * as path from 'node:path'
import type { PlainDate } from '../calendar/time.ts'
import type { Attempt, Case, Position, Visit } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import { happened } from '../case/starts.ts'
import type { Path, PathAttempt } from '../flow/graph/path.ts'
import { rungName } from '../flow/rungs.ts'
import type { Ports } from '../ports.ts'
import { type ReadCase, readCase } from './read-case.ts'
import { casebookOf, findOneRecord } from './record-paths.ts'

/** Outcomes of the program, by id; the record's own labels are not taken. */
const programs: Readonly<Record<string, string>> = {
  waiting: 'waiting for an answer',
  unreached: 'could not reach them',
  'no-answer': 'no answer in time',
  skipped: 'left out',
  back: 'went back to an earlier step',
  moved: 'another kind of disagreement fitted',
  withdrawn: 'settled otherwise, or no longer needed',
}

const attemptOf = (attempt: Attempt): PathAttempt => ({
  outcome: attempt.outcome.id,
  words: programs[attempt.outcome.id] ?? 'an outcome that this edition does not have',
  date: happened(attempt).date,
})

const reachedOn = ({ reached }: Visit): PlainDate => reached.date

const nowWords = (position: Position): string => {
  switch (position.kind) {
    case 'opening':
    case 'entry':
      return 'no rung reached yet'
    case 'rung':
      return `on “${rungName(position.visit.rung)}”`
    case 'promise':
      return 'agreed, to be done'
    case 'top':
      return 'the policy has ended, unresolved'
    case 'handed':
      return 'handed to others; it may come back'
    case 'closing':
      return `closing: ${position.how.replaceAll('-', ' ')}`
    case 'closed':
      return `closed: ${position.how.replaceAll('-', ' ')}`
  }
}

/** The way of a case. */
export const pathOf = (record: string, state: Case): Path => {
  const { position } = state
  const visits = [...toList(state.trail), ...(position.kind === 'rung' ? [position.visit] : [])]
  return {
    record,
    visits: visits.map((visit) => ({
      scenario: visit.scenario,
      rung: visit.rung.id,
      reached: reachedOn(visit),
      attempts: visit.attempts.map(attemptOf),
    })),
    now: {
      words: nowWords(position),
      ...(position.kind === 'rung' ? { rung: position.visit.rung.id } : {}),
    },
  }
}

/**
 * Reads the record that a person means: a path to its file, or a number in the casebook. The policies pinned beside it
 * are looked for where it lies. Throws a `UserError` where it cannot be read.
 */
export const readMarked = async (
  ports: Ports,
  record: string,
  casebook: string | undefined,
): Promise<ReadCase> => {
  const file = await findOneRecord(ports, record, casebook)
  return readCase(ports, casebookOf(file), { id: path.basename(file).replace(/\.md$/i, ''), path: file })
}
