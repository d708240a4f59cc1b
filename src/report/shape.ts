/** What stands where in a tally, so that one that a stranger has written is looked at before it is added to others. */
import { parsePlainDate } from '../calendar/date.ts'

/** Of one place in a tally. */
type Shape =
  | { readonly kind: 'count' }
  | { readonly kind: 'text'; readonly fits: (text: string) => boolean; readonly words: string }
  /** Parts that are known by their keys. */
  | {
      readonly kind: 'parts'
      readonly parts: Readonly<Record<string, Shape>>
      readonly needed?: readonly string[]
    }
  /** Any number of parts, all alike. */
  | { readonly kind: 'each'; readonly of: Shape; readonly named: RegExp; readonly words: string }

const longest = 500
const largest = 1e9

const count: Shape = { kind: 'count' }

const text: Shape = { kind: 'text', fits: ({ length }) => length <= longest, words: 'no text, or too long' }

const each = (of: Shape): Shape => ({ kind: 'each', of, named: /^.{1,500}$/su, words: 'no name' })

const counts = each(count)

const parts = (known: Readonly<Record<string, Shape>>): Shape => ({ kind: 'parts', parts: known })

const quarters = (known: Readonly<Record<string, Shape>>): Shape => ({
  kind: 'each',
  of: parts(known),
  named: /^\d{4} Q[1-4]$/,
  words: 'no quarter',
})

const isDay = (value: string): boolean => parsePlainDate(value) !== undefined
const day: Shape = { kind: 'text', fits: isDay, words: 'no day' }
const dayOrNone: Shape = { ...day, fits: (value) => value === '' || isDay(value) }

const rung = parts({
  title: text,
  place: { kind: 'text', fits: (value) => /^\d{3}$/.test(value), words: 'no place on a ladder' },
  clocks: text,
  visits: count,
  settled: count,
  there: count,
  days: { kind: 'each', of: count, named: /^\d{1,7}$/, words: 'no number of days' },
  whom: counts,
  deadlines: each(counts),
})

const scenario = parts({ title: text, cases: count, ended: counts, rungs: each(rung) })

const tally: Shape = {
  kind: 'parts',
  needed: ['format', 'from', 'to', 'asOf', 'cases'],
  parts: {
    format: text,
    from: dayOrNone,
    to: dayOrNone,
    asOf: day,
    files: counts,
    notCounted: counts,
    otherPeriod: count,
    cases: count,
    ended: counts,
    overdue: count,
    thin: count,
    unplaced: count,
    missing: counts,
    deadlines: each(counts),
    quarters: quarters({ opened: count, late: count, ended: count }),
    challenged: each(parts({ cases: count, ended: counts, late: count })),
    policies: each(parts({ title: text, cases: count, scenarios: each(scenario) })),
    registers: parts({
      files: counts,
      cases: count,
      whereabouts: counts,
      closed: count,
      quarters: quarters({ opened: count, closed: count }),
    }),
  },
}

type Parts = Extract<Shape, { readonly kind: 'parts' }>
type Each = Extract<Shape, { readonly kind: 'each' }>
type Value = Readonly<Record<string, unknown>>

const isValue = (value: unknown): value is Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= largest

const under = (path: string, key: string): string =>
  path === '' ? key.slice(0, 80) : `${path}/${key.slice(0, 80)}`

const firstOf = (
  keys: readonly string[],
  misfit: (key: string) => string | undefined,
): string | undefined => {
  for (const key of keys) {
    const found = misfit(key)
    if (found !== undefined) return found
  }
  return undefined
}

const eachMisfit = (value: Value, { of, named, words }: Each, path: string): string | undefined =>
  firstOf(Object.keys(value), (key) =>
    named.test(key) ? misfitAt(value[key], of, under(path, key)) : `${under(path, key)} is ${words}`,
  )

const valueAt = (value: Value, key: string): unknown => (Object.hasOwn(value, key) ? value[key] : undefined)

/** Every case has ended in some way, or is open. */
const endsMisfit = (value: Value, path: string): string | undefined => {
  const cases = Number(valueAt(value, 'cases') ?? 0)
  const ended = Object.values(valueAt(value, 'ended') ?? {}).reduce<number>(
    (sum, one) => sum + Number(one),
    0,
  )
  return cases === ended
    ? undefined
    : `${under(path, 'cases')} is ${cases}, and ${under(path, 'ended')} adds up to ${ended}`
}

/** A quarter has cases that ended in it, which are others than those that were opened. */
const hasEnds = ({ parts: known }: Parts): boolean => known['ended'] === counts

const partsMisfit = (value: Value, shape: Parts, path: string): string | undefined => {
  const absent = shape.needed?.find((key) => !Object.hasOwn(value, key))
  if (absent !== undefined) return `${under(path, absent)} is not there`
  const found = firstOf(Object.keys(value), (key) =>
    Object.hasOwn(shape.parts, key)
      ? misfitAt(value[key], shape.parts[key] ?? count, under(path, key))
      : `${under(path, key)} is not known here; perhaps it was written by a newer version`,
  )
  return found ?? (hasEnds(shape) ? endsMisfit(value, path) : undefined)
}

const misfitAt = (value: unknown, shape: Shape, path: string): string | undefined => {
  switch (shape.kind) {
    case 'count':
      return isCount(value) ? undefined : `${path} is no count`
    case 'text':
      return typeof value === 'string' && shape.fits(value) ? undefined : `${path} is ${shape.words}`
    case 'parts':
    case 'each':
      if (!isValue(value)) return `${path} does not hold counts`
      return shape.kind === 'parts' ? partsMisfit(value, shape, path) : eachMisfit(value, shape, path)
  }
}

/** Where a value is not as a tally is, and in what; nothing where it is one. */
export const misfitOf = (value: Value): string | undefined => misfitAt(value, tally, '')
