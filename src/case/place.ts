/** Whether two facts stand under one heading of the record. How a heading is spelt is the record's; see record/format.ts. */
import type { Place } from './fact.ts'

/** The same heading: two scenarios may have a rung of one id each, with another name or another clause. */
export const samePlace = (a: Place | undefined, b: Place): boolean =>
  a?.kind === b.kind &&
  (a.kind !== 'rung' ||
    b.kind !== 'rung' ||
    (a.rung.id === b.rung.id && a.rung.label === b.rung.label && a.clause === b.clause))
