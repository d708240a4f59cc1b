/**
 * A policy as checked and frozen: what the loader promises to everybody else. Every reference by id in
 * here is known to exist. Holds no YAML and no checking; see load.ts.
 */
import type { OfficeHours, Rule } from '../calendar/time.ts'

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

/** Only for these answers: the id of a question or a guard of the policy, and the options. */
export interface When {
  readonly ask: string
  readonly is: readonly string[]
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
  readonly when?: When
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

/**
 * Whose decision a case disputes. `body`: one body; its id is one of the kinds that all policies share. `ask`: the answer to
 * a question of the policy, whose options have such ids.
 */
export type Challenged =
  | {
      readonly kind: 'body'
      readonly id: string
      readonly title: string
      readonly clause: string
      readonly remarks: readonly string[]
    }
  | { readonly kind: 'ask'; readonly ask: string }

/** A moment that clocks count from and that only the person knows; asked before the first of them can run. */
export interface NamedMoment {
  readonly id: string
  readonly ask: string
  readonly clause: string
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

/** Somebody to ask, or something that may be done, beside the ladder: never a barrier, never a rung. */
export interface Advice {
  readonly id: string
  readonly kind: 'advice' | 'action'
  readonly title: string
  readonly text: string
  readonly clause: string
  readonly contacts: readonly string[]
  readonly remarks: readonly string[]
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

/**
 * What a check is about: something to have ready; one of several people to approach; somebody approached in another's
 * stead; an approval; somebody to be told; a form.
 */
export type CheckKind = 'ready' | 'holder' | 'stand-in' | 'approval' | 'inform' | 'form'

/** Something to have ready or to have done; ticked or not, never a barrier. */
export interface Check {
  readonly id: string
  readonly kind: CheckKind
  /** As it is ticked: a whole phrase, "Copied to: the head teacher". */
  readonly text: string
  readonly clause: string
  /** Only after these outcomes of its rung; empty: whatever happened. */
  readonly on: readonly string[]
  readonly when?: When
}

/** Something that the policy wants done when a case ends. */
export interface ClosingCheck {
  readonly id: string
  readonly text: string
  readonly clause: string
  /** Only where the case ends so; empty: always. */
  readonly on: readonly Ending[]
  /** Only where one of these rungs was visited; empty: always. */
  readonly after: readonly string[]
  readonly when?: When
  readonly remarks: readonly string[]
}

/** How a case came to its end. */
export type Ending = 'agreed' | 'unresolved' | 'stopped' | 'withdrawn' | 'recorded' | 'no-issue' | 'elsewhere'

/**
 * From which moment a clock counts. `told`: the disagreement arose or the decision was received. `reached`: what led
 * to this rung happened. `asked`: the other side was asked at this rung. `outcome`: the outcome named in `on` happened.
 * `stage`: the first rung of this rung's stage was reached. `moment`: one of the policy's own. `start`, `end`: a rung was
 * reached, or left. `deadline`: another clock's deadline, `rung/clock` or `/clock`.
 */
export type ClockStart =
  | { readonly kind: 'told' | 'reached' | 'asked' | 'outcome' | 'stage' }
  | { readonly kind: 'moment'; readonly moment: string }
  | { readonly kind: 'start' | 'end'; readonly rung: string }
  | { readonly kind: 'deadline'; readonly clock: string }

/** How long: counted by a rule; by a date that the two sides agree, within a cap or none; or urgent without a figure. */
export type Limit =
  | { readonly kind: 'rule'; readonly rule: Rule }
  | { readonly kind: 'agreed'; readonly cap?: Rule }
  | { readonly kind: 'urgency' }

/** What the source says follows when a clock has passed. */
export interface Missed {
  readonly then: 'move-on' | 'may-move-on' | 'lapses'
  readonly clause: string
}

/** Something due: ours to do, theirs, or for both sides. */
export interface Clock {
  readonly id: string
  /** What must have happened by then, as an infinitive without "to": "raise it verbally and in writing". */
  readonly title: string
  readonly whose: 'ours' | 'theirs' | 'both'
  readonly limit: Limit
  /** The limit in the source's words: "2 working days", "as agreed, at most 10 working days", "without delay". */
  readonly words: string
  /** Of several the earliest that is known counts. */
  readonly from: readonly ClockStart[]
  /** Only after one of these outcomes of the rung; empty: whatever happened. */
  readonly on: readonly string[]
  readonly when?: When
  /** `received`: only receipt meets it. */
  readonly met: 'sent' | 'received'
  /** The policy says: or sooner, if the child needs it. */
  readonly sooner: boolean
  /** An indication in the source, not a limit: it is never late. */
  readonly indicative: boolean
  readonly missed?: Missed
  readonly clause: string
  readonly remarks: readonly string[]
}

/**
 * Where an outcome leads. `promise`: agreed, and kept open until it is done. `top`: the policy has no further rung.
 * `elsewhere`: a matter for others; it ends the case unless the matter may come back.
 */
export type Target =
  | { readonly kind: 'rung'; readonly rung: string }
  | { readonly kind: 'scenario'; readonly scenario: string; readonly rung: string }
  | { readonly kind: 'promise' }
  | { readonly kind: 'top' }
  | { readonly kind: 'elsewhere'; readonly elsewhere: string }
  | { readonly kind: 'close' }

/**
 * What an outcome is, in the end: they agreed; they refused, or their answer does not satisfy; they did not answer in time;
 * they could not be reached; it was done, or not; somebody chose another way; a gatekeeper stopped it, or gave it back; it is only put on
 * record; it is no disagreement after all.
 */
export type OutcomeKind =
  | 'agreed'
  | 'refused'
  | 'no-answer'
  | 'unreached'
  | 'done'
  | 'not-done'
  | 'other-way'
  | 'stopped'
  | 'returned'
  | 'recorded'
  | 'no-issue'

export interface Outcome {
  readonly id: string
  readonly kind: OutcomeKind
  readonly label: string
  readonly to: Target
  /** Who chooses this way, where it is neither side. */
  readonly by?: string
  readonly when?: When
  readonly clause?: string
}

/** Who is approached, where that depends on an answer. */
export interface WhomByAnswer {
  readonly ask: string
  readonly is: Readonly<Record<string, string>>
  readonly otherwise?: string
}

/** Whom to approach instead: where there is nobody in the post, or where its holder has a part in the matter. */
export interface StandIn {
  readonly for: 'absent' | 'conflict'
  readonly whom: string
  readonly contacts: readonly string[]
  readonly clause: string
}

export interface Meeting {
  readonly convenes?: string
  readonly chairs?: string
  readonly attends?: string
  readonly independent?: string
  readonly clause: string
}

/** By which means the source wants it done. `both`: by voice and in writing. */
export type Medium =
  | 'telephone'
  | 'writing'
  | 'letter'
  | 'e-mail'
  | 'form'
  | 'in-person'
  | 'telephone-then-writing'
  | 'both'

/** A question that is asked at every rung, and that the source wants written down in so many words. */
export type Recordable = 'when' | 'how' | 'who' | 'said' | 'reason' | 'reference' | 'done-what'

/** A question of this rung's own, answered with a text. */
export interface OwnQuestion {
  readonly id: string
  readonly ask: string
  readonly clause: string
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
  /** The stage of its scenario that it belongs to. */
  readonly stage?: string
  /** It stands only for these answers; for others whoever comes to it goes on to where it leads up. */
  readonly when?: When
  /** Where going up leads: the rung above, or where its ladder ends. */
  readonly up: Target
  /** Who acts, where it is not the reader: "Your line manager". */
  readonly acts?: string
  /** The role approached, in words; several are joined by and, or, and/or. Absent: something to do by oneself; nobody to wait for. */
  readonly whom?: string
  readonly whomBy?: WhomByAnswer
  readonly instead: readonly StandIn[]
  /** Who must not be contacted, or not yet. */
  readonly never: readonly Passage[]
  readonly contacts: readonly string[]
  /** Shown where the source prints no number for `whom`. */
  readonly noNumber?: string
  readonly authority?: Authority
  readonly medium?: Medium
  /** The source makes this rung optional ("consider"); skipping it asks for no reason. */
  readonly optional: boolean
  /** Show the agencies' ladders here. */
  readonly agencies: boolean
  /** Ask who the opposite number is. */
  readonly oppositeNumber: boolean
  readonly meeting?: Meeting
  /** Everything that can be ticked here: what to have ready, whom to approach, forms, approval, copies. */
  readonly checks: readonly Check[]
  readonly do: readonly Passage[]
  /** `do` is to be done in that order. */
  readonly inOrder: boolean
  readonly say?: { readonly text: string; readonly exact: boolean }
  readonly owed: readonly Passage[]
  /** What the source wants written down of what is asked everywhere. */
  readonly record: readonly Recordable[]
  readonly questions: readonly OwnQuestion[]
  /** What stands until this is settled. */
  readonly meanwhile?: Passage
  readonly clocks: readonly Clock[]
  readonly guards: readonly string[]
  /** What stands beside the ladder here: its own and its scenario's. */
  readonly advice: readonly string[]
  readonly remarks: readonly string[]
  readonly outcomes: readonly Outcome[]
}

/** Rungs that the source counts as one; its clocks span them. */
export interface Stage {
  readonly id: string
  readonly title: string
  readonly clause: string
  readonly clocks: readonly Clock[]
}

/** Another ladder of a scenario: an urgent one, a detour. Where its last rung leads up stands in that rung. */
export interface Track {
  readonly id: string
  readonly title: string
  readonly clause: string
  readonly rungs: readonly Rung[]
  readonly remarks: readonly string[]
}

/** Another place to begin than the first rung. */
export interface Start {
  readonly id: string
  readonly title: string
  readonly rung: string
  /** The source wants a reason. */
  readonly why: boolean
  readonly clause: string
}

export interface Scenario {
  readonly id: string
  readonly title: string
  /** One sentence: when this is the scenario that fits. */
  readonly when: string
  readonly clause: string
  readonly notes: readonly Passage[]
  readonly remarks: readonly string[]
  /** The policy's own questions that this scenario needs. */
  readonly asks: readonly string[]
  /** Those of them on which the way through its rungs depends: asked before the first rung. */
  readonly entryAsks: readonly string[]
  /** Where it is another than the policy's. */
  readonly challenged?: Challenged
  readonly meanwhile?: Passage
  readonly starts: readonly Start[]
  readonly stages: readonly Stage[]
  /** Clocks that span the whole scenario. */
  readonly clocks: readonly Clock[]
  /** Bottom to top. */
  readonly ladder: readonly Rung[]
  readonly tracks: readonly Track[]
  /** Rungs beside the ladder, reached only where an outcome names them. */
  readonly ways: readonly Rung[]
  /** What the policy says, or does not say, when the last rung brought nothing. */
  readonly top: Passage
  readonly closing: readonly ClosingCheck[]
  readonly eachChild?: Passage
}

/** A matter that this policy does not carry, and where it goes. */
export interface Elsewhere {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly clause: string
  readonly contacts: readonly string[]
  /** The policy of this program that carries the matter. */
  readonly policy?: string
  /** The matter may come back: the case stays open for it. */
  readonly returns: boolean
  readonly remarks: readonly string[]
}

export interface Edition {
  /** As printed: "Signed October 2022". */
  readonly printed: string
  /** `YYYY-MM`, where the source prints a date at all. */
  readonly issued?: string
  readonly reviewDue?: string
  readonly supersededBy?: string
}

export type Nation = 'england' | 'wales' | 'scotland' | 'northern-ireland'

/** A policy under a local one. */
export interface Base {
  readonly id: string
  readonly title: string
}

/** A body that the policy names and that has been abolished since. */
export interface Body {
  readonly name: string
  /** `YYYY-MM` */
  readonly ended: string
  readonly replacedBy: string
}

/** A word that the source uses, or one of the law. */
export interface Term {
  readonly term: string
  readonly meaning: string
  readonly clause?: string
  /** The id by which a concern can be matched to it. */
  readonly criterion?: string
}

export interface Policy {
  readonly id: string
  readonly title: string
  /** One or two words for the head of each screen. */
  readonly short: string
  readonly nation: Nation
  /** The bank holidays of that nation. */
  readonly calendar: string
  readonly edition: Edition
  /** Laid over this policy; of several layers the nearest first. Empty: it stands by itself. */
  readonly over: readonly Base[]
  readonly officeHours?: OfficeHours & { readonly clause: string; readonly remarks: readonly string[] }
  readonly bodies: readonly Body[]
  readonly terms: readonly Term[]
  readonly principles: readonly Passage[]
  /** What this policy itself says about immediate danger; the general guidance is in flows/common. */
  readonly danger: readonly Passage[]
  readonly dangerContacts: readonly string[]
  readonly dangerRemarks: readonly string[]
  readonly contacts: readonly Contact[]
  readonly asks: readonly Ask[]
  readonly moments: readonly NamedMoment[]
  readonly agencies: readonly Agency[]
  readonly advice: readonly Advice[]
  readonly guards: readonly Guard[]
  readonly remarks: readonly Remark[]
  readonly elsewhere: readonly Elsewhere[]
  /** In every scenario that has none of its own. Absent: the policy does not say. */
  readonly challenged?: Challenged
  readonly scenarios: readonly Scenario[]
  /** SHA-256 of the pinned text (see pin.ts), lower-case hex. */
  readonly sha256: string
}

/** General guidance that is in no local policy; always shown under its label. */
export interface Common {
  readonly label: string
  /** What stands above everything else in immediate danger. */
  readonly headline: string
  readonly danger: readonly Nationwide[]
  readonly contacts: readonly Contact[]
  readonly anyoneMayRefer: readonly Nationwide[]
  readonly terms: readonly NationwideTerm[]
}

/** A term of the law or of general guidance; `nations` where it is not one of all four. */
export interface NationwideTerm extends Term {
  readonly clause: string
  readonly nations?: readonly Nation[]
}

/** General guidance; `nations` where it does not hold in all four. */
export interface Nationwide extends Passage {
  readonly nations?: readonly Nation[]
}
