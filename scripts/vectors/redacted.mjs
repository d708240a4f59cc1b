// Redacted copies: what may be left out, and what is wrong with one.
import { changed, good, vector } from './expected.mjs'
import {
  change,
  copyOf,
  entries,
  entry,
  entryIn,
  fact,
  hash,
  k7,
  recordOf,
  salt,
  saltOf,
  segmentHash,
  segmentSalt,
  unsigned,
  whole,
} from './make.mjs'

const name = 'K7-2026-0042-redacted.md'
const named = (text) => ({ [name]: text })

/** Without the concern and the name of whom it was spoken to. */
const isPrivate = (segment) => /bruise|A\. Example/.test(segment)
const copy = copyOf(whole, isPrivate)
const nothing = copyOf(whole)

const intact = (own, about, text, signed = 4, more = {}) =>
  good(`copy-${own}`, about, named(text), signed, more)
const wrong = (own, about, text, entry, ...findings) =>
  changed(`copy-${own}`, about, named(text), entry, 4, ...findings)

const line = (start) => copy.split('\n').find((one) => one.startsWith(start))
const saltLine = (n, segment) => `${line(`\`salt ${n} ${segment} `)}\n`

const leftOut = segmentHash(
  segmentSalt(salt, 2, 1),
  '> Third bruise in a month.\n>\n> \\- seen by the school nurse\n',
)
const about = entry('Note', [
  fact('Note, 3 lines:\n> One\n> Two\n> Three'),
  fact('Note:\n> Four'),
  fact('How: not given'),
  fact('Note:\n> Five'),
])
const notes = recordOf([{ ...entries[0] }, { ...about, by: k7 }])

export const redacted = [
  intact('two-texts', 'A copy that leaves two texts out.', copy),
  intact('nothing', 'A copy that leaves nothing out but the salt of the record.', nothing),
  intact(
    'everything',
    'A copy that leaves every text out.',
    copyOf(whole, () => true),
  ),
  intact('unsigned', 'A copy of a record that is not signed.', copyOf(unsigned, isPrivate), 0),
  intact('no-entry', 'A copy of a header.', copyOf(recordOf([])), 0),
  intact(
    'texts-together',
    'A copy that leaves texts out that follow each other, and the last line of an entry.',
    copyOf(notes, (segment) => /One|Four|Five/.test(segment)),
    2,
  ),
  intact(
    'between-two',
    'A copy that leaves out a text between two that it has.',
    copyOf(notes, (segment) => /Four/.test(segment)),
    2,
  ),
  good(
    'copy-misread-as-older',
    'A copy of the first entries, made when there were no more.',
    named(copyOf(recordOf(entries.slice(0, 2)), isPrivate)),
    2,
  ),
  vector('copy-misnamed', 'A copy under the name of its record.', copy, {
    verdict: 'unwitnessed',
    signed: 4,
    findings: ['misnamed 0'],
  }),
  vector('copy-converted', 'A copy with CRLF.', named(copy.replaceAll('\n', '\r\n')), {
    verdict: 'converted',
    signed: 4,
    findings: ['converted 0'],
  }),
  wrong(
    'text',
    'A word of a text that is disclosed was changed.',
    change(copy, 'Designated Safeguarding Lead', 'Head teacher'),
    1,
    'changed 1',
  ),
  wrong(
    'answer',
    'An answer was changed.',
    change(copy, 'danger: No (`no`)', 'danger: Yes (`yes`)'),
    1,
    'changed 1',
  ),
  wrong(
    'hash-of-a-text',
    'The hash of a text that is left out was changed.',
    change(copy, leftOut, hash('another text')),
    2,
    'changed 2',
  ),
  wrong(
    'hash-of-the-salt',
    'The hash of the record’s salt was changed.',
    change(copy, line('`left out '), `\`left out ${hash('another salt')}\``),
    0,
    'changed 0',
  ),
  wrong(
    'salt-digit',
    'A salt was changed.',
    change(copy, line('`salt 3 0 '), `\`salt 3 0 ${hash('another salt')}\``),
    3,
    'changed 3',
  ),
  wrong(
    'text-put-in',
    'Another text was put in the place of one that is left out, with a salt that does not fit.',
    change(
      change(copy, `\`left out ${leftOut}\`\n`, '> All is well.\n>\n> And no bruise.\n'),
      saltLine(2, 0),
      `${saltLine(2, 0)}\`salt 2 1 ${hash('made up')}\`\n`,
    ),
    2,
    'changed 2',
  ),
  wrong('salt-missing', 'A salt is missing.', change(copy, saltLine(3, 2), ''), 3, 'malformed 3'),
  wrong(
    'salts-missing',
    'All salts of an entry are missing.',
    change(copy, saltLine(4, 0), ''),
    4,
    'malformed 4',
  ),
  wrong(
    'salt-twice',
    'A salt stands twice.',
    change(copy, saltLine(3, 0), saltLine(3, 0).repeat(2)),
    3,
    'malformed 3',
  ),
  wrong(
    'salt-of-another-segment',
    'A salt has the number of another segment.',
    change(copy, '`salt 1 1 ', '`salt 1 3 '),
    1,
    'malformed 1',
  ),
  wrong(
    'salt-of-another-entry',
    'A salt has the number of another entry.',
    change(copy, '`salt 3 2 ', '`salt 4 2 '),
    3,
    'malformed 3',
  ),
  wrong(
    'salts-swapped',
    'Two salts changed places.',
    change(copy, saltLine(3, 0) + saltLine(3, 2), saltLine(3, 2) + saltLine(3, 0)),
    3,
    'malformed 3',
  ),
  wrong(
    'salt-of-what-is-left-out',
    'A salt for a text that is left out.',
    change(copy, saltLine(2, 0), `${saltLine(2, 0)}\`salt 2 1 ${segmentSalt(salt, 2, 1)}\`\n`),
    2,
    'malformed 2',
  ),
  wrong(
    'salt-capitals',
    'A salt in capitals.',
    copy.replace(/(`salt 3 0 )(.{64})/, (_, start, hex) => start + hex.toUpperCase()),
    3,
    'malformed 3',
  ),
  changed(
    'copy-salt-before-the-signature',
    'The salts stand before the signature, which is in no place for one: it signs nothing.',
    named(copy.replace(/(`sign 4 .*\n)(`salt 4 0 .*\n)/, '$2$1')),
    4,
    3,
    'malformed 4',
  ),
  wrong(
    'salt-of-the-record',
    'The salt of the record stands in a copy.',
    change(copy, line('`left out '), `> ${salt}`),
    0,
    'malformed 0',
  ),
  wrong(
    'title-of-a-record',
    'A copy with the first line of a record.',
    change(copy, '# Redacted copy of escalation', '# Escalation'),
    0,
    'malformed 0',
  ),
  wrong(
    'fact-left-out',
    'An answer that is no text is left out.',
    change(
      nothing,
      '- 2026-11-19T10:31:09+00:00 Any child in immediate danger: No (`no`)\n',
      `\`left out ${hash('a line')}\`\n`,
    ),
    1,
    'malformed 1',
  ),
  wrong(
    'left-out-and-quoted',
    'A line of a text beside the hash that stands for it.',
    change(copy, `\`left out ${leftOut}\`\n`, `\`left out ${leftOut}\`\n> Third bruise in a month.\n`),
    2,
    'malformed 2',
  ),
  wrong(
    'left-out-twice',
    'Two hashes in the place of one text.',
    change(copy, `\`left out ${leftOut}\`\n`, `\`left out ${leftOut}\`\n`.repeat(2)),
    2,
    'changed 2',
    'malformed 2',
  ),
  wrong(
    'left-out-of-one-line',
    'A text of one line that is left out, with a count.',
    change(copy, 'Spoke to:', 'Spoke to, 1 lines:'),
    3,
    'changed 3',
    'malformed 3',
  ),
  wrong(
    'left-out-in-a-record',
    'A hash in the place of a text, in a record.',
    change(whole, '> A. Example, duty social worker', `\`left out ${hash('a text')}\``),
    3,
    'changed 3',
    'malformed 3',
  ),
  wrong(
    'salt-in-a-record',
    'A salt of a segment after the seal of a record.',
    whole.replace(/(`sign 3 .*\n)/, `$1\`salt 3 0 ${segmentSalt(salt, 3, 0)}\`\n`),
    3,
    'malformed 3',
  ),
  wrong(
    'not-sealed',
    'A fact that is not sealed, in a copy.',
    `${copy}\n## 5 Note\n\n- 2026-11-19T10:51:00+00:00 Note: not given\n`,
    5,
    'malformed 5',
  ),
  wrong(
    'cut',
    'A copy that was cut within its last salt. A copy is never torn.',
    copy.slice(0, -20),
    4,
    'malformed 4',
  ),
  wrong('line-end', 'A LF too many at the end of a copy.', `${copy}\n`, 5, 'malformed 5'),
  wrong(
    'entry-removed',
    'An entry was taken out of a copy.',
    change(copy, entryIn(copy, 2), ''),
    2,
    'misnumbered 2',
    'changed 3',
  ),
  wrong(
    'signature',
    'A signature in a copy was changed, and the next seal covers it.',
    copy.replace(/(`sign 3 .{127})(.)/, (_, start, digit) => start + (digit === '0' ? '1' : '0')),
    3,
    'signature-wrong 3',
    'changed 4',
  ),
  wrong(
    'id',
    'The record-id of a copy was changed.',
    change(copy, 'record K7-2026-0042', 'record K7-2026-0041'),
    0,
    'changed 0',
  ),
  changed(
    'copy-of-another-salt',
    'A copy whose salts were made from another salt than the record’s.',
    named(copyOf(recordOf(entries, { sealed: { salt: saltOf('another') } }), isPrivate)),
    0,
    4,
    'changed 0',
  ),
]
