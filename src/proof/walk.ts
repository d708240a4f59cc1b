/** A whole journey by script, without terminal or disk. Says what came of it and what stopped it; expects nothing, see walk-check.ts. */
import type { Stamp } from '../calendar/time.ts'
import { instant } from '../calendar/zone.ts'
import type { Case, Placed, World } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import type { Command } from '../case/command.ts'
import { type Cursor, respond, type Script, unusedSteps } from '../case/script.ts'
import type { Policy } from '../flow/policy.ts'
import { type Drive, opening, perform, stampOf, startDrive } from './drive.ts'

export interface Walked {
  readonly state: Case
  /** As they would stand in a record. */
  readonly facts: readonly Placed[]
  readonly problem?: string
  /** Steps of the script that the journey did not come to. */
  readonly unused: readonly string[]
}

interface Carried {
  readonly drive: Drive
  /** Why it did not go on; the case is as it was before that. */
  readonly problem?: string
}

interface Walking extends Carried {
  readonly cursor: Cursor
  /** The script has nothing more to say. */
  readonly over?: true
}

const carryOut = (drive: Drive, commands: readonly Command[]): Carried => {
  let at = drive
  for (const command of commands) {
    const after = perform(at, command)
    if (typeof after === 'string') return { drive: at, problem: after }
    at = after
  }
  return { drive: at }
}

/** Another sitting, at that time. */
const sitAgain = (drive: Drive, at: Stamp): Carried =>
  instant(at) < drive.now
    ? { drive, problem: `later: ${at} is before ${stampOf(drive)}, when the sitting before ended` }
    : carryOut({ ...drive, now: instant(at) }, [opening])

const goOn = ({ drive, cursor }: Walking, policy: Policy, script: Script): Walking => {
  const response = respond(script, cursor, drive.state, policy, stampOf(drive))
  switch (response.kind) {
    case 'end':
      return { drive, cursor, over: true }
    case 'problem':
      return { drive, cursor, problem: response.message }
    case 'later':
      return { ...sitAgain(drive, response.at), cursor: response.cursor }
    case 'commands':
      return { ...carryOut(drive, response.commands), cursor: response.cursor }
  }
}

/** More turns than any walk takes. */
const patience = 10_000

/**
 * Walks the policy by the script from `start`; each answer takes a minute. Ends where the script has nothing more
 * to say, at the close, or at the first problem.
 */
export const walk = (world: World, policy: Policy, script: Script, start: Stamp): Walked => {
  let at: Walking = { ...carryOut(startDrive(world, instant(start)), [opening]), cursor: { used: {} } }
  for (let turns = 0; at.over !== true && at.problem === undefined; turns++)
    at = turns < patience ? goOn(at, policy, script) : { ...at, problem: 'the walk does not end' }
  const { drive, cursor, problem } = at
  return {
    state: drive.state,
    facts: toList(drive.state.log),
    unused: unusedSteps(script, cursor),
    ...(problem === undefined ? {} : { problem }),
  }
}
