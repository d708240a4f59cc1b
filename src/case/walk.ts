/** A whole journey by script, without terminal or disk: how flows are tested and routes are enumerated. */
import type { Stamp } from '../calendar/time.ts'
import { instant, london, stampAt } from '../calendar/zone.ts'
import type { Policy } from '../flow/policy.ts'
import { begin, type Case, type Placed, type World } from './case.ts'
import type { Command } from './command.ts'
import { decide } from './decide.ts'
import { evolve } from './evolve.ts'
import type { Place } from './fact.ts'
import { type Cursor, respond, type Script, unusedSteps } from './script.ts'

export interface Walked {
  readonly state: Case
  readonly facts: readonly Placed[]
  readonly problem?: string
  /** Steps of the script that the journey did not come to. */
  readonly unused: readonly string[]
}

interface Walking {
  state: Case
  facts: Placed[]
  now: number
  entry: number
  index: number
  place: Place | undefined
}

const samePlace = (a: Place | undefined, b: Place): boolean =>
  a?.kind === b.kind && (a.kind !== 'rung' || b.kind !== 'rung' || a.rung.id === b.rung.id)

const stamp = (walking: Walking): Stamp => stampAt(walking.now, london)

const perform = (walking: Walking, command: Command): string | undefined => {
  const decided = decide(walking.state, command, stamp(walking))
  if (decided.kind === 'refused') return decided.reason
  for (const { place, fact } of decided.facts) {
    const same = samePlace(walking.place, place)
    walking.entry += same ? 0 : 1
    walking.index = same ? walking.index + 1 : 1
    walking.place = place
    const placed: Placed = { entry: walking.entry, index: walking.index, place, fact }
    walking.facts.push(placed)
    walking.state = evolve(walking.state, placed)
  }
  walking.now += 60_000
  return undefined
}

const sit = (walking: Walking): string | undefined => {
  walking.place = undefined
  return perform(walking, { kind: 'open', mark: 'X0', version: '0', clockGiven: true })
}

/**
 * Walks the policy by the script from `start`; each answer takes a minute. Ends where the script has nothing more
 * to say, at the close, or at the first problem.
 */
export const walk = (world: World, policy: Policy, script: Script, start: Stamp): Walked => {
  const walking: Walking = {
    state: begin(world),
    facts: [],
    now: instant(start),
    entry: 0,
    index: 0,
    place: undefined,
  }
  let cursor: Cursor = { used: {} }
  const end = (problem?: string): Walked => ({
    state: walking.state,
    facts: walking.facts,
    unused: unusedSteps(script, cursor),
    ...(problem === undefined ? {} : { problem }),
  })
  const opened = sit(walking)
  if (opened !== undefined) return end(opened)
  for (let turns = 0; turns < 10_000; turns++) {
    const response = respond(script, cursor, walking.state, policy, stamp(walking))
    if (response.kind === 'end') return end()
    if (response.kind === 'problem') return end(response.message)
    cursor = response.cursor
    if (response.kind === 'later') {
      if (instant(response.at) < walking.now)
        return end(`later: ${response.at} is before ${stamp(walking)}, when the sitting before ended`)
      walking.now = instant(response.at)
    }
    const wrong =
      response.kind === 'later'
        ? sit(walking)
        : response.commands.map((command) => perform(walking, command)).find((one) => one !== undefined)
    if (wrong !== undefined) return end(wrong)
  }
  return end('the walk does not end')
}
