/**
 * Typed text ↔ text that no Markdown reader takes for structure, link or markup, with everything unseen made
 * visible. Which characters count as unseen is fixed here, once, whatever Unicode version runs. Knows no facts.
 */

import { invisibleClass, visibleEscape } from '../unseen.ts'

const unseen = `[${invisibleClass}]`
// A backslash does not stop these three everywhere: several readers look for links after they have removed it.
const linkMaking = String.raw`/(?=/)|@|(?<=(?<![A-Za-z0-9])[wW]{3})\.`
const markup = String.raw`[\\\x60*_[\]<>|~$]|&(?=[A-Za-z#])`
const lineStart = '^[#+=:-]|(?<=^[0-9]{1,9})[.)](?= |$)'
const special = new RegExp(`(${unseen}|${linkMaking})|${markup}|${lineStart}`, 'gu')

const escapeInner = (line: string): string =>
  line.replace(special, (character: string, spelled: string | undefined) =>
    spelled === undefined ? `\\${character}` : visibleEscape(character),
  )

const plain = /^["'(A-Za-z][ !"#%'()+,.0-9:;=?A-Z^a-z{}\u00a1-\u00ac\u00ae-\u017f\u2010-\u2027-]*(?<! )$/
const web = /www\./i

/** Most lines begin with a letter, and nothing in them is ever escaped: for these no rule is tried. */
const isPlain = (line: string): boolean => plain.test(line) && !web.test(line)

/** Spaces at the edges are counted by hand: a pattern would take quadratic time on a hostile line. */
const escapeLine = (line: string): string => {
  if (isPlain(line)) return line
  let start = 0
  let end = line.length
  while (line[end - 1] === ' ') end--
  while (start < end && line[start] === ' ') start++
  const space = visibleEscape(' ')
  return space.repeat(start) + escapeInner(line.slice(start, end)) + space.repeat(line.length - end)
}

/** CRLF and CR become LF: the one normalising that typed text goes through. */
export const normaliseText = (text: string): string => text.replace(/\r\n?/g, '\n')

/** Any string → escaped text with the same number of lines (divided by LF). */
export const escapeText = (text: string): string => text.split('\n').map(escapeLine).join('\n')

const spelling = /\\(?:u\{([0-9a-f]{1,6})\}|[!-/:-@[-`{-~])/g

const unescapeOne = (whole: string, hex: string | undefined): string => {
  if (hex === undefined) return whole.slice(1)
  const code = Number.parseInt(hex, 16)
  return code > 0x10ffff ? whole : String.fromCodePoint(code)
}

const unescapeLine = (escaped: string): string =>
  escaped.includes('\\') ? escaped.replace(spelling, unescapeOne) : escaped

/**
 * The string that `escapeText` would have written so, and for what it would never have written, some string. Line by line:
 * what is found in all of a long text at once can take a hundred times the memory of the text.
 */
export const unescapeLoosely = (escaped: string): string => escaped.split('\n').map(unescapeLine).join('\n')

/** Looks no further than the first line that is wrong. */
const unescapeLines = (lines: readonly string[]): string | undefined => {
  const texts: string[] = []
  for (const line of lines) {
    const text = unescapeLine(line)
    if (text.includes('\n') || escapeLine(text) !== line) return undefined
    texts.push(text)
  }
  return texts.join('\n')
}

/** The string that `escapeText` would have written so; nothing where it would never have. */
export const unescapeText = (escaped: string): string | undefined => unescapeLines(escaped.split('\n'))

/** Typed text as the lines of a quotation. */
export const quote = (text: string): readonly string[] =>
  escapeText(normaliseText(text))
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))

const isQuoted = (line: string): boolean => line === '>' || (line.length > 2 && line.startsWith('> '))

/** The text that is quoted so; nothing where none is. */
export const readQuotation = (lines: readonly string[]): string | undefined => {
  if (!lines.every(isQuoted)) return undefined
  const text = unescapeLines(lines.map((line) => line.slice(2)))
  // Before it is quoted a CR becomes a line end.
  return text?.includes('\r') ? undefined : text
}
