/** What the wizard holds while a person works, and how a prompt is put. */
import type { Prompt, Reply, Terminal } from '../terminal/screen.ts'
import type { Desk } from './desk.ts'

/** How a sitting ended: by choice, or cut short. */
export type Ended = 'left' | 'closed' | 'interrupted'

export interface Room {
  readonly desk: Desk
  readonly terminal: Terminal
  /** Half-typed text, kept while another screen is shown, by the id of its question. */
  draft?: { readonly id: string; readonly text: string }
  /** The person has asked to leave; what the case is about is asked first. */
  leaving: boolean
}

/** What the loop does after a question: go on, or end. */
export type Turn = 'on' | Ended

/** A prompt put and answered; keys come back as keys. */
export const put = (room: Room, prompt: Prompt): Promise<Reply> => room.terminal.ask(prompt)
