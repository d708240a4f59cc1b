// What programs and wires do to bytes: other line ends, marks, and what is no UTF-8. And files that are no records.
import { changed, good, unjudged, vector } from './expected.mjs'
import {
  change,
  entry,
  fact,
  hash,
  headerOf,
  id,
  recordOf,
  salt,
  segmentSalt,
  segmentsOf,
  unsigned,
  unsignedEntries,
} from './make.mjs'

const crlf = unsigned.replaceAll('\n', '\r\n')
const converted = (name, about, record, ...findings) =>
  vector(`converted-${name}`, about, record, {
    verdict: 'converted',

    findings: findings.length > 0 ? findings : ['converted 0'],
  })

/** The record with bytes in the place of "bruise", which entry 2 has. */
const withBytes = (...bytes) => {
  const [before, after] = unsigned.split('bruise')
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)])
}

const sealedBytes = (() => {
  const inBytes = (text) => Buffer.from(text, 'latin1')
  const hashed = (...parts) => hash(Buffer.concat(parts.map(inBytes)))
  const seal = ({ n, previous, signature, text }) => {
    const hashes = segmentsOf(text).map((segment, i) =>
      hashed(`rungs-record 1 segment\n${segmentSalt(salt, n, i)}\n`, segment),
    )
    return hash(['rungs-record 1 seal', id, n, previous, signature, hashes.length, ...hashes, ''].join('\n'))
  }
  return inBytes(recordOf([{ ...entry('Note', [fact('Note:\n> caf\xe9')]), seal }]))
})()

const notUtf8 = (name, about, ...bytes) =>
  changed(`not-utf-8-${name}`, about, withBytes(...bytes), 2, 0, 'changed 2', 'malformed 2', 'not-utf-8 2')

const format = (name, about, number) =>
  unjudged(
    `format-${name}`,
    about,
    change(unsigned, 'rungs-record 1', `rungs-record ${number}`),
    'unknown-format 0',
  )

