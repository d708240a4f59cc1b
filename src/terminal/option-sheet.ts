/**
 * The page of a question with options, laid out: shared by a choice and by ticks. No keys.
 */
import type { Row } from '../render/lines.ts'
import type { Size } from './painter.ts'
import type { KeyHint, Option, Page } from './screen.ts'
import { type Laid, layOut, type Sheet } from './sheet.ts'
import {
  keyListing,
  keyRow,
  keyRows,
  optionRows,
  pageHeight,
  pageRows,
  pageWidth,
  starts,
  titleRows,
} from './stage.ts'

/** What is asked: the same for as long as the prompt lasts. */
export interface OptionPage {
  readonly page: Page
  readonly title: string
  readonly options: readonly Option[]
  readonly keys: readonly KeyHint[]
  /** Keys of the prompt itself, before the caller's. */
  readonly own: readonly KeyHint[]
  /** The key that scrolls the body on. */
  readonly scroll: string
}

/** How it stands: the row under the cursor, or -1; what is drawn around each label; the first row of the body. */
export interface OptionState {
  readonly at: number
  readonly before: (index: number) => string
  readonly after: (index: number) => string
  readonly top: number
}

/** The parts of the page that no key changes, wrapped once. */
export interface OptionParts {
  readonly head: readonly Row[]
  readonly body: readonly Row[]
  readonly question: readonly Row[]
  readonly keys: readonly Row[]
  readonly shortKeys: readonly Row[]
  /** The keys stand in place of the options. */
  readonly listed: boolean
}

export interface OptionsLaid {
  readonly laid: Laid
  /** The screen row of an option's first row, or undefined where not all of it is on the screen. */
  readonly rowOf: (index: number) => number | undefined
}

/** Wraps the page; with `listed`, all the keys stand in its place. */
export const wrapOptionPage = (asked: OptionPage, listed: boolean, width: number): OptionParts => ({
  ...(listed
    ? pageRows({ head: [], body: keyListing([...asked.own, ...asked.keys]) }, width)
    : pageRows(asked.page, width)),
  question: titleRows(asked.title, width),
  keys: keyRows(asked.page, asked.own, asked.keys, width),
  shortKeys: keyRow(asked.page, asked.own, asked.keys, width),
  listed,
})

type Blocks = readonly (readonly Row[])[]

const blocksOf = (options: readonly Option[], state: OptionState, hints: boolean, width: number): Blocks =>
  options.map((option, index) => {
    const here = index === state.at
    return optionRows({ option, before: state.before(index), here, after: state.after(index) }, hints, width)
  })

/** Lays out a question with its options; gives up hints first, then the line of keys. */
export const layOptions = (
  asked: OptionPage,
  parts: OptionParts,
  state: OptionState,
  size: Size,
): OptionsLaid => {
  const width = pageWidth(size)
  const sheet = (blocks: Blocks, keys: readonly Row[]): Sheet => {
    const from = starts(blocks)
    const index = Math.max(0, state.at)
    const focus = { from: from[index] ?? 0, to: from[index + 1] ?? 0 }
    return {
      ...parts,
      list: parts.listed ? [] : blocks.flat(),
      focus: parts.listed ? { from: 0, to: 0 } : focus,
      keys,
    }
  }
  const hinted = asked.options.some(({ hint }) => hint !== undefined)
  const bare = blocksOf(asked.options, state, false, width)
  const full = hinted ? blocksOf(asked.options, state, true, width) : bare
  const candidates: [Sheet, ...Sheet[]] = [
    sheet(full, parts.keys),
    sheet(bare, parts.keys),
    sheet(bare, parts.shortKeys),
  ]
  const laid = layOut(candidates, pageHeight(size), state.top, asked.scroll)
  const all = starts(full.flat().length === laid.list.count ? full : bare)
  const rowOf = (index: number): number | undefined => {
    const { at, from, count } = laid.list
    const first = all[index]
    const next = all[index + 1]
    if (parts.listed || first === undefined || next === undefined) return undefined
    return first >= from && next <= from + count ? at + first - from : undefined
  }
  return { laid, rowOf }
}
