// A record beside what others hold of it: receipts, keys, other copies, and what the same computer saw before.
import { vector } from './expected.mjs'
import {
  brief,
  change,
  copyOf,
  device,
  entries,
  entry,
  fact,
  headerOf,
  id,
  inFours,
  k7,
  m3,
  publicKeyLine,
  receiptOf,
  recordOf,
  saltOf,
  sealIn,
  short,
  unsigned,
  whole,
} from './make.mjs'

const name = `${id}.md`
const note = (words, more = {}) => ({ ...entry('Note', [fact(`Note:\n> ${words}`)]), ...more })
const three = recordOf(brief.slice(0, 3))
const open = recordOf([...brief, note('One.', { open: true })])
const copy = copyOf(short, (segment) => /Two/.test(segment))
const copyName = 'K7-2026-0042-redacted.md'

/** The last entry written again with the same key, so that nothing in the file shows it. */
const rewritten = recordOf([
  ...brief.slice(0, 3),
  { ...brief[3], text: change(brief[3].text, '> Three', '> Four') },
])
const rewrittenFromTwo = recordOf([
  brief[0],
  { ...brief[1], text: change(brief[1].text, 'One', 'First') },
  ...brief.slice(2),
])
const otherId = 'K7-2026-0041'
const otherOf = { id: otherId, salt: saltOf(otherId) }
const other = recordOf(brief, { header: headerOf(otherOf), sealed: otherOf })
/** Another record under the same number. */
const replaced = recordOf(brief, {
  header: headerOf({ salt: saltOf('begun again') }),
  sealed: { salt: saltOf('begun again') },
})

const receiptFor = (text, n) => inFours(receiptOf(sealIn(text, n)))
const right = receiptFor(short, 4)

const receipt = (own, about, record, code, expected) =>
  vector(`receipt-${own}`, about, record, expected, { arguments: ['--receipt', code] })
const ofNone = (entry = 0) => ({ verdict: 'other-receipt', findings: [`receipt-of-none ${entry}`] })
const refused = { verdict: 'refused', signed: 0 }

const given = (own, about, record, key, expected, files = {}) =>
  vector(
    `key-${own}`,
    about,
    { [name]: record, ...files },
    { signed: 4, ...expected },
    { arguments: ['--key', key], files: [name] },
  )
const intact = { verdict: 'unwitnessed' }
const otherKey = (entry) => ({ verdict: 'other-key', entry, findings: [`key-other ${entry}`] })
const twoDevices = recordOf([
  entries[0],
  note('One', { by: k7 }),
  { ...entry('Sitting', [device(m3, 'M3')]), by: m3 },
  note('Two', { by: m3 }),
])

const beside = (own, about, record, others, expected) =>
  vector(`copies-${own}`, about, { [name]: record, ...others }, expected)

const seen = (own, about, record, before, expected) => {
  const files = Object.fromEntries(before.map((text, i) => [`seen-${i + 1}.md`, text]))
  return vector(`seen-${own}`, about, { [name]: record, ...files }, expected, {
    files: [name],
    seen: Object.keys(files),
  })
}

export const receipts = [
  receipt('right', 'A receipt for the last entry.', short, right, { verdict: 'witnessed', witnessed: 4 }),
  receipt('with-hyphens', 'The same, typed with hyphens.', short, right.replaceAll(' ', '-'), {
    verdict: 'witnessed',
    witnessed: 4,
  }),
  receipt(
    'with-stops',
    'The same, typed with full stops, commas and nothing between the digits.',
    short,
    right.replace(' ', '.').replace(' ', ',').replace(' ', ''),
    { verdict: 'witnessed', witnessed: 4 },
  ),
  receipt(
    'earlier',
    'A receipt for an earlier entry: what follows is not confirmed.',
    short,
    receiptFor(short, 2),
    { ...intact, witnessed: 2 },
  ),
  receipt('signed', 'A receipt for a record that is signed.', whole, receiptFor(whole, 4), {
    verdict: 'witnessed',
    witnessed: 4,
    signed: 4,
  }),
  receipt(
    'not-yet-sealed',
    'A receipt for the last sealed entry, and a fact after it.',
    open,
    receiptFor(short, 4),
    { verdict: 'unsealed', witnessed: 4 },
  ),
  receipt('of-a-copy', 'A receipt for the record, shown with a redacted copy.', { [copyName]: copy }, right, {
    verdict: 'witnessed',
    witnessed: 4,
  }),
  receipt('of-none', 'A receipt for another record.', short, receiptFor(other, 4), ofNone()),
  receipt(
    'after-it-was-written-again',
    'The last entry was written again with the same key after a receipt had been given for it.',
    rewritten,
    right,
    ofNone(),
  ),
  receipt(
    'before-it-was-written-again',
    'The last entry was written again after a receipt had been given for the entry before.',
    rewritten,
    receiptFor(short, 3),
    { ...intact, witnessed: 3 },
  ),
  receipt(
    'and-changed',
    'A receipt for entry 2, and a change in entry 4.',
    change(short, 'Three', 'Four'),
    receiptFor(short, 2),
    { verdict: 'changed', entry: 4, witnessed: 2, findings: ['changed 4'] },
  ),
  receipt('and-shorter', 'A receipt for entry 4, and the record ends at entry 3.', three, right, {
    ...ofNone(),
  }),
  receipt(
    'misheard',
    'A digit was misheard: no receipt.',
    short,
    right.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)),
    refused,
  ),
  receipt(
    'swapped',
    'Two digits changed places: no receipt.',
    short,
    right.replace(/^(\d*?)(\d)(?!\2)(\d)/, '$1$3$2'),
    refused,
  ),
  receipt('too-short', 'Nineteen digits.', short, right.slice(0, -1), refused),
  receipt(
    'with-dashes',
    'The same as the first, with words before it, and between the digits a dash, a hyphen that does not break, a slash and a space that does not.',
    short,
    `Receipt No. ${right.replace(' ', '\u2013').replace(' ', '\u2011').replace(' ', '/').replace(' ', '\u00a0')}`,
    { verdict: 'witnessed', witnessed: 4 },
  ),
]

