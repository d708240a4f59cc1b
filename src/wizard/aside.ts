/**
 * What somebody else adds to the screens of a sitting: lines above a question, an answer on offer, keys of its own. The wizard
 * shows and calls it, and does not know what it is for.
 */
import type { Ask, Question } from '../case/question.ts'
import type { KeyHint, Line } from '../terminal/screen.ts'
import type { Room, Turn } from './room.ts'

export interface Aside {
  /** Stand first in the body of the question's page. */
  readonly lines: (question: Question) => readonly Line[]
  /** Taken by an empty line, where the question has nothing on offer itself. */
  readonly offer: (question: Ask) => string | undefined
  /** Work at every question at which a note can be written. None of them is one of the wizard's. */
  readonly keys: readonly AsideKey[]
  /** Does what one of its keys stands for. */
  readonly press: (room: Room, key: string, question: Question) => Promise<Turn>
}

export interface AsideKey extends KeyHint {
  /** A sentence on it, for `?`. */
  readonly long: string
}
