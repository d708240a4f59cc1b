/** Where an answer would have led, by the policy of the day: the engine is asked, on the case as it stood. Writes nothing. */
import type { Stamp } from '../calendar/time.ts'
import type { Case, Placed, Position } from '../case/case.ts'
import type { Written } from '../case/command.ts'
import { resolve } from '../case/conditions.ts'
import { decide } from '../case/decide.ts'
import { evolve } from '../case/evolve.ts'
import type { Named, Value } from '../case/fact.ts'
import { kindOf, leadsTo } from '../case/outcomes.ts'
import type { Ask } from '../case/question.ts'
import { rungName } from '../flow/rungs.ts'
import { quoted } from '../flow/words/phrase.ts'
import { targetWords } from '../flow/words/target.ts'

const stays = 'stays on this step'

const elsewhereTitle = ({ policy }: Case, id: string | undefined): string =>
  policy?.elsewhere.find((one) => one.id === id)?.title ?? id ?? ''

/** Where a case is, as the end of "leads …". */
const whereWords = (state: Case, position: Position): string => {
  switch (position.kind) {
    case 'opening':
      return 'to the choice of what it is about'
    case 'entry':
      return `to the questions before ${quoted(position.scenario.title)}`
    case 'rung':
      return `to ${quoted(rungName(position.visit.rung))}`
    case 'promise':
      return 'to what was agreed: kept open until it is done'
    case 'top':
      return 'to the end of the policy: it has no further step'
    case 'handed':
      return `elsewhere, to ${quoted(elsewhereTitle(state, position.elsewhere))}, and perhaps back`
    case 'closing':
      return 'to the questions at the close'
    case 'closed':
      return 'to the end: the case is closed'
  }
}

const isSamePosition = (a: Position, b: Position): boolean =>
  a.kind === b.kind &&
  (a.kind !== 'rung' ||
    b.kind !== 'rung' ||
    (a.visit.rung === b.visit.rung && a.visit.scenario === b.visit.scenario))

const numbered = (facts: readonly Written[]): readonly Placed[] =>
  facts.map((written, i) => ({ entry: Number.MAX_SAFE_INTEGER, index: i + 1, ...written }))

/** An outcome opens questions before the case goes on: where it leads once they are answered. */
const outcomeWords = (before: Case, choice: Named): string | undefined => {
  const { position, policy, scenario } = before
  if (position.kind !== 'rung' || policy === undefined || scenario === undefined) return undefined
  if (choice.id === 'here') return stays
  const kind = kindOf(position.visit.rung, choice.id)
  if (kind === undefined) return undefined
  if (kind === 'back') return 'to an earlier step, to be chosen'
  if (kind === 'moved') return 'to another kind of disagreement, to be chosen'
  const attempt = { outcome: choice, kind, at: '', details: {}, answers: {}, complete: true }
  const target = leadsTo(position.visit, attempt)
  if (target === undefined) return stays
  return targetWords(policy, scenario, target.kind === 'rung' ? resolve(before, scenario, target) : target)
}

/** What a guard wants done on this answer. */
const guardWords = (before: Case, { subject }: Ask, choice: Named): string | undefined =>
  before.policy?.guards.find(({ id }) => id === subject?.id)?.options.find(({ id }) => id === choice.id)?.then

const fieldWords = (before: Case, question: Ask, choice: Named): string | undefined => {
  switch (question.field) {
    case 'outcome':
      return outcomeWords(before, choice)
    case 'guard':
      return guardWords(before, question, choice)
    case 'danger':
      return choice.id === 'no' ? undefined : 'first to what to do at once for a child in danger'
    default:
      return undefined
  }
}

/**
 * Where this answer to the present question would have led, as the end of "leads …"; undefined where the next question follows
 * and nothing else. A refusal is told with its reason.
 */
export const leadsWords = (before: Case, question: Ask, choice: Named, at: Stamp): string | undefined => {
  const value: Value = { kind: 'choice', choice: { id: choice.id, label: choice.label } }
  const decided = decide(before, { kind: 'answer', value }, at)
  if (decided.kind === 'refused') return `nowhere: ${decided.reason}`
  const after = numbered(decided.facts).reduce(evolve, before)
  if (!isSamePosition(before.position, after.position)) return whereWords(after, after.position)
  return fieldWords(before, question, choice)
}

/** Where a scenario leads that is chosen. */
export const scenarioWords = (before: Case, choice: Named, at: Stamp): string => {
  const decided = decide(before, { kind: 'answer', value: { kind: 'choice', choice } }, at)
  if (decided.kind === 'refused') return `nowhere: ${decided.reason}`
  const after = numbered(decided.facts).reduce(evolve, before)
  return whereWords(after, after.position)
}
