/**
 * Text for a drawing: made safe, estimated in width, and broken into lines. The estimate is on the wide side, because
 * nobody knows the reader's font: text may end early, and never leaves its box. Draws nothing.
 */
import { visible } from '../visible.ts'

/** Widths in em, at or above those of Arial, Helvetica, Liberation Sans and DejaVu Sans in their regular cut. */
const widths: ReadonlyMap<string, number> = new Map(
  (
    [
      [0.3, "Iijl'"],
      [0.35, ' ,./:;\\|‘’'],
      [0.4, '()-[]ft·'],
      [0.45, '!r'],
      [0.5, '"*J`°–'],
      [0.55, 'csz“”'],
      [0.6, '?L_kvxy§'],
      [0.65, '$0123456789FTabdeghnopqu{}£'],
      [0.7, 'ABEKPSVXYZ'],
      [0.75, 'CNRU'],
      [0.8, '&DGHOQ'],
      [0.85, '#+<=>^w~▲▼ÀÁÂÃÄÅÈÉÊËÌÍÎÏÒÓÔÕÖÙÚÛÜÝàáâãäåèéêëìíîïòóôõöùúûüýÿŷŶçÇñÑ'],
      [0.9, 'Mŵ'],
      [1, '%Wm—…Ŵ'],
      [1.05, '@'],
    ] as const
  ).flatMap(([width, characters]) => [...characters].map((character) => [character, width] as const)),
)

const boldness = 1.1
/** For characters that are in no list: wider than all but a few. */
const unknown = 1.1

/** How a text is set. `size`: the height of the letters' square, in mm. */
export interface Cut {
  readonly size: number
  readonly bold?: boolean
  /** Distance from one line to the next, in sizes. */
  readonly leading?: number
}

const mark = /^\p{Mn}$/u

const emOf = (character: string): number => widths.get(character) ?? (mark.test(character) ? 0 : unknown)

/** Widest the text can be in any usual font, in mm. */
export const widthOf = (text: string, { size, bold }: Cut): number => {
  let sum = 0
  for (const character of text) sum += emOf(character)
  return sum * size * (bold === true ? boldness : 1)
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

/** As much of a word as fits, at least one character; and the rest. */
const breakWord = (word: string, width: number, cut: Cut): readonly [string, string] => {
  let head = ''
  let sum = 0
  for (const character of word) {
    sum += widthOf(character, cut)
    if (head !== '' && sum > width) break
    head += character
  }
  return [head, word.slice(head.length)]
}

/** Characters that a box of so many lines can hold at the very most. */
const mostCharacters = (width: number, { size }: Cut, most: number): number =>
  Math.ceil((width / (0.25 * size)) * most)

const fill = (words: readonly string[], width: number, cut: Cut, most: number): readonly string[] => {
  const lines: string[] = []
  const space = widthOf(' ', cut)
  const rest = [...words].reverse()
  let line = ''
  let used = 0
  const end = (): void => {
    lines.push(line)
    line = ''
    used = 0
  }
  while (rest.length > 0 && lines.length <= most) {
    const word = rest.pop() ?? ''
    const wide = widthOf(word, cut)
    if (line !== '' && used + space + wide > width) {
      end()
      rest.push(word)
    } else if (wide <= width) {
      used += line === '' ? wide : space + wide
      line = line === '' ? word : `${line} ${word}`
    } else {
      const [head, tail] = breakWord(word, width, cut)
      line = head
      end()
      if (tail !== '') rest.push(tail)
    }
  }
  return line === '' ? lines : [...lines, line]
}

const shortened = (line: string, width: number, cut: Cut): string => {
  const [head] = breakWord(line, width - widthOf('…', cut), cut)
  return `${head.trimEnd()}…`
}

/** The text in lines of at most `width` mm, at most `most` of them; the last ends in … where it was not all. */
export const wrap = (text: string, width: number, cut: Cut, most = 6): Wrapped => {
  const whole = clean(text)
  // Not within a pair of surrogates.
  const enough = whole.slice(0, mostCharacters(width, cut, most)).replace(/[\ud800-\udbff]$/, '')
  const lines = fill(enough.split(' '), width, cut, most)
  if (lines.length <= most && enough.length === whole.length) return { lines, cut }
  const kept = lines.slice(0, most)
  return { lines: [...kept.slice(0, -1), shortened(kept.at(-1) ?? '', width, cut)], cut, whole }
}

/** The height that the lines take, in mm. */
export const heightOf = ({ lines, cut }: Pick<Wrapped, 'lines' | 'cut'>): number =>
  lines.length * cut.size * (cut.leading ?? 1.3)
