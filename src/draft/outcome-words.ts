/**
 * What came of a step, as it is told to others. On the screen an outcome also says what the reader does next ("go up to a Team
 * Leader"), which is nothing to put before whom one writes to.
 */
import type { AttemptKind } from '../case/attempt-kinds.ts'
import type { Case } from '../case/case.ts'
import type { Named } from '../case/fact.ts'
import { kindOf } from '../case/outcomes.ts'
import { findRung } from '../flow/rungs.ts'

/** Where a flow's own words only say the same with more. */
const words: Partial<Readonly<Record<AttemptKind, string>>> = {
  agreed: 'Agreed',
  refused: 'Not agreed',
  waiting: 'Asked, and no answer yet',
  unreached: 'Could not be reached',
  'no-answer': 'No answer',
  skipped: 'Left out',
  back: 'Went back to an earlier step',
}

/** `rung`: its id, in any scenario of the case's policy. */
export const outcomeWords = ({ policy }: Case, rung: string, { id, label }: Named): string => {
  const found = policy?.scenarios.flatMap((one) => findRung(one, rung) ?? [])[0]
  const kind = found === undefined ? undefined : kindOf(found, id)
  return kind === undefined ? label : (words[kind] ?? label)
}
