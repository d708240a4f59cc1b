/** What `verify` found, as lines for people: one record in full, or many in totals and exceptions. Judges nothing. */
import type { Line, Meaning, Span } from '../terminal/screen.ts'
import type { IntegrityVerdict, StepOutcome } from '../verify/integrity.ts'
import { type ExaminedRegister, type Gone, isWitness, type VerifiedRegister } from '../verify/register.ts'
import { isClean, isSound, ordinary, type Verified } from '../verify/verified.ts'
import { madeUpWords } from './made-up.ts'
import { strengthLines, strengthTotals, strengthWords } from './strength.ts'
import { clockWords, missedDeadlines, timeWords } from './time-words.ts'
import { integrityTotals, integrityWords, lacksWords, remarkWords, rulesWords } from './verdict-words.ts'

const empty: Line = { spans: [] }

const line = (text: string, as?: Meaning, more: Omit<Line, 'spans'> = {}): Line => ({
  spans: [as === undefined ? { text } : { text, as }],
  ...more,
})

const verdictLine = (name: string, words: string, as?: Meaning): Line => ({
  spans: [{ text: name.padEnd(11) }, as === undefined ? { text: words } : { text: words, as }],
  hang: 11,
})

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const isBad = ({ kind }: IntegrityVerdict): boolean => !ordinary.includes(kind)

/** Words, because a mark can be misread, and is not read aloud. */
const marks = { passed: 'ok', failed: 'NO', 'not-run': '–' } as const

const stepLines = ({ step, establishes, outcome }: StepOutcome): readonly Line[] => {
  const head: Span = {
    text: `${marks[outcome.kind].padEnd(3)}${step.padEnd(11)}`,
    ...(outcome.kind === 'failed' ? { as: 'late' as const } : {}),
  }
  switch (outcome.kind) {
    case 'passed':
      return [{ spans: [head, { text: `${establishes}: ${outcome.says}` }], indent: 2, hang: 14 }]
    case 'not-run':
      return [{ spans: [head, { text: `not checked: ${outcome.why}`, as: 'quiet' }], indent: 2, hang: 14 }]
    case 'failed':
      return outcome.findings.flatMap(({ message, line: at, hint }, i) => [
        {
          spans: [
            i === 0 ? head : { text: ' '.repeat(14) },
            { text: at > 1 ? `${message} (line ${at})` : message },
          ],
          indent: 2,
          hang: 14,
        },
        line(hint, 'quiet', { indent: 16 }),
      ])
  }
}

/** Whose keys they are nothing in the casebook can show. */
const whoseKey = ({ integrity: { signed }, steps = [] }: Verified): readonly string[] => {
  if (signed === 0) return ['• Who wrote it: nothing in it is signed.']
  return steps.some(
    ({ step, outcome }) => step === 'keys' && outcome.kind === 'passed' && outcome.named === true,
  )
    ? []
    : [
        '• Whose keys signed it: a register beside it comes with it. Ask by another way, and name each key with --key.',
      ]
}

const sinceWhen = ({ integrity: { verdict, witnessed }, last }: Verified): readonly string[] => {
  if (witnessed === last) return []
  const what = witnessed === 0 ? 'it was' : `what follows entry ${witnessed} was`
  if (verdict.kind === 'seen')
    return [
      `• That ${what} not written again before ${verdict.since.slice(0, 10)}, when this computer first saw it so. A receipt, or a register, would.`,
    ]
  return [
    `• That ${what} not written again as a whole: nothing outside the file holds ${witnessed === 0 ? 'any of it' : 'that'}. A receipt, or verifying it on another computer, would.`,
  ]
}

const notProved = (verified: Verified): readonly Line[] => {
  const open = verified.closed
    ? []
    : ['• That it ends here: the case is open, and a file cannot show whether later entries exist.']
  return [
    line('What this does not prove', 'title'),
    ...[
      '• That what it says is true, or who typed it.',
      ...whoseKey(verified),
      ...sinceWhen(verified),
      ...open,
    ].map((words) => line(words, undefined, { hang: 2 })),
  ]
}

const remarkLines = ({ integrity: { remarks } }: Verified): readonly Line[] =>
  remarks.map((one) => line(remarkWords(one), 'gap', { hang: 2 }))

/** Why --strict does not let it pass, where nothing is wrong with it. */
const strictWords = (one: Verified): readonly string[] =>
  isSound(one) && !isClean(one) ? [`Does not pass --strict: ${lacksWords(one)}.`] : []

