/** A letter that somebody works at: what it is worked with, and how they are asked. */
import type { Draft } from '../draft/draft.ts'
import type { Letter } from '../draft/letter.ts'
import type { Ports } from '../ports.ts'
import type { Line, Option, Prompt, Reply, Terminal } from '../terminal/screen.ts'
import { dangerKey } from './danger-page.ts'
import { type Begun, keepLetter, keepText, type LetterFormat } from './letter-files.ts'
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

/** All but the draft changes as it goes. */
export interface Work {
  readonly draft: Draft
  letter: Letter
  /** As it stands in a text, or can be made again from the record; absent where a text of it was spoilt. */
  kept?: Letter | undefined
  /** The text that is brought up to date with each change, until somebody is given it. */
  begun?: Begun | undefined
  /** Whether the letter has been on the screen. */
  shown: boolean
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

const notWritten = (
  work: Work,
  { reason, hint }: { readonly reason: string; readonly hint: string },
): void => {
  work.said = [wrong(`NOT WRITTEN. ${reason}.`), good(`${hint} The letter is still here.`)]
}

/** Nothing that was typed is only on the screen. Whether it is in a file; where not, that is said. */
export const keep = async (desk: LetterDesk, work: Work): Promise<boolean> => {
  if (work.letter === work.kept) return true
  const { ports, folder } = desk
  const kept = await keepText(ports, folder, named(desk, work), work.letter, work.begun)
  if (kept.kind !== 'written') {
    notWritten(work, kept)
    return false
  }
  work.begun = kept
  work.kept = work.letter
  return true
}

/** Writes a file of the letter that the person is given, and says where it is; its path where it is there. */
export const make = async (
  desk: LetterDesk,
  work: Work,
  format: LetterFormat,
): Promise<string | undefined> => {
  const { ports, folder } = desk
  const begun = format === 'md' && (await keep(desk, work)) ? work.begun : undefined
  const made =
    begun === undefined
      ? await keepLetter(ports, folder, named(desk, work), work.letter, format)
      : { kind: 'written' as const, path: begun.path }
  if (made.kind !== 'written') {
    notWritten(work, made)
    return undefined
  }
  if (format === 'md') {
    work.begun = undefined
    work.kept = work.letter
  }
  work.said = [good(`Written: ${made.path}`)]
  return made.path
}
