/**
 * What the rich prompts share: the screen they draw on, and the parts of a page as rows. No prompt of its own and no
 * keys.
 */
import type { WriteStream } from 'node:tty'
import { type KeypressEvent, useEffect, useState } from '@inquirer/core'
import { type Row, wrapLine, wrapLines } from '../render/lines.ts'
import type { Keyboard } from './keyboard.ts'
import { keyLines, showsDanger, withMarks } from './marks.ts'
import type { Painter, Size } from './painter.ts'
import type { KeyHint, Line, Meaning, Option, Page, Prompt, Reply } from './screen.ts'
import type { Laid } from './sheet.ts'
import { type Style, styleRow } from './style.ts'

export interface Stage {
  readonly output: WriteStream
  readonly painter: Painter
  readonly keyboard: Keyboard
  readonly style: Style
}

/** One prompt of a kind, and where it is to be shown. */
export interface Asked<Kind extends Prompt['kind']> {
  readonly prompt: Extract<Prompt, { readonly kind: Kind }>
  readonly stage: Stage
}

const margin = 1

/** The columns that a page may use: a margin on the left, and never the last column. */
export const pageWidth = (size: Size): number => Math.max(4, size.columns - margin - 1)
/** The rows that a page may use: never the last. */
export const pageHeight = (size: Size): number => Math.max(1, size.rows - 1)

/** Draws what was laid out; `cursor` counts from the first row and the margin. */
export const draw = (
  stage: Stage,
  laid: Laid,
  cursor: { readonly row: number; readonly column: number; readonly shown: boolean },
): void =>
  stage.painter.paint({
    rows: laid.rows.map((row) => ' '.repeat(row.columns === 0 ? 0 : margin) + styleRow(stage.style, row)),
    cursor: { ...cursor, column: cursor.column + margin },
  })

/** The terminal's size, read anew after each resize. */
export const useSize = ({ output, painter }: Stage): Size => {
  const [, again] = useState(0)
  useEffect(() => {
    const onResize = () => {
      painter.forget()
      again((times) => times + 1)
    }
    output.on('resize', onResize)
    return () => {
      output.off('resize', onResize)
    }
  }, [])
  return painter.size()
}

/** The key as it was sent: one character, or an escape sequence. */
export const typed = (key: KeypressEvent): string =>
  'sequence' in key && typeof key.sequence === 'string' ? key.sequence : ''

/** The caller's key that was pressed, whatever its case. */
export const findKey = (keys: readonly KeyHint[], pressed: string): string | undefined =>
  keys.find(({ key }) => key.toLowerCase() === pressed.toLowerCase())?.key

/** The caller's key that another one stands for, by the name of that one. */
export const findNamedKey = (keys: readonly KeyHint[], name: string): string | undefined =>
  keys.find(({ also = [] }) => also.includes(name))?.key

/** Hands the answer over; whatever is typed from now on is for the next prompt. */
export const replier =
  (stage: Stage, done: (reply: Reply) => void) =>
  (reply: Reply): void => {
    stage.keyboard.stop()
    done(reply)
  }

export interface PageRows {
  readonly head: readonly Row[]
  readonly body: readonly Row[]
}

/** A page, marked and wrapped. */
export const pageRows = (page: Page, width: number): PageRows => ({
  head: wrapLines(page.head.map(withMarks), width),
  body: wrapLines(page.body.map(withMarks), width),
})

export const titleRows = (title: string, width: number): readonly Row[] =>
  wrapLine({ spans: [{ text: title, as: 'title' }] }, width)

/** The keys as rows: `!` first, left out where the head shows it; then the prompt's own. */
export const keyRows = (
  page: Page,
  own: readonly KeyHint[],
  keys: readonly KeyHint[],
  width: number,
): readonly Row[] => {
  const danger = showsDanger(page.head) ? [] : keys.filter(({ key }) => key === '!')
  const others = keys.filter(({ key }) => key !== '!')
  return wrapLines(keyLines([...danger, ...own, ...others], width), width)
}

/** As many of the keys as fit into one row, the last of them always `? keys`. */
export const keyRow = (
  page: Page,
  own: readonly KeyHint[],
  keys: readonly KeyHint[],
  width: number,
): readonly Row[] => {
  const all: KeyHint = { key: '?', label: 'keys' }
  const others = keys.filter(({ key }) => key !== '?')
  for (let count = others.length; count > 0; count--) {
    const rows = keyRows(page, own, [...others.slice(0, count), all], width)
    if (rows.length <= 1) return rows
  }
  return keyRows(page, [], [all], width)
}

/** The rows to show while `?` is open: every key on a line of its own. */
export const keyListing = (keys: readonly KeyHint[]): readonly Line[] =>
  keys.map(({ key, label }) => ({
    spans: [{ text: key, as: 'mark' }, { text: `  ${label}` }],
    indent: 2,
    hang: 3,
  }))

/** How one option is drawn: its row marker before the label, and whether it is under the cursor. */
export interface Drawn {
  readonly option: Option
  readonly before: string
  readonly here: boolean
  readonly after: string
}

const span = (text: string, as?: Meaning) => (as === undefined ? { text } : { text, as })

/** The rows of one option: its hint beside the label where there is room, else below it. */
export const optionRows = (
  { option, before, here, after }: Drawn,
  hints: boolean,
  width: number,
): readonly Row[] => {
  const hang = 2 + before.length
  const lead = [span(here ? '› ' : '  ', 'mark'), span(before, here ? 'title' : undefined)]
  const label = [span(option.label, here ? 'title' : undefined), span(after, 'quiet')]
  const plain = wrapLine({ spans: [...lead, ...label], hang }, width)
  if (!hints || option.hint === undefined) return plain
  const beside = wrapLine({ spans: [...lead, ...label, span(`  ${option.hint}`, 'quiet')], hang }, width)
  if (beside.length === 1) return beside
  return [...plain, ...wrapLine({ spans: [span(option.hint, 'quiet')], indent: hang }, width)]
}

/** The first row of each of several blocks of rows, and where the last one ends. */
export const starts = (blocks: readonly (readonly Row[])[]): readonly number[] => {
  const sums = [0]
  for (const rows of blocks) sums.push((sums.at(-1) ?? 0) + rows.length)
  return sums
}

export const noRows: readonly Row[] = []
