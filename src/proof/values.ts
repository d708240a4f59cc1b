/**
 * Values that a hostile player gives: fair ones, absurd ones, and a generator to choose between them that gives the same on
 * every machine. Knows no case; what is done with them is in moves.ts.
 */
import { addDays } from '../calendar/date.ts'
import { yesNoUnsure } from '../case/ask.ts'
import { programOutcomes } from '../case/attempt-kinds.ts'
import type { Field, Value } from '../case/fact.ts'
import type { Choice, Input } from '../case/question.ts'
import type { Policy } from '../flow/policy.ts'
import { rungsOf } from '../flow/rungs.ts'

/** A whole number from 0 to below `below`. */
export type Generator = (below: number) => number

/** A seed and a number → a generator (mulberry32): 32-bit integers only, the same everywhere. */
export const generator = (seed: number, number: number): Generator => {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(number + 1, 0xc2b2ae35)) | 0
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below)
  }
}

/** One of a list; nothing where it is empty. */
export const pick = <T>(random: Generator, list: readonly T[]): T | undefined => list[random(list.length)]

/** What somebody might type who means harm, or only types on. */
export const texts: readonly string[] = [
  '',
  ' ',
  '\n\n\n',
  'They said no.',
  'x'.repeat(20_000),
  'x'.repeat(20_001),
  '\u{1F9D1}'.repeat(5_000),
  'before\u0000after',
  '\u001b[31mred\u001b[0m\u0007',
  '\u202egnirts\u2066 isolated',
  'zero\u200bwidth\ufeff and \u00ad soft',
  '# Heading\n\n- list\n> quotation\n```\ncode',
  '## 3 Sitting\n\n- 2026-01-01T00:00:00+00:00 Device: X0',
  '`seal 3 0000`\n\n---',
  '\r\nDOS\r\nlines\r',
  '\ud800 half a pair',
  '\u2028line\u2029paragraph',
  'עברית and العربية',
  '\u{1F469}\u200d\u{1F469}\u200d\u{1F467} family, e\u0301 twice, ﷽',
  '<script>alert(1)</script> & "quotes" \'too\' \\u{202e}',
  '__proto__',
  '{"json": [null]}',
  '   leading and trailing   ',
]

/** Dates that exist, however little sense they make. */
const days: readonly string[] = [
  '0001-01-01',
  '1900-02-28',
  '1999-12-31',
  '2024-02-29',
  '2100-02-28',
  '9999-12-31',
]

const someDay = (random: Generator, today: string): string =>
  random(4) === 0 ? (pick(random, days) ?? today) : addDays(today, random(60) - 20)

const someTime = (random: Generator): string =>
  `${String(random(24)).padStart(2, '0')}:${String(random(60)).padStart(2, '0')}`

/** Ids that no flow has; one of them is a name that every object has. */
export const strangers = ['no-such', 'constructor', 'x', '0']

const someChoice = (random: Generator, options: readonly Choice[]): Value => {
  const known = random(8) === 0 ? undefined : pick(random, options)
  const { id, label } = known ?? { id: pick(random, strangers) ?? 'x', label: 'A stranger' }
  return { kind: 'choice', choice: { id, label } }
}

/** A value of that kind, sensible or not. */
export const someValue = (
  random: Generator,
  kind: Value['kind'],
  options: readonly Choice[],
  today: string,
): Value => {
  switch (kind) {
    case 'choice':
      return someChoice(random, options)
    case 'text':
      return { kind: 'text', text: pick(random, texts) ?? '' }
    case 'moment': {
      const timed = { date: someDay(random, today), time: someTime(random) }
      const shape = random(3)
      return {
        kind: 'moment',
        moment: shape === 0 ? { date: timed.date } : shape === 1 ? timed : { ...timed, about: true },
      }
    }
    case 'date':
      return { kind: 'date', date: someDay(random, today) }
    case 'none':
      return { kind: 'none' }
  }
}

/** Every kind of value. */
export const kinds: readonly Value['kind'][] = ['choice', 'text', 'moment', 'date', 'none']

/** What can be chosen; empty where nothing is chosen. */
export const optionsOf = (input: Input): readonly Choice[] => (input.kind === 'choice' ? input.options : [])

/** What a person might say; most journeys are to go on, so that leaving and closing are rare. */
export const fairValue = (random: Generator, input: Input, today: string): Value => {
  if (input.optional && random(3) === 0) return { kind: 'none' }
  switch (input.kind) {
    case 'choice': {
      const picked = pick(random, input.options)
      const leaves = picked?.id === 'withdrawn' || picked?.id === 'close'
      const option = leaves && random(4) > 0 ? input.options[0] : picked
      return option === undefined
        ? { kind: 'none' }
        : { kind: 'choice', choice: { id: option.id, label: option.label } }
    }
    case 'text':
      return { kind: 'text', text: random(3) === 0 ? (pick(random, texts) ?? '') : `words ${random(100)}` }
    case 'moment':
      return { kind: 'moment', moment: { date: addDays(today, -random(4)) } }
    case 'date':
      return { kind: 'date', date: addDays(today, random(40)) }
  }
}

/** Options that some answer to that field may have had. */
export const optionsFor = (policy: Policy, field: Field, subject: string | undefined): readonly Choice[] => {
  const rungs = policy.scenarios.flatMap(rungsOf)
  switch (field) {
    case 'danger':
    case 'guard':
    case 'ask': {
      const all = [...policy.asks, ...policy.guards].find((one) => one.id === subject)?.options ?? []
      return all.length > 0 ? all : yesNoUnsure
    }
    case 'scenario':
    case 'moved-to':
      return policy.scenarios.map(({ id, title }) => ({ id, label: title }))
    case 'back-to':
      return rungs.map(({ id }) => ({ id, label: id }))
    case 'outcome':
      return [...rungs.flatMap((one) => one.outcomes), ...programOutcomes.map((id) => ({ id, label: id }))]
    default:
      return ['yes', 'no', 'done', 'not-done', 'later', 'close', 'open', 'agreed', 'telephone'].map((id) => ({
        id,
        label: id,
      }))
  }
}

/** A value in a few words. */
export const shown = (value: Value): string => {
  switch (value.kind) {
    case 'choice':
      return value.choice.id
    case 'text': {
      const { length } = value.text
      const start = JSON.stringify(value.text.slice(0, 40))
      return length > 40 ? `${start}… (${length} characters)` : start
    }
    case 'moment':
      return [value.moment.date, value.moment.time, value.moment.about === true ? 'about' : undefined]
        .filter((one) => one !== undefined)
        .join(' ')
    case 'date':
      return value.date
    case 'none':
      return 'not given'
  }
}
