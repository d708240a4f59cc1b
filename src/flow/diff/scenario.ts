/** Comparing one scenario with what became of it: its rungs by what they are, wherever they stand now, and the clocks of each. */

import type { Clock, Rung, Scenario } from '../policy.ts'
import type { Place } from './change.ts'
import { match, shifted } from './match.ts'
import { appeared, diffParts, type Found, placeOf, renamed, saidAnew } from './parts.ts'
import { alikeRungs, carry, type Sides } from './sides.ts'
import { type Ladder, ladders, whereWords } from './words.ts'

interface Stood {
  readonly rung: Rung
  readonly standing: Ladder
}

const stood = (scenario: Scenario): readonly Stood[] =>
  ladders(scenario).flatMap((standing) => standing.rungs.map((rung) => ({ rung, standing })))

const clocks = (
  as: readonly Clock[],
  bs: readonly Clock[],
  sides: Sides,
  place: Place,
  of?: Place,
): readonly Found[] => {
  const owner = { place, field: 'clocks', ...(of === undefined ? {} : { of }) } as const
  const { pairs } = match(
    as,
    bs,
    ({ id }) => id,
    ({ title }) => title,
  )
  // A limit in words alone is told by its words, which stand in the clock.
  const into = new Map(pairs)
  const alone = diffParts('clock', as, bs, sides, owner).filter(({ turn }) => turn.kind !== 'said')
  return [
    ...alone,
    ...as.flatMap((a) => {
      const b = into.get(a)
      const looked = (clock: Clock | undefined, side: Sides['a']): Sides['a'] =>
        clock === undefined ? side : { ...side, clock }
      return b === undefined
        ? []
        : saidAnew('clock', a, b, { ...sides, a: looked(a, sides.a), b: looked(b, sides.b) }, of)
    }),
  ]
}

const diffRung = (a: Rung, b: Rung, outer: Sides): readonly Found[] => {
  const ids = new Map(outer.ids)
  for (const [one, other] of match(
    a.outcomes,
    b.outcomes,
    ({ id }) => id,
    ({ label }) => label,
  ).pairs)
    ids.set(`outcome/${one.id}`, other.id)
  const sides: Sides = { ...outer, ids, a: { ...outer.a, rung: a }, b: { ...outer.b, rung: b } }
  const place = placeOf('rung', b)
  const owner = <F extends 'outcomes' | 'checks' | 'questions'>(
    field: F,
  ): { readonly place: Place; readonly field: F; readonly of: Place } => ({ place, field, of: place })
  return [
    ...renamed('rung', a, b),
    ...clocks(a.clocks, b.clocks, sides, place, place),
    ...diffParts('outcome', a.outcomes, b.outcomes, sides, owner('outcomes')),
    ...saidAnew('rung', a, b, sides),
    ...diffParts('check', a.checks, b.checks, sides, owner('checks')),
    ...diffParts('question', a.questions, b.questions, sides, owner('questions')),
  ]
}

const moves = (
  pairs: readonly (readonly [Stood, Stood])[],
  a: Scenario,
  b: Scenario,
  sides: Sides,
): readonly Found[] => {
  const groupNow = ({ standing: { group } }: Stood): string =>
    group.startsWith('track/') ? `track/${carry(sides, `track/${a.id}`, group.slice(6))}` : group
  const elsewhere = pairs.filter(([one, other]) => groupNow(one) !== other.standing.group)
  const stayed = pairs.filter(([one, other]) => groupNow(one) === other.standing.group)
  const moved = (rung: Rung, standing: Ladder, direction: 'up' | 'down' | 'aside'): Found => ({
    place: placeOf('rung', rung),
    weight: 'consequence',
    turn: { kind: 'moved', direction, where: whereWords(standing, rung) },
  })
  return [
    ...elsewhere.map(([, { rung, standing }]) => moved(rung, standing, 'aside')),
    ...ladders(b).flatMap((standing) => {
      const here = stayed.filter(([, other]) => other.standing.group === standing.group)
      const before = new Set(here.map(([one]) => one.rung))
      return shifted(
        here.map(([one, other]) => [one.rung, other.rung] as const),
        stood(a)
          .map(({ rung }) => rung)
          .filter((rung) => before.has(rung)),
        standing.rungs,
      ).map(({ part, direction }) => moved(part, standing, direction))
    }),
  ]
}

const rungs = (a: Scenario, b: Scenario, sides: Sides): readonly Found[] => {
  const { pairs, gone, added } = match(
    stood(a),
    stood(b),
    ({ rung }) => rung.id,
    ({ rung }) => rung.title,
    (one, other) => alikeRungs(one.rung, other.rung),
  )
  return [
    ...gone.map(({ rung }) => appeared('rung', rung, sides.a, 'gone')),
    ...added.map(({ rung, standing }) =>
      appeared('rung', rung, sides.b, 'new', undefined, whereWords(standing, rung)),
    ),
    ...moves(pairs, a, b, sides),
    ...pairs.flatMap(([one, other]) => diffRung(one.rung, other.rung, sides)),
  ]
}

/** What the words and parts of one scenario differ in. */
export const diffScenario = (a: Scenario, b: Scenario, outer: Sides): readonly Found[] => {
  const sides: Sides = { ...outer, a: { ...outer.a, scenario: a }, b: { ...outer.b, scenario: b } }
  const place = placeOf('scenario', b)
  return [
    ...renamed('scenario', a, b),
    ...rungs(a, b, sides),
    ...clocks(a.clocks, b.clocks, sides, place),
    ...diffParts('stage', a.stages, b.stages, sides, { place, field: 'stages' }, (one, other, stage) =>
      clocks(one.clocks, other.clocks, sides, stage, stage),
    ),
    ...diffParts('track', a.tracks, b.tracks, sides, { place, field: 'tracks' }),
    ...diffParts('start', a.starts, b.starts, sides, { place, field: 'starts' }),
    ...saidAnew('scenario', a, b, sides),
    ...diffParts('closing', a.closing, b.closing, sides, { place, field: 'closing' }),
  ]
}
