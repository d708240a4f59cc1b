/** The steps of a policy on the page for the wall: which disagreement climbs by which of them, and each of them once, as a row. */
import type { Clock, Policy, Rung } from '../../flow/policy.ts'
import { spokenLabel } from '../../flow/rungs.ts'
import { dueWords, limitWords, missedWords } from '../../flow/words/clock.ts'
import { partiesAsObject, standInReasons } from '../../flow/words/closed-lists.ts'
import { quoted } from '../../flow/words/phrase.ts'
import { optionWords, whenWords } from '../../flow/words/when.ts'
import type { Condition, Ladder, Span as Over, Step, Way } from '../../training/handout.ts'
import {
  type Block,
  between,
  cited,
  heading,
  type Item,
  list,
  quiet,
  type Row,
  strong,
  type Text,
} from '../document/document.ts'

/** How the table of numbers names a contact. */
export type Names = ReadonlyMap<string, number>

const noClock = 'no clock printed'

/** `5`, `5, 6`, `5 to 9`. */
const runs = (steps: readonly number[], joint: string, sign = ''): string => {
  const parts: string[] = []
  for (let i = 0; i < steps.length; ) {
    let end = i
    while (steps[end + 1] === (steps[end] ?? 0) + 1) end++
    const [first, last] = [steps[i] ?? 0, steps[end] ?? 0]
    const few = steps.slice(i, end + 1).map((one) => sign + one)
    parts.push(end - i > 1 ? `${sign}${first} to ${sign}${last}` : few.join(joint))
    i = end + 1
  }
  return parts.join(joint)
}

/** `step 5`, `steps 5, 6`, `steps 5 to 9, 12`. */
export const stepWords = (steps: readonly number[], joint = ', '): string =>
  `${steps.length === 1 ? 'step' : 'steps'} ${runs(steps, joint)}`

const wayText = ({ kind, title, clause, steps }: Way): Text => {
  const words = stepWords(steps, ', then ')
  switch (kind) {
    case 'ladder':
      return [strong(`Ladder: ${words}.`)]
    case 'track':
      return [` ${title ?? ''}`, ...cited(clause), `: ${words}.`]
    case 'beside':
      return [` Beside it: ${stepWords(steps)}.`]
  }
}

const overText = (policy: Policy, ladder: Ladder, { clock, stage, steps }: Over): Text => {
  const [scenario] = ladder.scenarios
  const place = { policy, ...(scenario === undefined ? {} : { scenario }) }
  return [
    stage === undefined ? 'Clock over the whole ladder: ' : `Clock over ${stepWords(steps)}: `,
    `for ${partiesAsObject[clock.whose]}, to ${clock.title}: ${dueWords(clock, place)}`,
    ...cited(clock.clause),
  ]
}

/** `T1, T2`, `T1 to T6`. */
const reached = (names: Names, ids: readonly string[]): string =>
  runs(
    ids.flatMap((id) => names.get(id) ?? []),
    ', ',
    'T',
  )

const isSilent = ({ contacts, noNumber }: Rung): boolean => noNumber !== undefined && contacts.length === 0

/** `silent`: it is said below the table that nobody in it has a number. */
const numbers = (names: Names, rung: Rung, silent: boolean): string => {
  const known = reached(names, rung.contacts)
  if (rung.noNumber === undefined) return known === '' ? '' : ` → ${known}`
  if (known !== '') return `; no number printed for them; there is ${known}`
  return silent ? '' : '; no number printed'
}

/** The headline may name them already. */
const isNamed = ({ title }: Rung, whom: string): boolean => title.toLowerCase().includes(whom.toLowerCase())

const whomText = (policy: Policy, names: Names, rung: Rung, silent: boolean): Text => {
  const { whom, whomBy, acts, instead } = rung
  const by =
    whomBy === undefined
      ? []
      : [
          ...Object.entries(whomBy.is).map(
            ([option, role]) => `${optionWords(policy, whomBy.ask, option)}: ${role}`,
          ),
          ...(whomBy.otherwise === undefined ? [] : [`otherwise ${whomBy.otherwise}`]),
        ]
  const whoms = [...(whom === undefined ? [] : [whom]), ...by].join('; ')
  return [
    whoms === '' ? '. There is nobody to wait for' : isNamed(rung, whoms) ? '' : `. Ask for: ${whoms}`,
    numbers(names, rung, silent),
    acts === undefined ? '' : `. Who acts: ${acts}`,
    ...instead.flatMap((one): Text => {
      const other = reached(names, one.contacts)
      return [
        `. Where ${standInReasons[one.for]}: ${one.whom}${other === '' ? '' : ` → ${other}`}`,
        ...cited(one.clause),
      ]
    }),
  ]
}

const doText = (policy: Policy, rung: Rung): Text => {
  const label = spokenLabel(rung)
  return [
    label === undefined || label === rung.clause ? '' : `${label}: `,
    strong(rung.title),
    ...cited(rung.clause),
    rung.optional ? '; the policy leaves it open to you' : '',
    rung.when === undefined ? '' : `; ${whenWords(policy, rung.when)}`,
    ...rung.never.flatMap((one): Text => [`. Do not contact: ${one.text}`, ...cited(one.clause)]),
  ]
}

