/** The clock of a made-up case: it begins when the case does, goes on as a real one, and can be moved on. */
import type { Stamp } from '../calendar/time.ts'
import { instant, london, stampAt } from '../calendar/zone.ts'
import type { Clock } from '../ports.ts'

export interface MovableClock extends Clock {
  /** From here on it is that time. */
  readonly set: (to: Stamp) => void
}

/** `real`: what it goes by. */
export const movableClock = (real: Clock, start: Stamp): MovableClock => {
  let shown = instant(start)
  let since = real.instant()
  return {
    now: () => stampAt(shown + real.instant() - since, london),
    instant: real.instant,
    given: true,
    set: (to) => {
      shown = instant(to)
      since = real.instant()
    },
  }
}
