// A record beside registers: what they confirm, what they contradict, and which of them are no witnesses.
import { vector } from './expected.mjs'
import {
  brief,
  change,
  copyOf,
  device,
  entry,
  fact,
  headerOf,
  id,
  k7,
  k7Later,
  line,
  m3,
  recordOf,
  registerOf,
  saltOf,
  short,
} from './make.mjs'

const name = `${id}.md`
const own = 'register-K7.md'
const note = (words, by) => ({ ...entry('Note', [fact(`Note:\n> ${words}`)]), by })
const three = recordOf(brief.slice(0, 3))
const rewritten = recordOf([
  ...brief.slice(0, 3),
  { ...brief[3], text: change(brief[3].text, '> Three', '> Four') },
])
const replaced = recordOf(brief, {
  header: headerOf({ salt: saltOf('begun again') }),
  sealed: { salt: saltOf('begun again') },
})

const { keyNew, keyRotated, keyLost, opened, sealed, closed, destroyed, transferred } = line
const begin = [keyNew(k7), opened(short)]
const full = registerOf([...begin, sealed(short, 2), sealed(short, 4)])
const known = (...ns) => registerOf([...begin, ...ns.map((n) => sealed(short, n))])

const beside = (what, about, record, registers, expected) =>
  vector(
    `register-${what}`,
    about,
    {
      [name]: record,
      ...(typeof registers === 'string' || Buffer.isBuffer(registers) ? { [own]: registers } : registers),
    },
    expected,
  )

const intact = { verdict: 'unwitnessed' }
/** As somebody writes a line who has no key. */
const unsigned = (one) => ({ ...one, by: undefined })
const witnessed = { verdict: 'witnessed', witnessed: 4 }
/** Nothing that it says counts. */
const noWitness = (what, about, register) => beside(what, about, short, register, intact)

const signed = [{ ...entry('Sitting', [device(k7)]), by: k7 }, note('One', k7)]
const resumed = recordOf([...signed, { ...entry('Sitting', [device(m3, 'M3')]), by: m3 }, note('One', m3)])
const twoKeys = recordOf([
  ...signed,
  { ...entry('Sitting', [device(k7Later)]), by: k7Later },
  note('One', k7Later),
])
const closing = recordOf([
  ...brief.slice(0, 3),
  { ...entry('Closing', [fact('Closed: It was done (`done`)')]) },
])

const without = (text, n) => {
  const start = text.indexOf(`\n- ${n} `)
  const next = text.indexOf('\n- ', start + 1)
  return text.slice(0, start) + (next < 0 ? '' : text.slice(next))
}

