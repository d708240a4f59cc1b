/**
 * One stop as plain values: where the case stood, what was asked, what was answered, what followed, what else was allowed.
 * Derived when somebody looks at it. No lines and no colours; see render/story/.
 */
import { describeSince, formatDue, isPast } from '../calendar/deadline.ts'
import type { Deadline, Stamp } from '../calendar/time.ts'
import { civil, instant } from '../calendar/zone.ts'
import type { Case, Placed } from '../case/case.ts'
import { dues } from '../case/clocks.ts'
import type { Place } from '../case/fact.ts'
import { headings } from '../record/format.ts'
import { type Asked, askedAt } from './asked.ts'
import type { Remark, Remarks } from './remark.ts'
import { answerSaid, type Said, saidOf } from './said.ts'
import type { StopKind } from './stops.ts'
import type { Story } from './story.ts'

/** A deadline that ran then. */
export interface Running {
  readonly whose: 'ours' | 'theirs' | 'both'
  readonly what: string
  readonly clause: string
  readonly due: string
  /** How it stood: "due in 3 days (Wed 25 Nov)". */
  readonly since: string
  readonly late: boolean
}

export interface Scene {
  /** Its number among the stops, from 1, and how many there are. */
  readonly number: number
  readonly of: number
  readonly kind: StopKind
  /** Its first fact, as the record counts. */
  readonly entry: number
  readonly fact: number
  readonly at: Stamp
  /** Seconds since the stop before; negative where the clock went back. Absent at the first. */
  readonly took?: number
  readonly place: { readonly title: string; readonly clause?: string }
  readonly asked: Asked
  /** Empty where it is kept back. */
  readonly did: readonly Said[]
  /** What the engine stated after it: where the case went, what became due, that it ended. */
  readonly followed: readonly Said[]
  readonly running: readonly Running[]
  readonly remarks: readonly Remark[]
  /** The answer and all that tells of it was left out. */
  readonly keptBack?: true
}

const placeOf = (place: Place): Scene['place'] =>
  place.kind === 'rung' ? { title: place.rung.label, clause: place.clause } : { title: headings[place.kind] }

const isStatement = ({ fact: { kind } }: Placed): boolean =>
  kind === 'next' || kind === 'due' || kind === 'closed'

const runningIn = (before: Case, at: Stamp): readonly Running[] =>
  dues(before)
    .filter(({ met }) => met === undefined)
    .map(({ key, clock, deadline: counted }) => {
      // As the record stated it then, whatever calendar is at hand today.
      const deadline: Deadline = before.stated[key]?.deadline ?? counted
      const now = civil(at)
      return {
        whose: clock.whose,
        what: clock.title,
        clause: clock.clause,
        due: formatDue(deadline),
        since: describeSince(deadline, now),
        late: isPast(deadline, now) && !clock.indicative,
      }
    })

const tookOf = (story: Story, index: number): { readonly took?: number } => {
  const stop = story.stops[index]
  const earlier = story.stops[index - 1]
  return stop === undefined || earlier === undefined
    ? {}
    : { took: (instant(stop.facts[0].fact.at) - instant(earlier.facts[0].fact.at)) / 1000 }
}

/** What a correction takes the place of. */
const insteadOf = (story: Story, index: number): readonly Said[] => {
  const fact = story.stops[index]?.facts[0].fact
  if (fact?.kind !== 'replaces') return []
  const earlier = story.stopOf(fact.entry, fact.fact)
  const placed =
    earlier === undefined || earlier >= index
      ? undefined
      : story.stops[earlier]?.facts.find((one) => one.entry === fact.entry && one.index === fact.fact)
  return placed?.fact.kind === 'answer' ? [{ ...answerSaid(placed.fact), label: 'Instead of' }] : []
}

/** The stop of this index; undefined where there is none. */
export const sceneAt = (story: Story, index: number, remarks: Remarks): Scene | undefined => {
  const stop = story.stops[index]
  if (stop === undefined) return undefined
  const [first] = stop.facts
  const before = story.caseBefore(index)
  const asked = askedAt(story, index)
  const isFollowing = (placed: Placed): boolean => stop.kind !== 'statement' && isStatement(placed)
  const did = stop.facts.filter((placed) => !isFollowing(placed)).map(({ fact }) => saidOf(fact, asked))
  return {
    number: index + 1,
    of: story.stops.length,
    kind: stop.kind,
    entry: first.entry,
    fact: first.index,
    at: first.fact.at,
    ...tookOf(story, index),
    place: placeOf(first.place),
    asked,
    did: [...did, ...insteadOf(story, index)],
    followed: stop.facts.filter(isFollowing).map(({ fact }) => saidOf(fact)),
    running: before === undefined ? [] : runningIn(before, first.fact.at),
    remarks: remarks.get(index) ?? [],
  }
}

const telling: readonly StopKind[] = ['answer', 'checks', 'correction']

/**
 * A scene without its answer and without all that tells of it: for a room in which "what next?" is asked. One in which nobody
 * said anything stays as it is.
 */
export const withoutAnswer = (scene: Scene): Scene => {
  const { asked, kind } = scene
  if (!telling.includes(kind)) return scene
  return {
    ...scene,
    asked:
      asked.kind === 'asked'
        ? { ...asked, ways: asked.ways.map((way) => ({ ...way, taken: false })) }
        : asked,
    did: [],
    followed: [],
    remarks: [],
    keptBack: true,
  }
}