/** A clock with the limit itself standing out. */
const clockWords = (policy: Policy, { rung, scenario }: Step, clock: Clock): Text => {
  const [limit, due] = [limitWords(clock), dueWords(clock, { policy, scenario, rung })]
  return [
    `For ${partiesAsObject[clock.whose]}, to ${clock.title}: `,
    strong(limit),
    due.slice(limit.length),
    ...cited(clock.clause),
    ...(clock.missed === undefined ? [] : [`; ${missedWords(clock.missed)}`, ...cited(clock.missed.clause)]),
  ]
}

const clockText = (policy: Policy, step: Step): Text =>
  step.rung.clocks.length === 0
    ? [noClock]
    : between(
        step.rung.clocks.map((clock) => clockWords(policy, step, clock)),
        '. ',
      )

const sayText = ({ say }: Rung): Text =>
  say === undefined ? [] : [say.exact ? 'in these words: ' : '', quoted(say.text)]

/** Where few steps have a clock it stands behind what to say, and a column would be empty. */
const sayAndClock = (policy: Policy, step: Step): Text => [
  ...sayText(step.rung),
  ...(step.rung.clocks.length === 0 ? [] : [' ', strong('Clock: '), ...clockText(policy, step)]),
]

const below = (steps: readonly Step[], timed: number, column: boolean, silent: boolean): readonly Block[] => {
  const one = steps.length === 1
  const all = one ? 'This step' : 'These steps'
  const notes = [
    ...(timed === 0 ? [`${all}: ${noClock}.`] : []),
    ...(!column && timed > 0 && timed < steps.length ? [`Where no clock stands: ${noClock}.`] : []),
    ...(silent ? [`${all}: no number printed.`] : []),
  ]
  return notes.length === 0 ? [] : [quiet(notes.join(' '))]
}

const table = (policy: Policy, names: Names, steps: readonly Step[]): readonly Block[] => {
  if (steps.length === 0) return []
  const timed = steps.filter(({ rung }) => rung.clocks.length > 0).length
  const column = timed * 2 > steps.length
  const silent = steps.every(({ rung }) => isSilent(rung))
  const [first = 0, last = 0] = [steps[0]?.number, steps.at(-1)?.number]
  const row = (step: Step): Row => ({
    anchor: `step.${step.number}`,
    cells: [
      [strong(String(step.number))],
      [...doText(policy, step.rung), ...whomText(policy, names, step.rung, silent)],
      ...(column ? [sayText(step.rung), clockText(policy, step)] : [sayAndClock(policy, step)]),
    ],
  })
  return [
    {
      kind: 'table',
      caption: first === last ? `Step ${first}` : `Steps ${first} to ${last}`,
      unseen: true,
      head: [
        '',
        'What to do, and whom to ask for',
        ...(column
          ? ['Say, for example', 'Clock']
          : [timed === 0 ? 'Say, for example' : 'Say, for example; clock']),
      ],
      widths: column ? [4, 30, 27, 39] : [4, 48, 48],
      rows: steps.map(row),
    },
    ...below(steps, timed, column, silent),
  ]
}

/** Advice and whatever else is open to the person beside the steps: it stands on no rung and stops none. */
export const besideItems = (policy: Policy, names: Names, steps: readonly Step[]): readonly Item[] => {
  const ids = new Set(steps.flatMap(({ rung }) => rung.advice))
  return policy.advice
    .filter(({ id }) => ids.has(id))
    .map(({ id, title, clause, contacts }) => {
      const at = steps.flatMap(({ number, rung }) => (rung.advice.includes(id) ? [number] : []))
      const known = reached(names, contacts)
      return {
        text: [
          `Beside ${stepWords(at)}: `,
          strong(title),
          ...cited(clause),
          known === '' ? '' : ` → ${known}`,
        ],
      }
    })
}

const scenarioItem = ({ title, when, clause }: Ladder['scenarios'][number]): Item => ({
  text: [strong(title), ...cited(clause), `: ${when}`],
})

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** One ladder: the disagreements that climb it, its steps by number, and those of them that stand nowhere yet. */
export const ladderBlocks = (
  policy: Policy,
  names: Names,
  ladder: Ladder,
  index: number,
): readonly Block[] => {
  const [first, another] = ladder.scenarios
  if (first === undefined) return []
  const name = letters[index] ?? String(index + 1)
  const ways: Text = ladder.ways.flatMap(wayText)
  return [
    heading(
      2,
      another === undefined
        ? `${name}. ${first.title}`
        : `${name}. These ${ladder.scenarios.length} have one ladder`,
      `ladder.${index + 1}`,
    ),
    ...(another === undefined
      ? [{ kind: 'paragraph', text: [first.when, ...cited(first.clause), ' ', ...ways] } as const]
      : [...list(ladder.scenarios.map(scenarioItem)), { kind: 'paragraph', text: ways } as const]),
    ...list(ladder.spans.map((one) => ({ text: overText(policy, ladder, one) }))),
    ...table(policy, names, ladder.steps),
  ]
}

/** What is asked before some steps, once. */
export const conditionItems = (conditions: readonly Condition[]): readonly Item[] =>
  conditions.map(({ guard, steps }) => ({
    text: [`Asked before ${stepWords(steps)}: `, quoted(guard.ask), ...cited(guard.clause)],
  }))
