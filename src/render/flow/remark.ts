/** Gaps and readings in the proof-reading document: in full wherever they are shown. */
import type { Policy } from '../../flow/policy.ts'
import { type Block, type Item, labelled, passage } from '../document/document.ts'

/** Gaps and readings in full, by id. */
export const remarkItems = (policy: Policy, ids: readonly string[]): readonly Item[] =>
  ids.flatMap((id) =>
    policy.remarks
      .filter((one) => one.id === id)
      .map((one) => ({
        text: [`${one.kind === 'gap' ? 'Gap' : 'Reading'}: `, ...passage(one).text],
        mark: one.kind,
      })),
  )

/** What the source leaves open at one place, under its label. */
export const openHere = (policy: Policy, ids: readonly string[]): readonly Block[] =>
  labelled('What the source leaves open', remarkItems(policy, ids))
