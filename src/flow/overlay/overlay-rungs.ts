/**
 * What an overlay does to rungs: says words of them anew, and puts new ones beside them, on the ladders of scenarios and on
 * those that scenarios share. Works on values as written, each with its place.
 */

import { isMap } from '../../mapping.ts'
import type { References } from '../build/references.ts'
import { entries, items, listOf, mapItems, mapOf, mapParts, part, type Written, withParts } from './origin.ts'

/** A policy as written: what its policy.yaml holds, and each scenario. */
interface Laid {
  readonly policy: Written
  readonly scenarios: ReadonlyMap<string, Written>
}

/** A rung, or a step that takes a shared ladder, in its list. */
interface Step {
  written: Written
  next?: Step
  before?: Step
  /** The last of those that were put after it. */
  last?: Step
}

/** A list of steps whose order can be changed. `scenario`: undefined for a shared ladder. */
interface Row {
  readonly home: Written
  readonly scenario: string | undefined
  first: Step
}

/** Rungs that one overlay puts in: a hostile one names thousands of places for thousands of rungs. */
const mostAdded = 10_000

const idOf = (rung: Written): string => {
  const id = part(rung, 'id')?.value
  return typeof id === 'string' ? id : ''
}

const names = ({ scenario }: Row, rung: Written): readonly string[] => {
  const id = idOf(rung)
  if (id === '') return []
  return scenario === undefined ? [id] : [id, `${scenario}/${id}`]
}

const steps = ({ first }: Row): readonly Written[] => {
  const list: Written[] = []
  for (let at: Step | undefined = first; at !== undefined; at = at.next) list.push(at.written)
  return list
}

/** By "rung" and "scenario/rung" the places where it stands, of each row the first. */
type Index = Map<string, { readonly row: Row; readonly step: Step }[]>

const enter = (index: Index, row: Row, step: Step): void => {
  for (const name of names(row, step.written)) {
    const list = index.get(name) ?? []
    if (list.at(-1)?.row !== row) list.push({ row, step })
    index.set(name, list)
  }
}

const rowOf = (home: Written, list: readonly Written[], scenario?: string): Row | undefined => {
  const made = list.map((written): Step => ({ written }))
  for (const [i, step] of made.entries()) {
    const [before, next] = [made[i - 1], made[i + 1]]
    if (before !== undefined) step.before = before
    if (next !== undefined) step.next = next
  }
  const [first] = made
  return first === undefined ? undefined : { home, scenario, first }
}

/** Scenarios that the overlay names in "scenario/rung". */
const namedScenarios = (overlay: Written): ReadonlySet<string> => {
  const anchors = items(part(overlay, 'add')).flatMap((one) => [part(one, 'after'), part(one, 'before')])
  const all = [...entries(part(overlay, 'rungs')).map(([key]) => key), ...anchors.map((one) => one?.value)]
  return new Set(
    all.flatMap((one) => (typeof one === 'string' && one.includes('/') ? [one.split('/')[0] ?? ''] : [])),
  )
}

/** A scenario that is named has rungs of its own in place of the ladders that it shares: the others keep theirs. */
const inPlace = (list: readonly Written[], ladders: Written | undefined): readonly Written[] => {
  const taken = new Set<string>()
  return list.flatMap((step) => {
    const name = part(step, 'ladder')?.value
    const ladder = typeof name === 'string' && ladders !== undefined ? part(ladders, name) : undefined
    if (ladder === undefined || typeof name !== 'string' || taken.has(name)) return [step]
    taken.add(name)
    return items(ladder)
  })
}

const cited = (one: Written): Written =>
  typeof one.value === 'string' ? { ...one, value: { text: one.value, clause: 'local' } } : one

/** A sentence of the overlay's own has no clause in the base: without one it would be cited as the partnership's. */
const ownWords = (words: Written): Written =>
  part(words, 'clause') !== undefined
    ? words
    : mapParts(words, (one, key) => {
        if (key === 'meanwhile') return cited(one)
        return ['do', 'owed', 'never'].includes(key) ? mapItems(one, cited) : one
      })

const recast = (rung: Written, words: Written): Written =>
  withParts(
    rung,
    entries(words).map(([key, one]) => {
      const old = part(rung, key)
      const merged = (key === 'outcomes' || key === 'clocks') && old !== undefined && isMap(old.value)
      return [key, merged ? mapOf(old, [...entries(old), ...entries(one)]) : one] as const
    }),
  )

