/** What every screen of the wizard is made from. */
import type { Command } from '../case/command.ts'
import type { Draft } from '../draft/draft.ts'
import { wantedNow } from '../draft/wanted.ts'
import type { Common, Contact, Policy, Remark, Rung } from '../flow/policy.ts'
import type { Sitting } from '../sitting/sitting.ts'
import type { Aside } from './aside.ts'

export interface Desk {
  readonly sitting: Sitting
  readonly common: Common
  /** Today's edition of the case's policy, where it is not the one the case is walked by and has the same rung. */
  readonly newer?: { readonly policy: Policy; readonly text: string }
  /** Danger was called out before the sitting began. */
  readonly danger?: true
  readonly aside?: Aside
  /** What the person came to say: it is put on record once they have said who they are. */
  readonly first?: Command
  /** The drafts of each policy that the case was walked by, by its digest: loaded when it is chosen. */
  readonly drafts?: ReadonlyMap<string, readonly Draft[]>
  /** The policy that is taken without being asked for. */
  readonly usual?: string
}

/** The contacts of these ids, in their order, that apply to the answers given so far. */
export const contactsOf = (desk: Desk, policy: Policy, ids: readonly string[]): readonly Contact[] =>
  ids
    .flatMap((id) => policy.contacts.find((one) => one.id === id) ?? [])
    .filter(({ when }) => {
      const answer = when === undefined ? undefined : desk.sitting.state.asks[when.ask]
      return when === undefined || answer === undefined || when.is.includes(answer.id)
    })

/** The questions of the policy on which it depends whom to approach on a rung, and on which number. */
export const numberAsks = (policy: Policy, rung: Rung): readonly string[] => {
  const named = [
    ...(rung.whomBy === undefined ? [] : [rung.whomBy.ask]),
    ...rung.contacts.flatMap((id) => policy.contacts.find((one) => one.id === id)?.when?.ask ?? []),
  ]
  return named.filter((id) => policy.asks.some((one) => one.id === id))
}

/** The questions of the policy on which a rung's contacts depend and that have not been answered. */
export const undecided = (desk: Desk, policy: Policy, rung: Rung): readonly string[] => {
  const asks = numberAsks(policy, rung)
  return [...new Set(asks)].filter((id) => desk.sitting.state.asks[id] === undefined)
}

export const remarksOf = (policy: Policy, ids: readonly string[]): readonly Remark[] =>
  ids.flatMap((id) => policy.remarks.find((one) => one.id === id) ?? [])

/** The drafts of the case's policy; none before it is known. */
export const draftsAt = ({ drafts, sitting: { state } }: Desk): readonly Draft[] =>
  drafts?.get(state.policy?.sha256 ?? '') ?? []

/** Those that are wanted where the case stands. */
export const draftsHere = (desk: Desk): readonly Draft[] => wantedNow(draftsAt(desk), desk.sitting.state)
