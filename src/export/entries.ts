/** The entries of a record with every fact, and what is to be noted of each: late, corrected, off the path. */
import { type Placed, placeKey } from '../case/case.ts'
import { headings } from '../record/format.ts'
import type { ParsedEntry, ParsedRecord } from '../record/parse.ts'
import type { Time } from '../verify/time.ts'
import type { ExportedEntry, ExportedFact, Place } from './exported.ts'
import { labelOf, subjectOf, toldOf } from './told.ts'

type Notes = Pick<ExportedFact, 'later' | 'tried' | 'replaces' | 'replacedBy' | 'off'>

/** Which answer takes the place of which, by their places. */
interface Replacing {
  readonly by: ReadonlyMap<string, Place>
  readonly of: ReadonlyMap<string, Place>
}

const replacingIn = (facts: readonly Placed[]): Replacing => {
  const by = new Map<string, Place>()
  const of = new Map<string, Place>()
  for (const [i, { fact }] of facts.entries()) {
    const next = facts[i + 1]
    if (fact.kind !== 'replaces' || next?.fact.kind !== 'answer') continue
    by.set(placeKey(fact.entry, fact.fact), { entry: next.entry, fact: next.index })
    of.set(placeKey(next.entry, next.index), { entry: fact.entry, fact: fact.fact })
  }
  return { by, of }
}

const byPlace = <T extends Place>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [placeKey(one.entry, one.fact), one]))

/** What is noted of the fact at a place. */
const notesIn = (
  facts: readonly Placed[],
  time: Pick<Time, 'later' | 'tried'>,
  off: ReadonlySet<string>,
): ((key: string) => Notes) => {
  const { by, of } = replacingIn(facts)
  const later = byPlace(time.later)
  const tried = byPlace(time.tried)
  return (key) => {
    const days = later.get(key)?.days
    const replaces = of.get(key)
    const replacedBy = by.get(key)
    return {
      ...(days === undefined ? {} : { later: days }),
      ...(tried.has(key) ? { tried: true } : {}),
      ...(replaces === undefined ? {} : { replaces }),
      ...(replacedBy === undefined ? {} : { replacedBy }),
      ...(off.has(key) ? { off: true } : {}),
    }
  }
}

const headingOf = ({ place }: ParsedEntry): Pick<ExportedEntry, 'place' | 'heading' | 'rung' | 'clause'> =>
  place.kind === 'rung'
    ? { place: place.kind, heading: place.rung.label, rung: place.rung, clause: place.clause }
    : { place: place.kind, heading: headings[place.kind] }

/** The places of the facts whose texts a redacted copy leaves out. */
export const leftOutOf = ({ leftOut }: Pick<ParsedRecord, 'leftOut'>): ReadonlySet<string> =>
  new Set(leftOut.map(({ entry, fact }) => placeKey(entry, fact)))

/** `off`: facts that lie off the path since a correction, by their places. */
export const entriesOf = (
  record: ParsedRecord,
  facts: readonly Placed[],
  time: Pick<Time, 'later' | 'tried'>,
  off: ReadonlySet<string>,
): readonly ExportedEntry[] => {
  const notesOf = notesIn(facts, time, off)
  const leftOut = leftOutOf(record)
  return record.entries.map(
    (entry): ExportedEntry => ({
      entry: entry.n,
      ...headingOf(entry),
      sealed: entry.sealed,
      signed: entry.signature !== undefined,
      facts: entry.facts.map((fact, i): ExportedFact => {
        const key = placeKey(entry.n, i + 1)
        const subject = subjectOf(fact)
        return {
          fact: i + 1,
          at: fact.at,
          kind: fact.kind,
          ...(fact.kind === 'answer' ? { field: fact.field } : {}),
          label: labelOf(fact),
          ...(subject === undefined ? {} : { subject }),
          told: toldOf(fact, leftOut.has(key)),
          ...notesOf(key),
        }
      }),
    }),
  )
}
