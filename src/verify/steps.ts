/**
 * The integrity of a record, as an ordered list of named steps. Each establishes one property, says when it could not run, and
 * needs none of the others. Opinions (rules, time, strength) live elsewhere; none is needed to check a seal.
 */
import { finding } from '../record/finding.ts'
import type { SignedRun, Stretch } from '../record/signatures.ts'
import { type Examined, isNotBegun, lastSealed } from './examined.ts'
import { outsideFinding, type VerifyCode, type VerifyFinding } from './finding.ts'
import type { Witnesses } from './witness.ts'

export interface Evidence extends Witnesses {
  readonly examined: Examined
}

export type Checked =
  /** `named`: by the keys that the person named. */
  | { readonly kind: 'passed'; readonly says: string; readonly named?: true }
  | { readonly kind: 'failed'; readonly findings: readonly VerifyFinding[] }
  | { readonly kind: 'not-run'; readonly why: string }

export interface Step {
  readonly name: string
  /** What is known once it has passed. */
  readonly establishes: string
  readonly check: (evidence: Evidence) => Checked
}

const passed = (says: string) => ({ kind: 'passed', says }) as const
const notRun = (why: string): Checked => ({ kind: 'not-run', why })
const failed = (findings: readonly VerifyFinding[]): Checked => ({ kind: 'failed', findings })

const unread: readonly VerifyCode[] = [
  'unreadable',
  'not-a-record',
  'not-begun',
  'too-large',
  'unknown-format',
]

const unreadWords = 'the file could not be read as a record'

/** A step that looks for findings which reading the bytes has made. */
const ofFile =
  (codes: readonly VerifyCode[], says: (examined: Examined) => string): Step['check'] =>
  ({ examined }) => {
    const found = examined.findings.filter(({ code }) => codes.includes(code))
    if (found.length > 0) return failed(found)
    return lastSealed(examined) < 0 ? notRun(unreadWords) : passed(says(examined))
  }

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const entries = ({ begun }: Examined): string =>
  begun.length <= 1 ? 'no entry' : begun.length === 2 ? 'entry 1' : `entries 1 to ${begun.length - 1}`

const runWords = ({ from, to }: Stretch): string =>
  from === to ? `entry ${to}` : from === to - 1 ? `entries ${from} and ${to}` : `entries ${from} to ${to}`

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

/** A register that was begun later, in another folder say, names no key of the time before; but the device has entered there what it signed then. */
const isEntered = ({ registers }: Evidence, { mark, to }: SignedRun): boolean =>
  registers.some((one) => one.mark === mark && one.furthest >= to)

const checkKeys = (evidence: Evidence): Checked => {
  const { examined, keys, registeredKeys } = evidence
  const { signed } = examined
  const isGiven = keys.length > 0
  if (signed.length === 0)
    return isGiven && lastSealed(examined) > 0
      ? failed([
          outsideFinding('key-other', 1, 'No entry is signed, by the key that you named or by any other.'),
        ])
      : notRun('nothing is signed')
  // A register lies beside the record: whoever was told the key by another way trusts that alone.
  const known = (mark: string): readonly string[] =>
    isGiven ? keys : (registeredKeys.get(mark) ?? []).map(({ key }) => key)
  const judged = signed.filter(({ mark }) => known(mark).length > 0)
  const other = judged.filter(
    (run) => !known(run.mark).includes(run.key) && (isGiven || !isEntered(evidence, run)),
  )
  if (other.length > 0)
    return failed(
      other.map((run) =>
        outsideFinding(
          'key-other',
          run.from,
          `The signature of ${runWords({ from: run.from, to: run.to })} is by the key ${run.key.slice(0, 16)}…, which is none ${isGiven ? 'that you named' : `that the register of ${run.mark} has`}.`,
        ),
      ),
    )
  if (judged.length < signed.length)
    return notRun('nobody has said whose keys these are: name each that may sign with --key')
  return isGiven
    ? { ...passed(`signed with ${keys.length === 1 ? 'the key' : 'keys'} that you named`), named: true }
    : passed('signed with the keys that the register beside it has, or entered in it')
}

