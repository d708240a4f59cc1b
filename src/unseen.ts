/** Characters that cannot be seen, and how one is spelled so that it is. Used by the record, by titles, and on the screen. */

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
