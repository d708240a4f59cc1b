/** What is due in a case, from whom and when: policy deadlines and the dates that people set. Derived; nothing is stored. */
import type { Deadline, PlainDate } from '../calendar/time.ts'
import type { Case, Details } from './case.ts'
import { dues } from './clocks.ts'
import type { Field } from './fact.ts'

export interface AgendaItem {
  /** The clock's key, see `Due`; of a date that the person set the name of its question, which has no "/". */
  readonly key: string
  /** `own`: a date that the person set. */
  readonly whose: 'ours' | 'theirs' | 'both' | 'own'
  readonly what: string
  readonly deadline: Deadline
  /** Of the clock. A date that the person set has none. */
  readonly clause?: string
  /** An indication, not a limit: it is never overdue. */
  readonly indicative?: true
}

const own = (details: Details, key: Field, what: string): readonly AgendaItem[] => {
  const value = details[key]
  return value?.kind === 'date'
    ? [{ key, whose: 'own', what, deadline: { date: value.date, working: '' } }]
    : []
}

/** The dates set by people that still stand at the present position. */
export const ownDates = (state: Case): readonly AgendaItem[] => {
  const { position } = state
  switch (position.kind) {
    case 'rung': {
      const last = position.visit.attempts.filter((one) => one.complete).at(-1)
      if (last?.kind !== 'waiting') return []
      return [
        ...own(last.details, 'sooner', 'an answer is needed, to protect the child'),
        ...own(last.details, 'look-again', 'look at this again'),
      ]
    }
    case 'promise':
      return own(position.details, 'promise-by', 'what was agreed is to be done')
    case 'top':
    case 'handed':
      return own(position.details, 'look-again', 'look at this again')
    case 'opening':
    case 'entry':
    case 'closing':
    case 'closed':
      return []
  }
}

const dueKey = ({ date, time }: { readonly date: PlainDate; readonly time?: string }): string =>
  `${date} ${time ?? '24:00'}`

/** The order of two texts by their characters' numbers. A locale's order takes longer to load than the first screen does. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Everything open, the earliest first. */
export const agenda = (state: Case): readonly AgendaItem[] => {
  const policy = dues(state)
    .filter((due) => due.met === undefined)
    .map(
      ({ key, clock, deadline }): AgendaItem => ({
        key,
        whose: clock.whose,
        what: `to ${clock.title}`,
        deadline,
        clause: clock.clause,
        ...(clock.indicative ? { indicative: true } : {}),
      }),
    )
  return [...policy, ...ownDates(state)].sort((a, b) => compareText(dueKey(a.deadline), dueKey(b.deadline)))
}

/** What is open, by its key and when it is due: to see what has come to be open since. */
export const openDues = (state: Case): ReadonlySet<string> =>
  new Set(agenda(state).map(({ key, deadline }) => `${key} ${dueKey(deadline)}`))
