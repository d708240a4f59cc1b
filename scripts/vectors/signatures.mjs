// Signatures: whose they are, what they cover, and what is none.

import { addPoints, encodePoint, multiplyBase, order, signWith, torsion } from './edwards.mjs'
import { changed, good } from './expected.mjs'
import {
  change,
  device,
  entries,
  entry,
  fact,
  k7,
  k7Later,
  m3,
  recordOf,
  signedData,
  whole,
} from './make.mjs'

const note = (words, by, more = {}) => ({
  ...entry('Note', [fact(`Note:\n> ${words}`)]),
  ...(by === undefined ? {} : { by }),
  ...more,
})
const sitting = (key, mark, by = key, more = {}) => ({
  ...entry('Sitting', [device(key, mark)]),
  ...(by === undefined ? {} : { by }),
  ...more,
})
const [first] = entries

const signedFrom = (i, sign) => recordOf(entries.map((one, at) => (at === i ? { ...one, sign } : one)))

/** The last entry of four is signed wrongly. */
const wrong = (name, about, sign) =>
  changed(`signature-${name}`, about, signedFrom(3, sign), 4, 3, 'signature-wrong 4')

const littleEndian = (hex) => BigInt(`0x${Buffer.from(hex, 'hex').reverse().toString('hex')}`)
const inBytes = (number) =>
  Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse().toString('hex')

/** A record with one entry, whose device names a key that is given in hex. */
const ofKey = (key, sign) => recordOf([{ ...entry('Sitting', [device({ key })]), by: { key, sign } }])

const identity = `01${'00'.repeat(31)}`
const nought = '00'.repeat(32)

const mixed = (() => {
  const secret = 12_345_678_901_234_567_890n
  const key = encodePoint(addPoints(multiplyBase(secret), torsion))
  return ofKey(key, (seal) => signWith(secret, key, signedData(seal)))
})()

