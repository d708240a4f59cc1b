/** Whether a record is of a made-up case, for training. Its number says so, or a fact of it: one alone is enough. */
import type { Fact, Named } from '../case/fact.ts'
import { isTrainingId } from '../training-mark.ts'

/** What marks a record in which nothing happened. */
export interface MadeUp {
  /** The made-up case; absent where only the number of the record says that it is one. */
  readonly exercise?: Named
}

interface Told {
  readonly id: string
  readonly entries: readonly { readonly facts: readonly Fact[] }[]
}

/** The first made-up case that a record names; nothing where it is no training record. */
export const madeUpOf = ({ id, entries }: Told): MadeUp | undefined => {
  for (const { facts } of entries)
    for (const fact of facts) if (fact.kind === 'training') return { exercise: fact.exercise }
  return isTrainingId(id) ? {} : undefined
}
