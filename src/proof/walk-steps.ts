/**
 * The steps of a walk or answers file against the policy: each outcome, check, field and option has to exist, and a
 * field has to be one that is asked there. A rung id that stands in several scenarios may take what any of them takes.
 */
import { hows } from '../case/ask.ts'
import { type AttemptKind, programOutcomes } from '../case/attempt-kinds.ts'
import { closeQuestion } from '../case/closing.ts'
import { clocksOn } from '../case/conditions.ts'
import { worthAsking } from '../case/evolve.ts'
import type { Field } from '../case/fact.ts'
import { detailsOf, kindOf } from '../case/outcomes.ts'
import { handedOutcome, promiseOutcome, topOutcome } from '../case/pending.ts'
import type { Question } from '../case/question.ts'
import type { Path, References } from '../flow/build/references.ts'
import { suggest } from '../flow/nearest.ts'
import type { Policy, Rung, Scenario } from '../flow/policy.ts'
import { rungsOf } from '../flow/rungs.ts'
import type { AnswersYaml, StepYaml } from '../flow/walk-schema.ts'

interface Place {
  readonly outcomes: readonly string[]
  readonly checks: readonly string[]
  /** Which fields are asked once this outcome has been said; without one, before. */
  readonly fields: (outcome: string | undefined) => readonly string[]
  /** Where only an outcome moves the walk on. */
  readonly turns: boolean
}

const adviceFields: readonly Field[] = [
  'advice-when',
  'advice-who',
  'advice-said',
  'action-when',
  'action-done',
]
const aside: readonly string[] = [...programOutcomes, 'here']

const optionsOf = (question: Question): readonly string[] =>
  question.kind === 'ask' && question.input.kind === 'choice'
    ? question.input.options.map((one) => one.id)
    : []

interface Standing {
  readonly scenario: Scenario
  readonly rung: Rung
}

/** What is asked on a rung once that outcome has been said. */
const fieldsAfter = ({ scenario, rung }: Standing, outcome: string | undefined): readonly string[] => {
  const kind: AttemptKind | undefined = outcome === undefined ? undefined : kindOf(rung, outcome)
  if (kind === undefined || outcome === undefined) return []
  const visit = { rung, clocks: clocksOn(scenario, rung) }
  return [
    ...detailsOf(visit, { kind, outcome: { id: outcome, label: '' } }),
    ...rung.questions.map((one) => one.id),
  ]
}

const rungPlace = (standing: readonly Standing[], asks: readonly string[]): Place => ({
  outcomes: [...standing.flatMap(({ rung }) => rung.outcomes.map((one) => one.id)), ...aside],
  checks: standing.flatMap(({ rung }) => rung.checks.map((check) => check.id)),
  fields: (outcome) => [
    ...standing.flatMap((one) => [...fieldsAfter(one, outcome), ...one.rung.guards]),
    ...asks,
  ],
  turns: true,
})

const places = (policy: Policy): Readonly<Record<string, Place>> => {
  const standing = new Map<string, Standing[]>()
  for (const scenario of policy.scenarios)
    for (const rung of rungsOf(scenario)) {
      const others = standing.get(rung.id)
      if (others === undefined) standing.set(rung.id, [{ scenario, rung }])
      else others.push({ scenario, rung })
    }
  const asks = policy.scenarios.flatMap((one) => one.asks)
  const closing = [
    ...policy.scenarios.flatMap((one) => one.closing.map((check) => check.id)),
    // What was not sent or told on the way is asked once more.
    ...[...standing].flatMap(([id, list]) =>
      list.flatMap(({ rung }) => rung.checks.map((check) => `${id}/${check.id}`)),
    ),
  ]
  const fixed = (question: Question, fields: readonly string[], checks: readonly string[] = []): Place => ({
    outcomes: optionsOf(question),
    checks,
    fields: () => fields,
    turns: false,
  })
  return {
    ...Object.fromEntries([...standing].map(([id, list]) => [id, rungPlace(list, asks)])),
    promise: fixed(promiseOutcome(), ['promise-what', 'promise-who', 'promise-by']),
    top: fixed(topOutcome(), ['look-again']),
    handed: fixed(handedOutcome(), ['look-again']),
    closing: fixed(
      closeQuestion(),
      ['agreed-what', 'outstanding', 'feedback', 'again', ...worthAsking],
      closing,
    ),
  }
}