export const signatures = [
  good(
    'two-devices',
    'Two computers, each with its own key.',
    recordOf([first, note('One', k7), sitting(m3, 'M3'), note('Two', m3)]),
    4,
  ),
  good(
    'two-devices-by-turns',
    'Two computers by turns.',
    recordOf([first, sitting(m3, 'M3'), sitting(k7, 'K7'), note('Two', k7)]),
    4,
  ),
  good(
    'key-changed',
    'The same computer with another key.',
    recordOf([first, note('One', k7), sitting(k7Later, 'K7'), note('Two', k7Later)]),
    4,
  ),
  good(
    'key-changed-within-an-entry',
    'Two keys are named in one entry: the later one signs it.',
    recordOf([{ ...entry('Sitting', [device(k7), device(k7Later)]), by: k7Later }]),
    1,
  ),
  good(
    'unsigned-between',
    'Entries that are unsigned between signed ones: the next signature covers them.',
    recordOf([first, note('One'), note('Two'), note('Three', k7)]),
    4,
  ),
  good(
    'unsigned-at-the-end',
    'Unsigned entries at the end.',
    recordOf([first, note('One', k7), note('Two')]),
    2,
  ),
  good(
    'unsigned-first',
    'The first entry is unsigned.',
    recordOf([{ text: first.text }, note('One', k7)]),
    2,
  ),
  good(
    'device-without-key',
    'A computer that could keep no key takes over.',
    recordOf([first, entry('Sitting', [fact('Device: M3')]), note('One')]),
    1,
  ),
  good(
    'last-signature-removed',
    'The last signature was taken out. The file cannot show that.',
    whole.slice(0, whole.lastIndexOf('`sign ')),
    3,
  ),
  good(
    'wrong-and-covered',
    'An earlier signature is wrong, and a later one of the same key, which is right, covers it: it is not looked at.',
    signedFrom(1, () => m3.sign('another seal')),
    4,
  ),
  changed(
    'signature-removed',
    'A signature between two entries was taken out: the next seal covers it.',
    whole.replace(/`sign 2 .*\n/, ''),
    3,
    4,
    'changed 3',
  ),
  changed(
    'signature-changed',
    'A digit of a signature between two entries was changed.',
    whole.replace(/`sign 2 (.)/, (start, digit) => start.slice(0, -1) + (digit === '0' ? '1' : '0')),
    2,
    4,
    'signature-wrong 2',
    'changed 3',
  ),
  changed(
    'signatures-by-another-key',
    'Every entry is signed with a key that the record does not name.',
    recordOf(entries.map((one) => ({ ...one, by: m3 }))),
    1,
    0,
    'signature-wrong 1',
    'signature-wrong 2',
    'signature-wrong 3',
    'signature-wrong 4',
  ),
  changed(
    'signature-of-the-key-before',
    'After another computer took over, the first one’s key signs.',
    recordOf([first, sitting(m3, 'M3', k7)]),
    2,
    1,
    'signature-wrong 2',
  ),
  changed(
    'signature-of-a-later-key',
    'A key signs before it is named.',
    recordOf([sitting(k7, 'K7', m3), sitting(m3, 'M3')]),
    1,
    2,
    'signature-wrong 1',
  ),
  changed(
    'signature-by-nobody',
    'An entry is signed, and no device before it names a key.',
    recordOf([note('One', k7)]),
    1,
    0,
    'signature-wrong 1',
  ),
  changed(
    'signature-by-nobody-any-more',
    'An entry is signed after a computer without a key took over.',
    recordOf([first, { ...entry('Sitting', [fact('Device: M3')]), by: k7 }]),
    2,
    1,
    'signature-wrong 2',
  ),
  wrong(
    'of-another-seal',
    'The last entry has the signature of the entry before.',
    () => /`sign 3 (.{128})`/.exec(whole)[1],
  ),
  wrong('for-a-register', 'A signature made for a register.', (_, seal) => k7.sign(seal, 'rungs-register')),
  wrong('for-files', 'A signature made for files.', (_, seal) => k7.sign(seal, 'file')),
  wrong('noughts', 'A signature of noughts.', () => '0'.repeat(128)),
  wrong('first-half', 'A signature whose first half was changed.', (hex) =>
    hex.replace(/^../, (two) => (two === '00' ? '01' : '00')),
  ),
  wrong(
    'not-below-the-order',
    'A signature whose second half is larger by the group order.',
    (hex) => hex.slice(0, 64) + inBytes(littleEndian(hex.slice(64)) + order),
  ),
  changed(
    'key-no-point',
    'A key that is no point of the curve.',
    ofKey(`02${'00'.repeat(31)}`, () => identity + nought),
    1,
    0,
    'signature-wrong 1',
  ),
  changed(
    'key-not-reduced',
    'A key that is a point only if its number is taken modulo 2^255 - 19: RFC 8032 refuses it.',
    ofKey(`ee${'ff'.repeat(30)}7f`, () => identity + nought),
    1,
    0,
    'signature-wrong 1',
  ),
  changed(
    'key-minus-nought',
    'A key whose sign says that nought is negative: RFC 8032 refuses it.',
    ofKey(`01${'00'.repeat(30)}80`, () => identity + nought),
    1,
    0,
    'signature-wrong 1',
  ),
  changed(
    'key-mixed',
    'A key that is not in the group of the base point: the equation holds only if it is multiplied by the cofactor.',
    mixed,
    1,
    0,
    'signature-wrong 1',
  ),
  changed(
    'key-small-order',
    'A key of small order, with which everybody can sign.',
    ofKey(identity, () => identity + nought),
    1,
    0,
    'signature-wrong 1',
  ),
  changed(
    'sign-0',
    'A signature after the seal of the header.',
    change(whole, '\n\n## 1 ', `\n\`sign 0 ${'ab'.repeat(64)}\`\n\n## 1 `),
    0,
    4,
    'malformed 0',
  ),
  changed(
    'sign-number',
    'The signature of an entry has another number, and the next seal another line before it.',
    change(whole, '`sign 2 ', '`sign 5 '),
    2,
    4,
    'malformed 2',
    'changed 3',
  ),
  changed(
    'sign-short',
    'The last signature has two digits too few.',
    `${whole.replace(/..`\n$/, '`\n')}\n## 5 Note\n\n${fact('Note: not given')}`,
    4,
    3,
    'malformed 4',
  ),
  changed(
    'sign-twice',
    'A signature stands twice.',
    whole.replace(/`sign 3 .*\n/, (line) => line + line),
    3,
    4,
    'malformed 3',
  ),
  changed(
    'sign-after-a-gap',
    'An empty line between a seal and its signature.',
    whole.replace('`sign 3 ', '\n`sign 3 '),
    3,
    4,
    'malformed 3',
  ),
]
