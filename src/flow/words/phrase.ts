/** How words are put together in any text of the program: lists, quotation marks, capitals, clauses. Knows no policy. */

const joined = (names: readonly string[], word: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1) ?? ''}`

/** "a", "a or b", "a, b or c". */
export const either = (names: readonly string[]): string => joined(names, 'or')

/** "a", "a and b", "a, b and c". */
export const together = (names: readonly string[]): string => joined(names, 'and')

export const quoted = (text: string): string => `“${text}”`

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** A clause as it is named: a bare number gets the word, "clause 2.4c", but "Flow chart" by itself. */
export const clauseWords = (clause: string): string => (/^\d/.test(clause) ? `clause ${clause}` : clause)
