/**
 * What a hostile player does next: fair answers, absurd ones, commands in the wrong place, corrections of anything, at any
 * time. Everything comes from the generator that is passed in, so that the same seed plays the same on every machine.
 */
import { civil } from '../calendar/zone.ts'
import { type Command, correctionReasons } from '../case/command.ts'
import { fields } from '../case/fields.ts'
import { correctableAnswers } from '../case/history.ts'
import { next } from '../case/next.ts'
import type { Ask, Question } from '../case/question.ts'
import type { Policy } from '../flow/policy.ts'
import { rungsOf } from '../flow/rungs.ts'
import { type Drive, opening, stampOf } from './drive.ts'
import {
  fairValue,
  type Generator,
  kinds,
  optionsFor,
  optionsOf,
  pick,
  shown,
  someValue,
  strangers,
  texts,
} from './values.ts'

/** One thing that the player does, and how long they waited before, in minutes. */
export interface Move {
  readonly wait: number
  readonly command: Command
  /** What a correction is of, counted from the newest answer: so that it still finds it where moves before are cut out. */
  readonly newest?: number
}

/** The command as it is on this case. */
export const commandOf = ({ command, newest }: Move, { state }: Drive): Command => {
  const found = newest === undefined ? undefined : correctableAnswers(state)[newest]
  return command.kind === 'correct' && found !== undefined
    ? { ...command, entry: found.entry, index: found.index }
    : command
}

const fair = (random: Generator, question: Question, policy: Policy, today: string): Command => {
  switch (question.kind) {
    case 'closed':
    case 'lost-policy':
      return { kind: 'note', text: pick(random, texts) ?? '' }
    case 'policy':
      return { kind: 'policy', policy }
    case 'scenario': {
      const scenario = pick(random, question.scenarios)
      const choice = { id: scenario?.id ?? 'x', label: scenario?.title ?? 'x' }
      return { kind: 'answer', value: { kind: 'choice', choice } }
    }
    case 'checks':
      return { kind: 'checks', ticked: question.checks.map((one) => one.id).filter(() => random(2) === 0) }
    case 'ask':
      return { kind: 'answer', value: fairValue(random, question.input, today) }
  }
}

const absurd = (random: Generator, question: Question, today: string): Command => {
  const input = question.kind === 'ask' ? question.input : undefined
  const kind = input === undefined || random(4) === 0 ? (pick(random, kinds) ?? 'none') : input.kind
  return {
    kind: 'answer',
    value: someValue(random, kind, input === undefined ? [] : optionsOf(input), today),
  }
}

type Done = Omit<Move, 'wait'>

const correction = (random: Generator, { state }: Drive, policy: Policy, today: string): Done => {
  const reason = pick(random, correctionReasons) ?? { id: 'mistyped', label: 'mistyped' }
  const all = correctableAnswers(state)
  const newest = random(all.length)
  const found = all[newest]
  if (found === undefined || random(10) === 0)
    return {
      command: { kind: 'correct', entry: random(50), index: random(9), value: { kind: 'none' }, reason },
    }
  const { field, subject } = found.fact
  const kind =
    random(6) === 0 ? 'none' : random(9) === 0 ? (pick(random, kinds) ?? 'none') : fields[field].value
  const value = someValue(random, kind, optionsFor(policy, field, subject?.id), today)
  return { newest, command: { kind: 'correct', entry: found.entry, index: found.index, value, reason } }
}

const sitting = (random: Generator): Command => ({
  ...opening,
  clockGiven: random(2) === 0,
  ...(random(4) === 0 ? { takenOver: pick(random, texts) ?? '' } : {}),
  ...(random(6) === 0
    ? { recovered: [{ bytes: random(1000), sha256: 'a'.repeat(64), text: pick(random, texts) ?? '' }] }
    : {}),
})

const volunteered = (random: Generator, asked: readonly Ask[], today: string): Command => {
  const question = pick(random, asked)
  return question === undefined
    ? { kind: 'settle' }
    : { kind: 'volunteer', question, value: fairValue(random, question.input, today) }
}

