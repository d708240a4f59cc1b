/** Routes through small policies: how many there are, and which of them do not end. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Policy, Rung } from '../../src/flow/policy.ts'
import { enumerateRoutes } from '../../src/proof/routes.ts'
import { ask, at, guard, ladder, outcome, policy, rung, scenario, top } from '../flow/made.ts'

const promise = { kind: 'promise' } as const
const one = (rungs: readonly Rung[], more = {}): Policy => policy([scenario('s', rungs, more)])

describe('counting', () => {
  test('a ladder of three: agreed at each, or the top', () => {
    const found = enumerateRoutes(one(ladder(['a', 'b', 'c'])))
    expect(found).toMatchObject({
      routes: 4,
      longer: 0,
      rungs: 3,
      longest: 3,
      longestIsExact: true,
      loops: [],
    })
    expect(found).toMatchObject({ circles: [], endless: [], notFollowed: [] })
    expect([...found.ends].sort()).toEqual(['promise', 'top'])
  })

  test('two outcomes that lead to the same rung are one route; different ends are several', () => {
    const found = enumerateRoutes(
      one([
        rung('a', top, {
          outcomes: [
            outcome('agreed', 'agreed', promise),
            outcome('refused', 'refused', top),
            outcome('stopped', 'stopped', { kind: 'close' }),
            outcome('recorded', 'recorded', { kind: 'close' }),
          ],
        }),
      ]),
    )
    expect(found).toMatchObject({ routes: 4, ways: 6 })
    expect(found.ends).toEqual(['top', 'promise', 'closed stopped', 'closed recorded'])
  })

  test('a ladder longer than the bound goes on', () => {
    const found = enumerateRoutes(one(ladder(['a', 'b', 'c', 'd'])), 2)
    expect(found).toMatchObject({ routes: 2, longer: 1, longest: 4, longestIsExact: true })
  })

  test('other starts are routes of their own', () => {
    const starts = [{ id: 'late', title: 'Late', rung: 'c', why: false, clause: '1' }]
    expect(enumerateRoutes(one(ladder(['a', 'b', 'c']), { starts })).routes).toBe(4 + 2)
  })

  test('a track and its end', () => {
    const tracks = [{ id: 'urgent', title: 'Urgent', clause: '1', remarks: [], rungs: [rung('u', at('b'))] }]
    const way = outcome('urgent', 'other-way', at('u'))
    const rungs = ladder(['a', 'b'], { a: { outcomes: [way] } })
    // a b top, a b promise, a u b top, a u b promise, a u promise
    expect(enumerateRoutes(one(rungs, { tracks }))).toMatchObject({ routes: 5, longest: 3 })
  })
})

describe('conditions', () => {
  const rungs = ladder(['a', 'b', 'c'], {
    a: { when: { ask: 'urgent', is: ['yes'] } },
    c: { when: { ask: 'urgent', is: ['yes'] } },
  })
  test('only what one set of answers allows is a route', () => {
    const found = enumerateRoutes(
      policy([scenario('s', rungs, { entryAsks: ['urgent'] })], { asks: [ask('urgent')] }),
    )
    // yes: a, ab, abc, top; no: b, b top.
    expect(found).toMatchObject({ routes: 4 + 2, longest: 3 })
  })

  test('answers that no condition tells apart count once', () => {
    const many = {
      ...ask('urgent'),
      options: ['yes', ...Array.from({ length: 40 }, (_, i) => `no-${i}`)].map((id) => ({ id, label: id })),
    }
    expect(enumerateRoutes(policy([scenario('s', rungs)], { asks: [many] }))).toMatchObject({
      routes: 6,
      notFollowed: [],
    })
  })

  test('a guard holds until it has been asked, and then says the same for good', () => {
    const guarded = ladder(['a', 'b', 'c'], {
      a: { when: { ask: 'risk', is: ['yes'] }, guards: ['risk'] },
      c: { when: { ask: 'risk', is: ['yes'] } },
    })
    // a is always reached; c only after yes.
    const found = enumerateRoutes(policy([scenario('s', guarded)], { guards: [guard('risk')] }))
    expect(found.routes).toBe(1 + 1 + 2 + 1)
  })

  test('a guard that is asked at every rung is not followed: what depends on it is taken to hold', () => {
    const found = enumerateRoutes(policy([scenario('s', rungs)], { guards: [guard('urgent', 'rung')] }))
    expect(found).toMatchObject({ notFollowed: ['urgent'], routes: 4 })
  })

  test('a ladder of which no rung stands begins at its first all the same', () => {
    const none = ladder(['a'], { a: { when: { ask: 'urgent', is: ['maybe'] } } })
    // a, a top; never the top at once.
    expect(enumerateRoutes(policy([scenario('s', none)], { asks: [ask('urgent')] }))).toMatchObject({
      routes: 2,
      rungs: 1,
    })
  })

  test('another scenario is entered by its door', () => {
    const way = outcome('other', 'other-way', { kind: 'scenario', scenario: 't', rung: 'y' })
    const made = policy([
      scenario('s', ladder(['a'], { a: { outcomes: [way] } })),
      scenario('t', ladder(['x', 'y'])),
    ])
    // s: top, a y, a y top; t: x, xy, xy top.
    expect(enumerateRoutes(made)).toMatchObject({ routes: 6, rungs: 3 })
  })

  test('what is offered on a first rung does not wait for its guard', () => {
    const way = outcome('help', 'other-way', { kind: 'close' }, { when: { ask: 'risk', is: ['yes'] } })
    const rungs = ladder(['a', 'b'], {
      a: { guards: ['risk'], outcomes: [way] },
      b: { guards: ['risk'], outcomes: [way] },
    })
    const more = ladder(['c'], { c: { when: { ask: 'risk', is: ['no'] } } })
    const made = policy(
      [
        scenario(
          's',
          [...rungs.slice(0, 1), rung('b', at('c'), rungs[1]), ...more].map((one) =>
            one.id === 'b' ? { ...one, up: at('c') } : one,
          ),
        ),
      ],
      { guards: [guard('risk')] },
    )
    // a; a b (yes); a b top (yes, c passed over); a b c; a b c top.
    expect(enumerateRoutes(made).routes).toBe(5)
  })
})

describe('the proof', () => {
  test('a way beside the ladder makes a loop that one can leave', () => {
    const rungs = ladder(['a', 'b'], {
      a: { outcomes: [outcome('help', 'other-way', at('w')), outcome('refused', 'refused', at('b'))] },
    })
    const found = enumerateRoutes(one(rungs, { ways: [rung('w', at('a'))] }), 6)
    expect(found.loops).toEqual([
      {
        rungs: ['s/a', 's/w'],
        back: [{ from: 's/w', outcomes: ['refused', 'no-answer', 'skipped'], to: 's/a' }],
        stubborn: false,
      },
    ])
    expect(found).toMatchObject({ circles: [], endless: [], longest: 2, longestIsExact: true })
    expect(found.longer).toBe(1)
  })

  test('a gatekeeper who always gives it back is a loop of its own kind', () => {
    const rungs = ladder(['a', 'b'], {
      a: { whom: 'A', outcomes: [outcome('refused', 'refused', at('b'))] },
      b: { outcomes: [outcome('refused', 'refused', at('a'))] },
    })
    expect(enumerateRoutes(one(rungs)).loops).toMatchObject([{ rungs: ['s/a', 's/b'], stubborn: true }])
  })

  test('tracks whose ends lead to one another never end', () => {
    const track = (id: string, then: string) => ({
      id,
      title: id,
      clause: '1',
      remarks: [],
      rungs: [rung(id, at(then), { outcomes: [outcome('refused', 'refused', at(then))] })],
    })
    const rungs = ladder(['a'], { a: { outcomes: [outcome('urgent', 'other-way', at('u'))] } })
    const found = enumerateRoutes(one(rungs, { tracks: [track('u', 'v'), track('v', 'u')] }))
    expect(found.circles).toEqual([['s/u', 's/v']])
    expect(found.endless).toEqual(['s/u', 's/v'])
  })

  test('a circle with a way out of it is still a circle', () => {
    const rungs = ladder(['a'], { a: { outcomes: [outcome('urgent', 'other-way', at('u'))] } })
    const tracks = [{ id: 'u', title: 'u', clause: '1', remarks: [], rungs: [rung('u', at('u'))] }]
    expect(enumerateRoutes(one(rungs, { tracks }))).toMatchObject({ circles: [['s/u']], endless: [] })
  })
})

/** The slow way: every sequence, one after another. */
const sequences = (made: Policy, bound: number): number => {
  const rungs = new Map(made.scenarios[0]?.ladder.map((each) => [each.id, each]))
  const found = new Set<string>()
  const walk = (id: string, trail: readonly string[]): void => {
    const here = rungs.get(id)
    if (here === undefined || trail.length >= bound) return
    for (const to of [here.up, ...here.outcomes.map((each) => each.to)])
      if (to.kind === 'rung') walk(to.rung, [...trail, id])
      else found.add([...trail, id, to.kind].join(' '))
  }
  walk('r0', [])
  return found.size
}

