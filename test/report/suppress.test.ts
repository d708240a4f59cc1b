/** What is published gives no small count away, directly or by working it out. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Sum, suppressed } from '../../src/report/suppress.ts'

/** What a reader can work out: the one figure of a sum that is not shown, again and again. */
const workedOut = (
  figures: ReadonlyMap<string, number>,
  sums: readonly Sum[],
  hidden: ReadonlySet<string>,
): readonly string[] => {
  const unknown = new Set(hidden)
  for (let before = -1; before !== unknown.size; ) {
    before = unknown.size
    for (const { total, parts } of sums) {
      const missing = [total, ...parts].filter((name) => unknown.has(name))
      if (missing.length === 1 && missing[0] !== undefined) unknown.delete(missing[0])
    }
  }
  const isSmall = (count: number): boolean => count > 0 && count < 5
  return [...hidden].filter((name) => !unknown.has(name) && isSmall(figures.get(name) ?? 0))
}

const two = (name: string, a: number, b: number): [string, number][] => [
  [`${name}/a`, a],
  [`${name}/b`, b],
  [name, a + b],
]

const sum = (total: string, ...parts: string[]): Sum => ({ total, parts })

describe('a count that is small', () => {
  it('is hidden, and nothing else where nothing adds up to it', () => {
    expect([...suppressed(new Map(Object.entries({ a: 4, b: 5, c: 0 })), [], 5)]).toEqual(['a'])
  })

  it('hides the next smallest of its sum', () => {
    const figures = new Map(Object.entries({ all: 30, a: 2, b: 8, c: 20 }))
    expect([...suppressed(figures, [sum('all', 'a', 'b', 'c')], 5)].toSorted()).toEqual(['a', 'b'])
  })

  it('hides what its total could be worked out from', () => {
    const figures = new Map(Object.entries({ all: 4, a: 4, b: 0, up: 104, rest: 100 }))
    const sums = [sum('all', 'a', 'b'), sum('up', 'all', 'rest')]
    expect([...suppressed(figures, sums, 5)].toSorted()).toEqual(['a', 'all', 'rest'])
  })

  it('that stands in no table, but is what two others differ by, is not given away', () => {
    const figures = new Map(Object.entries({ cases: 240, thin: 238 }))
    const sums = [sum('cases', 'thin', 'not thin')]
    expect([...suppressed(figures, sums, 5)]).toEqual(['thin'])
    expect([...suppressed(new Map(Object.entries({ cases: 240, thin: 200 })), sums, 5)]).toEqual([])
  })

  it('of as many as their sum is not given away: each would be one', () => {
    const ones = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`s${i}`, 1]))
    const figures = new Map(Object.entries({ ...ones, all: 27, big: 20 }))
    const hidden = suppressed(figures, [sum('all', ...Object.keys(ones), 'big')], 5)
    expect(hidden.has('big')).toBe(true)
  })

  it('of two tiny ones is not given away by what is left of the total', () => {
    const figures = new Map(Object.entries({ all: 12, a: 1, b: 1, c: 10 }))
    expect(suppressed(figures, [sum('all', 'a', 'b', 'c')], 5).has('c')).toBe(true)
  })
})

/** Every way in which hidden counts could be what they are: what each of them may be. */
const possible = (rows: readonly (readonly [number, number])[], hidden: ReadonlySet<string>) => {
  const most = 9
  const range = (name: string, count: number): readonly number[] =>
    hidden.has(name) ? Array.from({ length: most + 1 }, (_, i) => i) : [count]
  const fits = (name: string, own: number, tried: number): boolean => hidden.has(name) || own === tried
  const found = new Map<string, Set<number>>()
  const [[a, b] = [0, 0], [c, d] = [0, 0]] = rows
  for (const x of range('a', a))
    for (const y of range('b', b))
      for (const z of range('c', c))
        for (const w of range('d', d)) {
          const tried = {
            a: x,
            b: y,
            c: z,
            d: w,
            ab: x + y,
            cd: z + w,
            ac: x + z,
            bd: y + w,
            all: x + y + z + w,
          }
          const own = { a, b, c, d, ab: a + b, cd: c + d, ac: a + c, bd: b + d, all: a + b + c + d }
          if (
            !Object.keys(own).every((name) =>
              fits(name, own[name as keyof typeof own], tried[name as keyof typeof own]),
            )
          )
            continue
          for (const [name, count] of Object.entries(tried))
            found.set(name, (found.get(name) ?? new Set()).add(count))
        }
  return found
}

describe('a table with totals on both sides', () => {
  const count = fc.nat(8)
  it('leaves more than one way for every small count, whoever tries them all', () => {
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const figures = new Map(
          Object.entries({ a, b, c, d, ab: a + b, cd: c + d, ac: a + c, bd: b + d, all: a + b + c + d }),
        )
        const sums = [
          sum('ab', 'a', 'b'),
          sum('cd', 'c', 'd'),
          sum('ac', 'a', 'c'),
          sum('bd', 'b', 'd'),
          sum('all', 'ab', 'cd'),
          sum('all', 'ac', 'bd'),
        ]
        const hidden = suppressed(figures, sums, 5)
        const ways = possible(
          [
            [a, b],
            [c, d],
          ],
          hidden,
        )
        for (const [name, own] of figures)
          if (own > 0 && own < 5) {
            expect(hidden.has(name)).toBe(true)
            expect(ways.get(name)?.size).toBeGreaterThan(1)
          }
      }),
      { numRuns: 200 },
    )
  })
})

describe('whatever is counted', () => {
  const counts = fc.nat(12)
  const report = fc
    .array(fc.tuple(counts, counts, counts, counts), { minLength: 1, maxLength: 5 })
    .map((rows) => {
      const figures = new Map<string, number>()
      const sums: Sum[] = []
      for (const [i, [a, b, c, d]] of rows.entries()) {
        for (const [name, count] of [...two(`r${i}/x`, a, b), ...two(`r${i}/y`, c, d)])
          figures.set(name, count)
        figures.set(`r${i}`, a + b + c + d)
        sums.push(
          sum(`r${i}`, `r${i}/x`, `r${i}/y`),
          sum(`r${i}/x`, `r${i}/x/a`, `r${i}/x/b`),
          sum(`r${i}/y`, `r${i}/y/a`, `r${i}/y/b`),
        )
      }
      figures.set(
        'all',
        rows.flat().reduce((x, y) => x + y, 0),
      )
      sums.push(sum('all', ...rows.map((_, i) => `r${i}`)))
      return { figures, sums }
    })

  it('no hidden count can be worked out, and every small one is hidden', () => {
    fc.assert(
      fc.property(report, ({ figures, sums }) => {
        const hidden = suppressed(figures, sums, 5)
        expect(workedOut(figures, sums, hidden)).toEqual([])
        for (const [name, count] of figures) if (count > 0 && count < 5) expect(hidden.has(name)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
