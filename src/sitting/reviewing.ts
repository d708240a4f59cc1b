/** Both verdicts on what a record says, with the policies and calendars that are kept beside it. */
import type { Moment } from '../calendar/time.ts'
import type { Placed } from '../case/case.ts'
import { type Review, review } from '../verify/review.ts'
import { type Held, keptOtherwise, type Shelf, worldFor } from './library.ts'

/**
 * Judges the facts of a record of a casebook. A text that is kept beside it and is not what it was is told, even where this
 * program has the right one: whoever reads the record later, without the program, has that text. `held`: see `worldFor`. `id`: its number.
 */
export const reviewBeside = async (
  ports: Shelf,
  casebook: string,
  id: string,
  facts: readonly Placed[],
  held: Held,
  now: Moment,
): Promise<Review> => {
  const { rules, time } = review(await worldFor(ports, casebook, facts, held), facts, now, id)
  const why = rules.kind === 'parts' ? undefined : keptOtherwise(ports, casebook, facts, held)
  return { rules: why === undefined ? rules : { kind: 'cannot-judge', why, state: rules.state }, time }
}
