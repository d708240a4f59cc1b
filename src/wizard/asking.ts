/** Puts one question of the engine to the person, and makes a value of the reply. */
import type { Value } from '../case/fact.ts'
import type { Ask, Choice } from '../case/question.ts'
import type { Option, Page, Prompt, Reply } from '../terminal/screen.ts'
import { keysFor } from './keys.ts'
import { pageFor } from './question-page.ts'
import { checkText, hintFor, leaveOut, readChoice, readText } from './reading.ts'
import { put, type Room } from './room.ts'

const elseId = 'else'

/** Where the next thing to do is to wait. */
const leaveOption: Option = { id: 'leave', label: 'Not yet: save and leave' }

/** Those offered at once, and one more for what is only behind "Something else". */
const mainOptions = (options: readonly Choice[]): readonly Option[] => {
  const main = options.filter((one) => one.aside !== true)
  return main.length === options.length ? main : [...main, { id: elseId, label: 'Something else …' }]
}

const draftOf = (room: Room, id: string): { readonly draft: string } | Record<string, never> => {
  const draft = room.drafts.get(id)
  return draft === undefined ? {} : { draft }
}

const promptFor = (room: Room, question: Ask, page: Page): Prompt => {
  const { desk } = room
  const keys = keysFor(desk, question.field)
  const { input, title } = question
  if (input.kind === 'choice') {
    const waits = ['promise-outcome', 'top-outcome', 'handed-outcome'].includes(question.field)
    const options = [...(waits ? [leaveOption] : []), ...mainOptions(input.options)]
    return input.optional
      ? {
          kind: 'choice',
          page,
          title,
          options: [...options, { id: leaveOut, label: 'Leave it out' }],
          keys,
          preselected: leaveOut,
        }
      : { kind: 'choice', page, title, options, keys }
  }
  const offered = (input.kind === 'text' ? input.offered : undefined) ?? desk.aside?.offer(question)
  const hint = hintFor(question)
  return {
    kind: 'text',
    page,
    title,
    keys,
    check: checkText(question, desk.sitting.ports.clock.now),
    ...(hint === '' ? {} : { hint }),
    ...(offered === undefined ? {} : { offered }),
    ...draftOf(room, question.id),
  }
}

const chooseAside = async (room: Room, question: Ask, prompt: Prompt): Promise<Reply> => {
  if (question.input.kind !== 'choice' || prompt.kind !== 'choice') return { kind: 'read' }
  const options = question.input.options.filter((one) => one.aside === true)
  return put(room, {
    ...prompt,
    title: 'Something else: what?',
    options: [...options, { id: 'return', label: 'Back to the step' }],
  })
}

/** `again`: nothing was decided; the question stands. */
export type Answered =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'key'; readonly key: string }
  /** Nothing is to be said now: save and leave. */
  | { readonly kind: 'leave' }
  | { readonly kind: 'again' }
  | { readonly kind: 'interrupted' }

/** Puts a question once, under its page. A key comes back to the caller; half-typed text is kept in the room. */
export const putAsk = async (
  room: Room,
  question: Ask,
  page: Page = pageFor(room.desk, question),
): Promise<Answered> => {
  const prompt = promptFor(room, question, page)
  let reply = await put(room, prompt)
  if (reply.kind === 'choice' && reply.id === elseId) reply = await chooseAside(room, question, prompt)
  switch (reply.kind) {
    case 'choice':
      if (reply.id === leaveOption.id) return { kind: 'leave' }
      return reply.id === 'return'
        ? { kind: 'again' }
        : { kind: 'value', value: readChoice(question, reply.id) }
    case 'text': {
      const value = readText(question, reply.text, room.desk.sitting.ports.clock.now())
      if ('error' in value) return { kind: 'again' }
      room.drafts.delete(question.id)
      return { kind: 'value', value }
    }
    case 'key':
      if (reply.draft !== '') room.drafts.set(question.id, reply.draft)
      return { kind: 'key', key: reply.key }
    case 'interrupted':
      return { kind: 'interrupted' }
    case 'checks':
    case 'read':
      return { kind: 'again' }
  }
}
