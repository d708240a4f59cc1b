/**
 * Somebody at the program, as a program: answers whatever a sitting asks, in short and real words, each answer with a
 * number of its own; the clock goes on by a minute. And ports for it, on any disk.
 */
import { addDays } from '../../src/calendar/date.ts'
import { instant, london, stampAt } from '../../src/calendar/zone.ts'
import type { Command } from '../../src/case/command.ts'
import type { Value } from '../../src/case/fact.ts'
import { next } from '../../src/case/next.ts'
import type { Ask } from '../../src/case/question.ts'
import type { Ports } from '../../src/ports.ts'
import { generator } from '../../src/proof/values.ts'
import { choosePolicy, type Performed, perform, type Sitting } from '../../src/sitting/sitting.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { testPorts } from '../commands/ports.ts'

/** Greater than any process number that a system gives: whoever held a lock under it is dead. */
const noProcess = 2 ** 31 - 7

export interface PersonPorts {
  readonly ports: Ports
  /** Lets a minute pass. */
  readonly tick: () => void
}

/** Ports on this disk, with a clock that goes on when it is told to. The same `seed`, the same record. */
export const personPorts = (disk: Disk, seed = 1): PersonPorts => {
  let now = instant('2026-11-19T10:31:05+00:00')
  const random = generator(seed, 0)
  const { ports } = testPorts({
    disk,
    clock: { now: () => stampAt(now, london), instant: () => now, given: false },
    process: noProcess,
    random: (bytes) => Uint8Array.from({ length: bytes }, () => random(256)),
  })
  return {
    ports,
    tick: () => {
      now += 61_000
    },
  }
}

const phrases = [
  'J. Example',
  'Stands by it: section 17 is not met.',
  'No new concern; see the chronology.',
  'Will ask their manager & ring back',
  'By e-mail, ref. 4711/26',
  'Bruise seen again, left arm.\nTold the nurse.',
] as const

/** Words with a number in them, which says whose words they are. */
export const words = (number: number): string => `${phrases[number % phrases.length]} (${number}.)`

/** Which option is chosen, by field; else the first. */
export type Choices = Readonly<Record<string, string>>

const valueFor = ({ field, input }: Ask, number: number, choices: Choices, now: string): Value => {
  if (input.optional && number % 3 === 0) return { kind: 'none' }
  switch (input.kind) {
    case 'choice': {
      const option = input.options.find(({ id }) => id === choices[field]) ?? input.options[0]
      return option === undefined
        ? { kind: 'none' }
        : { kind: 'choice', choice: { id: option.id, label: option.label } }
    }
    case 'text':
      return { kind: 'text', text: words(number) }
    case 'moment':
      return { kind: 'moment', moment: { date: now.slice(0, 10), time: now.slice(11, 16) } }
    case 'date':
      return { kind: 'date', date: addDays(now.slice(0, 10), 1 + (number % 5)) }
  }
}

const usual: Choices = { danger: 'no', scenario: 'not-accepted', outcome: 'refused' }

/** The answer to what is asked now; undefined where nothing is. */
const answerTo = (sitting: Sitting, number: number, choices: Choices): Command | undefined => {
  const question = next(sitting.state)
  const wanted = { ...usual, ...choices }
  switch (question.kind) {
    case 'closed':
    case 'lost-policy':
    case 'policy':
      return undefined
    case 'scenario': {
      const scenario = question.scenarios.find(({ id }) => id === wanted['scenario']) ?? question.scenarios[0]
      const choice = { id: scenario?.id ?? '', label: scenario?.title ?? '' }
      return { kind: 'answer', value: { kind: 'choice', choice } }
    }
    case 'checks':
      return { kind: 'checks', ticked: question.checks.slice(0, 1).map(({ id }) => id) }
    case 'ask':
      return {
        kind: 'answer',
        value: valueFor(question, number, wanted, sitting.ports.clock.now()),
      }
  }
}

/** The policy that the person walks by. */
export const policyId = 'greenvale'

/** Answers what is asked now; undefined where nothing is. */
export const reply = (sitting: Sitting, number: number, choices: Choices = {}): Performed | undefined => {
  if (next(sitting.state).kind === 'policy') {
    const found = sitting.ports.shipped.policy(policyId)
    return found === undefined ? undefined : choosePolicy(sitting, found.policy, found.text)
  }
  const command = answerTo(sitting, number, choices)
  return command === undefined ? undefined : perform(sitting, command)
}