export const registers = [
  beside('agrees', 'A register that has the record to its end.', short, full, witnessed),
  beside('every-entry', 'A register with a line for each entry.', short, known(1, 2, 3, 4), witnessed),
  beside('behind', 'A register that lacks the last entry, as after a crash.', short, known(3), {
    ...intact,
    witnessed: 3,
  }),
  beside(
    'only-opened',
    'A register that has the opening of the record, and nothing since.',
    short,
    known(),
    intact,
  ),
  beside(
    'of-others',
    'A register that has other records only.',
    short,
    registerOf([keyNew(k7), { ...opened(short, k7, 'K7-2026-0041') }]),
    intact,
  ),
  beside(
    'closed',
    'A register that has the closing of the record.',
    closing,
    registerOf([keyNew(k7), opened(closing), closed(closing, 4)]),
    witnessed,
  ),
  beside(
    'unsigned',
    'A register without signatures: anybody can have written it, so it is no witness.',
    short,
    registerOf([opened(short), sealed(short, 4)].map(unsigned)),
    intact,
  ),
  beside(
    'destroyed',
    'A register in which the record was destroyed, and it is there.',
    short,
    registerOf([...begin, sealed(short, 4), destroyed(short, 4)]),
    witnessed,
  ),
  beside(
    'transferred',
    'A register in which the record was handed to others.',
    short,
    registerOf([...begin, sealed(short, 4), transferred(short, 4)]),
    witnessed,
  ),
  beside('ahead', 'The record ends at entry 3, and the register has entry 4.', three, full, {
    verdict: 'shorter',
    entry: 3,
    witnessed: 2,
    findings: ['registered-further 3'],
  }),
  beside(
    'ahead-and-not-sealed',
    'The last entry was made to look as if it had not been sealed yet.',
    short.slice(0, short.indexOf('\n`seal 4 ')),
    full,
    { verdict: 'shorter', entry: 3, witnessed: 2, findings: ['registered-further 3'] },
  ),
  beside(
    'otherwise',
    'The last entry was written again with the same key, after it had been registered.',
    rewritten,
    known(3, 4),
    { verdict: 'differs', entry: 4, witnessed: 3, findings: ['registered-otherwise 4'] },
  ),
  beside(
    'otherwise-opened',
    'Another record was put in the place of the one that was registered.',
    replaced,
    full,
    { verdict: 'differs', entry: 0, findings: ['registered-otherwise 0'] },
  ),
  beside(
    'and-changed',
    'A word of a registered entry was changed: the file shows it, and the register holds the seal.',
    change(short, '> One', '> First'),
    full,
    { verdict: 'changed', entry: 2, witnessed: 4, findings: ['changed 2'] },
  ),
  beside('of-a-copy', 'A redacted copy beside the register.', copyOf(short), full, {
    ...witnessed,
    findings: ['misnamed 0'],
  }),
  vector(
    'register-of-an-older-copy',
    'A redacted copy of three brief, beside a register that has four: it may be older.',
    { 'K7-2026-0042-redacted.md': copyOf(three), [own]: known(3, 4) },
    { verdict: 'witnessed', witnessed: 3 },
  ),
  beside(
    'two-devices',
    'A record that was resumed on another computer, and both registers.',
    resumed,
    {
      [own]: registerOf([keyNew(k7), opened(resumed), sealed(resumed, 2)]),
      'register-M3.md': registerOf([keyNew(m3), sealed(resumed, 4, m3)], { mark: 'M3' }),
    },
    { ...witnessed, signed: 4 },
  ),
  beside(
    'of-the-other-device',
    'A record that was resumed on another computer, and its register alone.',
    resumed,
    { 'register-M3.md': registerOf([keyNew(m3), sealed(resumed, 4, m3)], { mark: 'M3' }) },
    { ...witnessed, signed: 4 },
  ),
  beside(
    'cut-of-the-other-device',
    'The other computer’s register has an entry that the record has lost.',
    recordOf(signed),
    { 'register-M3.md': registerOf([keyNew(m3), sealed(resumed, 4, m3)], { mark: 'M3' }) },
    { verdict: 'shorter', entry: 2, signed: 2, findings: ['registered-further 2'] },
  ),
  beside(
    'rotated',
    'The key was changed, and the one before signed for the new one.',
    twoKeys,
    registerOf([
      keyNew(k7),
      opened(twoKeys),
      sealed(twoKeys, 2),
      keyRotated(k7Later, k7),
      sealed(twoKeys, 4, k7Later),
    ]),
    { ...witnessed, signed: 4 },
  ),
  beside(
    'lost',
    'The key was lost, and the new one signs by its own word.',
    twoKeys,
    registerOf([
      keyNew(k7),
      opened(twoKeys),
      sealed(twoKeys, 2),
      keyLost(k7Later, k7),
      sealed(twoKeys, 4, k7Later),
    ]),
    { ...witnessed, signed: 4 },
  ),
  beside(
    'without-the-key',
    'The record is signed with a key that the register of its computer has not.',
    twoKeys,
    registerOf([keyNew(k7), opened(twoKeys), sealed(twoKeys, 2)]),
    { verdict: 'other-key', entry: 3, signed: 4, witnessed: 2, findings: ['key-other 3'] },
  ),
  beside(
    'converted',
    'A register with CRLF: that changes nothing that it says.',
    short,
    full.replaceAll('\n', '\r\n'),
    witnessed,
  ),
  beside(
    'torn',
    'A register whose last write was cut off: what stands before counts.',
    short,
    full.slice(0, -300),
    { ...intact, witnessed: 2 },
  ),
  beside('noughts', 'A register with zero bytes at its end.', short, full + '\0'.repeat(100), witnessed),
  noWitness('gap', 'A serial was taken out of the register.', without(full, 3)),
  noWitness(
    'changed',
    'A digit of a seal was changed in the register.',
    full.replace(/(Sealed: .* seal `)(.)/, (_, start, digit) => start + (digit === '0' ? '1' : '0')),
  ),
  noWitness(
    'swapped',
    'Two lines of the register changed places.',
    registerOf(
      [...begin, sealed(short, 2), sealed(short, 4)].map((one, i) =>
        i === 2 ? { ...one, n: 4 } : i === 3 ? { ...one, n: 3 } : one,
      ),
    ),
  ),
  noWitness(
    'signed-otherwise',
    'The register is signed with another key than the one that it names.',
    registerOf([...begin, sealed(short, 2, m3), sealed(short, 4, m3)]),
  ),
  noWitness(
    'signed-for-a-record',
    'The register is signed as a record would be.',
    registerOf([...begin, sealed(short, 4)].map((one) => ({ ...one, namespace: 'rungs-record' }))),
  ),
  noWitness(
    'rotated-by-nobody',
    'A key was changed in the register, and the key before has not signed for it.',
    registerOf([...begin, { ...keyRotated(m3, k7), by: m3 }, sealed(short, 4, m3)]),
  ),
  noWitness(
    'rotated-unsigned',
    'A key was changed in the register without any signature.',
    registerOf([...begin, { ...keyRotated(m3, k7), by: undefined }, sealed(short, 4, m3)]),
  ),
  noWitness(
    'second-first-key',
    'A first key stands a second time.',
    registerOf([...begin, keyNew(m3), sealed(short, 4, m3)]),
  ),
  noWitness(
    'never-opened',
    'An entry of a record of this computer that was never opened.',
    registerOf([keyNew(k7), sealed(short, 4)]),
  ),
  noWitness(
    'going-back',
    'An entry after a higher one.',
    registerOf([...begin, sealed(short, 4), sealed(short, 2)]),
  ),
  noWitness(
    'two-versions',
    'One entry with two seals.',
    registerOf([...begin, sealed(rewritten, 4), sealed(short, 4)]),
  ),
  noWitness(
    'words',
    'A line in the register that no register has.',
    full.replace('\n- 4 ', '\nPrinted\n\n- 4 '),
  ),
  noWitness(
    'other-format',
    'A register in another format.',
    change(full, 'rungs-register 1', 'rungs-register 2'),
  ),
  noWitness('empty', 'A register of no byte.', ''),
  noWitness('a-list', 'A file that is named as a register and is none.', '# Shopping\n\n- milk\n'),
  noWitness(
    'not-utf-8',
    'A register with bytes in a line that are no UTF-8.',
    Buffer.from(change(full, '\n- 4 ', '\n- \xff4 '), 'latin1'),
  ),
  beside(
    'torn-not-utf-8',
    'A register whose last write was cut off, and has left bytes that are no UTF-8.',
    short,
    Buffer.concat([Buffer.from(full), Buffer.of(0x0a, 0xff, 0x0a)]),
    witnessed,
  ),
  beside(
    'misnamed',
    'The register of this computer under another’s name.',
    short,
    { 'register-M3.md': full },
    witnessed,
  ),
  noWitness(
    'seal',
    'A seal of the register does not fit.',
    registerOf([...begin, { ...sealed(short, 4), seal: () => saltOf('another seal') }]),
  ),
  vector(
    'register-as-a-record',
    'A register under the name of a record.',
    { [name]: full },
    {
      verdict: 'changed',
      entry: 0,
      findings: ['malformed 0', 'malformed 1', 'malformed 2', 'malformed 3', 'malformed 4'],
    },
  ),
  noWitness(
    'never-opened-and-torn',
    'An entry of a record that was never opened, and a last write that was cut off: that took no opening away.',
    `${registerOf([keyNew(k7), sealed(short, 4)])}\n- 3 2026`,
  ),
  beside(
    'unsigned-at-the-end',
    'A register whose last line is not signed: it is a witness up to the line before.',
    short,
    registerOf([...begin, sealed(short, 2), unsigned(sealed(short, 4))]),
    { ...intact, witnessed: 2 },
  ),
  beside(
    'unsigned-between',
    'A register with a line that is not signed, and a signed one after it, which covers it.',
    short,
    registerOf([...begin, unsigned(sealed(short, 4)), opened(short, k7, 'K7-2026-0041')]),
    witnessed,
  ),
  beside(
    'unsigned-otherwise',
    'A register which nobody has signed has another seal for the last entry, and the signed one has that of the record.',
    short,
    { [own]: full, 'register-M3.md': registerOf([sealed(rewritten, 4, m3)].map(unsigned), { mark: 'M3' }) },
    witnessed,
  ),
  beside(
    'unsigned-ahead',
    'A line which nobody has signed has an entry that the record has not.',
    three,
    registerOf([...begin, sealed(short, 3), unsigned(sealed(short, 4))]),
    { verdict: 'witnessed', witnessed: 3 },
  ),
  beside(
    'unsigned-key',
    'A register which nobody has signed names another key than the one that signs the record.',
    recordOf(signed),
    registerOf([unsigned(keyNew(m3))]),
    { ...intact, signed: 2 },
  ),
  noWitness(
    'training',
    'A register with the opening of a record of a made-up case, which no register has.',
    registerOf([keyNew(k7), opened(short, k7, 'TRAINING-2026-0001'), opened(short), sealed(short, 4)]),
  ),
  noWitness(
    'training-not-begun',
    'A register with a made-up case that was never begun.',
    registerOf([...begin, { text: 'Not begun: TRAINING-2026-0001', by: k7 }, sealed(short, 4)]),
  ),
]
