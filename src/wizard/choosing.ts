/** Choosing a policy: at the first case, or another one instead. A policy that cannot be used says why and leaves the choice. */
import { rememberUsual } from '../sitting/casebook.ts'
import { type Choosable, choosable } from '../sitting/library.ts'
import { choosePolicy } from '../sitting/sitting.ts'
import type { KeyHint, Option, Page, Reply } from '../terminal/screen.ts'
import { headLines } from './head-lines.ts'
import { put, type Room, type Turn } from './room.ts'
import { done } from './saving.ts'

const unusable = async (room: Room, chosen: Choosable, why: readonly string[]): Promise<Turn> => {
  room.unusable.add(chosen.id)
  const body = [
    { spans: [{ text: `The policy "${chosen.title}" cannot be used:`, as: 'late' as const }] },
    ...why.flatMap((text) => text.split('\n')).map((text) => ({ spans: [{ text }], indent: 2, hang: 2 })),
    { spans: [{ text: 'Choose another one now. Whoever looks after it can mend it: rungs flow lint.' }] },
  ]
  const reply = await put(room, {
    kind: 'read',
    page: { head: headLines(room.desk.sitting), body },
    keys: [],
  })
  return reply.kind === 'interrupted' ? 'interrupted' : 'on'
}

const take = async (room: Room, chosen: Choosable, remember: boolean): Promise<Turn> => {
  const { sitting } = room.desk
  const loaded = await chosen.load()
  if (loaded.kind === 'unusable') return unusable(room, chosen, loaded.why)
  const turn = await done(room, choosePolicy(sitting, loaded.policy, loaded.text))
  if (remember && turn === 'on') rememberUsual(sitting.ports, sitting.casebook, chosen.id)
  return turn
}

/** What the person made of the choice: a turn, or a key that the caller deals with. */
export type Chosen = { readonly kind: 'turn'; readonly turn: Turn } | Extract<Reply, { kind: 'key' }>

const turned = (turn: Turn): Chosen => ({ kind: 'turn', turn })

export interface Choosing {
  readonly page: Page
  readonly title: string
  readonly keys: readonly KeyHint[]
  /** Offered besides the policies. */
  readonly others: readonly Option[]
  /** Take the usual one without asking, and remember the first choice as the usual one. */
  readonly first: boolean
}

/** Asks which policy; a usual one that can be used is taken without asking. */
export const choosePolicyFrom = async (
  room: Room,
  { page, title, keys, others, first }: Choosing,
): Promise<Chosen> => {
  const { sitting, usual } = room.desk
  const policies = choosable(sitting.ports, sitting.casebook.folder)
  const known = first ? policies.find(({ id }) => id === usual && !room.unusable.has(id)) : undefined
  if (known !== undefined) return turned(await take(room, known, false))
  const options = [...policies.map(({ id, title: label }) => ({ id, label })), ...others]
  const reply = await put(room, { kind: 'choice', page, title, options, keys })
  if (reply.kind === 'key') return reply
  if (reply.kind === 'interrupted') return turned('interrupted')
  const chosen = reply.kind === 'choice' ? policies.find(({ id }) => id === reply.id) : undefined
  return turned(chosen === undefined ? 'on' : await take(room, chosen, first))
}
