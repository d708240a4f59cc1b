/** What comes of walking a record again by another edition of its policy, and what is known on the way. Walks nothing; see again.ts. */
import type { Case } from '../case/case.ts'
import type { Story } from './story.ts'

/** How today's edition parts from what happened. Texts are words for people. */
export type Parting =
  | { readonly kind: 'also-asks'; readonly title: string; readonly clause?: string }
  | { readonly kind: 'not-asked'; readonly title: string }
  | { readonly kind: 'asks-otherwise'; readonly then: string; readonly now: string }
  | { readonly kind: 'no-such-answer'; readonly label: string }
  | { readonly kind: 'also-offers'; readonly labels: readonly string[] }
  | { readonly kind: 'leads'; readonly label: string; readonly then: string; readonly now: string }
  /** A deadline: `then` is absent where there was none, `now` where there would be none. */
  | { readonly kind: 'due'; readonly what: string; readonly then?: string; readonly now?: string }
  | { readonly kind: 'goes'; readonly then: string; readonly now: string }

/** A stop, by its index, with how today's edition parts from it. */
export interface Parted {
  readonly stop: number
  readonly partings: readonly Parting[]
}

export interface Again {
  readonly parted: readonly Parted[]
  /** The stop at which the walk ended before the record did, and why. */
  readonly ended?: { readonly stop: number; readonly why: string }
}

/** What is known while the record is walked again. Changed stop by stop. */
export interface Walk {
  readonly story: Story
  state: Case
  readonly found: Map<number, Parting[]>
  /** Deadlines that only one of the two has stated so far, by their keys, with the stop. */
  readonly open: Map<string, { readonly stop: number; readonly parting: Parting }>
  ended: Again['ended']
}

/** Tells of a stop. */
export const add = ({ found }: Walk, stop: number, parting: Parting): void => {
  const list = found.get(stop)
  if (list === undefined) found.set(stop, [parting])
  else list.push(parting)
}

/** Ends the walk at a stop, unless it has ended. */
export const end = (walk: Walk, stop: number, why: string): void => {
  walk.ended ??= { stop, why }
}
