// Words of a flow, and typed text: what may stand, and what must be spelled otherwise.
import { changed, good } from './expected.mjs'
import { fact, hash, noteOf } from './make.mjs'

const before = fact('Note:\n> A fact that is well spelled.')

const label = (words) => fact(`What happened: ${words} (\`x\`)`)
const badLabel = (name, about, words) =>
  changed(`words-${name}`, about, noteOf(before, label(words)), 1, 0, 'malformed 1')

const note = (...lines) =>
  fact(
    `Note${lines.length === 1 ? '' : `, ${lines.length} lines`}:\n${lines.map((line) => `> ${line}\n`).join('')}`.slice(
      0,
      -1,
    ),
  )
const badText = (name, about, ...lines) =>
  changed(`text-${name}`, about, noteOf(before, note(...lines)), 1, 0, 'malformed 1')

const point = (code) => String.fromCodePoint(code)
const spelled = (code) => `\\u{${code.toString(16)}}`

export const words = [
  good(
    'words',
    'Words of a flow at the edges of what may stand.',
    noteOf(
      ...[
        'a'.repeat(500),
        point(0x1f600).repeat(250),
        'R & D, R&D, AT&T',
        'an & amp ; and a &#; and a &;',
        'mail @ noon, a@ b, a @b, @, @x',
        'one / two, and/or, http:/x',
        'xwww.example, 1www.example, www example, ww.example',
        'No. 4: “they” said – (twice) {sic} #1 +2 =3 !%^\'",;?',
        '# a heading, if it began a line',
        'Zoë, Łukasz, 東京, עברית',
        'not given',
        '- a list',
        'sha256',
      ].map(label),
    ),
  ),
  badLabel('too-long', 'A label of 501 letters.', 'a'.repeat(501)),
  badLabel(
    'too-long-in-units',
    'A label of 251 characters that take two UTF-16 units each.',
    point(0x1f600).repeat(251),
  ),
  badLabel('space-first', 'A label that begins with a space.', ' They agree'),
  badLabel('space-last', 'A label that ends with a space.', 'They agree '),
  badLabel('backtick', 'A backtick in a label.', 'They `agree'),
  badLabel('asterisk', 'An asterisk in a label.', 'They *agree'),
  badLabel('underscore', 'An underscore in a label.', 'They_agree'),
  badLabel('bracket', 'An opening bracket in a label.', 'They [agree'),
  badLabel('bracket-closing', 'A closing bracket in a label.', 'They] agree'),
  badLabel('less-than', 'A less-than sign in a label.', 'a < b'),
  badLabel('greater-than', 'A greater-than sign in a label.', 'a > b'),
  badLabel('backslash', 'A backslash in a label.', 'They \\agree'),
  badLabel('bar', 'A bar in a label.', 'this | that'),
  badLabel('tilde', 'A tilde in a label.', 'They ~agree'),
  badLabel('dollar', 'A dollar sign in a label.', '$ 100'),
  badLabel('entity', 'An HTML entity in a label.', 'Bed &amp; breakfast'),
  badLabel(
    'entity-of-no-name',
    'What looks like an HTML entity in a label, though none has that name.',
    'R&D; and more',
  ),
  badLabel('entity-in-hex', 'An HTML entity by its number in a label.', 'They &#x41;gree'),
  badLabel('two-slashes', 'Two slashes in a label.', 'https://example'),
  badLabel('www', 'www and a full stop in a label.', 'see www.example'),
  badLabel('www-capitals', 'WWW and a full stop, after a letter that is none of A to Z.', 'éWwW.example'),
  badLabel('at', 'An @ between two characters in a label.', 'duty@example'),
  badLabel('tab', 'A tab in a label.', 'They\tagree'),
  badLabel('direction', 'A character in a label that changes the direction.', 'They \u202eagree'),
  badLabel('no-break-space', 'A space in a label that is not U+0020.', 'They\u00a0agree'),
  changed(
    'words-clause-markup',
    'Markup in a clause.',
    noteOf(before).replace('Note\n', 'Stage 1 (`stage-1`), clause 3*2\n'),
    1,
    0,
    'malformed 1',
  ),
  changed(
    'words-working-markup',
    'Markup in the working of a deadline.',
    noteOf(
      before,
      fact(
        `Due (you): end of Fri 20 Nov 2026, to raise it (\`a/b\`); *2* days; calendar sha256 \`${hash('a calendar')}\``,
      ),
    ),
    1,
    0,
    'malformed 1',
  ),
]

