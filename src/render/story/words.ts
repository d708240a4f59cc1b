/** The words of a story: how long something took, what is remarkable, the verdict in one line. */
import { formatDue } from '../../calendar/deadline.ts'
import type { Remark } from '../../story/remark.ts'
import type { Verified } from '../../verify/verified.ts'
import { integrityWords } from '../verdict-words.ts'

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** "8 seconds", "3 minutes", "5 hours", "12 days": to the unit that says most, cut and never rounded up. */
const lastedWords = (seconds: number): string => {
  const size = Math.floor(Math.abs(seconds))
  if (size < 60) return counted(size, 'second')
  if (size < 3600) return counted(Math.floor(size / 60), 'minute')
  if (size < 48 * 3600) return counted(Math.floor(size / 3600), 'hour')
  return counted(Math.floor(size / 86_400), 'day')
}

/** How long after the stop before; "at once" for less than a second. */
export const tookWords = (took: number): string => {
  if (took < 0) return `the clock went back ${lastedWords(took)}`
  return took < 1 ? 'at once' : `after ${lastedWords(took)}`
}

const whoHad = { ours: 'the writer had', theirs: 'they had', both: 'both sides had' } as const

const lateWords = ({ by, standing, whose, what, deadline }: Extract<Remark, { kind: 'late' }>): string => {
  const had = `${whoHad[whose]} until ${formatDue(deadline)} to ${what}`
  switch (standing) {
    case 'met':
      return `LATE by ${by}: ${had}`
    case 'left':
      return `LATE by ${by}, and not done when the case went on: ${had}`
    case 'overdue':
      return `OVERDUE by ${by}, and still open: ${had}`
  }
}

/** One thing that is remarkable, as a sentence without its full stop. Stops are numbered from 1. */
export const remarkWords = (remark: Remark): string => {
  switch (remark.kind) {
    case 'late':
      return lateWords(remark)
    case 'later':
      return `Written down ${counted(remark.days, 'day')} after it happened (${remark.label})`
    case 'passed-over':
      return remark.given === undefined
        ? `Passed over: “${remark.label}” was asked, and nothing was given`
        : `Passed over: “${remark.label}” was asked, and given later, at stop ${remark.given + 1}`
    case 'corrected':
      return `Corrected later, at stop ${remark.by + 1}`
    case 'corrects':
      return remark.stop === undefined
        ? `Corrects an answer that is not in the file; reason: ${remark.reason}`
        : `Corrects stop ${remark.stop + 1}; reason: ${remark.reason}`
    case 'off-path':
      return 'Off the path: it was done, and the case as it reads in the end does not lead here'
    case 'clock-back':
      return `The clock that stamped this went back ${lastedWords(remark.seconds)}`
    case 'clock-given':
      return 'The clock of this sitting was given by hand, not read'
    case 'thin':
      return `A reader would miss ${remark.words}`
  }
}

const rulesPart = ({ rules }: Verified): string => {
  if (rules === undefined) return ''
  switch (rules.kind) {
    case 'follows':
      return '; follows the policy'
    case 'parts':
      return `; PARTS FROM THE POLICY at entry ${rules.entry}, fact ${rules.fact}`
    case 'cannot-judge':
      return `; rules not checked: ${rules.why.replace(/\.$/, '').replace(/([0-9a-f]{12})[0-9a-f]{52}/, '$1…')}`
  }
}

/** A file under another record's name is intact, and misleads. */
const namePart = ({ integrity }: Verified): string => {
  const found = integrity.findings.find(({ code }) => code === 'misnamed')
  return found === undefined ? '' : `; MISNAMED: ${found.message.replace(/\.$/, '')}`
}

/** Nothing of it happened, so that comes before any verdict. */
const trainingPart = ({ training }: Verified): string =>
  training === undefined ? '' : 'TRAINING, a made-up case: '

/** Both verdicts in one line, integrity first; before them that the case is made up, where it is. */
export const shortVerdict = (verified: Verified): string =>
  `${trainingPart(verified)}${integrityWords(verified.integrity.verdict, verified.integrity.witnessed)}${namePart(verified)}${rulesPart(verified)}`

/** What stands there while a long file is being checked. */
export const checkingWords = (bytes: number): string =>
  `being checked: seals, signatures, rules and times of ${(bytes / 1_000_000).toFixed(1)} MB`
