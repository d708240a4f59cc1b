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
  return [...hidden].filter((name) => !unknown.has(name) && (figures.get(name) ?? 0) > 0)
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

  it('hides its total where there is no other', () => {
    const figures = new Map(Object.entries({ all: 7, a: 1, b: 0, up: 107, rest: 100 }))
    const sums = [sum('all', 'a', 'b'), sum('up', 'all', 'rest')]
    expect(suppressed(figures, sums, 5).has('all')).toBe(true)
    expect(workedOut(figures, sums, suppressed(figures, sums, 5))).toEqual([])
  })

  it('of two tiny ones is not given away by what is left of the total', () => {
    const figures = new Map(Object.entries({ all: 12, a: 1, b: 1, c: 10 }))
    expect(suppressed(figures, [sum('all', 'a', 'b', 'c')], 5).has('c')).toBe(true)
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
