/**
 * A document as a value: headings, lists, tables, and texts with their few meanings. Made once, written as
 * Markdown (markdown.ts) and as HTML (html.ts). Holds raw texts; escaping belongs to the writers.
 */
import { clauseWords } from '../../flow/words/phrase.ts'

/**
 * A run of text. `whole` is never broken across two rows: a number that is read out. `clause` says where the source says so.
 * `typed`: what somebody typed, line by line as they did. `note`: a remark of the program on what stands before it.
 */
export type Span =
  | string
  | {
      readonly as: 'strong' | 'code' | 'whole' | 'clause' | 'typed' | 'note'
      readonly text: string
    }
  | { readonly as: 'link'; readonly text: string; readonly to: string }

export type Text = readonly Span[]

/** What an item is, where it should catch the eye; its words say it as well. `tick`: something to be ticked. */
export type Mark = 'tick' | 'gap' | 'reading' | 'warning'

export interface Item {
  readonly text: Text
  /** For links from elsewhere. */
  readonly anchor?: string
  readonly mark?: Mark
  readonly under?: readonly Item[]
}

/** The first cell of a row names it. */
export interface Row {
  readonly cells: readonly Text[]
  /** For links from elsewhere. */
  readonly anchor?: string
  readonly mark?: Mark
}

export type Block =
  | {
      readonly kind: 'heading'
      readonly level: 1 | 2 | 3 | 4
      readonly text: string
      readonly anchor?: string
    }
  | { readonly kind: 'paragraph'; readonly text: Text; readonly tone?: 'quiet' | 'loud' }
  | { readonly kind: 'list'; readonly items: readonly Item[]; readonly numbered: boolean }
  /** A name and what belongs to it; several in a row are one list of names. */
  | {
      readonly kind: 'labelled'
      readonly label: string
      readonly items: readonly Item[]
      readonly numbered: boolean
    }
  | {
      readonly kind: 'table'
      /** What the table is, for those who cannot see it. */
      readonly caption: string
      /** The heading above it says the same: only read aloud. */
      readonly unseen?: true
      readonly head: readonly string[]
      /** Of each column, in hundredths. */
      readonly widths: readonly number[]
      readonly rows: readonly Row[]
    }
  /** Names and values, one to a row. */
  | { readonly kind: 'facts'; readonly caption: string; readonly rows: readonly (readonly [string, Text])[] }
  /** Counts as bars, for the eye alone: they stand in a table as well. */
  | { readonly kind: 'bars'; readonly caption: string; readonly rows: readonly (readonly [string, number])[] }
  /** A drawing of ours; what it shows is told in words beside it as well. */
  | {
      readonly kind: 'picture'
      readonly caption: string
      /** For those who cannot see it. */
      readonly shows: string
      /** Of the drawing: x, y, width, height. */
      readonly view: readonly [number, number, number, number]
      /** SVG made by a drawing of ours: the one text that is not escaped any more. */
      readonly body: string
    }
  /** Lines to be filled in by hand, under these heads. */
  | {
      readonly kind: 'form'
      readonly caption: string
      readonly heads: readonly string[]
      readonly rows: number
    }
  /** To be copied as it stands. */
  | { readonly kind: 'verbatim'; readonly caption: string; readonly lines: readonly string[] }
  /** A list of links to the headings of levels 2 and 4; on paper only where the pages are turned by it. */
  | { readonly kind: 'contents'; readonly title: string; readonly onScreen?: true }

export interface Document {
  readonly title: string
  /** Names the document at the foot of each printed page. */
  readonly foot: string
  /** For a wall: as close on paper as can be read, and `head` stands at the top of each printed page. */
  readonly sheet?: {
    readonly head: string
    /** There is much of it: on paper in two columns, its first tables as running text. */
    readonly dense: boolean
  }
  readonly blocks: readonly Block[]
}

export const strong = (text: string): Span => ({ as: 'strong', text })
export const code = (text: string): Span => ({ as: 'code', text })
export const whole = (text: string): Span => ({ as: 'whole', text })
export const typed = (text: string): Span => ({ as: 'typed', text })
export const note = (text: string): Span => ({ as: 'note', text })
export const link = (text: string, to: string): Span => ({ as: 'link', text, to })

/** Where the source says so, to stand behind what it says; nothing without a clause. */
export const cited = (clause: string | undefined): Text =>
  clause === undefined ? [] : [{ as: 'clause', text: clauseWords(clause) }]

/** Runs joined by a text: `between([a, b], ', ')`. */
export const between = (texts: readonly Text[], joint: string): Text =>
  texts.flatMap((text, i) => (i === 0 ? text : [joint, ...text]))

export const heading = (level: 1 | 2 | 3 | 4, text: string, anchor?: string): Block => ({
  kind: 'heading',
  level,
  text,
  ...(anchor === undefined ? {} : { anchor }),
})

export const paragraph = (...text: Text): Block => ({ kind: 'paragraph', text })

export const quiet = (...text: Text): Block => ({ kind: 'paragraph', text, tone: 'quiet' })

/** Nothing where there is no item. */
export const list = (items: readonly Item[], numbered = false): readonly Block[] =>
  items.length === 0 ? [] : [{ kind: 'list', items, numbered }]

/** Nothing where there is no item. */
export const labelled = (label: string, items: readonly Item[], numbered = false): readonly Block[] =>
  items.length === 0 ? [] : [{ kind: 'labelled', label, items, numbered }]

/** One item under a label; nothing without a text. */
export const fact = (label: string, text: string | undefined, more: Text = []): readonly Block[] =>
  text === undefined ? [] : labelled(label, [{ text: [text, ...more] }])

/** A sentence with its clause. */
export const passage = (one: { readonly text: string; readonly clause: string }): Item => ({
  text: [one.text, ...cited(one.clause)],
})

/** A chapter with its heading, or nothing where it is empty. */
export const chapter = (
  level: 2 | 3,
  title: string,
  anchor: string,
  blocks: readonly Block[],
): readonly Block[] => (blocks.length === 0 ? [] : [heading(level, title, anchor), ...blocks])
