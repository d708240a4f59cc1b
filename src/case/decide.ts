/**
 * What is asked of a case → the facts that follow, or a refusal with its reason. Pure; the time is given. A refusal
 * changes nothing. Statements (the next rung, deadlines, the end) are derived here, never by the caller.
 */
import type { Stamp } from '../calendar/time.ts'
import { ask, policyAsk } from './ask.ts'
import { choicesAnew } from './asked.ts'
import { besidePlace } from './beside.ts'
import { type Case, type Placed, placeOf } from './case.ts'
import { askSkipped, skippedAt } from './closing.ts'
import { addedLater, type Command, type Decision, type Refusal, type Written } from './command.ts'
import { evolve } from './evolve.ts'
import type { Answer, Fact, Field, Named, Place, Value } from './fact.ts'
import { findPlaced, isAnswer } from './history.ts'
import { next } from './next.ts'
import { aboutFields, checksOf } from './pending.ts'
import type { Ask, Choice, Question, Tick } from './question.ts'
import { statements } from './statements.ts'
import { wrongAnswer, wrongValue } from './validity.ts'

const refuse = (reason: string): Refusal => ({ kind: 'refused', reason })

const answer = (at: Stamp, field: Field, value: Value, subject?: Named): Answer => ({
  kind: 'answer',
  at,
  field,
  value,
  ...(subject === undefined ? {} : { subject }),
})

/** What was not ticked was not said: that is not a no. */
const none: Value = { kind: 'none' }

const choose = (id: string, label: string): Value => ({ kind: 'choice', choice: { id, label } })

const isHere = (question: Ask, value: Value): boolean =>
  question.field === 'outcome' && value.kind === 'choice' && value.choice.id === 'here'

/** What a choice is called is the question's to say, not the caller's. */
const named = (options: readonly Choice[], value: Value): Value => {
  if (value.kind !== 'choice') return value
  const { id, label } = value.choice
  const found = options.filter((one) => one.id === id)
  const [first] = found
  return first === undefined || found.some((one) => one.label === label) ? value : choose(id, first.label)
}

const answerFacts = (question: Ask, value: Value, at: Stamp): readonly Written[] => {
  const { place, input } = question
  if (isHere(question, value))
    return [{ place, fact: answer(at, 'tried', choose('no', 'From here on as it happens')) }]
  const given = input.kind === 'choice' ? named(input.options, value) : value
  const fact = answer(at, question.field, given, question.subject)
  if (question.replaces === undefined) return [{ place, fact }]
  const { entry, index } = question.replaces
  return [
    { place, fact: { kind: 'replaces', at, entry, fact: index, reason: addedLater } },
    { place, fact },
  ]
}

const checkFacts = (
  place: Place,
  checks: readonly Tick[],
  ticked: readonly string[],
  at: Stamp,
): readonly Written[] =>
  checks.map(({ id, text }) => ({
    place,
    fact: answer(at, 'check', ticked.includes(id) ? choose('yes', 'Yes') : none, {
      id,
      label: text,
    }),
  }))

const openFacts = (command: Extract<Command, { kind: 'open' }>, at: Stamp): readonly Written[] => {
  const place: Place = { kind: 'sitting' }
  const { mark, key, version, clockGiven, exercise, recovered = [], takenOver } = command
  const facts: readonly Fact[] = [
    { kind: 'device', at, mark, ...(key === undefined ? {} : { key }) },
    ...(exercise === undefined ? [] : [{ kind: 'training', at, exercise } as const]),
    { kind: 'program', at, version },
    ...(clockGiven ? [{ kind: 'clock-given', at } as const] : []),
    ...recovered.map((one) => ({ kind: 'recovered', at, ...one }) as const),
    ...(takenOver === undefined ? [] : [{ kind: 'taken-over', at, text: takenOver } as const]),
  ]
  return facts.map((fact) => ({ place, fact }))
}

const correct = (
  state: Case,
  command: Extract<Command, { kind: 'correct' }>,
  at: Stamp,
): readonly Written[] | Refusal => {
  const found = findPlaced(state, command.entry, command.index)
  if (found === undefined || !isAnswer(found)) return refuse('There is no such answer to correct.')
  const { value } = command
  const wrong = wrongValue(found.fact.field, value, at)
  if (wrong !== undefined) return refuse(wrong)
  const options = value.kind === 'choice' ? choicesAnew(state, found) : []
  if (value.kind === 'choice' && !options.some(({ id }) => id === value.choice.id))
    return refuse(`"${value.choice.id}" was none of the answers to choose from.`)
  const place: Place = { kind: 'correction' }
  return [
    {
      place,
      fact: { kind: 'replaces', at, entry: command.entry, fact: command.index, reason: command.reason },
    },
    { place, fact: answer(at, found.fact.field, named(options, value), found.fact.subject) },
  ]
}