describe('laws', () => {
  const flows = fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 1, maxLength: 6 }).map((list) =>
    one(
      list.map((targets, i) => {
        const to = (n: number) => (n < list.length ? at(`r${n}`) : n % 2 === 0 ? top : promise)
        return rung(`r${i}`, i + 1 < list.length ? at(`r${i + 1}`) : top, {
          outcomes: targets.map((n, j) => outcome(`o${j}`, 'other-way', to(n))),
        })
      }),
    ),
  )

  test('the count is that of trying each one', () => {
    fc.assert(
      fc.property(flows, fc.integer({ min: 1, max: 6 }), (made, bound) => {
        expect(enumerateRoutes(made, bound).routes).toBe(sequences(made, bound))
      }),
    )
  })

  test('the longest route without repetition is that of trying each one', () => {
    fc.assert(
      fc.property(flows, (made) => {
        const rungs = new Map(made.scenarios[0]?.ladder.map((each) => [each.id, each]))
        const longest = (id: string, seen: readonly string[]): number => {
          const here = rungs.get(id)
          if (here === undefined || seen.includes(id)) return seen.length
          const tos = [here.up, ...here.outcomes.map((each) => each.to)]
          return Math.max(
            ...tos.map((to) => (to.kind === 'rung' ? longest(to.rung, [...seen, id]) : seen.length + 1)),
          )
        }
        expect(enumerateRoutes(made)).toMatchObject({ longest: longest('r0', []), longestIsExact: true })
      }),
    )
  })

  test('thousands of rungs, even where each gives back to the first, take no recursion and little time', () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `r${i}`)
    const back = Object.fromEntries(
      ids.map((id, i) => [
        id,
        {
          outcomes: [
            outcome('refused', 'refused', at(ids[i + 1] ?? 'r0')),
            outcome('returned', 'returned', at('r0')),
          ],
        },
      ]),
    )
    const found = enumerateRoutes(one(ladder(ids, back)))
    expect(found).toMatchObject({ longest: 20_000, longestIsExact: true })
    expect(found.loops).toHaveLength(1)
  })

  test('more conditions than can be followed together take no more time', () => {
    const ids = Array.from({ length: 4000 }, (_, i) => `r${i}`)
    const guards = Array.from({ length: 9 }, (_, i) => `g${i}`)
    const more = Object.fromEntries(
      ids.map((id, i) => [
        id,
        { when: { ask: guards[i % 9] ?? '', is: ['yes'] }, guards: [guards[(i * 4) % 9] ?? ''] },
      ]),
    )
    const made = policy([scenario('s', ladder(ids, more))], { guards: guards.map((id) => guard(id)) })
    const found = enumerateRoutes(made)
    expect(found).toMatchObject({ rungs: 4000, endless: [], circles: [] })
    expect(found.notFollowed.length).toBeGreaterThan(0)
  })
})