const danger = (random: Generator): Command => ({
  kind: 'danger',
  danger: pick(random, ['yes', 'no', 'unsure'] as const) ?? 'yes',
})

const ticks = (random: Generator, kind: 'checks' | 'tick', policy: Policy): Command => {
  const all = policy.scenarios.flatMap((one) =>
    rungsOf(one).flatMap((rung) => rung.checks.map((check) => check.id)),
  )
  return { kind, ticked: [...all.filter(() => random(3) === 0), ...(random(3) === 0 ? strangers : [])] }
}

/** Mostly moments; now and then hours, days, months. */
const someWait = (random: Generator): number => {
  const kind = random(40)
  if (kind < 30) return random(4)
  if (kind < 35) return random(24 * 60)
  return kind < 39 ? random(14 * 24 * 60) : random(120 * 24 * 60)
}

const someCommand = (
  random: Generator,
  drive: Drive,
  policy: Policy,
  asked: readonly Ask[],
  dice: number,
): Command => {
  const question = next(drive.state)
  const today = civil(stampOf(drive)).date
  if (dice < 60) return fair(random, question, policy, today)
  if (dice < 70) return absurd(random, question, today)
  if (dice < 74) return danger(random)
  if (dice < 78) return { kind: 'note', text: pick(random, texts) ?? '' }
  if (dice < 82)
    return { kind: 'advice', advice: pick(random, policy.advice)?.id ?? pick(random, strangers) ?? 'x' }
  if (dice === 82) return { kind: 'sent', letter: letterSent, sha256: pick(random, digests) ?? '' }
  if (dice === 83) return { kind: 'match', criterion: { id: 'section-17', label: 'Section 17' } }
  if (dice < 86) return sitting(random)
  if (dice < 88) return ticks(random, dice === 87 ? 'checks' : 'tick', policy)
  if (dice < 91) return volunteered(random, asked, today)
  if (dice < 92) return { kind: 'tried' }
  return dice < 94 ? { kind: 'settle' } : { kind: 'policy', policy }
}

const letterSent = { id: 'letter', label: 'Letter to the Service Manager' }
/** The last is none. */
const digests = ['0'.repeat(64), '9f'.repeat(32), '9F']

/**
 * The next move on this case. `asked`: questions that were asked before, which may be answered once more though they are
 * over.
 */
export const someMove = (random: Generator, drive: Drive, policy: Policy, asked: readonly Ask[]): Move => {
  const wait = someWait(random)
  const later: Drive = { ...drive, now: drive.now + wait * 60_000 }
  const dice = random(101)
  return dice < 95
    ? { wait, command: someCommand(random, later, policy, asked, dice) }
    : { wait, ...correction(random, later, policy, civil(stampOf(later)).date) }
}

/** One line for people: what was done, and after how long. */
export const moveText = ({ wait, command, newest }: Move): string => {
  const after = wait === 0 ? '' : `after ${wait} min: `
  switch (command.kind) {
    case 'open':
      return `${after}open a sitting`
    case 'policy':
      return `${after}choose the policy`
    case 'answer':
      return `${after}answer ${shown(command.value)}`
    case 'checks':
    case 'tick':
      return `${after}${command.kind} ${command.ticked.join(', ')}`
    case 'volunteer':
      return `${after}answer ${command.question.field} unasked: ${shown(command.value)}`
    case 'danger':
      return `${after}danger ${command.danger}`
    case 'note':
      return `${after}note ${shown({ kind: 'text', text: command.text })}`
    case 'advice':
      return `${after}advice ${command.advice}`
    case 'sent':
      return `${after}sent ${command.letter.id}, ${command.sha256.slice(0, 8)}`
    case 'match':
      return `${after}match ${command.criterion.id}`
    case 'correct':
      return newest === undefined
        ? `${after}correct entry ${command.entry}, fact ${command.index}: ${shown(command.value)}`
        : `${after}correct the last answer but ${newest}: ${shown(command.value)}`
    case 'tried':
    case 'receipt':
    case 'settle':
      return `${after}${command.kind}`
  }
}
