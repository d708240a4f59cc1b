/** A letter as it is shown for correction: as whoever gets it reads it, with what is still to be filled in made plain. */
import type { Letter } from '../draft/letter.ts'
import { letterText, openWordsPattern } from '../render/letter/plain.ts'
import type { Line, Span } from '../terminal/screen.ts'

const spansOf = (text: string): readonly Span[] =>
  text
    .split(openWordsPattern)
    .map((part, i): Span => (i % 2 === 1 ? { text: part, as: 'gap' } : { text: part }))
    .filter((span) => span.text !== '')

const lineOf = (text: string): Line => ({ spans: spansOf(text), hang: text.startsWith('- ') ? 2 : 0 })

/** With its head; an empty line between the paragraphs. */
export const letterLines = (letter: Letter): readonly Line[] => [
  ...(letter.to === '' ? [] : [lineOf(`To: ${letter.to}`)]),
  ...(letter.subject === '' ? [] : [lineOf(`Subject: ${letter.subject}`), lineOf('')]),
  ...letterText(letter).trimEnd().split('\n').map(lineOf),
]
