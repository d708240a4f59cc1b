// Writes that were cut off, in every place where a write can be, and records that were never begun.

import { changed, good, torn, unjudged, vector } from './expected.mjs'
import {
  entries,
  entry,
  fact,
  headerOf,
  noteOf,
  recordOf,
  change as replace,
  sealIn,
  whole,
} from './make.mjs'

const cut = (name, about, tail, entryHurt) =>
  torn(`torn-${name}`, about, whole + tail, 4, `torn ${entryHurt}`)

const open = recordOf([...entries, { ...entry('Note', [fact('Note:\n> One.')]), open: true }])
const cutOpen = (name, about, tail) => torn(`torn-${name}`, about, open + tail, 4, 'torn 5')

const bytes = (text, ...more) => Buffer.concat([Buffer.from(text), Buffer.of(...more)])
const seal4 = sealIn(whole, 4)
const begun = recordOf([])
const unsealed = (text, n) => text.slice(0, text.indexOf(`\n\`seal ${n} `))

export const ends = [
  cut('line-end', 'A LF too many: the beginning of an entry.', '\n', 5),
  cut('heading', 'Half a heading.', '\n## 5 No', 5),
  cut('heading-whole', 'A heading without a fact.', '\n## 5 Note\n', 5),
  cut('heading-and-gap', 'A heading, an empty line, and no fact.', '\n## 5 Note\n\n', 5),
  cut(
    'first-fact',
    'A heading with half a fact: the heading belongs to it.',
    '\n## 5 Note\n\n- 2026-11-19T10:5',
    5,
  ),
  cut(
    'first-text',
    'A heading with a fact whose quotation is missing.',
    '\n## 5 Note\n\n- 2026-11-19T10:51:00+00:00 Note:\n',
    5,
  ),
  cutOpen('fact', 'Half a fact.', '- 2026-11-19T10:5'),
  cutOpen(
    'fact-without-line-end',
    'A fact that is whole but for its LF.',
    '- 2026-11-19T10:51:00+00:00 Note: not given',
  ),
  cutOpen(
    'text-without-line-end',
    'A text that is whole but for its LF.',
    '- 2026-11-19T10:51:00+00:00 Note:\n> They rang',
  ),
  cutOpen(
    'lines',
    'A text of which one line is missing.',
    '- 2026-11-19T10:51:00+00:00 Note, 3 lines:\n> One\n> Two\n',
  ),
  cutOpen('hyphen', 'The first letter of a fact.', '-'),
  cutOpen('gap-before-seal', 'The empty line before a seal.', '\n'),
  cutOpen('seal', 'Half a seal.', `\n\`seal 5 ${seal4.slice(0, 20)}`),
  cutOpen('seal-without-line-end', 'A seal that is whole but for its LF.', `\n\`seal 5 ${seal4}\``),
  torn(
    'torn-signature',
    'Half a signature. The entry is sealed, and not signed.',
    whole.slice(0, -60),
    3,
    'torn 4',
  ),
  torn(
    'torn-signature-without-line-end',
    'A signature that is whole but for its LF.',
    whole.slice(0, -1),
    3,
    'torn 4',
  ),
  torn('torn-after-seal-0', 'The first entry was cut off in its heading.', `${begun}\n## 1 Sit`, 0, 'torn 1'),
  cut('noughts', 'A tail of zero bytes.', '\0'.repeat(64), 5),
  cutOpen(
    'fact-and-noughts',
    'Half a fact, and zero bytes to the end of a block.',
    `- 2026-11-19T10:51:00+00:00 No${'\0'.repeat(64)}`,
  ),
  cutOpen('noughts-in-place-of-a-fact', 'Zero bytes that end with a LF.', `${'\0'.repeat(40)}\n`),
  vector(
    'torn-in-a-character',
    'A text that was cut within a character of two bytes.',
    bytes(`${open}- 2026-11-19T10:51:00+00:00 Note:\n> caf`, 0xc3),
    {
      verdict: 'unfinished',
      signed: 4,
      findings: ['torn 5'],
    },
  ),
  cut('words', 'Words after the end that no record has.', 'Printed on 20 Nov 2026\n', 5),
  torn(
    'torn-and-nothing-sealed',
    'A fact that was cut off, after one that is whole and not yet sealed.',
    `${unsealed(noteOf(fact('Note:\n> One.')), 1)}- 2026-11-19T10:5`,
    0,
    'torn 1',
  ),
  good(
    'cut-at-a-signature',
    'The last entry was cut off at a signature. The file cannot show that.',
    whole.slice(0, whole.indexOf('\n## 4 ')),
    3,
  ),
  vector(
    'cut-at-a-fact',
    'The end was cut off behind a fact: it looks as if it had not been sealed yet.',
    unsealed(whole, 4),
    { verdict: 'unsealed', signed: 3 },
  ),
  good(
    'cut-at-a-seal',
    'The end was cut off behind a seal: it looks as if it had not been signed.',
    whole.slice(0, whole.indexOf('`sign 4 ')),
    3,
  ),
  changed(
    'not-torn',
    'Half a fact, and a seal after it: that is damage, and no tail.',
    replace(
      whole,
      '- 2026-11-19T10:50:12+00:00 What happened: They agree (`agreed`)\n',
      '- 2026-11-19T10:5\n',
    ),
    4,
    4,
    'changed 4',
    'malformed 4',
  ),
  changed(
    'zeroed-in-the-middle',
    'Zero bytes in the place of a fact in the middle.',
    replace(
      whole,
      '- 2026-11-19T10:41:07+00:00 What happened',
      '\0'.repeat('- 2026-11-19T10:41:07+00:00 What happened'.length),
    ),
    3,
    4,
    'changed 3',
    'malformed 3',
  ),

  unjudged('empty', 'A file of no byte.', '', 'not-begun 0'),
  unjudged('begun-first-letter', 'The first letter of a header.', '#', 'not-begun 0'),
  unjudged(
    'begun-id',
    'A header that was cut off in the record-id.',
    '# Escalation record K7-20',
    'not-begun 0',
  ),
  unjudged(
    'begun-id-hyphen',
    'A header that was cut off after a hyphen of the record-id.',
    '# Escalation record K7-',
    'not-begun 0',
  ),
  unjudged('begun-zone', 'A header that was cut off in the zone.', headerOf().slice(0, 75), 'not-begun 0'),
  unjudged('begun-header', 'A header without its seal.', headerOf(), 'not-begun 0'),
  unjudged('begun-seal', 'A header with half its seal.', begun.slice(0, -20), 'not-begun 0'),
  unjudged(
    'begun-but-for-a-line-end',
    'A header with its seal, but for the last LF.',
    begun.slice(0, -1),
    'not-begun 0',
  ),
  changed(
    'header-cut-and-words',
    'Half a header, and words after it: that is damage.',
    `${headerOf().slice(0, 75)}\nPrinted\n`,
    0,
    0,
    'malformed 0',
  ),
]
