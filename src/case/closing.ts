/** What is asked when a case ends: what the policy wants done, what is outstanding, each child, what was passed over. */
import type { ClosingCheck, Ending } from '../flow/policy.ts'
import { ask, yesNo } from './ask.ts'
import type { Case, ChildOutcome, Details, Position, Skip } from './case.ts'
import { toList } from './chain.ts'
import { holds } from './conditions.ts'
import type { Field } from './fact.ts'
import { aboutQuestion, checkKey, putAfter, unanswered } from './pending.ts'
import type { Ask, Choice, Question, Tick } from './question.ts'

export type Closing = Extract<Position, { readonly kind: 'closing' }>

/** How the case ends for all its children: not agreed where it is not for one of them. */
export const endingFor = ({ how, children }: Closing): Ending =>
  how === 'agreed' && children.some((one) => one.outcome?.id === 'unresolved') ? 'unresolved' : how

const belongs = (state: Case, closing: Closing, check: ClosingCheck): boolean =>
  holds(state, check.when) &&
  (check.on.length === 0 || check.on.includes(endingFor(closing))) &&
  (check.after.length === 0 || toList(state.trail).some((visit) => check.after.includes(visit.rung.id)))

/** What the policy wants done at the end of this case. */
export const closingChecks = (state: Case, closing: Closing): readonly ClosingCheck[] =>
  (state.scenario?.closing ?? []).filter((check) => belongs(state, closing, check))

/** What was to be sent or told on the way, and was not ticked there: asked once more. */
const leftOver = (state: Case): readonly Tick[] => {
  const ticks = toList(state.trail).flatMap((visit) =>
    visit.rung.checks
      .filter(({ kind }) => kind === 'form' || kind === 'inform')
      .filter((check) => visit.attempts.some((one) => one.complete && putAfter(state, check, one)))
      .filter(({ id }) => state.checks[checkKey(visit.scenario, visit.rung.id, id)] !== true)
      .map(({ id, text, clause }): Tick => ({ id: `${visit.rung.id}/${id}`, text, clause })),
  )
  return [...new Map(ticks.map((one) => [one.id, one])).values()]
}

const closingCheck = (state: Case, closing: Closing): Question | undefined => {
  const scenario = state.scenario?.id ?? ''
  const open = [...closingChecks(state, closing), ...leftOver(state)].filter(
    (check) => state.checks[checkKey(scenario, 'closing', check.id)] === undefined,
  )
  return open.length === 0
    ? undefined
    : {
        kind: 'checks',
        id: 'checks',
        place: { kind: 'closing' },
        title: 'What the policy wants at the end: which of these are done?',
        checks: open,
      }
}

const askAgain = (state: Case, details: Details): Question | undefined => {
  const { again } = details
  if (state.skips.length === 0) return undefined
  if (again === undefined) return ask({ kind: 'closing' }, 'again', { options: passedOver(state) })
  const [skip] = state.skips
  return skip !== undefined && again.kind === 'choice' && again.choice.id === 'yes'
    ? askSkipped(skip)
    : undefined
}

const passedOver = (state: Case): readonly Choice[] => [
  { id: 'yes', label: `Yes, go through them (${state.skips.length})` },
  { id: 'no', label: 'No, leave them as not given' },
]

/** The question for a text that was passed over. */
export const askSkipped = ({ entry, index, field, subject, where }: Skip): Ask => {
  const plain = subject?.label ?? ask({ kind: 'closing' }, field).title
  return ask({ kind: 'closing' }, field, {
    title: `The record does not say (${where}): ${plain}`,
    replaces: { entry, index },
    ...(subject === undefined ? {} : { subject }),
  })
}

/** The text that was passed over at that place; only at the close, where it is asked for. */
export const skippedAt = (
  { position, skips }: Case,
  { entry, index }: Pick<Skip, 'entry' | 'index'>,
): Skip | undefined =>
  position.kind === 'closing' ? skips.find((one) => one.entry === entry && one.index === index) : undefined

/** How it can end for one child. */
export const childOutcomes: readonly Choice[] = [
  { id: 'agreed', label: 'What was sought was agreed, or another way that is good enough' },
  { id: 'unresolved', label: 'It is not resolved' },
  { id: 'withdrawn', label: 'It was settled otherwise, or is no longer needed' },
  { id: 'elsewhere', label: 'It has become a matter for another procedure' },
]

const nextChild = (children: readonly ChildOutcome[]): Question | undefined => {
  const last = children.at(-1)
  const place = { kind: 'closing' } as const
  if (last === undefined || last.more === true) return ask(place, 'child')
  const title = last.child.kind === 'text' ? last.child.text : ''
  if (last.outcome === undefined) return ask(place, 'child-outcome', { options: childOutcomes, hint: title })
  return last.more === undefined ? ask(place, 'child-more', { options: yesNo }) : undefined
}

/** Where the policy wants an outcome for each of several children. */
const eachChild = (state: Case, { details, children }: Closing): Question | undefined => {
  const wanted = state.scenario?.eachChild
  if (wanted === undefined) return undefined
  const same = details['same-outcome']
  if (same === undefined)
    return ask({ kind: 'closing' }, 'same-outcome', { options: yesNo, clause: wanted.clause })
  return same.kind === 'choice' && same.choice.id === 'no' ? nextChild(children) : undefined
}

export const closeQuestion = (): Question =>
  ask({ kind: 'closing' }, 'closing', {
    options: [
      { id: 'close', label: 'Close it' },
      { id: 'open', label: 'Leave it open for now' },
    ],
  })

const lastWords = (how: Ending): readonly Field[] =>
  how === 'agreed' ? ['agreed-what', 'outstanding', 'feedback'] : ['outstanding', 'feedback']

/** The next closing question, or what was passed over, each once. */
export const openClosing = (state: Case, closing: Closing): Question | undefined =>
  // Which checks belong depends on how it ended for each child.
  eachChild(state, closing) ??
  closingCheck(state, closing) ??
  unanswered(closing.details, { kind: 'closing' }, lastWords(closing.how)) ??
  aboutQuestion(state) ??
  askAgain(state, closing.details)
