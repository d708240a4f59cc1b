/**
 * A policy as checked and frozen: what the loader promises to everybody else. Every reference by id in
 * here is known to exist. Holds no YAML and no checking; see load.ts.
 */
import type { Timescale } from '../calendar/time.ts'

/** One sentence or two of guidance in our own words, with the clause of the source that says so. */
export interface Passage {
  readonly text: string
  readonly clause: string
}

/** A hole or a doubt in the source. `gap`: silent or cut off. `reading`: ambiguous, and this is how the flow reads it. */
export interface Remark {
  readonly id: string
  readonly kind: 'gap' | 'reading'
  readonly text: string
  readonly clause: string
}

export type LineKind = 'phone' | 'voicemail' | 'e-mail' | 'web' | 'post'
/** `any`: the source prints no hours. */
export type Hours = 'any' | 'day' | 'out-of-hours'

/** One way to reach a contact, as printed. */
export interface ContactLine {
  readonly kind: LineKind
  readonly value: string
  readonly hours: Hours
  readonly note?: string
}

export interface Contact {
  readonly id: string
  readonly role: string
  /** The officer named in the source, as printed. Officers change: shown after role and number. */
  readonly name?: string
  readonly printed: string
  readonly clause: string
  readonly lines: readonly ContactLine[]
  /** Only for these answers to a question of the policy: the question's id and the options it applies to. */
  readonly when?: { readonly ask: string; readonly is: readonly string[] }
  readonly note?: string
}

/** A question of the policy's own, asked once, at `at`; its answer chooses contacts or ladders. */
export interface Ask {
  readonly id: string
  readonly title: string
  readonly clause: string
  readonly options: readonly { readonly id: string; readonly label: string }[]
  readonly remarks: readonly string[]
}

/** One agency's own ladder of posts. Posts of two agencies are never paired here. */
export interface Agency {
  readonly id: string
  readonly title: string
  readonly posts: readonly { readonly title: string; readonly joined?: string }[]
  readonly clause: string
  readonly remarks: readonly string[]
}

/** Somebody to ask beside the ladder: never a barrier, never a rung. */
export interface Advice {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly clause: string
  readonly contacts: readonly string[]
}

/** A belief or a check that the policy makes a condition: asked, recorded, never a barrier. */
export interface Guard {
  readonly id: string
  readonly ask: string
  readonly clause: string
  /** `case`: asked once. `rung`: asked at every rung that names it. */
  readonly every: 'case' | 'rung'
  readonly options: readonly GuardOption[]
  readonly remarks: readonly string[]
}

export interface GuardOption {
  readonly id: string
  readonly label: string
  /** What to do on this answer; shown before the rung. */
  readonly then?: string
  readonly contacts: readonly string[]
}

/** Something to have ready or to have done; ticked or not, never a barrier. */
export interface Check {
  readonly id: string
  readonly text: string
  readonly clause: string
}

/**
 * From which moment a clock counts. `told`: the disagreement arose or the decision was received. `reached`:
 * what led to this rung happened. `asked`: the other side was asked at this rung. `outcome`: the outcome
 * named in `on` happened.
 */
export type MomentName = 'told' | 'reached' | 'asked' | 'outcome'

/** Something due: ours to do or theirs. */
export interface Clock {
  readonly id: string
  /** What must have happened by then, as an infinitive without "to": "raise it verbally and in writing". */
  readonly title: string
  readonly whose: 'ours' | 'theirs'
  readonly within: Timescale
  /** The timescale in the source's words: "2 working days". */
  readonly words: string
  readonly from: MomentName
  /** Only after this outcome of the rung. */
  readonly on?: string
  /** The policy says: or sooner, if the child needs it. */
  readonly sooner: boolean
  readonly clause: string
  readonly remarks: readonly string[]
}

/** Where an outcome leads. `promise`: agreed, and kept open until it is done. `top`: the policy has no further rung. */
export type Target =
  | { readonly kind: 'rung'; readonly rung: string }
  | { readonly kind: 'scenario'; readonly scenario: string; readonly rung: string }
  | { readonly kind: 'promise' }
  | { readonly kind: 'top' }
  | { readonly kind: 'elsewhere'; readonly elsewhere: string }
  | { readonly kind: 'close' }

