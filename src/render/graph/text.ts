/**
 * Text for a drawing: made safe, estimated in width, and broken into lines. The estimate is on the wide side, because
 * nobody knows the reader's font: text may end early, and never leaves its box. Draws nothing.
 */
import { brokenText } from '../breaks.ts'
import { visible } from '../visible.ts'

/** Widths in hundredths of an em, so that sums are exact; at or above those of Arial, Helvetica, Liberation Sans and DejaVu Sans in their regular cut. */
const widths: ReadonlyMap<string, number> = new Map(
  (
    [
      [30, "Iijl'"],
      [35, ' ,./:;\\|‘’'],
      [40, '()-[]ft·'],
      [45, '!r'],
      [50, '"*J`°–'],
      [55, 'csz“”'],
      [60, '?L_kvxy§'],
      [65, '$0123456789FTabdeghnopqu{}£'],
      [70, 'ABEKPSVXYZ'],
      [75, 'CNRU'],
      [80, '&DGHOQ'],
      [85, '#+<=>^w~▲▼ÀÁÂÃÄÅÈÉÊËÌÍÎÏÒÓÔÕÖÙÚÛÜÝàáâãäåèéêëìíîïòóôõöùúûüýÿŷŶçÇñÑ'],
      [90, 'Mŵ'],
      [100, '%Wm—…Ŵ'],
      [105, '@'],
    ] as const
  ).flatMap(([width, characters]) => [...characters].map((character) => [character, width] as const)),
)

const boldness = 1.1
/** For characters that are in no list: wider than all but a few. */
const unknown = 110

/** How a text is set. `size`: the height of the letters' square, in mm. */
export interface Cut {
  readonly size: number
  readonly bold?: boolean
  /** Distance from one line to the next, in sizes. */
  readonly leading?: number
}

const mark = /^\p{Mn}$/u

const unitsOf = (character: string): number => widths.get(character) ?? (mark.test(character) ? 0 : unknown)

/** A hundredth of an em, in mm. */
const unit = ({ size, bold }: Cut): number => (size * (bold === true ? boldness : 1)) / 100

/** Widest the text can be in any usual font, in mm. */
export const widthOf = (text: string, cut: Cut): number => {
  let sum = 0
  for (const character of text) sum += unitsOf(character)
  return sum * unit(cut)
}

/** Rows of a text by that width. */
const rowsOf = (text: string, width: number, cut: Cut): readonly string[] => {
  const room = Math.floor(width / unit(cut) + 1e-9)
  return brokenText(text, room, room, { widthOf: (codePoint) => unitsOf(String.fromCodePoint(codePoint)) })
}

/** Whether the estimate can be relied on: the text has only characters whose widths are known. */
export const isKnown = (text: string): boolean => {
  for (const character of text) if (!widths.has(character)) return false
  return true
}

/** Nobody stacks more than four marks on a letter but to draw over the lines around it. */
const stacked = /(\p{M}{4})\p{M}+/gu

/** One line without a character that cannot be seen: what every text of a flow passes through before it is drawn. */
export const clean = (text: string): string =>
  visible(text.replace(/[\t\n\r ]+/g, ' ').trim()).replace(stacked, '$1')

export interface Wrapped {
  readonly lines: readonly string[]
  readonly cut: Cut
  /** The whole text, where not all of it is in the lines. */
  readonly whole?: string
}

/** Characters that a box of so many lines can hold at the very most. */
const mostCharacters = (width: number, { size }: Cut, most: number): number =>
  Math.ceil((width / (0.25 * size)) * most)

const shortened = (line: string, width: number, cut: Cut): string => {
  const [head = ''] = rowsOf(line, width - widthOf('…', cut), cut)
  return `${head}…`
}

/** The text in lines of at most `width` mm, at most `most` of them; the last ends in … where it was not all. */
export const wrap = (text: string, width: number, cut: Cut, most = 6): Wrapped => {
  const whole = clean(text)
  // Not within a pair of surrogates.
  const enough = whole.slice(0, mostCharacters(width, cut, most)).replace(/[\ud800-\udbff]$/, '')
  const lines = rowsOf(enough, width, cut)
  if (lines.length <= most && enough.length === whole.length) return { lines, cut }
  const kept = lines.slice(0, most)
  return { lines: [...kept.slice(0, -1), shortened(kept.at(-1) ?? '', width, cut)], cut, whole }
}

/** The height that the lines take, in mm. */
export const heightOf = ({ lines, cut }: Pick<Wrapped, 'lines' | 'cut'>): number =>
  lines.length * cut.size * (cut.leading ?? 1.3)
