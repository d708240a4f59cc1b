/**
 * The integrity of a record, as an ordered list of named steps. Each establishes one property, says when it could not run, and
 * needs none of the others. Opinions (rules, time, strength) live elsewhere; none is needed to check a seal.
 */
import type { SignedRun, Stretch } from '../record/signatures.ts'
import { counted, failed, notRun, passed, runWords, type Step, unreadWords } from './checked.ts'
import { type Examined, lastSealed } from './examined.ts'
import type { VerifyCode } from './finding.ts'
import { checkCopies, checkKeys, checkMemory, checkReceipt, checkRegister } from './outside.ts'

const unread: readonly VerifyCode[] = [
  'unreadable',
  'not-a-record',
  'not-begun',
  'too-large',
  'unknown-format',
]

/** A step that looks for findings which reading the bytes has made. */
const ofFile =
  (codes: readonly VerifyCode[], says: (examined: Examined) => string): Step['check'] =>
  ({ examined }) => {
    const found = examined.findings.filter(({ code }) => codes.includes(code))
    if (found.length > 0) return failed(found)
    return lastSealed(examined) < 0 ? notRun(unreadWords) : passed(says(examined))
  }

const entries = ({ begun }: Examined): string =>
  begun.length <= 1 ? 'no entry' : runWords({ from: 1, to: begun.length - 1 })

/** The entries of a run that carry a signature of their own. */
const signedIn = ({ from, to, unsigned }: SignedRun): readonly Stretch[] => {
  const signed: Stretch[] = []
  let next = from
  for (const one of unsigned) {
    if (one.from > next) signed.push({ from: next, to: one.from - 1 })
    next = one.to + 1
  }
  return [...signed, { from: next, to }]
}

const signedWords = ({ signed }: Examined): string =>
  signed.map((run) => `${signedIn(run).map(runWords).join(', ')} by ${run.mark}`).join(', ')

const unsignedWords = (examined: Examined): string => {
  const { signed } = examined
  const to = signed.reduce((_, run) => run.to, 0)
  const last = lastSealed(examined)
  const covered = signed.flatMap(({ unsigned }) => unsigned).map(runWords)
  return [
    ...(covered.length === 0
      ? []
      : [
          `; ${covered.join(', ')} without a signature, covered by the next one, but only from when that was made`,
        ]),
    ...(last > to ? [`; after entry ${to} nothing is signed`] : []),
  ].join('')
}

const checkSignatures: Step['check'] = (evidence) =>
  evidence.examined.signed.length === 0 &&
  evidence.examined.findings.every(({ code }) => code !== 'signature-wrong')
    ? notRun(lastSealed(evidence.examined) < 0 ? unreadWords : 'nothing is signed')
    : ofFile(['signature-wrong'], (one) => signedWords(one) + unsignedWords(one))(evidence)

/** In this order, for each record. */
export const steps: readonly Step[] = [
  {
    name: 'reading',
    establishes: 'the file is an escalation record in a known format',
    check: ofFile(unread, ({ id }) => `record ${id}`),
  },
  {
    name: 'bytes',
    establishes: 'no program has converted the file',
    check: ofFile(['converted', 'not-utf-8'], () => 'UTF-8, line ends as written'),
  },
  {
    name: 'lines',
    establishes: 'every line has its place, its number and its one spelling',
    check: ofFile(['malformed', 'misnumbered', 'misnamed', 'two-versions'], entries),
  },
  {
    name: 'seals',
    establishes: 'nothing sealed was changed without changing every later seal',
    check: ofFile(['changed'], (one) => counted(one.seals.filter((seal) => seal !== '').length, 'seal')),
  },
  {
    name: 'end',
    establishes: 'the last write was finished',
    check: ofFile(['torn'], ({ unsealed }) =>
      unsealed === 0 ? 'everything is sealed' : `${counted(unsealed, 'fact')} not yet sealed`,
    ),
  },
  {
    name: 'signatures',
    establishes: 'the seals are signed with the keys that the record names',
    check: checkSignatures,
  },
  {
    name: 'keys',
    establishes: 'the keys are those that you named, or that a register beside it names',
    check: checkKeys,
  },
  {
    name: 'register',
    establishes: 'nothing that was registered is missing or was rewritten',
    check: checkRegister,
  },
  {
    name: 'memory',
    establishes: 'nothing that this computer saw before is missing or was rewritten',
    check: checkMemory,
  },
  {
    name: 'receipt',
    establishes: 'nothing up to the receipt was rewritten since it was given',
    check: checkReceipt,
  },
  { name: 'copies', establishes: 'no other version of the record is among the files', check: checkCopies },
]