/**
 * What an outcome is, in the end: they agreed; they refused; they did not answer in time; it was done; it was not
 * done; somebody chose another way.
 */
export type OutcomeKind = 'agreed' | 'refused' | 'no-answer' | 'done' | 'not-done' | 'other-way'

export interface Outcome {
  readonly id: string
  readonly kind: OutcomeKind
  readonly label: string
  readonly to: Target
  readonly clause?: string
}

/** What the person approached on a rung can do about it. */
export type Authority = 'decides' | 'recommends' | 'mediates' | 'reviews' | 'is-told'

export interface Rung {
  readonly id: string
  /** What to do, as a headline: "Ask to speak to a Team Leader". */
  readonly title: string
  /** The number or heading as the source prints it: "Stage 1", "2.4b". */
  readonly label?: string
  readonly clause: string
  /** Who acts, where it is not the reader: "Your line manager". */
  readonly acts?: string
  /** The role approached. Absent: something to do by oneself; nobody to wait for. */
  readonly whom?: string
  readonly contacts: readonly string[]
  /** Shown where the source prints no number for `whom`. */
  readonly noNumber?: string
  readonly authority?: Authority
  /** The source makes this rung optional ("consider"); skipping it asks for no reason. */
  readonly optional: boolean
  /** Show the agencies' ladders here, and ask who the opposite number is. */
  readonly agencies: boolean
  readonly checks: readonly Check[]
  readonly do: readonly Passage[]
  readonly say?: { readonly text: string; readonly exact: boolean }
  readonly owed: readonly Passage[]
  readonly clocks: readonly Clock[]
  readonly guards: readonly string[]
  readonly advice: readonly string[]
  readonly remarks: readonly string[]
  readonly outcomes: readonly Outcome[]
}

export interface Scenario {
  readonly id: string
  readonly title: string
  /** One sentence: when this is the scenario that fits. */
  readonly when: string
  readonly clause: string
  readonly notes: readonly Passage[]
  readonly remarks: readonly string[]
  /** The policy's own questions that this scenario needs, asked before its first rung that needs them. */
  readonly asks: readonly string[]
  /** Clocks that span several rungs. */
  readonly clocks: readonly Clock[]
  /** Bottom to top. Going up means the next one. */
  readonly ladder: readonly Rung[]
  /** Rungs beside the ladder, reached only where an outcome names them. */
  readonly ways: readonly Rung[]
  /** What the policy says, or does not say, when the last rung brought nothing. */
  readonly top: Passage
  readonly closing: readonly Check[]
}

/** A matter that this policy does not carry, and where it goes. */
export interface Elsewhere {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly clause: string
  readonly contacts: readonly string[]
}

export interface Edition {
  /** As printed: "Signed October 2022". */
  readonly printed: string
  /** `YYYY-MM`, where the source prints a date at all. */
  readonly issued?: string
  readonly reviewDue?: string
}

/** A body that the policy names and that has been abolished since. */
export interface Body {
  readonly name: string
  /** `YYYY-MM` */
  readonly ended: string
  readonly replacedBy: string
}

export interface Policy {
  readonly id: string
  readonly title: string
  /** One or two words for the head of each screen. */
  readonly short: string
  readonly calendar: string
  readonly edition: Edition
  readonly bodies: readonly Body[]
  readonly terms: readonly { readonly term: string; readonly meaning: string; readonly clause?: string }[]
  readonly principles: readonly Passage[]
  /** What this policy itself says about immediate danger; the general guidance is in flows/common. */
  readonly danger: readonly Passage[]
  readonly dangerContacts: readonly string[]
  readonly contacts: readonly Contact[]
  readonly asks: readonly Ask[]
  readonly agencies: readonly Agency[]
  readonly advice: readonly Advice[]
  readonly guards: readonly Guard[]
  readonly remarks: readonly Remark[]
  readonly elsewhere: readonly Elsewhere[]
  readonly scenarios: readonly Scenario[]
  /** SHA-256 of the pinned text (see pin.ts), lower-case hex. */
  readonly sha256: string
}

/** General guidance that is in no local policy; always shown under its label. */
export interface Common {
  readonly label: string
  /** What stands above everything else in immediate danger. */
  readonly headline: string
  readonly danger: readonly Passage[]
  readonly contacts: readonly Contact[]
  readonly anyoneMayRefer: readonly Passage[]
}
