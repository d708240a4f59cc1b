/** Clocks that cannot be met: what they count from does not happen before, or never; or they wait for one another. */

import { suggest } from '../nearest.ts'
import type { ClockStart, Policy, Rung, Scenario } from '../policy.ts'
import { findRung } from '../rungs.ts'
import { type Standing, standingClocks } from './clock-list.ts'
import type { Claim } from './place.ts'
import { keyOf, type Roads, reached } from './roads.ts'

/** Searches of all roads in one scenario, at most: a true flow needs none or two. */
const mostSearches = 200

/** Clocks that a mistyped one is compared with. */
const mostCompared = 100

/** Whether one rung can be visited before another. */
type Before = (earlier: string, later: string) => boolean

const beforeIn = (scenario: Scenario, roads: Roads): Before => {
  const height = new Map(scenario.ladder.map((rung, i) => [rung.id, i]))
  const known = new Map<string, ReadonlySet<string>>()
  return (earlier, later) => {
    const [a, b] = [height.get(earlier), height.get(later)]
    if (a !== undefined && b !== undefined && a < b) return true
    const from = roads.get(keyOf(scenario.id, earlier))
    const found = known.get(earlier)
    if (from === undefined || (found === undefined && known.size >= mostSearches)) return true
    const seen = found ?? reached(roads, from.on, (knot) => knot.on)
    known.set(earlier, seen)
    return seen.has(keyOf(scenario.id, later))
  }
}

/** Why a clock never starts that counts from here; undefined where it can. */
const never = (
  scenario: Scenario,
  { over, rungs }: Standing,
  from: ClockStart,
  before: Before,
): string | undefined => {
  const comesBefore = (rung: string): boolean =>
    over === 'scenario' || rungs.some((one) => before(rung, one.id))
  switch (from.kind) {
    case 'told':
    case 'moment':
      return undefined
    case 'reached':
    case 'asked':
    case 'outcome':
      return over === 'scenario'
        ? `"${from.kind}" is a moment of one rung, and this clock spans all of them`
        : undefined
    case 'stage':
      return over === 'scenario' || rungs.some((rung) => rung.stage === undefined)
        ? 'it stands in no stage'
        : undefined
    case 'start':
    case 'end': {
      const own = from.kind === 'start' && rungs.some((rung) => rung.id === from.rung)
      return own || comesBefore(from.rung) ? undefined : `nobody was at "${from.rung}" before`
    }
    case 'deadline': {
      const [owner = ''] = from.clock.split('/')
      const same = rungs.some((rung) => rung.id === owner || rung.stage === owner)
      return same || findRung(scenario, owner) === undefined || comesBefore(owner)
        ? undefined
        : `nobody was at "${owner}" before, so its clock has not started`
    }
  }
}

const starts = (scenario: Scenario, all: readonly Standing[], roads: Roads): readonly Claim[] => {
  const before = beforeIn(scenario, roads)
  const keys = new Set(all.map((one) => one.key))
  const known = [...keys].slice(0, mostCompared)
  return all.flatMap((one) =>
    one.clock.from.flatMap((from): readonly Claim[] => {
      if (from.kind === 'deadline' && !keys.has(from.clock))
        return [
          {
            code: 'RF010',
            message: `There is no clock named "${from.clock}".`,
            hint: suggest(from.clock, known),
            at: one.at('from'),
          },
        ]
      const why = never(scenario, one, from, before)
      return why === undefined
        ? []
        : [
            {
              code: 'RF038',
              message: `This clock never starts: ${why}.`,
              hint: 'Let it count from something that has happened by then: told, reached, or a rung below.',
              at: one.at('from'),
            },
          ]
    }),
  )
}

/** Those that count from nothing but deadlines of others of them. */
const waiting = (all: readonly Standing[]): readonly Standing[] => {
  const left = new Map(all.map((one) => [one.key, one]))
  const users = new Map<string, string[]>()
  const free = ({ clock }: Standing): boolean =>
    clock.from.length === 0 || clock.from.some((from) => from.kind !== 'deadline' || !left.has(from.clock))
  for (const { key, clock } of all)
    for (const from of clock.from)
      if (from.kind === 'deadline') users.set(from.clock, [...(users.get(from.clock) ?? []), key])
  const open = all.filter(free)
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (!left.delete(one.key)) continue
    for (const key of users.get(one.key) ?? []) {
      const user = left.get(key)
      if (user !== undefined && free(user)) open.push(user)
    }
  }
  return [...left.values()]
}

const circles = (all: readonly Standing[]): readonly Claim[] =>
  waiting(all).map((one) => ({
    code: 'RF039',
    message: 'This clock never starts: the deadline it counts from depends on its own.',
    hint: 'Let one of the clocks count from something that happens.',
    at: one.at('from'),
  }))

/** Somebody is approached there, or a form or a copy goes out. */
const sends = (rung: Rung): boolean =>
  rung.whom !== undefined || rung.checks.some(({ kind }) => kind === 'form' || kind === 'inform')

const receipts = (all: readonly Standing[]): readonly Claim[] =>
  all
    .filter(({ clock, rungs }) => clock.met === 'received' && !rungs.some(sends))
    .map((one) => ({
      code: 'RF046',
      message: 'Only receipt meets this clock, and nothing is sent to anybody here.',
      hint: 'Name whom the rung approaches, or leave "met" out.',
      at: one.at('met'),
    }))

/** Clocks that cannot be met. */
export const clocks = (policy: Policy, roads: Roads): readonly Claim[] =>
  policy.scenarios.flatMap((scenario) => {
    const all = standingClocks(scenario)
    return all.length === 0 ? [] : [...starts(scenario, all, roads), ...circles(all), ...receipts(all)]
  })
