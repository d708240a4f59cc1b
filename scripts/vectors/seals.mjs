// Seals that do not fit: one input of the hash is another, or what was sealed was changed later.
import { changed, good } from './expected.mjs'
import {
  change,
  device,
  entries,
  entry,
  fact,
  hash,
  headerOf,
  k7,
  recordOf,
  saltOf,
  sealIn,
  sealOf,
  segmentHash,
  segmentSalt,
  segmentsOf,
  unsigned,
  whole,
} from './make.mjs'

/** The record, with the seal of entry 3 made in another way; what follows goes on from that seal. */
const sealed = (name, about, seal) =>
  changed(
    `seal-${name}`,
    about,
    recordOf(entries.map((one, i) => (i === 2 ? { ...one, seal } : one))),
    3,
    4,
    'changed 3',
  )

const sealOver = ({ id, n, previous, signature }, hashes, more = {}) => {
  const { tag = 'rungs-record 1 seal', count = hashes.length } = more
  return hash([tag, id, n, previous, signature, count, ...hashes].map((line) => `${line}\n`).join(''))
}

const hashesOf = ({ salt, n, text }, segmentOf = (i) => i) =>
  segmentsOf(text).map((segment, i) => segmentHash(segmentSalt(salt, n, segmentOf(i)), segment))

export const seals = [
  sealed('id', 'A seal made for another record-id.', (of) => sealOf({ ...of, id: 'K7-2026-0043' })),
  sealed('number', 'A seal made for another number of the entry.', (of) =>
    sealOver({ ...of, n: 4 }, hashesOf(of)),
  ),
  sealed('salt-number', 'A seal whose segments were salted for another entry.', (of) =>
    sealOver(of, hashesOf({ ...of, n: 4 })),
  ),
  sealed('previous', 'A seal that goes on from the seal before the last.', (of) =>
    sealOf({ ...of, previous: sealIn(whole, 1) }),
  ),
  sealed('previous-none', 'A seal that goes on from none.', (of) => sealOf({ ...of, previous: 'none' })),
  sealed('signature', 'A seal that leaves out the signature before it.', (of) =>
    sealOf({ ...of, signature: 'none' }),
  ),
  sealed(
    'signature-digits',
    'A seal that covers the digits of the signature before it, and not the line.',
    (of) => sealOf({ ...of, signature: of.signature.slice(8, -1) }),
  ),
  sealed('salt', 'A seal made with another salt.', (of) => sealOf({ ...of, salt: saltOf('another') })),
  sealed('tag', 'A seal with the tag of another format.', (of) =>
    sealOver(of, hashesOf(of), { tag: 'rungs-record 2 seal' }),
  ),
  sealed('register-tag', 'A seal with the tag of a register.', (of) =>
    sealOver(of, hashesOf(of), { tag: 'rungs-register 1 seal' }),
  ),
  sealed('count', 'A seal with another number of segments.', (of) =>
    sealOver(of, hashesOf(of), { count: 9 }),
  ),
  sealed('order', 'A seal with two segments in the other order.', (of) =>
    sealOver(of, hashesOf(of).toReversed()),
  ),
  sealed('segment-missing', 'A seal without the last segment.', (of) =>
    sealOver(of, hashesOf(of).slice(0, -1)),
  ),
  sealed('from-one', 'A seal whose segments are counted from 1.', (of) =>
    sealOver(
      of,
      hashesOf(of, (i) => i + 1),
    ),
  ),
  sealed('uncut', 'A seal over the text in one segment.', (of) =>
    sealOver(of, [segmentHash(segmentSalt(of.salt, of.n, 0), of.text)]),
  ),
  sealed('without-line-end', 'A seal over the text without its last LF.', (of) =>
    sealOf({ ...of, text: of.text.slice(0, -1) }),
  ),
  sealed('with-crlf', 'A seal over the text with CRLF.', (of) =>
    sealOf({ ...of, text: of.text.replaceAll('\n', '\r\n') }),
  ),
  sealed('plain', 'A plain hash of the text.', ({ text }) => hash(text)),
  changed(
    'seal-0-with-signature',
    'A header sealed as if it went on from something.',
    recordOf(entries, { seal0: (of) => sealOf({ ...of, previous: hash('something') }) }),
    0,
    4,
    'changed 0',
  ),
  good(
    'seals-chain-on-none',
    'Where an entry is unsigned, the next seal covers “none”.',
    recordOf(entries.map((one, i) => (i === 1 ? { text: one.text } : one))),
    4,
  ),
  good(
    'segments-at-the-edges',
    'An entry that ends with a quotation, and one with two facts between two quotations.',
    recordOf([
      { ...entry('Sitting', [device(k7), fact('Recorded by:\n> J. Example')]), by: k7 },
      {
        ...entry('Note', [
          fact('Note:\n> One'),
          fact('Note:\n> Two'),
          fact('Note, 2 lines:\n>\n> Three'),
          fact('How: not given'),
        ]),
        by: k7,
      },
    ]),
    2,
  ),
]