/** The options of a field whose answers can be known beforehand. */
const optionsFor = (policy: Policy, word: string): readonly string[] | undefined => {
  const guard = policy.guards.find((one) => one.id === word) ?? policy.asks.find((one) => one.id === word)
  if (guard !== undefined) return guard.options.map((one) => one.id)
  switch (word) {
    case 'how':
      return hows.map((one) => one.id)
    case 'again':
      return ['yes', 'no']
    case 'moved-to':
      return policy.scenarios.map((one) => one.id)
    case 'back-to':
      return policy.scenarios.flatMap((one) => rungsOf(one).map((rung) => rung.id))
    default:
      return undefined
  }
}

const oneOf = (refs: References, path: Path, what: string, id: string, known: readonly string[]): void => {
  if (!known.includes(id))
    refs.say('RF010', path, `There is no ${what} "${id}" here.`, suggest(id, [...new Set(known)]))
}

/** Whether a step has the outcome that its other words need. */
const checkTurn = (refs: References, path: Path, step: StepYaml, place: Place): void => {
  const { later, outcome, advice, note, danger } = step
  const astray = 'A sitting, a note, advice or danger stands with an outcome, and this step has none.'
  if (outcome !== undefined) oneOf(refs, [...path, 'outcome'], 'outcome', outcome, place.outcomes)
  else if (place.turns) refs.say('RF030', path, 'This step does not say what happened.', 'Add "outcome:".')
  else if ([later, note, advice, danger].some((one) => one !== undefined))
    refs.say('RF030', path, astray, 'Add "outcome:", or move it to the next step.')
}

const checkStep = (refs: References, path: Path, step: StepYaml, place: Place, policy: Policy): void => {
  const { later: _, outcome, checks, advice, note: __, danger: ___, ...values } = step
  checkTurn(refs, path, step, place)
  for (const [i, check] of checks.entries()) oneOf(refs, [...path, 'checks', i], 'check', check, place.checks)
  const advices = policy.advice.map((one) => one.id)
  if (advice !== undefined) oneOf(refs, [...path, 'advice'], 'advice', advice, advices)
  const fields = [...new Set([...place.fields(outcome), ...(advice === undefined ? [] : adviceFields)])]
  const after = outcome === undefined || !place.turns ? 'here' : `after "${outcome}"`
  for (const [word, value] of Object.entries(values)) {
    const here = [...path, word]
    const options = optionsFor(policy, word)
    if (!fields.includes(word))
      refs.say('RF031', here, `"${word}" is not asked ${after}.`, suggest(word, fields), 'key')
    else if (options !== undefined) oneOf(refs, here, 'answer', String(value), options)
  }
}

/** Findings for whatever under `rungs:` the policy does not have. */
export const checkRungs = (refs: References, rungs: AnswersYaml['rungs'], policy: Policy): void => {
  const known = places(policy)
  for (const [id, given] of Object.entries(rungs)) {
    const place = Object.hasOwn(known, id) ? known[id] : undefined
    if (place === undefined)
      refs.say(
        'RF010',
        ['rungs', id],
        `There is no rung named "${id}".`,
        suggest(id, Object.keys(known)),
        'key',
      )
    else if (Array.isArray(given))
      for (const [i, step] of given.entries()) checkStep(refs, ['rungs', id, i], step, place, policy)
    else checkStep(refs, ['rungs', id], given, place, policy)
  }
}
