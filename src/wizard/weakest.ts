/** At the close: what a reader of the record would miss, and which of it is asked. Opinions; nothing is ever held up by them. */
import type { Case } from '../case/case.ts'
import { some } from '../case/chain.ts'
import { askSkipped, skippedAt } from '../case/closing.ts'
import { addedLater } from '../case/command.ts'
import type { Ask } from '../case/question.ts'
import { briefStrengthLines } from '../render/strength.ts'
import { strengthOf } from '../strength/strength.ts'
import type { Line } from '../terminal/screen.ts'

/** Whether something that was passed over has been asked for again. */
const isBegun = ({ log }: Case): boolean =>
  some(log, ({ fact }) => fact.kind === 'replaces' && fact.reason.id === addedLater.id)

/** The weightiest of what was passed over and can be asked for now. */
const weakest = (state: Case): Ask | undefined => {
  for (const { entry, fact } of strengthOf(state).missing) {
    const skip = fact === undefined ? undefined : skippedAt(state, { entry, index: fact })
    if (skip !== undefined) return askSkipped(skip)
  }
  return undefined
}

/** What is asked in the place of a question of the close; undefined where that question stands. */
export const weakestOf = (state: Case, question: Ask): Ask | undefined =>
  question.replaces !== undefined || (question.field === 'again' && !isBegun(state))
    ? weakest(state)
    : undefined

const most = 3

/** Shown once with the first thing that is asked, and before the case is closed: not at every question between. */
export const missedLines = (state: Case, { field, replaces }: Ask): readonly Line[] => {
  const { position } = state
  if (position.kind !== 'closing') return []
  const isFirst = replaces !== undefined && position.details.again === undefined
  return isFirst || field === 'closing' ? briefStrengthLines(strengthOf(state), most) : []
}