/** One record: the verdicts, what was checked, and what a pass does not prove. `strict`: with why it is not to pass. */
export const recordLines = (verified: Verified, strict = false): readonly Line[] => {
  const { id, path, redacted, leftOut, training, integrity, rules, time, strength, steps } = verified
  const thin = strength === undefined ? [] : strengthLines(strength)
  const copy = redacted ? ` (redacted copy: ${counted(leftOut, 'text')} left out)` : ''
  return [
    ...(training === undefined ? [] : [line(madeUpWords(training), 'late', { hang: 2 })]),
    line(`${id === '' ? 'No record' : id}${copy}  ${path}`, 'title'),
    empty,
    verdictLine(
      'Integrity',
      integrityWords(integrity.verdict, integrity.witnessed),
      isBad(integrity.verdict) ? 'late' : undefined,
    ),
    ...(rules === undefined
      ? []
      : [verdictLine('Rules', rulesWords(rules), rules.kind === 'parts' ? 'late' : undefined)]),
    ...(time === undefined
      ? []
      : timeWords(time).map((words, i) => verdictLine(i === 0 ? 'Time' : '', words))),
    ...(strength === undefined ? [] : [verdictLine('Strength', strengthWords(strength))]),
    ...remarkLines(verified),
    ...(strict ? strictWords(verified).map((words) => line(words, 'late', { hang: 2 })) : []),
    empty,
    line('What was checked', 'title'),
    ...(steps ?? []).flatMap(stepLines),
    ...thin.flatMap((one, i) => (i === 0 ? [empty, one] : [one])),
    ...(isBad(integrity.verdict) ? [] : [empty, ...notProved(verified)]),
  ]
}

const totals = (records: readonly Verified[]): readonly Line[] => {
  const kinds = new Map<IntegrityVerdict['kind'], number>()
  for (const { integrity } of records)
    kinds.set(integrity.verdict.kind, (kinds.get(integrity.verdict.kind) ?? 0) + 1)
  const order = Object.keys(integrityTotals) as IntegrityVerdict['kind'][]
  return [
    line(counted(records.length, 'record'), 'title'),
    ...order.flatMap((kind) => {
      const count = kinds.get(kind) ?? 0
      return count === 0
        ? []
        : [
            line(
              `${String(count).padStart(7)}  ${integrityTotals[kind]}`,
              ordinary.includes(kind) ? undefined : 'late',
            ),
          ]
    }),
  ]
}