/** The question that may be answered though it is not being asked. */
const volunteered = (
  state: Case,
  { field, subject, replaces }: Pick<Ask, 'field' | 'subject' | 'replaces'>,
): Ask | undefined => {
  if (replaces !== undefined) {
    const skip = skippedAt(state, replaces)
    return skip === undefined ? undefined : askSkipped(skip)
  }
  if (aboutFields.includes(field)) return ask({ kind: 'about' }, field)
  const found = field === 'ask' ? state.policy?.asks.find((one) => one.id === subject?.id) : undefined
  return found === undefined ? undefined : policyAsk(placeOf(state.position), found)
}

const answered = (question: Question, value: Value, at: Stamp): readonly Written[] | Refusal => {
  if (question.kind === 'scenario') {
    const scenario =
      value.kind === 'choice' ? question.scenarios.find((one) => one.id === value.choice.id) : undefined
    return scenario === undefined
      ? refuse('There is no such kind of disagreement in this policy.')
      : [{ place: { kind: 'sitting' }, fact: answer(at, 'scenario', choose(scenario.id, scenario.title)) }]
  }
  if (question.kind !== 'ask') return refuse('That is not what is being asked.')
  const wrong = wrongAnswer(question, value, at)
  return wrong === undefined ? answerFacts(question, value, at) : refuse(wrong)
}

/** A letter may still go out, and then there are questions about it. */
const isPossibleWhenClosed = (state: Case, { kind }: Command): boolean =>
  ['note', 'open', 'settle', 'danger', 'receipt', 'sent'].includes(kind) ||
  (kind === 'answer' && state.beside !== undefined)

/** What one command says by itself, without what the engine says after it; or why it is refused. */
export const said = (state: Case, command: Command, at: Stamp): readonly Written[] | Refusal => {
  const here = placeOf(state.position)
  if (state.position.kind === 'closed' && !isPossibleWhenClosed(state, command))
    return refuse('The case is closed.')
  switch (command.kind) {
    case 'open':
      return openFacts(command, at)
    case 'policy': {
      const { id, title, edition, sha256 } = command.policy
      const label = `${title}, ${edition.printed}`
      return [{ place: { kind: 'sitting' }, fact: { kind: 'policy', at, policy: { id, label }, sha256 } }]
    }
    case 'answer':
      return answered(next(state), command.value, at)
    case 'checks': {
      const question = next(state)
      return question.kind === 'checks'
        ? checkFacts(question.place, question.checks, command.ticked, at)
        : refuse('No checklist is being asked.')
    }
    case 'tick':
      return state.position.kind === 'rung'
        ? checkFacts(here, checksOf(state, state.position.visit), command.ticked, at)
        : refuse('There is no checklist here.')
    case 'tried':
      return [{ place: { kind: 'sitting' }, fact: answer(at, 'tried', choose('yes', 'Yes')) }]
    case 'volunteer': {
      const question = volunteered(state, command.question)
      if (question === undefined) return refuse('That is answered when it is asked.')
      const wrong = wrongAnswer(question, command.value, at)
      return wrong === undefined ? answerFacts(question, command.value, at) : refuse(wrong)
    }
    case 'danger':
      return [
        {
          place: { kind: 'danger' },
          fact: answer(
            at,
            'danger',
            choose(command.danger, { yes: 'Yes', no: 'No', unsure: 'Not sure' }[command.danger]),
          ),
        },
      ]
    case 'note':
      return command.text.trim() === ''
        ? refuse('The note is empty.')
        : [{ place: { kind: 'note' }, fact: answer(at, 'note', { kind: 'text', text: command.text }) }]
    case 'advice': {
      const advice = state.policy?.advice.find((one) => one.id === command.advice)
      return advice === undefined
        ? refuse('The policy names no such advice.')
        : [{ place: here, fact: answer(at, advice.kind, choose(advice.id, advice.title)) }]
    }
    case 'sent':
      return /^[0-9a-f]{64}$/.test(command.sha256)
        ? [
            {
              place: besidePlace('sent', state.position),
              fact: answer(at, 'sent', choose(command.sha256, 'the file with this SHA-256'), command.letter),
            },
          ]
        : refuse('A file has a SHA-256 of 64 digits.')
    case 'match':
      return [
        {
          place: besidePlace('match', state.position),
          fact: answer(at, 'match', { kind: 'choice', choice: command.criterion }),
        },
      ]
    case 'receipt':
      return [{ place: here, fact: { kind: 'receipt', at, entry: command.entry, code: command.code } }]
    case 'correct':
      return correct(state, command, at)
    case 'settle':
      return []
  }
}

/** Numbered as no record numbers them: only the fold needs it. */
const place = (written: readonly Written[]): readonly Placed[] =>
  written.map(({ place: at, fact }, i) => ({ entry: Number.MAX_SAFE_INTEGER, index: i + 1, place: at, fact }))

/**
 * Decides one command at the moment `at`. The facts are in the order in which they are to be written, each with the
 * place it belongs to.
 */
export const decide = (state: Case, command: Command, at: Stamp): Decision => {
  const written = said(state, command, at)
  if ('kind' in written) return written
  const after = place(written).reduce(evolve, state)
  const last = written.at(-1)?.place ?? placeOf(state.position)
  return { kind: 'facts', facts: [...written, ...statements(after, at, last)] }
}
