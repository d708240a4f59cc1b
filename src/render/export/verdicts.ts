/** What was checked of a record, and what that does not prove, as parts of its page. Judges nothing. */
import type { Exported } from '../../export/exported.ts'
import { capital } from '../../flow/words/phrase.ts'
import type { StepOutcome } from '../../verify/integrity.ts'
import type { Time } from '../../verify/time.ts'
import { isIntact, type Verified } from '../../verify/verified.ts'
import {
  type Block,
  heading,
  type Item,
  list,
  paragraph,
  type Row,
  strong,
  type Text,
} from '../document/document.ts'
import { strengthWords } from '../strength.ts'
import { missedDeadlines, timeWords } from '../time-words.ts'
import { integrityWords, rulesWords } from '../verdict-words.ts'
import { counted } from './words.ts'

type Verdict = readonly [name: string, words: readonly string[], isWrong: boolean]

/** What a deadline was is in its policy. */
const untold =
  'whether deadlines were met cannot be told without the policy; the entries have those that were stated'

/** Each deadline that was missed has its row further down. */
const timeLines = (time: Time, isUnknown: boolean): readonly string[] => {
  const missed = missedDeadlines(time)
  const [deadlines = '', ...others] = timeWords(time).filter((words) => !missed.includes(words))
  return [isUnknown ? untold : deadlines, ...others]
}

/** A line for each thing that is judged apart from the others; another opinion is another line. */
const verdictsOf = ({ verified, unknownPolicy }: Exported): readonly Verdict[] => {
  const { integrity, rules, time, strength } = verified
  return [
    ['Integrity', [integrityWords(integrity.verdict, integrity.witnessed)], !isIntact(verified)],
    ...(rules === undefined ? [] : [['Rules', [rulesWords(rules)], rules.kind === 'parts'] as const]),
    ...(time === undefined ? [] : [['Time', timeLines(time, unknownPolicy !== undefined), false] as const]),
    ...(strength === undefined ? [] : [['Strength', [strengthWords(strength)], false] as const]),
  ]
}

const verdictText = ([, words, isWrong]: Verdict): Text =>
  words.length === 1 && isWrong
    ? [strong(capital(words[0] ?? ''))]
    : [words.map((one) => `${capital(one).replace(/\.$/, '')}.`).join(' ')]

export const verdictTable = (exported: Exported): Block => ({
  kind: 'facts',
  caption: 'What Rungs found when it checked the record',
  rows: verdictsOf(exported).map((one) => [one[0], verdictText(one)]),
})

/** What has to be known before anything else is read. */
export const warningsOf = ({ verified, unknownPolicy, entries }: Exported): readonly string[] => {
  const [first, ...others] = isIntact(verified) ? [] : verified.integrity.findings
  const more =
    others.length === 0 ? '' : ` ${counted(others.length, 'thing')} more below, under “What was checked”.`
  return [
    ...(first === undefined
      ? []
      : [
          `This record did not pass its checks. ${first.message}${more} What can be read of it follows as it stands.`,
        ]),
    ...(entries.length === 0 ? ['No entry can be read in the file.'] : []),
    ...(unknownPolicy === undefined
      ? []
      : [
          `The policy by which the case was walked is not at hand (SHA-256 ${unknownPolicy.slice(0, 12)}…). Without it there is no picture of the ladder, and whether the record follows it cannot be told.`,
        ]),
    ...(verified.redacted
      ? [
          `This is a redacted copy: ${verified.leftOut === 0 ? 'no text' : counted(verified.leftOut, 'text')} ${verified.leftOut === 1 ? 'is' : 'are'} left out of it${verified.leftOut === 0 ? '' : ', each marked where it stood'}.`,
        ]
      : []),
  ]
}

const resultText = (outcome: StepOutcome['outcome']): Text => {
  switch (outcome.kind) {
    case 'passed':
      return ['Yes: ', outcome.says]
    case 'not-run':
      return ['Not checked: ', outcome.why]
    case 'failed':
      return [
        strong('NO: '),
        outcome.findings
          .map(({ message, line, hint }) => `${message}${line > 1 ? ` (line ${line})` : ''} ${hint}`)
          .join(' '),
      ]
  }
}

const stepRow = ({ establishes, outcome }: StepOutcome): Row => ({
  cells: [[capital(establishes)], resultText(outcome)],
  ...(outcome.kind === 'failed' ? { mark: 'warning' } : {}),
})

const notProved = ({ integrity: { witnessed }, last, closed }: Verified): readonly Item[] => [
  { text: ['That what the record says is true, or who typed it.'] },
  ...(witnessed >= last
    ? []
    : [
        {
          text: [
            `That ${witnessed === 0 ? 'it' : `what follows entry ${witnessed}`} was not written again as a whole: nothing outside the file holds ${witnessed === 0 ? 'any of it' : 'that'}.`,
          ],
        },
      ]),
  ...(closed
    ? []
    : [
        {
          text: ['That it ends here: the case is open, and a file cannot show whether later entries exist.'],
        },
      ]),
]

/** The chapter with every check. */
export const checkBlocks = ({ verified }: Exported): readonly Block[] => [
  heading(2, 'What was checked', 'checks'),
  ...(verified.steps === undefined
    ? []
    : [
        {
          kind: 'table',
          caption: 'Each check by itself',
          head: ['What the check establishes', 'Result'],
          widths: [38, 62],
          rows: verified.steps.map(stepRow),
        } as const,
      ]),
  heading(3, 'What a pass does not prove', 'not-proved'),
  ...list(notProved(verified)),
  paragraph(
    'Anybody can check the record itself with the program, or without it: docs/record-format.md of Rungs is the whole format.',
  ),
]
