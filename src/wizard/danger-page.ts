/** What to do at once for a child in danger: the policy's own words first, then what every professional knows, labelled. */
import { heldIn } from '../flow/nationwide.ts'
import type { Common } from '../flow/policy.ts'
import type { KeyHint, Line, Page, Prompt, Reply, Terminal } from '../terminal/screen.ts'
import { contactLine } from './contact-lines.ts'
import { contactsOf, type Desk } from './desk.ts'
import { gapLines } from './remark-lines.ts'

const numbered = (texts: readonly { readonly text: string; readonly clause: string }[]): readonly Line[] =>
  texts.map(
    ({ text, clause }, i): Line => ({
      spans: [{ text: `${i + 1} ${text}` }],
      indent: 2,
      hang: 2,
      ...(clause === 'general' ? {} : { right: [{ text: clause, as: 'clause' } as const] }),
    }),
  )

/** Fits without a policy, before one has been chosen. */
export const dangerPage = (desk: Desk): Page => {
  const { common, sitting } = desk
  // Before a policy has been chosen, the usual one already tells whom to ring.
  const policy = sitting.state.policy ?? sitting.ports.shipped.policy(desk.usual ?? '')?.policy
  const own = policy === undefined ? [] : policy.danger
  const numbers =
    policy === undefined
      ? []
      : contactsOf(desk, policy, policy.dangerContacts).filter((contact) => contact.lines.length > 0)
  return {
    head: [
      { spans: [{ text: '! IMMEDIATE DANGER', as: 'danger' }] },
      { spans: [{ text: common.headline, as: 'number' }] },
      ...numbers.map((contact) => contactLine(desk, contact)),
      { spans: [] },
    ],
    body: [
      ...(own.length === 0
        ? []
        : [{ spans: [{ text: `${policy?.short ?? ''} says:`, as: 'title' } as const] }, ...numbered(own)]),
      ...(policy !== undefined && own.length === 0 && policy.dangerRemarks.length === 0
        ? [{ spans: [{ text: 'Gap: your policy has no step for immediate danger.', as: 'gap' } as const] }]
        : []),
      { spans: [{ text: `What anybody can do (${common.label}):`, as: 'title' }] },
      ...numbered(heldIn(common.danger, policy?.nation)),
      ...(policy === undefined ? [] : gapLines(policy, policy.dangerRemarks)),
    ],
  }
}

/** `!`, for prompts that have no other keys. */
export const dangerKey: KeyHint = { key: '!', label: 'danger' }

/** What to do, where no case is open. */
export const generalPage = (common: Common): Page => ({
  head: [
    { spans: [{ text: '! IMMEDIATE DANGER', as: 'danger' }] },
    { spans: [{ text: common.headline, as: 'number' }] },
  ],
  body: [
    { spans: [{ text: `What anybody can do (${common.label}):`, as: 'title' }] },
    ...numbered(heldIn(common.danger, undefined)),
  ],
})

const withDraft = (prompt: Prompt, draft: string): Prompt => {
  if (prompt.kind === 'text') return { ...prompt, draft }
  const ticked = draft.split(' ').filter((id) => id !== '')
  return prompt.kind === 'checks' && ticked.length > 0 ? { ...prompt, ticked } : prompt
}

/** Asks in a place where no case is open: `!` shows what to do, and the question stands, with what was typed or ticked. */
export const askSafely = async (terminal: Terminal, common: Common, prompt: Prompt): Promise<Reply> => {
  const reply = await terminal.ask({ ...prompt, keys: [dangerKey] })
  if (reply.kind !== 'key') return reply
  await terminal.ask({ kind: 'read', page: generalPage(common), keys: [] })
  return askSafely(terminal, common, withDraft(prompt, reply.draft))
}
