/** What the engine says out loud after an answer, so that a reader of the record need not derive it. */
import type { Stamp } from '../calendar/time.ts'
import type { Ending } from '../flow/policy.ts'
import { type Case, placeOf } from './case.ts'
import { unstated } from './clocks.ts'
import type { Written } from './command.ts'
import type { Place } from './fact.ts'

const endings: Readonly<Record<Ending, string>> = {
  agreed: 'agreed, and done',
  unresolved: 'not resolved',
  stopped: 'stopped by a gatekeeper, not resolved',
  recorded: 'put on record only',
  'no-issue': 'no disagreement after all',
  withdrawn: 'settled otherwise, or no longer needed',
  elsewhere: 'a matter for another procedure',
}

/** What the record owes its reader after these facts: where the case went, which deadlines run, that it ended. */
export const statements = (state: Case, at: Stamp, before: Place): readonly Written[] => {
  const owed: readonly Written[] =
    state.owedNext === undefined ? [] : [{ place: before, fact: { kind: 'next', at, to: state.owedNext } }]
  const place = placeOf(state.position)
  // Not before the sitting's opening is complete: deadlines stand under their rung.
  const due = (state.sitting.by === undefined ? [] : unstated(state)).map(
    (one): Written => ({
      place,
      fact: {
        kind: 'due',
        at,
        whose: one.clock.whose,
        clock: one.key,
        title: one.clock.title,
        deadline: one.deadline,
        calendar: one.calendar,
      },
    }),
  )
  const { position } = state
  const closed: readonly Written[] =
    position.kind === 'closed' && !position.stated
      ? [
          {
            place,
            fact: {
              kind: 'closed',
              at,
              how: { id: position.how, label: endings[position.how] },
            },
          },
        ]
      : []
  return [...owed, ...due, ...closed]
}
