/** What a part of each kind is called, and how it is sketched in a few words where it is new or gone. Compares nothing. */

import { same } from '../canonical.ts'
import type { Clock, Outcome, Rung } from '../policy.ts'
import { rungName } from '../rungs.ts'
import { clockSentence } from '../words/clock.ts'
import { targetWords } from '../words/target.ts'
import type { PartKind, Parts, Weight } from './change.ts'
import type { Side } from './sides.ts'
import { lineWords, postWords, roles } from './words.ts'

/** How parts of one kind are told of. */
export interface Manner<T> {
  readonly id: (part: T) => string
  readonly title: (part: T) => string
  readonly clause?: (part: T) => string | undefined
  /** In a few words, where it is new or gone. */
  readonly sketch: (part: T, side: Side) => string
  readonly weight: Weight
}

const sentence = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((one) => typeof one === 'string' && one !== '').join(' ')

/** "they have 3 working days to answer, counted from when the other side is asked" */
const clockSketch = (clock: Clock, { policy, scenario, rung }: Side): string => {
  const place = {
    policy,
    ...(scenario === undefined ? {} : { scenario }),
    ...(rung === undefined ? {} : { rung }),
  }
  const words = clockSentence(clock, place).join('')
  return words.slice(0, 1).toLowerCase() + words.slice(1).replace(/\.$/, '')
}

const outcomeSketch = (outcome: Outcome, { policy, scenario, rung }: Side): string =>
  same(outcome.to, rung?.up) || scenario === undefined
    ? 'leads up'
    : `leads ${targetWords(policy, scenario, outcome.to)}`

/** Beside what it is called. */
const rungSketch = (rung: Rung, side: Side): string =>
  sentence(
    rung.whom !== undefined && `(approach: ${rung.whom})`,
    ...rung.clocks.map((clock) => `– ${clockSketch(clock, { ...side, rung })}`),
  )

const byClause = <T extends { readonly clause: string }>({ clause }: T): string => clause

/** How a part of each kind is called and sketched. */
export const manners: { readonly [K in PartKind]: Manner<Parts[K]> } = {
  policy: {
    id: ({ id }) => id,
    title: ({ short }) => short,
    sketch: ({ title }) => title,
    weight: 'wording',
  },
  edition: { id: () => '', title: () => '', sketch: ({ printed }) => printed, weight: 'wording' },
  body: {
    id: ({ name }) => name,
    title: ({ name }) => name,
    sketch: ({ ended, replacedBy }) => `ended ${ended}, replaced by ${replacedBy}`,
    weight: 'wording',
  },
  term: {
    id: ({ term }) => term,
    title: ({ term }) => term,
    clause: ({ clause }) => clause,
    sketch: ({ meaning }) => meaning,
    weight: 'wording',
  },
  contact: {
    id: ({ id }) => id,
    title: ({ role }) => role,
    clause: byClause,
    sketch: ({ lines }) => lines.map(lineWords).join(', '),
    weight: 'consequence',
  },
  ask: {
    id: ({ id }) => id,
    title: ({ title }) => title,
    clause: byClause,
    sketch: ({ options }) => options.map(({ label }) => label).join(', '),
    weight: 'consequence',
  },
  option: {
    id: ({ id }) => id,
    title: ({ label }) => label,
    sketch: ({ then, contacts }, side) =>
      sentence(then, contacts.length > 0 && `(${roles(side.policy, contacts)})`),
    weight: 'consequence',
  },
  moment: {
    id: ({ id }) => id,
    title: ({ ask }) => ask,
    clause: byClause,
    sketch: () => '',
    weight: 'consequence',
  },
  agency: {
    id: ({ id }) => id,
    title: ({ title }) => title,
    clause: byClause,
    sketch: ({ posts }) => posts.map(postWords).join(', '),
    weight: 'consequence',
  },
  advice: {
    id: ({ id }) => id,
    title: ({ title }) => title,
    clause: byClause,
    sketch: ({ text }) => text,
    weight: 'wording',
  },
  guard: {
    id: ({ id }) => id,
    title: ({ ask }) => ask,
    clause: byClause,
    sketch: ({ options }) => options.map(({ label }) => label).join(', '),
    weight: 'consequence',
  },
  remark: {
    id: ({ id }) => id,
    title: ({ kind }) => kind,
    clause: byClause,
    sketch: ({ text }) => text,
    weight: 'wording',
  },
  elsewhere: {
    id: ({ id }) => id,
    title: ({ title }) => title,
    clause: byClause,
    sketch: ({ text }) => text,
    weight: 'consequence',
  },
  scenario: {
    id: ({ id }) => id,
    title: ({ title }) => title,
    clause: byClause,
    sketch: ({ when }) => when,
    weight: 'consequence',
  },
  start: {
    id: ({ id }) => id,
    title: ({ title }) => title,
    clause: byClause,
    sketch: () => '',
    weight: 'consequence',
  },
  stage: {
    id: ({ id }) => id,
    title: ({ title }) => title,
    clause: byClause,
    sketch: ({ clocks }, side) => clocks.map((clock) => clockSketch(clock, side)).join('; '),
    weight: 'consequence',
  },
  track: {
    id: ({ id }) => id,
    title: ({ title }) => title,
    clause: byClause,
    sketch: ({ rungs }) => rungs.map(rungName).join(', '),
    weight: 'consequence',
  },
  closing: {
    id: ({ id }) => id,
    title: ({ text }) => text,
    clause: byClause,
    sketch: () => '',
    weight: 'consequence',
  },
  rung: {
    id: ({ id }) => id,
    title: rungName,
    clause: byClause,
    sketch: rungSketch,
    weight: 'consequence',
  },
  clock: {
    id: ({ id }) => id,
    title: ({ title }) => title,
    clause: byClause,
    sketch: clockSketch,
    weight: 'consequence',
  },
  outcome: {
    id: ({ id }) => id,
    title: ({ label }) => label,
    clause: ({ clause }) => clause,
    sketch: outcomeSketch,
    weight: 'consequence',
  },
  check: {
    id: ({ id }) => id,
    title: ({ text }) => text,
    clause: byClause,
    sketch: () => '',
    weight: 'consequence',
  },
  question: {
    id: ({ id }) => id,
    title: ({ ask }) => ask,
    clause: byClause,
    sketch: () => '',
    weight: 'wording',
  },
}
