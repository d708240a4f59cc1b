/** Which drafts a case wants where it stands. */
import type { Case } from '../case/case.ts'
import type { Draft, DraftPlace } from './draft.ts'

const isHere = ({ position }: Case, place: DraftPlace): boolean => {
  switch (place.kind) {
    case 'promise':
      return position.kind === 'promise'
    // What was agreed is often confirmed when all is done.
    case 'closing':
      return position.kind === 'closing' || position.kind === 'closed'
    case 'advice':
      return position.kind === 'rung' && position.visit.rung.advice.includes(place.id)
    case 'rung':
      return (
        position.kind === 'rung' &&
        position.visit.rung.id === place.rung &&
        (place.scenario === undefined || place.scenario === position.visit.scenario)
      )
  }
}

/** The drafts that are wanted where the case stands, in their order. */
export const wantedNow = (drafts: readonly Draft[], state: Case): readonly Draft[] =>
  drafts.filter(({ places }) => places.some((place) => isHere(state, place)))
