/** What the wizard holds while a person works, and how a prompt is put. */
import { openDues } from '../case/agenda.ts'
import type { Command } from '../case/command.ts'
import type { Draft } from '../draft/draft.ts'
import type { Prompt, Reply, Terminal } from '../terminal/screen.ts'
import type { Desk } from './desk.ts'

/** How a sitting ended: by choice, with an answer that could not be saved, or cut short. */
export type Ended = 'left' | 'closed' | 'unsaved' | 'interrupted'

export interface Room {
  readonly desk: Desk
  readonly terminal: Terminal
  /** What the desk shows of drafts; see `Desk`. */
  readonly policyDrafts: Map<string, readonly Draft[]>
  /** Half-typed text, by the id of its question: kept while other screens are shown, until that question is answered. */
  readonly drafts: Map<string, string>
  /** The person was writing a note when danger came up: it is taken up again afterwards. */
  noteWaits: boolean
  /** Policies that could not be loaded in this sitting. */
  readonly unusable: Set<string>
  /** A newer edition was offered in this sitting. */
  editionOffered: boolean
  /** The person has asked to leave; what the case is about is asked first. */
  leaving: boolean
  /** What the person came to say, until it is on record; see `Desk`. */
  first: Command | undefined
  /** What was open when the sitting began. */
  readonly openBefore: ReadonlySet<string>
  /** A reminder was offered in this sitting. */
  reminderOffered: boolean
  /** One more turn of the loop, for a screen that the person comes back to. */
  readonly turn: () => Promise<Turn>
}

/** What the loop does after a question: go on, or end. */
export type Turn = 'on' | Ended

/** A room that has just been entered; `turn` is the loop's, where there is one. */
export const enterRoom = (
  desk: Desk,
  terminal: Terminal,
  turn: (room: Room) => Promise<Turn> = () => Promise.resolve('left'),
): Room => {
  const policyDrafts = new Map<string, readonly Draft[]>()
  const room: Room = {
    desk: { ...desk, drafts: policyDrafts },
    policyDrafts,
    terminal,
    drafts: new Map(),
    noteWaits: false,
    unusable: new Set(),
    editionOffered: false,
    leaving: false,
    first: desk.first,
    openBefore: openDues(desk.sitting.state),
    reminderOffered: false,
    turn: () => turn(room),
  }
  return room
}

/** A prompt put and answered; keys come back as keys. */
export const put = (room: Room, prompt: Prompt): Promise<Reply> => room.terminal.ask(prompt)
