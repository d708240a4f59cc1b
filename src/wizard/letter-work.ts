/** A letter that somebody works at: what it is worked with, and how they are asked. */
import type { Draft } from '../draft/draft.ts'
import type { Letter } from '../draft/letter.ts'
import type { Ports } from '../ports.ts'
import type { Line, Option, Prompt, Reply, Terminal } from '../terminal/screen.ts'
import { dangerKey } from './danger-page.ts'
import { keepLetter, type LetterFormat } from './letter-files.ts'
import type { Turn } from './room.ts'

export interface LetterDesk {
  readonly ports: Ports
  readonly terminal: Terminal
  /** The casebook in which files are made. */
  readonly folder: string
  /** The record's number. */
  readonly id: string
  readonly head: (title: string) => readonly Line[]
  /** `!`: shows what to do. */
  readonly danger: () => Promise<Turn>
  /** The letter that a draft becomes for the case as it stands now. */
  readonly letter: (draft: Draft) => Letter
  /** Gives a receipt for the record so far, in words for a letter; absent where none can be given. */
  readonly receipt?: () => Promise<{ readonly words: string } | Turn>
  /** Puts on record that the letter of a draft was sent, as the file of this digest. */
  readonly sent: (draft: Draft, sha256: string) => Promise<Turn>
}

/** How somebody left the desk: `sent` is on record already. */
export type LetterEnd = Turn | 'sent'

/** `letter` and `said` change as it goes. */
export interface Work {
  readonly draft: Draft
  letter: Letter
  /** As it stands in a file, or can be made again from the record. */
  kept: Letter
  /** What has just been done, or has gone wrong. */
  said: readonly Line[]
}

export const nameOf = (file: string): string => file.replace(/^.*[/\\]/, '')

export const quiet = (text: string): Line => ({ spans: [{ text, as: 'quiet' }] })
export const wrong = (text: string): Line => ({ spans: [{ text, as: 'late' }], hang: 2 })
export const good = (text: string): Line => ({ spans: [{ text }], hang: 2 })

/** Asks; danger is shown in between, and the question stands with what was typed. */
export const ask = async (desk: LetterDesk, prompt: Prompt): Promise<Reply> => {
  const reply = await desk.terminal.ask(prompt)
  if (reply.kind !== 'key' || reply.key !== dangerKey.key) return reply
  if ((await desk.danger()) !== 'on') return { kind: 'interrupted' }
  return ask(desk, prompt.kind === 'text' && reply.draft !== '' ? { ...prompt, draft: reply.draft } : prompt)
}

export const backOption: Option = { id: 'back', label: 'Back to the letter' }

const named = ({ id }: LetterDesk, { draft }: Work) => ({ id, draft: draft.id })

/** Writes a file of the letter, and says where it is; its path where it is there. */
export const make = async (
  desk: LetterDesk,
  work: Work,
  format: LetterFormat,
): Promise<string | undefined> => {
  const made = await keepLetter(desk.ports, desk.folder, named(desk, work), work.letter, format)
  if (made.kind === 'written') {
    work.said = [good(`Written: ${made.path}`)]
    work.kept = work.letter
    return made.path
  }
  work.said = [wrong(`NOT WRITTEN. ${made.reason}.`), good(`${made.hint} The letter is still here.`)]
  return undefined
}
