/** Sentences as they are printed: broken between words on a terminal, one a line elsewhere. */
import { columns } from '../columns.ts'
import type { Ports } from '../ports.ts'
import { visible } from '../render/visible.ts'

const widest = 100

/** A word that does not fit into a row, a path or a digest, is for copying: it stands in a row of its own and is not broken. */
const broken = (text: string, width: number): readonly string[] => {
  const rows: string[] = []
  let row = ''
  for (const word of text.match(/\s*\S+/g) ?? []) {
    if (row !== '' && columns(row + word) > width) {
      rows.push(row)
      row = `  ${word.trimStart()}`
    } else row += word
  }
  return [...rows, row]
}

/** The texts as lines that fit a terminal, each ended by a line feed. */
export const sentences = ({ interactive, columns: width }: Ports, texts: readonly string[]): string =>
  texts
    .map(visible)
    .flatMap((text) => (interactive ? broken(text, Math.min(width, widest)) : [text]))
    .map((line) => `${line}\n`)
    .join('')

/** Remarks for whoever sits there, beside what a command prints. */
export const tell = (ports: Ports, texts: readonly string[]): void => {
  if (texts.length > 0) ports.err(sentences(ports, texts))
}