/** First and last of each range of the table of docs/record-format.md, with what stands there. */
const unseen = [
  ['c0', 'a control', 0x0000, 0x001f],
  ['c1', 'delete, a later control or a no-break space', 0x007f, 0x00a0],
  ['soft-hyphen', 'a soft hyphen', 0x00ad, 0x00ad],
  ['grapheme-joiner', 'a grapheme joiner', 0x034f, 0x034f],
  ['arabic-mark', 'an Arabic letter mark', 0x061c, 0x061c],
  ['hangul-filler', 'a Hangul filler', 0x115f, 0x1160],
  ['ogham-space', 'an Ogham space', 0x1680, 0x1680],
  ['khmer-vowel', 'an inherent vowel of Khmer', 0x17b4, 0x17b5],
  ['mongolian', 'a Mongolian selector', 0x180b, 0x180f],
  ['spaces', 'a space or a mark without width', 0x2000, 0x200f],
  ['separators', 'a line separator, an embedding or a narrow space', 0x2028, 0x202f],
  ['joiners', 'a mathematical space, an invisible sign or an isolate', 0x205f, 0x206f],
  ['braille-blank', 'a Braille blank', 0x2800, 0x2800],
  ['wide-space', 'an ideographic space', 0x3000, 0x3000],
  ['compatibility-filler', 'a Hangul filler of compatibility', 0x3164, 0x3164],
  ['private', 'a character of private use', 0xe000, 0xf8ff],
  ['noncharacters', 'what is no character', 0xfdd0, 0xfdef],
  ['selectors', 'a variation selector', 0xfe00, 0xfe0f],
  ['byte-order-mark', 'a byte order mark', 0xfeff, 0xfeff],
  ['half-width-filler', 'a Hangul filler of half width', 0xffa0, 0xffa0],
  ['specials', 'a mark of annotation', 0xfff0, 0xfffb],
  ['last-of-plane-0', 'the end of the first plane', 0xfffe, 0xffff],
  ['hieroglyph-format', 'a control of Egyptian hieroglyphs', 0x13430, 0x1345f],
  ['shorthand-format', 'a control of shorthand', 0x1bca0, 0x1bca3],
  ['music-format', 'a control of musical notes', 0x1d173, 0x1d17a],
  ['last-of-plane-1', 'the end of the second plane', 0x1fffe, 0x1ffff],
  ['last-of-plane-2', 'the end of the third plane', 0x2fffe, 0x2ffff],
  ['no-planes', 'a plane without characters', 0x3fffe, 0xdffff],
  ['tags', 'a tag, a selector or private use beyond the first plane', 0xe0000, 0x10ffff],
]

/** Of what cannot stand in a quotation in any spelling: LF and CR are line ends there. */
const firstOf = (code) => (code === 0 ? [0x0, 0x1, 0x8, 0x9, 0xb, 0xc, 0xe] : [code])

