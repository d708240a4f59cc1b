/** The deadlines of a record beside those of another edition: which differ, and which only one of the two has. Counts nothing. */
import { formatDue } from '../calendar/deadline.ts'
import type { Case, Placed } from '../case/case.ts'
import type { DueStatement } from '../case/fact.ts'
import { add, type Walk } from './parting.ts'
import type { Stop } from './stops.ts'

const dueOf = ({ fact }: { readonly fact: Placed['fact'] }): readonly DueStatement[] =>
  fact.kind === 'due' ? [fact] : []

const nowDue = (walk: Walk, index: number, after: Case, { clock, title, deadline }: DueStatement): void => {
  const then = after.stated[clock]
  const key = `now ${clock}`
  const now = formatDue(deadline)
  if (then === undefined) walk.open.set(key, { stop: index, parting: { kind: 'due', what: title, now } })
  else if (formatDue(then.deadline) !== now && walk.open.delete(`then ${clock}`))
    add(walk, index, { kind: 'due', what: title, then: formatDue(then.deadline), now })
}

const thenDue = (walk: Walk, index: number, { clock, title, deadline }: DueStatement): void => {
  const now = walk.state.stated[clock]
  const then = formatDue(deadline)
  if (now === undefined) {
    walk.open.set(`then ${clock}`, { stop: index, parting: { kind: 'due', what: title, then } })
    return
  }
  walk.open.delete(`now ${clock}`)
  if (formatDue(now.deadline) !== then)
    add(walk, index, { kind: 'due', what: title, then, now: formatDue(now.deadline) })
}

/** Holds the deadlines that this stop stated against those of today's edition. */
export const compareDues = (walk: Walk, index: number, stop: Stop, decided: readonly Placed[]): void => {
  const after = walk.story.caseBefore(index + 1)
  if (after === undefined) return
  const stated = stop.facts.flatMap(dueOf)
  for (const one of stated) thenDue(walk, index, one)
  for (const one of decided.flatMap(dueOf))
    if (!stated.some(({ clock }) => clock === one.clock)) nowDue(walk, index, after, one)
}

type Open = Walk['open'] extends ReadonlyMap<string, infer One> ? One : never

/** A clock may have got another id: what was to be done by then is the same. */
const isHeir = (one: Open, other: Open): boolean =>
  one.parting.kind === 'due' &&
  other.parting.kind === 'due' &&
  one.stop === other.stop &&
  one.parting.what === other.parting.what &&
  (one.parting.then === undefined) !== (other.parting.then === undefined)

/** Deadlines that only one of the two ever stated; of two that are the same but for their ids nothing, or how their dates differ. */
export const unmatched = (open: readonly Open[]): readonly Open[] =>
  open.flatMap((one): readonly Open[] => {
    const heir = open.find((other) => isHeir(one, other))
    if (heir === undefined || one.parting.kind !== 'due' || heir.parting.kind !== 'due') return [one]
    const { then } = one.parting
    const { now } = heir.parting
    return then === undefined || now === undefined || then === now
      ? []
      : [{ stop: one.stop, parting: { ...one.parting, now } }]
  })
