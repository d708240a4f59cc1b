/**
 * The steps that hold a record against what is outside it: known keys, registers, this computer's memory, a receipt, other copies.
 * Those that need nothing but the file are in steps.ts.
 */
import { finding } from '../record/finding.ts'
import type { SignedRun } from '../record/signatures.ts'
import { type Checked, type Evidence, failed, notRun, passed, runWords, unreadWords } from './checked.ts'
import { type Examined, isNotBegun, lastSealed } from './examined.ts'
import { outsideFinding, type VerifyFinding } from './finding.ts'

/** A register that was begun later, in another folder say, names no key of the time before; but the device has entered there what it signed then. */
const isEntered = ({ registers }: Evidence, { mark, to }: SignedRun): boolean =>
  registers.some((one) => one.mark === mark && one.furthest >= to)

export const checkKeys = (evidence: Evidence): Checked => {
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
          `The signature of ${runWords(run)} is by the key ${run.key.slice(0, 16)}…, which is none ${isGiven ? 'that you named' : `that the register of ${run.mark} has`}.`,
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
    if (own !== '' && own !== seal) first = Math.min(first ?? n, n)
  }
  return first
}

const endWords = (examined: Examined): string => {
  const last = lastSealed(examined)
  if (last >= 0) return `the record ends at entry ${last}`
  return isNotBegun(examined) ? 'nothing is left of the record' : 'no seal of the record can be read'
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
          `${who} entry ${upTo}, and ${endWords(examined)}.`,
        ),
      ]
    : []

export const checkRegister = (evidence: Evidence): Checked => {
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

export const checkMemory = (evidence: Evidence): Checked => {
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

export const checkReceipt = ({ receipt, examined }: Evidence): Checked => {
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

export const checkCopies = ({ copies }: Evidence): Checked => {
  const other = copies.flatMap((copy) =>
    copy.kind === 'differs'
      ? [
          finding(
            'two-versions',
            copy.entry,
            1,
            `${copy.path} is the same record up to entry ${copy.entry - 1} and then another.`,
          ),
        ]
      : [],
  )
  if (other.length > 0) return failed(other)
  const longer = copies.find(({ kind }) => kind === 'longer')
  if (longer !== undefined) return passed(`an older copy of ${longer.path}`)
  return copies.length === 0
    ? notRun('no other copy is among the files')
    : passed(`${copies.length} other ${copies.length === 1 ? 'copy' : 'copies'} of it, none that differs`)
}