const ruleTotals = (records: readonly Verified[]): readonly Line[] => {
  const count = (kind: string): number =>
    records.filter(({ rules }) => (rules?.kind ?? 'unread') === kind).length
  const counts = [
    [count('follows'), 'follow the policy'],
    [count('parts'), 'part from it'],
    [count('cannot-judge') + count('unread'), 'cannot be judged'],
  ] as const
  const said = counts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`)
  return [line(`Rules: ${said.join(', ')}.`)]
}

/** A record among many, where something is to be said of it. */
const exception = (one: Verified): readonly Line[] => [
  line(`${one.id === '' ? 'No record' : one.id}  ${one.path}`, 'title'),
  line(integrityWords(one.integrity.verdict, one.integrity.witnessed), 'late', { indent: 2, hang: 2 }),
  ...one.integrity.findings.map(({ message, line: at }) =>
    line(at > 1 ? `${message} (line ${at})` : message, undefined, { indent: 4, hang: 2 }),
  ),
  ...(one.rules?.kind === 'parts' ? [line(rulesWords(one.rules), 'late', { indent: 2, hang: 2 })] : []),
]

/** Where neither its times could be read nor its policy, a deadline that is not there says nothing. */
const isTimed = ({ time, rules }: Verified): boolean => time !== undefined && rules?.kind !== 'cannot-judge'

const noneMissed = (records: readonly Verified[]): string => {
  const timed = records.filter(isTimed).length
  if (timed === 0) return 'Time: nothing could be judged.'
  return timed === records.length
    ? 'Time: no deadline was missed.'
    : `Time: no deadline was missed in ${timed} of them; the others cannot be judged.`
}

const lateLines = (records: readonly Verified[]): readonly Line[] => {
  const late = records.flatMap(({ id, time }) =>
    time === undefined
      ? []
      : [...missedDeadlines(time), ...clockWords(time)].map((words) => `${id}: ${words}`),
  )
  const isMissed = records.some(({ time }) => time !== undefined && missedDeadlines(time).length > 0)
  return [
    isMissed ? line('Time:', 'title') : line(noneMissed(records)),
    ...late.map((words) => line(words, undefined, { indent: 2, hang: 2 })),
  ]
}

const remarksAmong = (records: readonly Verified[]): readonly Line[] =>
  records.flatMap(({ id, integrity: { remarks } }) =>
    remarks.map((one) => line(`${id}: ${remarkWords(one)}`, 'gap', { hang: 2 })),
  )

const strictAmong = (records: readonly Verified[]): readonly Line[] =>
  records.flatMap((one) => strictWords(one).map((words) => line(`${one.id}: ${words}`, 'late', { hang: 2 })))

/** Training records among others: which files, and what is wrong with them. */
const madeUpLines = (records: readonly Verified[], strict: boolean): readonly Line[] => [
  line(
    records.length === 1
      ? 'TRAINING: 1 made-up case, counted apart. Nothing in it happened.'
      : `TRAINING: ${records.length} made-up cases, counted apart. Nothing in them happened.`,
    'late',
  ),
  ...records.map((one) => line(madeUpName(one), undefined, { indent: 2, hang: 2 })),
  empty,
  ...records.filter((one) => !isSound(one)).flatMap((one) => [...exception(one), empty]),
  ...(strict ? [...strictAmong(records), empty] : []),
]

const madeUpName = ({ id, path, training }: Verified): string =>
  training?.exercise === undefined ? `${id}  ${path}` : `${id}  ${path}  “${training.exercise.label}”`

/** Many records: training records first, by themselves; then what there is, then everything that ordinary life does not explain, then what was late and what is thin. `strict`: then why one is not to pass. */
export const manyLines = (all: readonly Verified[], strict = false): readonly Line[] => {
  const madeUp = all.filter(({ training }) => training !== undefined)
  const real = all.filter(({ training }) => training === undefined)
  return [...(madeUp.length === 0 ? [] : madeUpLines(madeUp, strict)), ...realLines(real, strict)]
}

const realLines = (records: readonly Verified[], strict: boolean): readonly Line[] => {
  if (records.length === 0) return []
  const wrong = records.filter((one) => !isSound(one))
  return [
    ...totals(records),
    empty,
    ...wrong.flatMap((one) => [...exception(one), empty]),
    ...ruleTotals(records),
    ...lateLines(records),
    ...strengthTotals(records),
    ...remarksAmong(records),
    ...(strict ? strictAmong(records) : []),
    empty,
    line('Name one record to see what was checked, and what that does not prove.', 'quiet'),
  ]
}

const missingWords = ({ mark, year, from, to }: ExaminedRegister['heads']['missing'][number]): string => {
  const name = (number: number): string => `${mark}-${year}-${String(number).padStart(4, '0')}`
  return from === to
    ? `${name(from)} was never registered.`
    : `${name(from)} to ${name(to)} were never registered.`
}

const registerState = ({ head, why, lost, findings, signed }: ExaminedRegister): string => {
  if (why !== undefined) return why
  if (lost !== undefined) {
    const day = lost.seen.slice(0, 10)
    return lost.kind === 'rolled-back'
      ? `ROLLED BACK: on ${day} this computer saw line ${lost.n}`
      : `CHANGED: on ${day} this computer saw another line ${lost.n}`
  }
  if (findings.length > 0) return counted(findings.length, 'finding')
  const last = head?.n ?? 0
  const lines = `intact, ${counted(last, 'line')}`
  if (signed === last) return `${lines}, signed`
  return signed === 0
    ? `${lines}, not signed: anybody can have written it, so it confirms and excuses nothing`
    : `${lines}, signed up to line ${signed}: what follows anybody can have written, so it does not count yet`
}

const goneWords = ({ id, kind, mark, at, entry, against, former, unsigned }: Gone): string => {
  const what = kind === 'destroyed' ? 'destroyed' : 'handed to others'
  return [
    `${id}: registered as ${what} on ${at.slice(0, 10)} in the register of ${mark}, as it stood at entry ${entry}`,
    ...(former ? ['its number was taken again since'] : []),
    ...(unsigned ? ['nobody has signed that, so it does not count'] : []),
    ...(against === undefined
      ? ['whether it was, and by whose leave, no program can show']
      : [`the register of ${against} has another seal for that entry, so this does not count`]),
  ].join('; ')
}

/** Each register: how many lines, what is wrong with it, which records are missing or were registered as gone, and which numbers are missing. */
export const registerLines = (registers: readonly VerifiedRegister[]): readonly Line[] =>
  registers.flatMap((one) => [
    empty,
    line(`Register ${one.mark}  ${one.path}`, 'title'),
    line(registerState(one), isWitness(one) && one.findings.length === 0 ? undefined : 'late', { indent: 2 }),
    ...one.findings.map(({ message, line: at }) =>
      line(`${message} (line ${at})`, undefined, { indent: 4, hang: 2 }),
    ),
    ...one.absent.map((id) =>
      line(`${id} is registered, and there is no such record.`, 'late', { indent: 2, hang: 2 }),
    ),
    ...one.gone.map((gone) =>
      line(`${goneWords(gone)}.`, gone.against === undefined ? 'gap' : 'late', { indent: 2, hang: 2 }),
    ),
    ...one.heads.missing.map((missing) => line(missingWords(missing), 'gap', { indent: 2 })),
  ])
