/**
 * Values put together from several sheets, each part with the place where it was written. Copies a list or a map only
 * where something in it is replaced; knows no word of the flow language.
 */

import { isMap, type Mapping } from '../../mapping.ts'
import type { Path } from '../build/references.ts'
import type { Finding } from '../finding.ts'
import type { Sheet } from '../text/yaml.ts'

/** A value as written, with the sheet and the path where it stands. */
export interface Written {
  readonly value: unknown
  readonly sheet: Sheet
  readonly path: Path
}

/** Where the parts of a list or a map that was put together were written. */
const parts = new WeakMap<object, ReadonlyMap<PropertyKey, Written>>()

export const whole = (sheet: Sheet): Written => ({ value: sheet.value, sheet, path: [] })

/** A part of a list or a map, with its place; undefined where there is none. */
export const part = ({ value, sheet, path }: Written, key: string | number): Written | undefined => {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  const found = parts.get(value)?.get(key)
  return found ?? { value: (value as Mapping)[key], sheet, path: [...path, key] }
}

/** The items of a list; none where it is no list. */
export const items = (list: Written | undefined): readonly Written[] =>
  list !== undefined && Array.isArray(list.value) ? list.value.flatMap((_, i) => part(list, i) ?? []) : []

/** The entries of a map; none where it is no map. */
export const entries = (map: Written | undefined): readonly (readonly [string, Written])[] =>
  map !== undefined && isMap(map.value)
    ? Object.keys(map.value).flatMap((key) => {
        const found = part(map, key)
        return found === undefined ? [] : [[key, found] as const]
      })
    : []

/** A map put together from parts; itself it counts as written where `home` is. Of two with the same key the later counts. */
export const mapOf = (home: Written, list: readonly (readonly [string, Written])[]): Written => {
  const value = Object.fromEntries(list.map(([key, one]) => [key, one.value]))
  parts.set(value, new Map(list))
  return { ...home, value }
}

/** A list put together from items. */
export const listOf = (home: Written, list: readonly Written[]): Written => {
  const value = list.map((one) => one.value)
  parts.set(value, new Map(list.entries()))
  return { ...home, value }
}

/** The map with some of its parts replaced or added; the same where there are none. */
export const withParts = (map: Written, changed: readonly (readonly [string, Written])[]): Written =>
  changed.length === 0 ? map : mapOf(map, [...entries(map), ...changed])

/** A map with its parts changed; the same where none is. */
export const mapParts = (map: Written, change: (one: Written, key: string) => Written): Written => {
  const changed = entries(map).flatMap(([key, one]) => {
    const made = change(one, key)
    return made.value === one.value ? [] : [[key, made] as const]
  })
  return withParts(map, changed)
}

/** A list with its items changed; the same where none is. */
export const mapItems = (list: Written, change: (one: Written) => Written): Written => {
  const old = items(list)
  const made = old.map(change)
  return made.some((one, i) => one.value !== old[i]?.value) ? listOf(list, made) : list
}

const follow = (root: Written, path: Path): Written => {
  let at = root
  for (const key of path) {
    const next = typeof key === 'symbol' ? undefined : part(at, key)
    at = next ?? { value: undefined, sheet: at.sheet, path: [...at.path, key] }
  }
  return at
}

/** What was put together as a sheet: each place in it is the one where that part was written. */
export const asSheet = (file: string, root: Written, findings: readonly Finding[]): Sheet => ({
  file,
  value: root.value,
  place: (path, key) => {
    const at = follow(root, path)
    return at.sheet.place(at.path, key)
  },
  source: (path) => {
    const at = follow(root, path)
    return at.sheet.source(at.path)
  },
  findings,
})