/** Code points beside the ranges that are plain characters: written as they are. */
const beside = [
  0x7e, 0xa1, 0xac, 0xae, 0x34e, 0x350, 0x61b, 0x61d, 0x115e, 0x1161, 0x167f, 0x1681, 0x17b3, 0x17b6, 0x180a,
  0x1810, 0x1fff, 0x2010, 0x2027, 0x2030, 0x205e, 0x2070, 0x27ff, 0x2801, 0x2fff, 0x3001, 0x3163, 0x3165,
  0xd7ff, 0xf900, 0xfdcf, 0xfdf0, 0xfdff, 0xfe10, 0xfefe, 0xff00, 0xff9f, 0xffa1, 0xffef, 0xfffc, 0xfffd,
  0x1342f, 0x13460, 0x1bc9f, 0x1bca4, 0x1d172, 0x1d17b, 0x1fffd, 0x20000, 0x2fffd, 0x30000, 0x3fffd,
].filter((code) => code !== 0x7e)

export const unseenCharacters = [
  good(
    'unseen-spelled',
    'The first and the last character of each range of the table, spelled.',
    noteOf(
      ...unseen.map(([, , first, last]) => note(`a${[...firstOf(first), last].map(spelled).join('b')}c`)),
    ),
  ),
  good(
    'unseen-beside',
    'The characters beside each range of the table, as they are.',
    noteOf(note(`a${beside.map(point).join('b')}c`)),
  ),
  good(
    'half-pairs-spelled',
    'Halves of surrogate pairs that stand alone, spelled, in the wrong order too.',
    noteOf(note('a\\u{d83d} \\u{de00}\\u{d83d}z')),
  ),
  ...unseen.map(([name, what, first, last]) =>
    badText(
      `unseen-${name}`,
      `U+${(first === 0 ? 0x1b : last).toString(16).toUpperCase().padStart(4, '0')} as it is: ${what}.`,
      `a${point(first === 0 ? 0x1b : last)}c`,
    ),
  ),
  badText('unseen-first-private', 'U+E000 as it is: the first for private use.', 'a\ue000c'),
  badText('unseen-first-space', 'U+2000 as it is: the first of the wide spaces.', 'a\u2000c'),
  badText('unseen-nul', 'A zero byte in a text.', 'a\0c'),
  badText('unseen-lone-cr', 'A CR in a quotation: typed, it would have been read as a line end.', 'a\rc'),
]

