/** The flows, calendars and general guidance that come with the program, as the build stored them: checked already. */
import { calendarIds } from '../calendar/nations.ts'
import { calendarFrom } from '../calendar/stored.ts'
import type { Calendar } from '../calendar/time.ts'
import type { Draft } from '../draft/draft.ts'
import type { Exercise } from '../training/exercise.ts'
import type { Common, Policy } from './policy.ts'
import type { ShippedCalendar, ShippedPolicy } from './ship.ts'

export interface PolicyName {
  readonly id: string
  readonly title: string
  readonly sha256: string
}

/** A walk file: its name for people, and what stands in it. */
export interface WalkText {
  readonly file: string
  readonly text: string
}

export interface Shipped {
  readonly policies: () => readonly PolicyName[]
  readonly policy: (id: string) => ShippedPolicy | undefined
  readonly policyBySha: (sha256: string) => Policy | undefined
  readonly calendar: (id: string) => { readonly calendar: Calendar; readonly text: string } | undefined
  readonly common: () => Common
  /** The walks of a policy: its tests. Empty for one that did not come with the program. */
  readonly walks: (id: string) => readonly WalkText[]
  /** Its made-up cases, as the build has checked them. Empty for one that did not come with the program. */
  readonly exercises: (id: string) => readonly Exercise[]
  /** The drafts of its letters, as the build has checked them. Empty for one that did not come with the program. */
  readonly drafts: (id: string) => readonly Draft[]
  /** The text of common/bodies.yaml, which a local flow is checked against. */
  readonly bodies: () => string
}

const memo = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>()
  return (key) => {
    const old = made.get(key)
    if (old !== undefined || made.has(key)) return old as T
    const fresh = make(key)
    made.set(key, fresh)
    return fresh
  }
}

/** `read` yields the text of one stored file, by its name in dist/: "flows/greenvale.json". Each is read when first needed. */
export const openShipped = (read: (name: string) => string): Shipped => {
  const parse = memo((name: string): unknown => JSON.parse(read(name)))
  const policies = (): readonly PolicyName[] => parse('policies.json') as readonly PolicyName[]
  const policy = (id: string): ShippedPolicy | undefined =>
    policies().some((one) => one.id === id) ? (parse(`flows/${id}.json`) as ShippedPolicy) : undefined
  const calendars = memo((id: string) => {
    const stored = parse(`calendars/${id}.json`) as ShippedCalendar
    return { calendar: calendarFrom(stored.calendar), text: stored.text }
  })
  return {
    policies,
    policy,
    policyBySha: (sha256) => {
      const found = policies().find((one) => one.sha256 === sha256)
      return found === undefined ? undefined : policy(found.id)?.policy
    },
    calendar: (id) => (calendarIds.some((one) => one === id) ? calendars(id) : undefined),
    common: () => parse('common.json') as Common,
    walks: (id) =>
      policies().some((one) => one.id === id) ? (parse(`walks/${id}.json`) as readonly WalkText[]) : [],
    exercises: (id) =>
      policies().some((one) => one.id === id) ? (parse(`training/${id}.json`) as readonly Exercise[]) : [],
    drafts: (id) =>
      policies().some((one) => one.id === id) ? (parse(`drafts/${id}.json`) as readonly Draft[]) : [],
    bodies: () => read('bodies.yaml'),
  }
}