export const keys = [
  given('right', 'The key that signed.', whole, k7.key, intact),
  given('capitals', 'The key that signed, typed in capitals.', whole, k7.key.toUpperCase(), intact),
  given('in-a-file', 'The key that signed, in a file as OpenSSH has it.', whole, 'k7.pub', intact, {
    'k7.pub': publicKeyLine(k7, 'K7'),
  }),
  given('other', 'Another key.', whole, m3.key, otherKey(1)),
  given('other-in-a-file', 'Another key, in a file.', whole, 'm3.pub', otherKey(1), {
    'm3.pub': publicKeyLine(m3, 'M3'),
  }),
  given('one-of-two', 'The key of the first of two computers.', twoDevices, k7.key, otherKey(3)),
  given('two-in-a-file', 'The keys of both computers, in a file.', twoDevices, 'both.pub', intact, {
    'both.pub': publicKeyLine(k7, 'K7') + publicKeyLine(m3, 'M3'),
  }),
  given('unsigned', 'A key, and a record that is not signed.', unsigned, k7.key, {
    ...otherKey(1),
    signed: 0,
  }),
  given(
    'of-the-wrong-signature',
    'The key that made a signature which the record does not name.',
    recordOf([...entries.slice(0, 3), { ...entries[3], by: m3 }]),
    k7.key,
    { verdict: 'changed', entry: 4, signed: 3, findings: ['signature-wrong 4'] },
  ),
  given('no-key', 'What is no key.', whole, 'K7', refused),
]

export const copies = [
  beside('same', 'The same record twice.', short, { 'copy.md': short }, intact),
  beside(
    'newer',
    'A newer copy of the record beside it: this one is older, and nothing worse.',
    three,
    { 'copy.md': short },
    { ...intact },
  ),
  beside('older', 'An older copy beside the record.', short, { 'copy.md': three }, intact),
  beside('redacted', 'A redacted copy beside its record.', short, { [copyName]: copy }, intact),
  beside('unrelated', 'Another record beside it.', short, { [`${otherId}.md`]: other }, intact),
  beside(
    'otherwise',
    'A copy that has another last entry, both as they were sealed.',
    short,
    { 'copy.md': rewritten },
    { verdict: 'two-versions', entry: 4, findings: ['two-versions 4'] },
  ),
  beside(
    'otherwise-from-two',
    'A copy that was written again from entry 2 on.',
    short,
    { 'copy.md': rewrittenFromTwo },
    { verdict: 'two-versions', entry: 2, findings: ['two-versions 2'] },
  ),
  beside(
    'redacted-otherwise',
    'A redacted copy of another version.',
    short,
    { [copyName]: copyOf(rewritten) },
    { verdict: 'two-versions', entry: 4, findings: ['two-versions 4'] },
  ),
  beside(
    'unreadable',
    'A file beside it that is no record.',
    short,
    { 'list.md': '# Shopping\n\n- milk\n' },
    intact,
  ),
]

export const memories = [
  seen(
    'same',
    'The same record was seen before: that shows nothing of the time before, so it is no witness.',
    short,
    [short],
    { verdict: 'seen' },
  ),
  seen('shorter', 'The record had three brief when it was seen.', short, [three], intact),
  seen('longer', 'The record had four brief when it was seen, and has three now.', three, [short], {
    verdict: 'rolled-back',
    entry: 3,
    findings: ['remembered-further 3'],
  }),
  seen('longest', 'The record had four brief once, and three when it was seen last.', three, [short, three], {
    verdict: 'rolled-back',
    entry: 3,
    findings: ['remembered-further 3'],
  }),
  seen('otherwise', 'The last entry was another one when it was seen.', rewritten, [short], {
    verdict: 'differs',
    entry: 4,
    findings: ['remembered-otherwise 4'],
  }),
  seen(
    'another-record',
    'Another record stood in this place when it was looked at: that is remarked on, and no finding.',
    replaced,
    [short],
    intact,
  ),
  seen(
    'damaged',
    'What was seen was damaged: that is not remembered.',
    short,
    [change(short, 'Three', 'Four')],
    intact,
  ),
  seen(
    'and-a-copy',
    'A redacted copy of three brief, in the place of a record of four.',
    copyOf(three),
    [short],
    { ...intact, findings: ['misnamed 0'] },
  ),
  seen('emptied', 'A record was seen in this place, and nothing is left of it.', '', [short], {
    verdict: 'cannot-judge',
    findings: ['not-begun 0', 'remembered-further 0'],
  }),
]
