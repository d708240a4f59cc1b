/** What each key does. None of them loses what was half-typed; none of them moves the case. */
import type { Question } from '../case/question.ts'
import { danger } from './danger.ts'
import { letters } from './key-letters.ts'
import { contacts, elsewhere, keyPage, recordSoFar } from './key-pages.ts'
import { policyKey } from './key-policy.ts'
import { advice, checks, correct, note, otherPolicy, whichNumber } from './key-records.ts'
import { why } from './receipt.ts'
import type { Room, Turn } from './room.ts'
import { act } from './saving.ts'

const leaveTurn = (room: Room): Turn => {
  if (room.leaving) return 'left'
  room.leaving = true
  return 'on'
}

/** Does what a key stands for at this question: one of the wizard's, or of whoever stands beside it. */
export const handleKey = async (room: Room, key: string, question: Question): Promise<Turn> => {
  const { state } = room.desk.sitting
  switch (key) {
    case '!':
      return danger(room)
    case 'n':
      return note(room)
    case 'c':
      return contacts(room)
    case 'p':
      return policyKey(room, question)
    case 'b':
      return correct(room)
    case 'w':
      return why(room)
    case 'r':
      return recordSoFar(room)
    case 'a':
      return advice(room)
    case 'k':
      return checks(room)
    case 'l':
      return letters(room)
    case 'q':
      return whichNumber(room)
    case 't':
      return state.catchingUp ? 'on' : act(room, { kind: 'tried' })
    case 'o':
      return otherPolicy(room)
    case 'e':
      return elsewhere(room)
    case 's':
      return leaveTurn(room)
    case 'h':
      await room.terminal.hide()
      return 'on'
    case '?':
      return keyPage(room, question)
    default:
      return room.desk.aside?.press(room, key, question) ?? 'on'
  }
}
