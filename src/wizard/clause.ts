/** How a clause is named: "clause 2.4c", but "Flow chart" by itself. */
import type { Span } from '../terminal/screen.ts'

export const clauseText = (clause: string): string => (/^\d/.test(clause) ? `clause ${clause}` : clause)

/** The clause for the right margin. */
export const clauseOf = (clause: string): readonly Span[] => [{ text: clauseText(clause), as: 'clause' }]
