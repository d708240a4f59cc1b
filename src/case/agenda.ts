/** What is due in a case, from whom and when: policy deadlines and the dates that people set. Derived; nothing is stored. */
import type { Deadline, PlainDate } from '../calendar/time.ts'
import type { Case } from './case.ts'
import { dues } from './clocks.ts'
import type { Value } from './fact.ts'

export interface AgendaItem {
  /** `own`: a date that the person set. */
  readonly whose: 'ours' | 'theirs' | 'both' | 'own'
  readonly what: string
  readonly deadline: Deadline
  /** An indication, not a limit: it is never overdue. */
  readonly indicative?: true
}

const own = (value: Value | undefined, what: string): readonly AgendaItem[] =>
  value?.kind === 'date' ? [{ whose: 'own', what, deadline: { date: value.date, working: '' } }] : []

/** The dates set by people that still stand at the present position. */
export const ownDates = (state: Case): readonly AgendaItem[] => {
  const { position } = state
  switch (position.kind) {
    case 'rung': {
      const last = position.visit.attempts.filter((one) => one.complete).at(-1)
      if (last?.kind !== 'waiting') return []
      return [
        ...own(last.details.sooner, 'an answer is needed, to protect the child'),
        ...own(last.details['look-again'], 'look at this again'),
      ]
    }
    case 'promise':
      return own(position.details['promise-by'], 'what was agreed is to be done')
    case 'top':
    case 'handed':
      return own(position.details['look-again'], 'look at this again')
    case 'opening':
    case 'entry':
    case 'closing':
    case 'closed':
      return []
  }
}

const key = ({ date, time }: { readonly date: PlainDate; readonly time?: string }): string =>
  `${date} ${time ?? '24:00'}`

/** The order of two texts by their characters' numbers. A locale's order takes longer to load than the first screen does. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Everything open, the earliest first. */
export const agenda = (state: Case): readonly AgendaItem[] => {
  const policy = dues(state)
    .filter((due) => due.met === undefined)
    .map(
      ({ clock, deadline }): AgendaItem => ({
        whose: clock.whose,
        what: `to ${clock.title}`,
        deadline,
        ...(clock.indicative ? { indicative: true } : {}),
      }),
    )
  return [...policy, ...ownDates(state)].sort((a, b) => compareText(key(a.deadline), key(b.deadline)))
}