const edited = (name, about, from, to, n, ...findings) =>
  changed(
    `edited-${name}`,
    about,
    change(whole, from, to),
    n,
    4,
    ...(findings.length > 0 ? findings : [`changed ${n}`]),
  )

const first = sealIn(whole, 1)
const third = sealIn(whole, 3)
const otherDigit = (hex) => (hex.startsWith('0') ? `1${hex.slice(1)}` : `0${hex.slice(1)}`)

export const edits = [
  edited('word', 'A word that was typed was changed.', 'Third bruise', 'Fourth bruise', 2),
  edited(
    'answer',
    'An answer was changed within the grammar.',
    'danger: No (`no`)',
    'danger: Yes (`yes`)',
    1,
  ),
  edited('stamp', 'A stamp was moved by a second.', '- 2026-11-19T10:41:07', '- 2026-11-19T10:41:08', 3),
  edited(
    'date',
    'A date and its delay were changed together.',
    '2026-11-18, about 16:00; recorded 1 day later',
    '2026-11-17, about 16:00; recorded 2 days later',
    2,
  ),
  edited(
    'heading',
    'The title of a rung was changed.',
    'Stage 1: the practitioner (`',
    'Stage 1: the manager (`',
    3,
  ),
  changed(
    'edited-key',
    'The key of the device was changed: nothing that it signed fits any more.',
    change(whole, k7.key, otherDigit(k7.key)),
    1,
    0,
    'changed 1',
    'signature-wrong 1',
    'signature-wrong 2',
    'signature-wrong 3',
    'signature-wrong 4',
  ),
  edited(
    'fact-removed',
    'A fact was taken out.',
    '- 2026-11-19T10:41:40+00:00 Spoke to:\n> A. Example, duty social worker\n',
    '',
    3,
  ),
  edited(
    'fact-added',
    'A fact was put in.',
    '- 2026-11-19T10:41:40+00:00 Spoke to:',
    '- 2026-11-19T10:41:40+00:00 How: not given\n- 2026-11-19T10:41:40+00:00 Spoke to:',
    3,
  ),
  edited(
    'id',
    'The record-id in the header was changed.',
    '# Escalation record K7-2026-0042',
    '# Escalation record K7-2026-0041',
    0,
    'misnamed 0',
    'changed 0',
  ),
  edited('zone', 'The zone was changed.', 'Zone: Europe/London', 'Zone: Europe/Paris', 0),
  edited('salt', 'The salt was changed.', headerOf(), headerOf({ salt: saltOf('another') }), 0),
  edited(
    'last-entry',
    'A word of the last entry was changed.',
    'They agree (`agreed`)',
    'They refuse (`refused`)',
    4,
  ),
  edited(
    'seal',
    'A digit of a seal was changed: it does not fit, and what signed it does not either.',
    first,
    otherDigit(first),
    1,
    'changed 1',
    'signature-wrong 1',
  ),
  edited(
    'seal-capitals',
    'A seal in capitals is none.',
    `\`seal 3 ${third}\``,
    `\`seal 3 ${third.toUpperCase()}\``,
    3,
    'malformed 3',
  ),
  changed(
    'edited-unsigned',
    'A word of an unsigned record was changed.',
    change(unsigned, 'Third bruise', 'Fourth bruise'),
    2,
    0,
    'changed 2',
  ),
  changed(
    'edited-and-resealed',
    'An entry was changed and sealed again, and what follows was not.',
    recordOf([...entries.slice(0, 1), { ...entries[1], text: change(entries[1].text, 'Third', 'Fourth') }]) +
      whole.slice(whole.indexOf('\n## 3 ')),
    3,
    4,
    'changed 3',
  ),
  changed(
    'edited-twice',
    'Two entries were changed: the first is said.',
    change(change(whole, 'Third', 'Fourth'), 'They agree (', 'They refuse ('),
    2,
    4,
    'changed 2',
  ),
]
