/** The verdicts of verification in words. About bytes, never about people. */
import type { IntegrityVerdict } from '../verify/integrity.ts'
import type { RulesVerdict } from '../verify/verified.ts'

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** In words, for one record. */
export const integrityWords = (verdict: IntegrityVerdict, witnessed: number): string => {
  switch (verdict.kind) {
    case 'witnessed':
      return `intact, and witnessed up to entry ${verdict.entry}`
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
    case 'shorter':
      return `SHORTER THAN REGISTERED: it ends at entry ${verdict.entry}`
    case 'rolled-back':
      return `ROLLED BACK: it ends at entry ${verdict.entry}, and this computer saw more`
    case 'two-versions':
      return `TWO VERSIONS from entry ${verdict.entry}`
    case 'cannot-judge':
      return `cannot judge: ${verdict.why.replace(/\.$/, '')}`
  }
}

/** For a count of records. */
export const integrityTotals: Readonly<Record<IntegrityVerdict['kind'], string>> = {
  witnessed: 'intact and witnessed',
  unwitnessed: 'intact, nothing outside confirms all of it',
  unsealed: 'intact, the last facts not yet sealed',
  unfinished: 'unfinished',
  converted: 'converted',
  changed: 'CHANGED',
  shorter: 'SHORTER THAN REGISTERED',
  'rolled-back': 'ROLLED BACK',
  'two-versions': 'TWO VERSIONS',
  'cannot-judge': 'cannot be judged',
}

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
