/** What a step of the integrity of a record is, what it looks at, and what it yields; and the words that several of them use. */
import type { Stretch } from '../record/signatures.ts'
import type { Examined } from './examined.ts'
import type { VerifyFinding } from './finding.ts'
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

export const passed = (says: string) => ({ kind: 'passed', says }) as const
export const notRun = (why: string): Checked => ({ kind: 'not-run', why })
export const failed = (findings: readonly VerifyFinding[]): Checked => ({ kind: 'failed', findings })

export const unreadWords = 'the file could not be read as a record'

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

export const runWords = ({ from, to }: Stretch): string =>
  from === to ? `entry ${to}` : from === to - 1 ? `entries ${from} and ${to}` : `entries ${from} to ${to}`