/** The first entry at which what was held differs from the record. */
const differsAt = ({ seals }: Examined, held: ReadonlyMap<number, string>): number | undefined => {
  let first: number | undefined
  for (const [n, seal] of held) {
    const own = seals[n] ?? ''
    if (own !== '' && own !== seal && (first === undefined || n < first)) first = n
  }
  return first
}

const further = (
  code: 'registered-further' | 'remembered-further',
  who: string,
  upTo: number,
  { examined, copies }: Evidence,
): readonly VerifyFinding[] =>
  // A copy may have been made before the rest was written: one that leaves something out, or any if the record is there, too.
  upTo > lastSealed(examined) &&
  !examined.redacted &&
  !copies.some(({ kind, itself }) => kind === 'longer' && itself)
    ? [
        outsideFinding(
          code,
          Math.max(0, lastSealed(examined)),
          `${who} entry ${upTo}, and ${isNotBegun(examined) ? 'nothing is left of the record' : `the record ends at entry ${lastSealed(examined)}`}.`,
        ),
      ]
    : []

const checkRegister = (evidence: Evidence): Checked => {
  const { examined, registers, silent } = evidence
  const unasked = silent.map(({ mark, why }) => `the register of ${mark} beside it ${why}, and was not asked`)
  if (registers.length === 0)
    return notRun(unasked.length === 0 ? 'no register beside it has this record' : unasked.join('; '))
  const findings = registers.flatMap((one): readonly VerifyFinding[] => {
    const at = differsAt(examined, one.seals)
    return at === undefined
      ? further('registered-further', `The register of ${one.mark} has`, one.furthest, evidence)
      : [
          outsideFinding(
            'registered-otherwise',
            at,
            `The register of ${one.mark} has another seal for entry ${at}.`,
          ),
        ]
  })
  if (findings.length > 0) return failed(findings)
  const upTo = Math.max(...registers.map(({ furthest }) => furthest))
  const destroyed = registers.filter((one) => one.destroyed)
  return passed(
    [
      `registered up to entry ${upTo}`,
      ...destroyed.map(({ mark }) => `the register of ${mark} has it as destroyed, and here it is`),
      ...unasked,
    ].join('; '),
  )
}

const checkMemory = (evidence: Evidence): Checked => {
  const { examined, remembered, otherSeen } = evidence
  if (otherSeen !== undefined && isNotBegun(examined))
    return failed([
      outsideFinding(
        'remembered-further',
        0,
        `On ${otherSeen.slice(0, 10)} this computer saw a record in this place, and nothing is left of it.`,
      ),
    ])
  if (remembered === undefined) return notRun('this computer sees the record for the first time')
  const { entry, seal, seen } = remembered
  const day = seen.slice(0, 10)
  if (differsAt(examined, new Map([[entry, seal]])) !== undefined)
    return failed([
      outsideFinding(
        'remembered-otherwise',
        entry,
        `On ${day} this computer saw another seal for entry ${entry}.`,
      ),
    ])
  const findings = further('remembered-further', `On ${day} this computer saw`, entry, evidence)
  return findings.length > 0
    ? failed(findings)
    : passed(
        `as this computer saw it on ${day}, up to entry ${entry}; of the time before, that shows nothing`,
      )
}

const checkReceipt = ({ receipt, examined }: Evidence): Checked => {
  if (receipt === undefined) return notRun('no receipt was given')
  if (lastSealed(examined) < 0) return notRun(unreadWords)
  return receipt.entry === undefined
    ? failed([
        outsideFinding(
          'receipt-of-none',
          0,
          'The receipt is not for this record as it is: it may be that of another case, or the record was written again.',
        ),
      ])
    : passed(`the receipt is for the record up to entry ${receipt.entry}`)
}

const checkCopies = ({ copies }: Evidence): Checked => {
  const other = copies.filter(({ kind }) => kind === 'differs')
  if (other.length > 0)
    return failed(
      other.map(({ path, entry }) =>
        finding(
          'two-versions',
          entry,
          1,
          `${path} is the same record up to entry ${entry - 1} and then another.`,
        ),
      ),
    )
  const longer = copies.find(({ kind }) => kind === 'longer')
  if (longer !== undefined) return passed(`an older copy of ${longer.path}`)
  return copies.length === 0
    ? notRun('no other copy is among the files')
    : passed(`${counted(copies.length, 'other copy').replace('copys', 'copies')} of it, none that differs`)
}

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
