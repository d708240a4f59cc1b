/**
 * How the words of a part are compared: each kind of value has a teller, which says what was said before and what is said
 * now. Knows values, not parts; the tables are in tables.ts.
 */

import { canonical } from '../canonical.ts'
import type { Passage, When } from '../policy.ts'
import { whenWords } from '../words/when.ts'
import type { FieldOf, PartKind, Parts, Weight } from './change.ts'
import { type Matched, match, pairByKey } from './match.ts'
import { carry, carryWhen, type Side, type Sides } from './sides.ts'
import { passageWords } from './words.ts'

/** One difference of a value. Neither `from` nor `to`: it differs in what has no words. */
export interface Told {
  readonly from?: string
  readonly to?: string
  readonly by?: string
  readonly order?: true
}

export type Teller<V> = (a: V, b: V, sides: Sides) => readonly Told[]

/** `parts`: told as parts of their own. */
export type Row<V> = { readonly weight: Weight; readonly tell: Teller<V> } | 'parts'

/** Every word of a part: one that is added to the type is missed here by the compiler. */
export type Table<K extends PartKind> = { readonly [F in FieldOf<K>]-?: Row<Parts[K][F]> }

export const weighty = <V>(tell: Teller<V>): Row<V> => ({ weight: 'consequence', tell })
export const worded = <V>(tell: Teller<V>): Row<V> => ({ weight: 'wording', tell })

const pair = (from: string | undefined, to: string | undefined, by?: string): Told => ({
  ...(from === to || from === undefined ? {} : { from }),
  ...(from === to || to === undefined ? {} : { to }),
  ...(by === undefined ? {} : { by }),
})

/** A text as it stands. */
export const text: Teller<string | undefined> = (a, b) => (a === b ? [] : [pair(a, b)])

export const yesNo: Teller<boolean> = (a, b) => (a === b ? [] : [pair(a ? 'yes' : 'no', b ? 'yes' : 'no')])

/** One of a closed list, by its words. */
export const named =
  <V extends string>(words: Readonly<Record<V, string>>): Teller<V | undefined> =>
  (a, b) =>
    a === b
      ? []
      : [pair(a === undefined ? undefined : (words[a] ?? a), b === undefined ? undefined : (words[b] ?? b))]

/** A value with its own words; `carried`: the older one with the newer ids. */
export const value =
  <V>(
    words: (value: V, side: Side) => string,
    carried: (sides: Sides, value: V) => V = (_, one) => one,
  ): Teller<V | undefined> =>
  (a, b, sides) => {
    const before = a === undefined ? undefined : canonical(carried(sides, a))
    const after = b === undefined ? undefined : canonical(b)
    if (before === after) return []
    return [
      pair(a === undefined ? undefined : words(a, sides.a), b === undefined ? undefined : words(b, sides.b)),
    ]
  }

/** A list of values: what is said anew, left out, added, or stands in another order. */
export const list =
  <V>(
    words: (value: V, side: Side) => string,
    carried: (sides: Sides, value: V) => V = (_, one) => one,
    by?: (value: V) => string,
  ): Teller<readonly V[]> =>
  (as, bs, sides) => {
    const before = as.map((one) => ({
      key: canonical(carried(sides, one)),
      words: words(one, sides.a),
      by: by?.(one),
    }))
    const after = bs.map((one) => ({ key: canonical(one), words: words(one, sides.b), by: by?.(one) }))
    if (canonical(before.map(({ key }) => key)) === canonical(after.map(({ key }) => key))) return []
    const { pairs, gone, added } = match(
      before,
      after,
      ({ key }) => key,
      ({ words: name }) => name,
    )
    // What is of one kind took the place of what is gone of it: a number, an address.
    const heirs = byKind(gone, added)
    const told = [
      ...[...pairs, ...heirs.pairs]
        .filter(([a, b]) => a.key !== b.key)
        .map(([a, b]) => pair(a.words, b.words, b.by)),
      ...heirs.gone.map((one) => pair(one.words, undefined, one.by)),
      ...heirs.added.map((one) => pair(undefined, one.words, one.by)),
    ]
    return told.length === 0 ? [{ order: true }] : told
  }

interface Kinded {
  readonly by: string | undefined
}

const byKind = <T extends Kinded>(gone: readonly T[], added: readonly T[]): Matched<T> =>
  pairByKey(gone, added, ({ by }) => by)

type Found = { readonly id: string }

/** Ids of parts of the policy, told by what the parts are called. */
export const mentions = (
  kind: string,
  called: (side: Side, id: string) => string | undefined,
): Teller<readonly string[]> =>
  list(
    (id, side) => called(side, id) ?? id,
    (sides, id) => carry(sides, kind, id),
  )

const find = <T extends Found>(parts: readonly T[], id: string): T | undefined =>
  parts.find((one) => one.id === id)

const byIds = mentions('remark', ({ policy }, id) => {
  const remark = find(policy.remarks, id)
  return remark === undefined ? undefined : `${remark.kind} “${remark.text}”`
})

/** Gaps and readings by id. One that is new or gone is told once, by itself. */
export const remarks: Teller<readonly string[]> = (as, bs, sides) => {
  const known = (side: 'a' | 'b', id: string): boolean =>
    sides.remarks[side].has(id) || find(sides[side].policy.remarks, id) === undefined
  return byIds(
    as.filter((id) => known('a', id)),
    bs.filter((id) => known('b', id)),
    sides,
  )
}

export const contacts = mentions('contact', ({ policy }, id) => find(policy.contacts, id)?.role)
export const adviceNamed = mentions('advice', ({ policy }, id) => find(policy.advice, id)?.title)
export const guardsNamed = mentions('ask', ({ policy }, id) => find(policy.guards, id)?.ask)
export const asksNamed = mentions('ask', ({ policy }, id) => find(policy.asks, id)?.title)

/** Only for these answers. */
export const when: Teller<When | undefined> = value(
  ({ ask, is }, { policy }) => whenWords(policy, { ask, is }),
  carryWhen,
)

/** A sentence with its clause. */
export const passage: Teller<Passage | undefined> = value(passageWords)
export const passages: Teller<readonly Passage[]> = list(passageWords)

/** The differences of all words of two parts, with the word and its weight. */
export const tell = <K extends PartKind>(
  table: Table<K>,
  a: Parts[K],
  b: Parts[K],
  sides: Sides,
): readonly (Told & { readonly field: FieldOf<K>; readonly weight: Weight })[] =>
  (Object.keys(table) as FieldOf<K>[]).flatMap((field) => tellField(table, field, a, b, sides))

const tellField = <K extends PartKind, F extends FieldOf<K>>(
  table: Table<K>,
  field: F,
  a: Parts[K],
  b: Parts[K],
  sides: Sides,
): readonly (Told & { readonly field: F; readonly weight: Weight })[] => {
  const row: Row<Parts[K][F]> = table[field]
  return row === 'parts'
    ? []
    : row.tell(a[field], b[field], sides).map((told) => ({ ...told, field, weight: row.weight }))
}
