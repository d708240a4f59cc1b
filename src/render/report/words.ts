/** The words of a report for what a tally has by its id. */
import { challengedBodies } from '../../flow/words/closed-lists.ts'
import { capital } from '../../flow/words/phrase.ts'
import type { Words } from '../../report/tables.ts'
import { requirementOf } from '../../strength/requirements.ts'
import { integrityTotals } from '../verdict-words.ts'

export const reportWords: Words = {
  missing: (id) => requirementOf(id)?.misses ?? id,
  verdict: (kind) => integrityTotals[kind as keyof typeof integrityTotals] ?? kind,
  challenged: (id) => capital(challengedBodies[id] ?? id),
}
