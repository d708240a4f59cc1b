/** The verdicts of verification in words. About bytes, never about people. */
import type { IntegrityVerdict, Witness } from '../verify/integrity.ts'
import type { Remark } from '../verify/remarks.ts'
import { type Lack, lacksOf, type RulesVerdict, type Verified } from '../verify/verified.ts'

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const witnessWords = (one: Witness): string =>
  one.kind === 'register' ? `the register of ${one.mark}` : 'the receipt'

/** In words, for one record. */
export const integrityWords = (verdict: IntegrityVerdict, witnessed: number): string => {
  switch (verdict.kind) {
    case 'witnessed':
      return `intact, and witnessed up to entry ${verdict.entry} by ${verdict.by.map(witnessWords).join(' and ')}`
    case 'seen':
      return `intact, and as this computer saw it on ${verdict.since.slice(0, 10)}; nothing else confirms ${witnessed === 0 ? 'it' : `what follows entry ${witnessed}`}`
    case 'unwitnessed':
      return witnessed === 0
        ? 'intact; nothing outside confirms it'
        : `intact; witnessed up to entry ${witnessed}, and nothing outside confirms what was written since ${verdict.since.slice(0, 10)}`
    case 'unsealed':
      return `intact; the last ${counted(verdict.facts, 'fact')} not yet sealed`
    case 'unfinished':
      return 'unfinished: the last write was interrupted; all before it is intact'
    case 'converted':
      return 'converted: line ends or the like were changed; the content is the same'
    case 'changed':
      return `CHANGED at entry ${verdict.entry}`
    case 'differs':
      return `DIFFERS at entry ${verdict.entry} from what was held of it: one of the two was written again, this one or the other`
    case 'shorter':
      return `SHORTER THAN REGISTERED: it ends at entry ${verdict.entry}`
    case 'rolled-back':
      return `ROLLED BACK: it ends at entry ${verdict.entry}, and this computer saw more`
    case 'two-versions':
      return `TWO VERSIONS from entry ${verdict.entry}`
    case 'other-key':
      return `NOT SIGNED WITH A KNOWN KEY from entry ${verdict.entry} on; in that nothing was changed`
    case 'other-receipt':
      return 'THE RECEIPT IS FOR ANOTHER RECORD, or for this one as it was before it was written again'
    case 'cannot-judge':
      return `cannot judge: ${verdict.why.replace(/\.$/, '')}`
  }
}

/** For a count of records. */
export const integrityTotals: Readonly<Record<IntegrityVerdict['kind'], string>> = {
  witnessed: 'intact and witnessed',
  seen: 'intact and as this computer saw it before, no more confirms it',
  unwitnessed: 'intact, nothing outside confirms all of it',
  unsealed: 'intact, the last facts not yet sealed',
  unfinished: 'unfinished',
  converted: 'converted',
  changed: 'CHANGED',
  differs: 'DIFFER from what was held of them',
  shorter: 'SHORTER THAN REGISTERED',
  'rolled-back': 'ROLLED BACK',
  'two-versions': 'TWO VERSIONS',
  'other-key': 'NOT SIGNED WITH A KNOWN KEY',
  'other-receipt': 'NOT THE RECORD OF THE RECEIPT',
  'cannot-judge': 'cannot be judged',
}

/** A remark in a sentence. */
export const remarkWords = (remark: Remark): string => {
  switch (remark.kind) {
    case 'key-alone':
      return `From entry ${remark.entry} on another key signs for ${remark.mark}, and nothing here shows that the one before signed for it: ask whether the key was changed there then.`
    case 'other-record-here':
      return `On ${remark.seen.slice(0, 10)} this computer saw another record in this place. That is harmless if you put this one there yourself, as after beginning a practice case again; otherwise look for the other in a backup.`
  }
}

const lackWords: Readonly<Record<Exclude<Lack, 'integrity'>, string>> = {
  training: 'it is a made-up case, and no record of anything that happened',
  unsigned: 'it is not signed to its end',
  remarks: 'there is a remark on it',
  rules: 'whether it follows its policy could not be judged',
  time: 'its times could not be judged',
  late: 'a deadline was missed',
  'clock-back': 'the clock went back',
  'clock-given': 'the clock was given by hand',
}

/** Why --strict does not let a record pass in which nothing is wrong. */
export const lacksWords = (one: Verified): string =>
  lacksOf(one)
    .map((lack) =>
      lack === 'integrity' ? integrityWords(one.integrity.verdict, one.integrity.witnessed) : lackWords[lack],
    )
    .join('; ')

/** Whether a record follows its policy, in words. */
export const rulesWords = (rules: RulesVerdict): string => {
  switch (rules.kind) {
    case 'follows':
      return 'follows the policy: the engine of today writes the same from the same answers'
    case 'parts':
      return `PARTS FROM THE POLICY at entry ${rules.entry}, fact ${rules.fact}: ${rules.why}`
    case 'cannot-judge':
      return `cannot judge: ${rules.why}`
  }
}
