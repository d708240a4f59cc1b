/** The words of a report for what a tally has by its id. */
import { challengedBodies } from '../../flow/words/closed-lists.ts'
import { capital } from '../../flow/words/phrase.ts'
import type { Words } from '../../report/tables.ts'
import { requirementOf } from '../../strength/requirements.ts'
import { integrityTotals } from '../verdict-words.ts'

/** A tally may be a stranger's, and an id in it the name of what every object has. */
const own = (words: Readonly<Record<string, string>>, id: string): string =>
  Object.hasOwn(words, id) ? (words[id] ?? id) : id

export const reportWords: Words = {
  missing: (id) => requirementOf(id)?.misses ?? id,
  verdict: (kind) => own(integrityTotals, kind),
  challenged: (id) => capital(own(challengedBodies, id)),
}
