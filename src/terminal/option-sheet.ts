/**
 * The page of a question with options, laid out: shared by a choice and by ticks. No keys.
 */
import type { Row } from '../render/lines.ts'
import type { Size } from './painter.ts'
import type { KeyHint, Line, Option, Page } from './screen.ts'
import { type Laid, layOut, type Sheet } from './sheet.ts'
import {
  type Drawn,
  keyRows,
  optionRows,
  pageHeight,
  pageRows,
  pageWidth,
  starts,
  titleRows,
} from './stage.ts'

export interface OptionPage {
  readonly page: Page
  readonly title: string
  readonly options: readonly Option[]
  readonly keys: readonly KeyHint[]
  /** Keys of the prompt itself, before the caller's. */
  readonly own: readonly KeyHint[]
  /** The row under the cursor, or -1. */
  readonly at: number
  readonly before: (index: number) => string
  readonly after: (index: number) => string
  /** Shown instead of the body, where the person asked for the keys. */
  readonly instead?: readonly Line[]
  readonly top: number
  /** The key that scrolls the body on. */
  readonly scroll: string
}

export interface OptionsLaid {
  readonly laid: Laid
  /** The screen row of an option's first row, or undefined where not all of it is on the screen. */
  readonly rowOf: (index: number) => number | undefined
}

const short: readonly KeyHint[] = [{ key: '?', label: 'keys' }]

const blocksOf = (asked: OptionPage, hints: boolean, width: number): readonly (readonly Row[])[] =>
  asked.options.map((option, index) => {
    const drawn: Drawn = {
      option,
      before: asked.before(index),
      here: index === asked.at,
      after: asked.after(index),
    }
    return optionRows(drawn, hints, width)
  })

/** Lays out a question with its options; gives up hints first, then the line of keys. */
export const layOptions = (asked: OptionPage, size: Size): OptionsLaid => {
  const width = pageWidth(size)
  const page = asked.instead === undefined ? asked.page : { head: asked.page.head, body: asked.instead }
  const question = titleRows(asked.title, width)
  const keys = keyRows(asked.page, asked.own, asked.keys, width)
  const sheet = (blocks: readonly (readonly Row[])[], rows: readonly Row[]): Sheet => {
    const from = starts(blocks)
    const index = Math.max(0, asked.at)
    return {
      ...pageRows(page, width),
      question,
      list: blocks.flat(),
      focus: { from: from[index] ?? 0, to: from[index + 1] ?? 0 },
      keys: rows,
    }
  }
  const bare = blocksOf(asked, false, width)
  const full = sheet(blocksOf(asked, true, width), keys)
  const shortKeys = keyRows(asked.page, [], short, width)
  const laid = layOut(
    [full, sheet(bare, keys), sheet(bare, shortKeys)],
    pageHeight(size),
    asked.top,
    asked.scroll,
  )
  const all = full.list.length === laid.list.count ? starts(blocksOf(asked, true, width)) : starts(bare)
  const rowOf = (index: number): number | undefined => {
    const { at, from, count } = laid.list
    const first = all[index] ?? 0
    return first >= from && (all[index + 1] ?? 0) <= from + count ? at + first - from : undefined
  }
  return { laid, rowOf }
}