export const texts = [
  good(
    'text-spelled',
    'Every rule for typed text.',
    noteOf(
      note('\\u{20}\\u{20}two spaces before, one after\\u{20}'),
      note('\\u{20}\\u{20}\\u{20}'),
      note('tab\\u{9}, \\u{202e}turned, \\u{200b}, caf\\u{ad}é'),
      note('https:\\u{2f}/example/a\\u{2f}\\u{2f}/b'),
      note('duty\\u{40}example, \\u{40}, a \\u{40} b'),
      note('www\\u{2e}example, WwW\\u{2e}x, (www\\u{2e}x, éwww\\u{2e}x, \\_www\\u{2e}x'),
      note('xwww.example, 1www.example, www example, www'),
      note('\\\\ \\` \\* \\_ \\[ \\] \\< \\> \\| \\~ \\$'),
      note('\\&amp; \\&#38; R\\&D & &1 && \\&x'),
      note('\\# one'),
      note('\\+ one'),
      note('\\= one'),
      note('\\: one'),
      note('\\- one'),
      note('\\> one'),
      note('1\\. one'),
      note('1\\) one'),
      note('123456789\\.'),
      note('1234567890. ten digits'),
      note('1.one, 2)two'),
      note('1\\.\\u{20}\\u{20}'),
      note('\\u{20}\\- after a space, the line begins as well'),
      note('a # + = : - 1. b'),
      note('"quoted", \'quoted\', (bracketed), {braced}, 50 %, a^b, a;b, a,b, a!, a?, a/b'),
      note('\\-', '\\+', '\\##', '\\-\\> x', '\\--'),
    ),
  ),
  good(
    'text-beyond-the-first-plane',
    'Characters that take two UTF-16 units, as they are.',
    noteOf(note('😀 𠀀 𝄞')),
  ),
  badText('space-first', 'A space at the beginning of a line, not spelled.', ' one'),
  badText('space-last', 'A space at the end of a line, not spelled.', 'one '),
  badText('space-within', 'A space spelled that stands within a line.', 'one\\u{20}two'),
  badText('capital-hex', 'A character spelled in capitals.', 'a\\u{202E}b'),
  badText('leading-nought', 'A character spelled with a leading nought.', 'a\\u{09}b'),
  badText('needless', 'A letter that is spelled.', 'a\\u{62}c'),
  badText('needless-at-the-edge', 'U+00A1, which is beside the table, spelled.', 'a\\u{a1}c'),
  badText(
    'pair-spelled',
    'Two halves of a surrogate pair, each spelled: together they are one character, which is written as it is.',
    'a\\u{d83d}\\u{de00}b',
  ),
  badText('too-far', 'A code point beyond the last one.', 'a\\u{110000}b'),
  badText('cr-spelled', 'A CR that is spelled: typed, it is a line end.', 'a\\u{d}b'),
  badText('lf-spelled', 'A LF that is spelled: it is a line end.', 'a\\u{a}b'),
  badText('needless-backslash', 'A backslash before what needs none.', 'one\\! two'),
  badText('backslash-before-letter', 'A backslash before a letter.', 'one\\a two'),
  badText('backslash-last', 'A backslash at the end of a line.', 'one\\'),
  badText('two-slashes', 'Two slashes as they are.', 'https://example'),
  badText('two-slashes-backslash', 'Two slashes, one of them after a backslash.', 'https:\\//example'),
  badText(
    'second-slash-spelled',
    'The second of two slashes spelled, not the first.',
    'https:/\\u{2f}example',
  ),
  badText('at', 'An @ as it is.', 'duty@example'),
  badText('www', 'A full stop after www as it is.', 'www.example'),
  badText('www-needless', 'A full stop after xwww that is spelled.', 'xwww\\u{2e}example'),
  badText('asterisk', 'An asterisk without a backslash.', 'one *two'),
  badText('backtick', 'A backtick without a backslash.', 'one `two'),
  badText('underscore', 'An underscore without a backslash.', 'one_two'),
  badText('bracket', 'A bracket without a backslash.', 'one [two'),
  badText('less-than', 'A less-than sign without a backslash.', 'one <b>'),
  badText('bar', 'A bar without a backslash.', 'one | two'),
  badText('tilde', 'A tilde without a backslash.', 'one ~ two'),
  badText('dollar', 'A dollar sign without a backslash.', 'one $ two'),
  badText('entity', 'An & before a letter without a backslash.', 'one &amp; two'),
  badText('entity-needless', 'An & before a space with a backslash.', 'one \\& two'),
  badText('heading', 'A # at the beginning of a line without a backslash.', '# one'),
  badText('list', 'A hyphen at the beginning of a line without a backslash.', '- one'),
  badText(
    'list-in-second-line',
    'A hyphen at the beginning of the second line without a backslash.',
    'one',
    '- two',
  ),
  badText(
    'list-after-space',
    'A hyphen after a spelled space at the beginning, without a backslash.',
    '\\u{20}- one',
  ),
  badText('number', 'A number and a full stop at the beginning of a line without a backslash.', '1. one'),
  badText('number-bracket', 'A number and a bracket that are the whole line, without a backslash.', '12)'),
  badText('number-needless', 'A backslash after ten digits at the beginning of a line.', '1234567890\\. one'),
  badText('plus-needless', 'A backslash before a plus within a line.', 'one \\+ two'),
  badText('colon', 'A colon at the beginning of a line without a backslash.', ': one'),
  badText('equals', 'An equals sign at the beginning of a line without a backslash.', '== one'),
  good(
    'text-longest',
    'A quoted line of 262,144 UTF-16 units with its sign: a line has no more.',
    noteOf(before, note('a'.repeat(262_142))),
  ),
  badText('too-long', 'A quoted line of one unit more.', 'a'.repeat(262_143)),
]
