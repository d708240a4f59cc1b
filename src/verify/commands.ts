/**
 * From a fact back to what somebody may have done for it to be written: the commands of the engine that begin with such a
 * fact. Decides nothing; whether one of them was possible there is the engine's to say. No words that a person typed are
 * looked at, so that a copy without them is judged in the same way.
 */
import type { World } from '../case/case.ts'
import { addedLater, type Command, correctionReasons } from '../case/command.ts'
import type { Answer, Fact, Place, PolicyFact, ReplacesFact, Value } from '../case/fact.ts'
import { aboutFields } from '../case/pending.ts'

/** A fact that is written because somebody did something, and not because of what follows from it. */
export type Said = Answer | PolicyFact | ReplacesFact

const someText: Value = { kind: 'text', text: 'words' }

/** Whatever was typed: a text that is there. */
const blind = (value: Value): Value => (value.kind === 'text' ? someText : value)

const dangers = ['yes', 'no', 'unsure'] as const

const chosenId = ({ value }: Answer): string => (value.kind === 'choice' ? value.choice.id : '')

const here: Value = { kind: 'choice', choice: { id: 'here', label: '' } }

const answering = (fact: Answer): Command => ({ kind: 'answer', value: blind(fact.value) })

const volunteering = (fact: Answer): Command => ({
  kind: 'volunteer',
  question: fact,
  value: blind(fact.value),
})

/** The likeliest first. What was ticked is left open: see same.ts. */
const forAnswer = (fact: Answer, place: Place): readonly Command[] => {
  switch (fact.field) {
    case 'danger': {
      const danger = dangers.find((one) => one === chosenId(fact))
      return place.kind === 'danger' ? (danger ? [{ kind: 'danger', danger }] : []) : [answering(fact)]
    }
    case 'note':
      return fact.value.kind === 'text' ? [{ kind: 'note', text: someText.text }] : []
    case 'tried':
      return chosenId(fact) === 'yes' ? [{ kind: 'tried' }] : [{ kind: 'answer', value: here }]
    case 'advice':
    case 'action':
      return [{ kind: 'advice', advice: chosenId(fact) }]
    case 'sent':
      return fact.subject === undefined
        ? []
        : [{ kind: 'sent', letter: fact.subject, sha256: chosenId(fact) }]
    case 'match':
      return fact.value.kind === 'choice' ? [{ kind: 'match', criterion: fact.value.choice }] : []
    case 'check':
      return [
        { kind: 'checks', ticked: [] },
        { kind: 'tick', ticked: [] },
      ]
    case 'ask':
      return [answering(fact), volunteering(fact)]
    default:
      return aboutFields.includes(fact.field) ? [answering(fact), volunteering(fact)] : [answering(fact)]
  }
}

const forReplaces = ({ entry, fact: index, reason }: ReplacesFact, answer: Answer): readonly Command[] => {
  const value = blind(answer.value)
  const question = { ...answer, replaces: { entry, index } }
  if (reason.id === addedLater.id)
    return [
      { kind: 'answer', value },
      { kind: 'volunteer', question, value },
    ]
  const found = correctionReasons.find(({ id }) => id === reason.id)
  return found === undefined ? [] : [{ kind: 'correct', entry, index, value, reason: found }]
}

/** `after`: the fact that follows, which says to what a corrected answer is corrected. */
export const commandsFor = (
  fact: Said,
  place: Place,
  after: Fact | undefined,
  world: World,
): readonly Command[] => {
  switch (fact.kind) {
    case 'answer':
      return forAnswer(fact, place)
    case 'policy': {
      const policy = world.policy(fact.sha256)
      return policy === undefined ? [] : [{ kind: 'policy', policy }]
    }
    case 'replaces':
      return after?.kind === 'answer' ? forReplaces(fact, after) : []
  }
}
