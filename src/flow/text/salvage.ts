/**
 * What can still be read of a sheet that has findings, so that the references of the others can be checked at the same time:
 * its sound parts, and the names in the rest, of which nobody can say that they are unknown. Says nothing itself.
 */
import type * as z from 'zod'
import { isMap } from '../../mapping.ts'
import type { Finding } from '../finding.ts'
import { asSheet, entries, mapOf, type Written, whole } from '../overlay/origin.ts'
import type { Sheet } from './yaml.ts'

/** Stands for a required word that is missing or wrong; nobody gets to see it. */
const stopgap: Readonly<Record<string, unknown>> = {
  over: 'x',
  title: '-',
  short: '-',
  nation: 'england',
  edition: { printed: '-' },
  danger: { do: [] },
  contacts: {},
  scenarios: ['x'],
}

type Issue = z.core.$ZodIssue

/** The words, and the entries of words, in which something is wrong. Where an entry is not `fine` enough, the whole word. */
const wrongParts = (issues: readonly Issue[], fine: boolean): ReadonlyMap<string, ReadonlySet<string>> => {
  const wrong = new Map<string, Set<string>>()
  for (const issue of issues) {
    const [word, entry] = issue.path.map(String)
    const words = word === undefined ? (issue.code === 'unrecognized_keys' ? issue.keys : []) : [word]
    for (const one of words) {
      const set = wrong.get(one) ?? new Set()
      set.add(fine && entry !== undefined ? entry : '')
      wrong.set(one, set)
    }
  }
  return wrong
}

const without = (root: Written, wrong: ReadonlyMap<string, ReadonlySet<string>>): Written => {
  const kept = entries(root).flatMap(([word, one]): readonly (readonly [string, Written])[] => {
    const bad = wrong.get(word)
    if (bad === undefined) return [[word, one]]
    if (bad.has('') || !isMap(one.value)) return []
    return [
      [
        word,
        mapOf(
          one,
          entries(one).filter(([key]) => !bad.has(key)),
        ),
      ],
    ]
  })
  const there = new Set(kept.map(([word]) => word))
  const missing = [...wrong.keys()]
    .filter((word) => !there.has(word) && Object.hasOwn(stopgap, word))
    .map((word) => [word, { ...root, value: stopgap[word], path: [word] }] as const)
  return mapOf(root, [...kept, ...missing])
}

/** The sheet without what is wrong in it; undefined where too much is. */
export const salvage = <T>(
  sheet: Sheet,
  schema: z.ZodType<T>,
): { readonly value: T; readonly sheet: Sheet } | undefined => {
  let root = whole(sheet)
  for (const fine of [true, false, false]) {
    if (!isMap(root.value)) return undefined
    const result = schema.safeParse(root.value)
    if (result.success) return { value: result.data, sheet: asSheet(sheet.file, root, []) }
    root = without(root, wrongParts(result.error.issues, fine))
  }
  return undefined
}

/** Every name that a broken sheet may define: its keys and its ids. */
export const namesIn = (sheet: Sheet): ReadonlySet<string> => {
  const names = new Set<string>()
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look)
    else if (isMap(value))
      for (const [key, one] of Object.entries(value)) {
        names.add(key)
        if (key === 'id' && typeof one === 'string') names.add(one)
        look(one)
      }
  }
  look(sheet.value)
  return names
}

/** Whether a finding says of one of these names that there is no such thing; or of a post, whose name may stand anywhere. */
export const isDoubtful = ({ code, message }: Finding, names: ReadonlySet<string>): boolean =>
  code === 'RF010' &&
  (message.startsWith('There is no post ') ||
    [...message.matchAll(/"([^"]*)"/g)].some(([, quoted = '']) =>
      quoted.split(/[ /]/).some((word) => names.has(word)),
    ))