export const bytes = [
  converted('crlf', 'CRLF throughout.', crlf),
  converted(
    'crlf-once',
    'CRLF at the end of one line.',
    change(unsigned, 'Third bruise in a month.\n', 'Third bruise in a month.\r\n'),
    'converted 2',
  ),
  converted(
    'crlf-at-a-seal',
    'CRLF at the end of a seal.',
    unsigned.replace(/(`seal 3 .*`)\n/, '$1\r\n'),
    'converted 3',
  ),
  converted('mark', 'A byte order mark.', `\ufeff${unsigned}`),
  converted('mark-and-crlf', 'A byte order mark and CRLF.', `\ufeff${crlf}`),
  changed(
    'converted-and-changed',
    'CRLF throughout, and a word changed: the change is the verdict.',
    change(crlf, 'Third', 'Fourth'),
    2,
    0,
    'converted 0',
    'changed 2',
  ),
  vector(
    'converted-and-unsealed',
    'CRLF throughout, and facts that are not yet sealed.',
    recordOf([...unsignedEntries, { ...entry('Note', [fact('Note: not given')]), open: true }]).replaceAll(
      '\n',
      '\r\n',
    ),
    {
      verdict: 'converted',

      findings: ['converted 0'],
    },
  ),
  vector('converted-and-torn', 'CRLF throughout, and the last write cut off.', `${crlf}\r\n## 5 No`, {
    verdict: 'unfinished',

    findings: ['converted 0', 'torn 5'],
  }),
  changed(
    'two-marks',
    'Two byte order marks: one is read over.',
    `\ufeff\ufeff${unsigned}`,
    0,
    0,
    'converted 0',
    'malformed 0',
  ),
  changed(
    'mark-within',
    'A byte order mark within a text.',
    change(unsigned, 'Third', 'Thi\ufeffrd'),
    2,
    0,
    'changed 2',
    'malformed 2',
  ),
  changed(
    'cr-within',
    'A CR alone within a text.',
    change(unsigned, 'Third', 'Thi\rrd'),
    2,
    0,
    'changed 2',
    'malformed 2',
  ),
  changed(
    'two-crs',
    'Two CRs before a LF: one is read over, and one is not.',
    change(unsigned, 'month.\n', 'month.\r\r\n'),
    2,
    0,
    'changed 2',
    'malformed 2',
    'converted 2',
  ),
  unjudged(
    'cr-throughout',
    'CR in the place of each LF: no line of a record is left.',
    unsigned.replaceAll('\n', '\r'),
    'not-a-record 0',
  ),
  good(
    'composed',
    'Letters with their accents in one character, and apart: both are what was typed.',
    recordOf([entry('Note', [fact('Note:\n> Zo\u00eb, Zoe\u0308')])]),
  ),
  changed(
    'composed-otherwise',
    'A letter and its accent were joined to one character.',
    recordOf([entry('Note', [fact('Note:\n> Zoe\u0308')])]).normalize('NFC'),
    1,
    0,
    'changed 1',
  ),
  changed(
    'not-utf-8-and-sealed',
    'A byte that UTF-8 never has, with a seal over the bytes as they are: bytes that are no text fit no seal.',
    sealedBytes,
    1,
    0,
    'changed 1',
    'malformed 1',
    'not-utf-8 1',
  ),
  notUtf8('byte', 'A byte that UTF-8 never has.', 0xff),
  notUtf8('latin-1', 'An é of Latin-1.', 0xe9),
  notUtf8('overlong', 'A slash in two bytes.', 0xc0, 0xaf),
  notUtf8('overlong-nul', 'A zero byte in two bytes.', 0xc0, 0x80),
  notUtf8('overlong-three', 'A slash in three bytes.', 0xe0, 0x80, 0xaf),
  notUtf8('surrogate', 'Half a surrogate pair in three bytes.', 0xed, 0xa0, 0x80),
  notUtf8('surrogates', 'A surrogate pair in six bytes (CESU-8).', 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80),
  notUtf8('too-far', 'A code point beyond the last one.', 0xf4, 0x90, 0x80, 0x80),
  notUtf8('cut', 'A character of three bytes without its last.', 0xe2, 0x82),
  notUtf8('continuation', 'A second byte without a first.', 0x80),
  changed(
    'replacement-character',
    'U+FFFD in the place of a letter, as programs put it for what they cannot read: it is a character like others, and the seal does not fit.',
    change(unsigned, 'bruise', 'bru\ufffdse'),
    2,
    0,
    'changed 2',
  ),
  unjudged('utf-16', 'A record in UTF-16.', Buffer.from(`\ufeff${unsigned}`, 'utf16le'), 'not-a-record 0'),
  format('2', 'Another format.', '2'),
  format('10', 'Another format, of two digits.', '10'),
  changed(
    'format-words',
    'Words in the place of the number of the format.',
    change(unsigned, 'rungs-record 1', 'rungs-record one'),
    0,
    0,
    'malformed 0',
  ),
  changed(
    'format-other',
    'Another name of a format.',
    change(unsigned, 'rungs-record 1', 'ladders-record 1'),
    0,
    0,
    'malformed 0',
  ),
  unjudged('a-list', 'Another Markdown file.', '# Shopping\n\n- milk\n- bread\n', 'not-a-record 0'),
  unjudged(
    'an-image',
    'The beginning of an image.',
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0),
    'not-a-record 0',
  ),
  unjudged(
    'small-title',
    'A title that is nearly that of a record.',
    '# escalation record K7-2026-0042\n\nWords.\n',
    'not-a-record 0',
  ),
  unjudged(
    'zero-bytes-and-words',
    'Zero bytes, and words after them.',
    `${'\0'.repeat(200)}words\n`,
    'not-a-record 0',
  ),
  changed(
    'no-header',
    'A record without its header.',
    unsigned.slice(unsigned.indexOf('## 1 ')),
    0,
    0,
    'malformed 0',
  ),
  changed('words-before', 'A line before the header.', `Printed\n${unsigned}`, 0, 0, 'malformed 0'),
  changed(
    'no-title',
    'A record without its first line.',
    unsigned.slice(unsigned.indexOf('\n') + 1),
    0,
    0,
    'malformed 0',
  ),
  changed(
    'header-line-more',
    'A line more in the header.',
    change(unsigned, headerOf(), headerOf().replace('- Salt', '- Program: rungs\n- Salt')),
    0,
    0,
    'malformed 0',
  ),
  unjudged(
    'too-large',
    'A record that is lengthened with zero bytes to one byte more than 16 MiB.',
    unsigned,
    'too-large 0',
    { lengthened: 16 * 1024 * 1024 + 1 },
  ),
  vector(
    'largest',
    'A record that is lengthened with zero bytes to 16 MiB.',
    unsigned,
    { verdict: 'unfinished', findings: ['torn 5'] },
    { lengthened: 16 * 1024 * 1024 },
  ),
  vector(
    'missing',
    'There is no such file.',
    {},
    { verdict: 'cannot-judge', findings: ['unreadable 0'] },
    { files: [`${id}.md`] },
  ),
]