const say = (refs: References, overlay: Written, index: Index): void => {
  const list = [...entries(part(overlay, 'rungs'))].sort(
    ([a], [b]) => Number(a.includes('/')) - Number(b.includes('/')),
  )
  for (const [name, words] of list) {
    const found = index.get(name) ?? []
    if (found.length === 0) refs.known('rung', ['rungs'], [name], index, 'key')
    for (const { step } of found) step.written = recast(step.written, ownWords(words))
  }
}

const insert = (row: Row, anchor: Step, written: Written, where: 'after' | 'before'): Step => {
  let before: Step | undefined = anchor.before
  if (where === 'after') for (before = anchor; before.last !== undefined; ) before = before.last
  const next = before === undefined ? row.first : before.next
  const step: Step = { written, ...(before && { before }), ...(next && { next }) }
  if (next !== undefined) next.before = step
  if (before === undefined) row.first = step
  else before.next = step
  if (where === 'after') anchor.last = step
  return step
}

const add = (refs: References, overlay: Written, index: Index): void => {
  let left = mostAdded
  for (const [i, one] of items(part(overlay, 'add')).entries()) {
    const rung = part(one, 'rung')
    const [after, before] = [part(one, 'after')?.value, part(one, 'before')?.value]
    const anchor = after ?? before
    if (rung === undefined || typeof anchor !== 'string' || (after !== undefined && before !== undefined)) {
      refs.say(
        'RF006',
        ['add', i],
        'This does not say where the rung belongs.',
        'Add "after:" or "before:", one of them, with the id of a rung.',
      )
      continue
    }
    const where = after === undefined ? 'before' : 'after'
    refs.known('rung', ['add', i, where], index.has(anchor) ? [] : [anchor], index)
    const places = (index.get(anchor) ?? []).slice(0, Math.max(left, 0))
    left -= places.length
    for (const { row, step } of places) enter(index, row, insert(row, step, rung, where))
  }
  if (left <= 0)
    refs.say(
      'RF003',
      ['add'],
      `More than ${mostAdded} rungs are added.`,
      'Name the scenario that each belongs to.',
    )
}

/** Lays the overlay's `rungs` and `add` over a policy. `change` is done to each of the policy's own rungs first. */
export const layRungs = (
  refs: References,
  { policy, scenarios }: Laid,
  overlay: Written,
  change: (rung: Written) => Written,
): Laid => {
  const rows = new Map<unknown, Row>()
  const index: Index = new Map()
  const open = (home: Written, list: readonly Written[], scenario?: string): void => {
    const row = rowOf(
      home,
      list.map((one) => (part(one, 'ladder') === undefined ? change(one) : one)),
      scenario,
    )
    if (row === undefined) return
    rows.set(home.value, row)
    for (let at: Step | undefined = row.first; at !== undefined; at = at.next)
      if (part(at.written, 'ladder') === undefined) enter(index, row, at)
  }
  const ladders = part(policy, 'ladders')
  for (const [, ladder] of entries(ladders)) open(ladder, items(ladder))
  const named = namedScenarios(overlay)
  for (const [id, scenario] of scenarios) {
    const tracks = entries(part(scenario, 'tracks')).map(([, track]) => part(track, 'ladder'))
    for (const list of [part(scenario, 'ladder'), ...tracks, part(scenario, 'ways')])
      if (list !== undefined) open(list, named.has(id) ? inPlace(items(list), ladders) : items(list), id)
  }
  say(refs, overlay, index)
  add(refs, overlay, index)
  return {
    policy: close(policy, rows, 'policy'),
    scenarios: new Map([...scenarios].map(([id, one]) => [id, close(one, rows, 'scenario')])),
  }
}

/** The list with the rungs of its row; the same where nothing was changed. */
const closed = (list: Written, rows: ReadonlyMap<unknown, Row>): Written => {
  const row = rows.get(list.value)
  if (row === undefined) return list
  const [old, made] = [items(list), steps(row)]
  const same = old.length === made.length && made.every((one, i) => one.value === old[i]?.value)
  return same ? list : listOf(list, made)
}

const close = (one: Written, rows: ReadonlyMap<unknown, Row>, kind: 'policy' | 'scenario'): Written =>
  mapParts(one, (inner, key) => {
    if (kind === 'policy') return key === 'ladders' ? mapParts(inner, (list) => closed(list, rows)) : inner
    if (key === 'ladder' || key === 'ways') return closed(inner, rows)
    if (key !== 'tracks') return inner
    return mapParts(inner, (track) =>
      mapParts(track, (list, word) => (word === 'ladder' ? closed(list, rows) : list)),
    )
  })
