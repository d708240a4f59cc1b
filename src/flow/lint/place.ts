/**
 * Where the parts of a built policy were written: in which sheet, at which path. The policy itself does not remember; this
 * looks through the sheets, and only once something was found.
 */
import type { Place, Sheet } from '../text/yaml.ts'

type Path = readonly PropertyKey[]

/** The sheets that a policy was built from. */
export interface Sheets {
  readonly policy: Sheet
  /** The sheet of each scenario, by its id. */
  readonly scenarios: ReadonlyMap<string, Sheet>
}

/** A part of a policy: of what its scenarios share, of a scenario, or of a rung. The path is that of the YAML. */
export type At =
  | { readonly in: 'policy'; readonly path: Path; readonly key?: 'key' }
  | { readonly in: 'scenario'; readonly scenario: string; readonly path: Path; readonly key?: 'key' }
  | {
      readonly in: 'rung'
      readonly scenario: string
      readonly rung: string
      readonly path: Path
      readonly key?: 'key'
    }

/** A finding about a part of a policy, before its place in a file is known. */
export interface Claim {
  readonly code: string
  readonly message: string
  readonly hint: string
  readonly at: At
}

interface Home {
  readonly sheet: Sheet
  readonly path: Path
}

type Found = readonly [rung: string, home: Home]

/** The part of a value as written at a path; undefined where there is none. */
export const inside = (value: unknown, ...path: Path): unknown =>
  path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null && Object.hasOwn(part, key)
        ? (part as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    value,
  )

/** The items of a value as written that is a list. */
export const itemsIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The keys of a value as written that is a map. */
export const namesIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []

/** The rungs of a list of steps, shared ladders put in place. */
const steps = (policy: Sheet, sheet: Sheet, path: Path): readonly Found[] =>
  itemsIn(inside(sheet.value, ...path)).flatMap((step, i): readonly Found[] => {
    const shared = inside(step, 'ladder')
    if (typeof shared !== 'string') return [[String(inside(step, 'id')), { sheet, path: [...path, i] }]]
    return sheet === policy ? [] : steps(policy, policy, ['ladders', shared])
  })

const rungsIn = (policy: Sheet, sheet: Sheet): ReadonlyMap<string, Home> =>
  new Map([
    ...steps(policy, sheet, ['ways']),
    ...namesIn(inside(sheet.value, 'tracks')).flatMap((id) => steps(policy, sheet, ['tracks', id, 'ladder'])),
    ...steps(policy, sheet, ['ladder']),
  ])

/** Where a part was written; the nearest part around it that was written at all. */
export const placing = ({ policy, scenarios }: Sheets): ((at: At) => Place) => {
  const known = new Map<string, ReadonlyMap<string, Home>>()
  const rungs = (scenario: string, sheet: Sheet): ReadonlyMap<string, Home> => {
    const found = known.get(scenario) ?? rungsIn(policy, sheet)
    known.set(scenario, found)
    return found
  }
  const home = (at: At): Home => {
    if (at.in === 'policy') return { sheet: policy, path: at.path }
    const sheet = scenarios.get(at.scenario)
    if (sheet === undefined) return { sheet: policy, path: [] }
    if (at.in === 'scenario') return { sheet, path: at.path }
    const rung = rungs(at.scenario, sheet).get(at.rung)
    return rung === undefined ? { sheet, path: [] } : { ...rung, path: [...rung.path, ...at.path] }
  }
  return (at) => {
    const { sheet, path } = home(at)
    return sheet.place(path, at.key)
  }
}
