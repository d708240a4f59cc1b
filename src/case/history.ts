/** Looking back in a case: which facts there are, and which of them can be corrected. */
import type { Case, Placed } from './case.ts'
import { toList } from './chain.ts'

/** The fact at that place of the record, or nothing. */
export const findPlaced = (state: Case, entry: number, index: number): Placed | undefined => {
  for (let link = state.log; link !== undefined; link = link.before)
    if (link.last.entry === entry && link.last.index === index) return link.last
  return undefined
}

const correctable = (placed: Placed): boolean => placed.fact.kind === 'answer' && placed.fact.field !== 'note'

/** The answers that can be corrected, newest first; of one that was corrected only the newest. */
export const correctableAnswers = (state: Case): readonly Placed[] => {
  const log = toList(state.log)
  const replaced = new Set(
    log.flatMap(({ fact }) => (fact.kind === 'replaces' ? [`${fact.entry}.${fact.fact}`] : [])),
  )
  return log
    .filter((placed) => correctable(placed) && !replaced.has(`${placed.entry}.${placed.index}`))
    .reverse()
}
