/** Files of one record among many: which is an older copy, and where two of them differ. */
import type { Examined } from './examined.ts'
import type { Copy } from './witness.ts'

/** What is kept of a file for comparing it with others. */
export type Sealed = Pick<Examined, 'path' | 'id' | 'seals' | 'sound' | 'redacted'>

/** The first entry at which both are sealed and differ; nothing where one is the beginning of the other, as far as nothing is wrong in either. */
const partsAt = (a: Sealed, b: Sealed): number | undefined => {
  const most = Math.min(a.seals.length, b.seals.length, a.sound + 1, b.sound + 1)
  for (let n = 0; n < most; n++)
    if (a.seals[n] !== b.seals[n] && a.seals[n] !== '' && b.seals[n] !== '') return n
  return undefined
}

const lengthOf = ({ seals }: Sealed): number => seals.findLastIndex((seal) => seal !== '')

/** Whether it is the file that Rungs goes on with, and no copy of it. */
const isItself = ({ path, id, redacted }: Sealed): boolean =>
  !redacted && path.replace(/.*[/\\]/, '') === `${id}.md`

const relation = (one: Sealed, other: Sealed): Copy => {
  const at = partsAt(one, other)
  const copy = { path: other.path, itself: isItself(other) }
  if (at !== undefined) return { ...copy, kind: 'differs', entry: at }
  return { ...copy, kind: lengthOf(one) < lengthOf(other) ? 'longer' : 'no-longer' }
}

const soundLength = (file: Sealed): number => Math.min(lengthOf(file), file.sound)

const further = (a: Sealed, b: Sealed): Sealed => {
  const more = soundLength(b) - soundLength(a)
  return more > 0 || (more === 0 && isItself(b) && !isItself(a)) ? b : a
}

/**
 * For each path what other files of the same record there are. Each is compared with the one that goes furthest before anything
 * is wrong in it, of several the record itself: damage in one file says nothing of another, and so a folder with
 * thousands of copies takes no longer than one with thousands of records.
 */
export const findCopies = (files: Iterable<Sealed>): ReadonlyMap<string, readonly Copy[]> => {
  const groups = new Map<string, Sealed[]>()
  for (const file of files) {
    const first = file.seals[0] ?? ''
    const group = groups.get(first)
    if (first === '') continue
    if (group === undefined) groups.set(first, [file])
    else group.push(file)
  }
  const found = new Map<string, readonly Copy[]>()
  for (const group of groups.values()) {
    const longest = group.reduce(further)
    const others = group.filter((one) => one !== longest)
    for (const one of others) found.set(one.path, [relation(one, longest)])
    found.set(
      longest.path,
      others.map((one) => relation(longest, one)),
    )
  }
  return found
}
