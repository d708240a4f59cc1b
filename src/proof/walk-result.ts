/** What came out of a walk, in the words in which a walk file expects it. Compares nothing. */
import { formatDue } from '../calendar/deadline.ts'
import type { Case, Visit } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import { visitsOf } from '../case/history.ts'
import type { Expected } from './walks.ts'

const endOf = ({ position }: Case): string => {
  switch (position.kind) {
    case 'closed':
      return `closed ${position.how}`
    case 'rung':
      return `open at ${position.visit.rung.id}`
    case 'opening':
    case 'entry':
    case 'promise':
    case 'top':
    case 'handed':
    case 'closing':
      return `open at ${position.kind}`
  }
}

/** The visits, deadlines and end of a case, as `expect:` spells them. */
export const resultOf = (state: Case): Expected => {
  const visits = visitsOf(state)
  const changed = (visit: Visit, i: number): boolean => i > 0 && visits[i - 1]?.scenario !== visit.scenario
  return {
    rungs: visits.map((visit, i) =>
      changed(visit, i) ? `${visit.scenario}/${visit.rung.id}` : visit.rung.id,
    ),
    due: toList(state.log).flatMap(({ fact }) =>
      fact.kind === 'due' ? [`${fact.clock}: ${formatDue(fact.deadline)}`] : [],
    ),
    end: endOf(state),
  }
}
