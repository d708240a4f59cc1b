/** What changed about one rung, of all that changed between two policies. Compares nothing; see diff.ts. */
import type { Change, Place } from './change.ts'

const within = (place: Place, rung: string): boolean =>
  (place.kind === 'rung' && place.id === rung) || (place.of !== undefined && within(place.of, rung))

/** The id now of what had this one before. */
const idNow = (changes: readonly Change[], kind: 'rung' | 'scenario', id: string): string =>
  changes.flatMap(({ place, turn }) =>
    place.kind === kind && turn.kind === 'renamed' && turn.from === id ? [turn.to] : [],
  )[0] ?? id

/** Those in a scenario, by the id that it had before or has now. */
export const changesInScenario = (changes: readonly Change[], scenario: string): readonly Change[] => {
  const now = idNow(changes, 'scenario', scenario)
  return changes.filter(({ scenarios }) => scenarios.includes(now) || scenarios.includes(scenario))
}

/** Whether a rung of this scenario, by its ids before, is gone, or the whole scenario. `here`: see `changesInScenario`. */
export const isGone = (here: readonly Change[], scenario: string, rung: string): boolean =>
  here.some(
    ({ place, turn }) =>
      turn.kind === 'gone' &&
      ((place.kind === 'rung' && place.id === rung) || (place.kind === 'scenario' && place.id === scenario)),
  )

/** Those about a rung, by its id before. `here`: see `changesInScenario`. */
export const changesOfRung = (here: readonly Change[], rung: string): readonly Change[] => {
  const id = idNow(here, 'rung', rung)
  return here.filter(({ place }) => within(place, id))
}
