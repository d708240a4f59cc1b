/**
 * Comparing lists of parts: which are new, gone, called by another id, and what each of the others says anew. What a part of
 * each kind is called, and how it is sketched where it is new or gone.
 */
import type { Change, Field, PartKind, Parts, Place, Turn } from './change.ts'
import { type Manner, manners } from './manners.ts'
import { match } from './match.ts'
import type { Side, Sides } from './sides.ts'
import { tables } from './tables.ts'
import { type Told, tell } from './tell.ts'

/** A change before it is known in how many scenarios it is the same. */
export type Found = Omit<Change, 'scenarios'>

export const placeOf = <K extends PartKind>(kind: K, part: Parts[K], of?: Place): Place => {
  const manner: Manner<Parts[K]> = manners[kind]
  const clause = manner.clause?.(part)
  return {
    kind,
    id: manner.id(part),
    title: manner.title(part),
    ...(clause === undefined ? {} : { clause }),
    ...(of === undefined ? {} : { of }),
  }
}

const turnOf = ({ from, to, by, order }: Told, field: Field): Turn =>
  order === true
    ? { kind: 'order', field }
    : {
        kind: 'said',
        field,
        ...(by === undefined ? {} : { by }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      }

/** What the words of one part say anew. */
export const saidAnew = <K extends PartKind>(
  kind: K,
  a: Parts[K],
  b: Parts[K],
  sides: Sides,
  of?: Place,
): readonly Found[] => {
  const place = placeOf(kind, b, of)
  const told = tell<K>(tables[kind], a, b, sides)
  // The words of a limit say the same again.
  const limited = kind === 'clock' && told.some(({ field }) => field === 'limit')
  return told
    .filter(({ field }) => !(limited && field === 'words'))
    .map(({ field, weight, ...one }) => ({ place, weight, turn: turnOf(one, field as Field) }))
}

export const appeared = <K extends PartKind>(
  kind: K,
  part: Parts[K],
  side: Side,
  turn: 'new' | 'gone',
  of?: Place,
  where?: string,
): Found => {
  const manner: Manner<Parts[K]> = manners[kind]
  const words = manner.sketch(part, side)
  return {
    place: placeOf(kind, part, of),
    weight: manner.weight,
    turn:
      turn === 'gone'
        ? { kind: 'gone', words }
        : { kind: 'new', words, ...(where === undefined ? {} : { where }) },
  }
}

export const renamed = <K extends PartKind>(
  kind: K,
  a: Parts[K],
  b: Parts[K],
  of?: Place,
): readonly Found[] => {
  const manner: Manner<Parts[K]> = manners[kind]
  const [from, to] = [manner.id(a), manner.id(b)]
  return from === to
    ? []
    : [{ place: placeOf(kind, b, of), weight: 'wording', turn: { kind: 'renamed', from, to } }]
}

/** What two lists of parts of a kind differ in. `inner`: what is within those that are in both. `owner`: whose list it is. */
export const diffParts = <K extends PartKind>(
  kind: K,
  as: readonly Parts[K][],
  bs: readonly Parts[K][],
  sides: Sides,
  owner: { readonly place: Place; readonly field: Field; readonly of?: Place },
  inner: (a: Parts[K], b: Parts[K], place: Place) => readonly Found[] = () => [],
): readonly Found[] => {
  const manner: Manner<Parts[K]> = manners[kind]
  const { pairs, gone, added } = match(as, bs, manner.id, manner.title)
  const kept = new Map(pairs.map(([a, b]) => [a, b]))
  const order = as.flatMap((a) => kept.get(a) ?? [])
  const alone = new Set(added)
  const left = bs.filter((b) => !alone.has(b))
  const turned = order.length === left.length && order.some((one, i) => one !== left[i])
  return [
    ...gone.map((one) => appeared(kind, one, sides.a, 'gone', owner.of)),
    ...added.map((one) => appeared(kind, one, sides.b, 'new', owner.of)),
    ...pairs.flatMap(([a, b]) => [
      ...renamed(kind, a, b, owner.of),
      ...saidAnew(kind, a, b, sides, owner.of),
      ...inner(a, b, placeOf(kind, b, owner.of)),
    ]),
    ...(turned
      ? [{ place: owner.place, weight: 'wording', turn: { kind: 'order', field: owner.field } } as const]
      : []),
  ]
}
