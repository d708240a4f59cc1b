/**
 * What lines were read as that come again and again, in record after record: a label and a choice, a heading, a deadline, a
 * key. Bounded, so that a folder of hostile records does not fill the memory. Reads nothing itself.
 */

/** More different lines than the shipped policies have in a year of cases. */
const mostLines = 4000

/** In UTF-16 units. */
const longestLine = 1000

export type Known<T> = Map<string, T>

export const nothingKnown = <T>(): Known<T> => new Map()

/** `line`: detached, or the text that it is part of is kept with it. */
export const remember = <T>(known: Known<T>, line: string, value: T): T => {
  if (line.length > longestLine) return value
  if (known.size === mostLines) known.clear()
  known.set(line, value)
  return value
}

/** The same string in memory of its own: a part of a string holds on to the whole, here to a whole record. */
export const detached = (part: string): string => ` ${part}`.slice(1)
