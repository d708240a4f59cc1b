/**
 * The two policies of a comparison, with what is called differently in them: ids of the older one carried over into the newer
 * one, so that a new id alone is one change and not one at every mention. Compares no parts.
 */

import type {
  Challenged,
  Clock,
  ClockStart,
  Policy,
  Rung,
  Scenario,
  Target,
  When,
  WhomByAnswer,
} from '../policy.ts'
import { rungsOf } from '../rungs.ts'
import { likeness, match } from './match.ts'

/** One of the two, and the part of it that is being looked at. */
export interface Side {
  readonly policy: Policy
  readonly scenario?: Scenario
  readonly rung?: Rung
  readonly clock?: Clock
}

/** `ids`: by `kind/older id`, the newer id. `remarks`: which of either are in the other, too. */
export interface Sides {
  readonly a: Side
  readonly b: Side
  readonly ids: ReadonlyMap<string, string>
  readonly remarks: { readonly a: ReadonlySet<string>; readonly b: ReadonlySet<string> }
}

type Named = { readonly id: string }

/** How alike two rungs are: by title, printed label and clause. */
export const alikeRungs = (a: Rung, b: Rung): number =>
  0.6 * likeness(a.title, b.title) +
  (a.label !== undefined && a.label === b.label ? 0.35 : 0) +
  (a.clause === b.clause ? 0.15 : 0)

const pairsInto = <T extends Named>(
  into: Map<string, string>,
  kind: string,
  as: readonly T[],
  bs: readonly T[],
  name: (part: T) => string,
  alike?: (a: T, b: T) => number,
): readonly (readonly [T, T])[] => {
  const { pairs } = match(as, bs, ({ id }) => id, name, alike)
  for (const [a, b] of pairs) into.set(`${kind}/${a.id}`, b.id)
  return pairs
}

/** The two policies, nothing in them looked at yet. */
export const sidesOf = (a: Policy, b: Policy): Sides => {
  const ids = new Map<string, string>()
  pairsInto(ids, 'contact', a.contacts, b.contacts, ({ role }) => role)
  pairsInto(ids, 'advice', a.advice, b.advice, ({ title }) => title)
  pairsInto(ids, 'elsewhere', a.elsewhere, b.elsewhere, ({ title }) => title)
  pairsInto(ids, 'moment', a.moments, b.moments, ({ ask }) => ask)
  const remarks = pairsInto(ids, 'remark', a.remarks, b.remarks, ({ text }) => text)
  const asks = pairsInto(ids, 'ask', a.asks, b.asks, ({ title }) => title)
  const guards = pairsInto(ids, 'ask', a.guards, b.guards, ({ ask }) => ask)
  for (const [one, other] of [...asks, ...guards])
    pairsInto<Named & { readonly label: string }>(
      ids,
      `option/${one.id}`,
      one.options,
      other.options,
      ({ label }) => label,
    )
  for (const [one, other] of pairsInto(ids, 'scenario', a.scenarios, b.scenarios, ({ title }) => title)) {
    pairsInto(ids, `rung/${one.id}`, rungsOf(one), rungsOf(other), ({ title }) => title, alikeRungs)
    pairsInto(ids, `stage/${one.id}`, one.stages, other.stages, ({ title }) => title)
    pairsInto(ids, `track/${one.id}`, one.tracks, other.tracks, ({ title }) => title)
  }
  return {
    a: { policy: a },
    b: { policy: b },
    ids,
    remarks: {
      a: new Set(remarks.map(([one]) => one.id)),
      b: new Set(remarks.map(([, other]) => other.id)),
    },
  }
}

/** The newer id of what the older policy calls so. */
export const carry = ({ ids }: Sides, kind: string, id: string): string => ids.get(`${kind}/${id}`) ?? id

export const carryRung = (sides: Sides, id: string, scenario = sides.a.scenario?.id ?? ''): string =>
  carry(sides, `rung/${scenario}`, id)

export const carryWhen = (sides: Sides, { ask, is }: When): When => ({
  ask: carry(sides, 'ask', ask),
  is: is.map((id) => carry(sides, `option/${ask}`, id)),
})

export const carryChallenged = (sides: Sides, challenged: Challenged): Challenged =>
  challenged.kind === 'ask'
    ? { ...challenged, ask: carry(sides, 'ask', challenged.ask) }
    : { ...challenged, remarks: challenged.remarks.map((id) => carry(sides, 'remark', id)) }

export const carryWhom = (sides: Sides, whom: WhomByAnswer): WhomByAnswer => ({
  ...whom,
  ask: carry(sides, 'ask', whom.ask),
  is: Object.fromEntries(
    Object.entries(whom.is).map(([id, text]) => [carry(sides, `option/${whom.ask}`, id), text]),
  ),
})

export const carryTarget = (sides: Sides, to: Target): Target => {
  switch (to.kind) {
    case 'rung':
      return { ...to, rung: carryRung(sides, to.rung) }
    case 'scenario':
      return {
        ...to,
        scenario: carry(sides, 'scenario', to.scenario),
        rung: carryRung(sides, to.rung, to.scenario),
      }
    case 'elsewhere':
      return { ...to, elsewhere: carry(sides, 'elsewhere', to.elsewhere) }
    case 'promise':
    case 'top':
    case 'close':
      return to
  }
}

const carryClock = (sides: Sides, path: string): string => {
  const [owner = '', id = ''] = path.split('/')
  return owner === '' ? path : `${carryRung(sides, owner)}/${id}`
}

export const carryStart = (sides: Sides, start: ClockStart): ClockStart => {
  switch (start.kind) {
    case 'told':
    case 'reached':
    case 'asked':
    case 'outcome':
    case 'stage':
      return start
    case 'moment':
      return { ...start, moment: carry(sides, 'moment', start.moment) }
    case 'start':
    case 'end':
      return { ...start, rung: carryRung(sides, start.rung) }
    case 'deadline':
      return { ...start, clock: carryClock(sides, start.clock) }
  }
}
