/** A made-up case: a walk, with what the other side says and what a room can talk about. Nobody in it is real. */
import type { Stamp } from '../calendar/time.ts'
import type { Script } from '../case/script.ts'
import type { pushes, shows } from '../flow/words/closed-lists.ts'

/** How hard the other side pushes back. */
export type Push = (typeof pushes)[number]

export type Shows = (typeof shows)[number]

/** One answer of the other side, said in each way. */
export type Voices = Readonly<Record<Push, string>>

/** Something to talk about, and what the policy says to it. */
export interface Point {
  readonly ask: string
  readonly point: string
  readonly clause: string
}

/** What belongs to one step of the script. */
export interface Talk {
  readonly theySay?: Voices
  readonly discuss: readonly Point[]
}

export interface Exercise {
  /** `greenvale/first-no`. */
  readonly id: string
  /** Of its policy. */
  readonly policy: string
  readonly title: string
  readonly shows: readonly Shows[]
  readonly minutes: number
  /** Read out before it begins. */
  readonly story: readonly string[]
  readonly start: Stamp
  readonly script: Script
  /** By place, one for each outcome of the script there, in their order. */
  readonly talks: Readonly<Record<string, readonly Talk[]>>
  /** What they say where the case has no words for them. */
  readonly otherwise: Voices
}

/** What an exercise has for the visit at a place after `before` answers have been given there. */
export const talkAt = ({ talks }: Exercise, place: string, before: number): Talk | undefined =>
  talks[place]?.[before]
