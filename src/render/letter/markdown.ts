/** A letter → Markdown, as it is corrected in an editor: its title, to whom, the subject, a rule, and then the text. */
import type { Root, RootContent } from 'mdast'
import { gfmTableToMarkdown } from 'mdast-util-gfm-table'
import { toMarkdown } from 'mdast-util-to-markdown'
import type { Letter } from '../../draft/letter.ts'
import { list } from '../../draft/nodes.ts'

/** What stands before the colon of the lines under the title. */
export const headLabels = { to: 'To', subject: 'Subject' } as const

const headOf = ({ title, to, subject }: Letter): readonly RootContent[] => {
  const lines = [
    ...(to === '' ? [] : [`${headLabels.to}: ${to}`]),
    ...(subject === '' ? [] : [`${headLabels.subject}: ${subject}`]),
  ]
  return [
    { type: 'heading', depth: 1, children: [{ type: 'text', value: title }] },
    ...(lines.length === 0 ? [] : [list(lines)]),
    { type: 'thematicBreak' },
  ]
}

/** A text that came without a head is given none, unless a rule in it would then be taken for the end of one. */
const isHeadless = ({ title, to, subject, body }: Letter): boolean =>
  title + to + subject === '' && !body.children.some(({ type }) => type === 'thematicBreak')

/** Ends in a line end. What looks like marks in a text is escaped, and only that. */
export const letterMarkdown = (letter: Letter): string => {
  const head = isHeadless(letter) ? [] : headOf(letter)
  const root: Root = { type: 'root', children: [...head, ...letter.body.children] }
  return toMarkdown(root, {
    bullet: '-',
    rule: '-',
    // Padded to the longest cell, a chronology could not be read in any editor.
    extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
  })
}
