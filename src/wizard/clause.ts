/** The clause of a line, for the right margin. */
import { clauseWords } from '../flow/words/phrase.ts'
import type { Span } from '../terminal/screen.ts'

export const clauseOf = (clause: string): readonly Span[] => [{ text: clauseWords(clause), as: 'clause' }]
