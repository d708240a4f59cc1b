/** Records as facts: what a random and hostile player leaves behind. The same seed and number give the same facts. */
import { instant } from '../../src/calendar/zone.ts'
import type { Placed, World } from '../../src/case/case.ts'
import { toList } from '../../src/case/chain.ts'
import type { Command, Written } from '../../src/case/command.ts'
import { next } from '../../src/case/next.ts'
import type { Ask } from '../../src/case/question.ts'
import type { Policy } from '../../src/flow/policy.ts'
import { type Drive, deciding, opening, startDrive, withFacts } from '../../src/proof/drive.ts'
import { commandOf, someMove } from '../../src/proof/moves.ts'
import { type Generator, generator } from '../../src/proof/values.ts'

const begun = '2026-03-24T16:40:00+00:00'

export interface Playing {
  readonly seed: number
  readonly number: number
  /** Now and then the computer dies in the middle of writing, and the case is resumed. */
  readonly crashes?: boolean
}

const written = (drive: Drive, command: Command): readonly Written[] => {
  const decided = deciding(drive, command)
  return decided.kind === 'refused' ? [] : decided.facts
}

/** Not all of it reaches the disk; when the case is opened again, what is owed is stated first. */
const crashed = (random: Generator, drive: Drive, facts: readonly Written[]): Drive => {
  const left = withFacts(drive, facts.slice(0, random(facts.length)))
  const settled = withFacts(left, written(left, { kind: 'settle' }))
  const recovered = [{ bytes: 31, sha256: 'a'.repeat(64), text: 'half a line' }]
  return withFacts(settled, written(settled, { ...opening, recovered }), true)
}

/** The facts of one case, as they would stand in its record. */
export const played = (
  world: World,
  policy: Policy,
  { seed, number, crashes = false }: Playing,
): readonly Placed[] => {
  const random = generator(seed, number)
  const start = startDrive(world, instant(begun))
  let drive = withFacts(start, written(start, opening), true)
  let asked: readonly Ask[] = []
  for (let turns = 5 + random(80); turns > 0; turns--) {
    const move = someMove(random, drive, policy, asked)
    drive = { ...drive, now: drive.now + move.wait * 60_000 }
    const command = commandOf(move, drive)
    const facts = written(drive, command)
    if (facts.length === 0) continue
    drive =
      crashes && random(8) === 0
        ? crashed(random, drive, facts)
        : withFacts(drive, facts, command.kind === 'open')
    const question = next(drive.state)
    if (question.kind === 'ask') asked = [...asked.slice(-20), question]
  }
  return toList(drive.state.log)
}
