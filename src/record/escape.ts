/**
 * Typed text ↔ text that no Markdown reader takes for structure, link or markup, with everything unseen made
 * visible. Which characters count as unseen is fixed here, once, whatever Unicode version runs. Knows no facts.
 */

/**
 * Characters that a viewer may not show, or that change how others are shown: controls, format and
 * bidirectional characters, fillers, every space but U+0020, private use, noncharacters, lone surrogates. A fixed
 * table (after Unicode 15.1: Cc, Zs, Zl, Zp, Default_Ignorable_Code_Point and the unseen ones of Cf), because a
 * record must read the same on every version of Node. The inside of a character class, for the `u` flag.
 */
export const invisibleClass =
  '\\u{0}-\\u{1f}\\u{7f}-\\u{a0}\\u{ad}\\u{34f}\\u{61c}\\u{115f}\\u{1160}\\u{1680}\\u{17b4}\\u{17b5}\\u{180b}-\\u{180f}' +
  '\\u{2000}-\\u{200f}\\u{2028}-\\u{202f}\\u{205f}-\\u{206f}\\u{2800}\\u{3000}\\u{3164}\\u{d800}-\\u{f8ff}\\u{fdd0}-\\u{fdef}' +
  '\\u{fe00}-\\u{fe0f}\\u{feff}\\u{ffa0}\\u{fff0}-\\u{fffb}\\u{fffe}\\u{ffff}\\u{13430}-\\u{1345f}\\u{1bca0}-\\u{1bca3}' +
  '\\u{1d173}-\\u{1d17a}\\u{1fffe}\\u{1ffff}\\u{2fffe}\\u{2ffff}\\u{3fffe}-\\u{dffff}\\u{e0000}-\\u{10ffff}'

/** `\u{202e}`: a character spelled so that it is seen, in lower-case hex. */
export const visibleEscape = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`

const unseen = `[${invisibleClass}]`
// A backslash does not stop these three everywhere: several readers look for links after they have removed it.
const linkMaking = String.raw`/(?=/)|(?<=[^ ])@(?=[^ ])|(?<=(?<![A-Za-z0-9])[wW]{3})\.`
const markup = String.raw`[\\\x60*_[\]<>|~$]|&(?=[A-Za-z#])`
const lineStart = '^[#+=:-]|(?<=^[0-9]{1,9})[.)](?= |$)'
const special = new RegExp(`(${unseen}|${linkMaking})|${markup}|${lineStart}`, 'gu')

const escapeInner = (line: string): string =>
  line.replace(special, (character: string, spelled: string | undefined) =>
    spelled === undefined ? `\\${character}` : visibleEscape(character),
  )

/** Spaces at the edges are counted by hand: a pattern would take quadratic time on a hostile line. */
const escapeLine = (line: string): string => {
  let start = 0
  let end = line.length
  while (end > 0 && line[end - 1] === ' ') end--
  while (start < end && line[start] === ' ') start++
  const space = visibleEscape(' ')
  return space.repeat(start) + escapeInner(line.slice(start, end)) + space.repeat(line.length - end)
}

/** CRLF and CR become LF: the one normalising that typed text goes through. */
export const normaliseText = (text: string): string => text.replace(/\r\n?/g, '\n')

/** Any string → escaped text with the same number of lines (divided by LF). */
export const escapeText = (text: string): string => text.split('\n').map(escapeLine).join('\n')

const spelling = /\\(?:u\{([0-9a-f]{1,6})\}|([!-/:-@[-`{-~]))/g

const unescapeOne = (whole: string, hex: string | undefined, mark: string | undefined): string => {
  if (hex === undefined) return mark ?? whole
  const code = Number.parseInt(hex, 16)
  return code > 0x10ffff ? whole : String.fromCodePoint(code)
}

/** The string that `escapeText` would have written so; nothing where it would never have. */
export const unescapeText = (escaped: string): string | undefined => {
  const text = escaped.replace(spelling, unescapeOne)
  return escapeText(text) === escaped ? text : undefined
}
