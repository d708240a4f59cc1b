/** `!`: from every screen, at once. */
import { perform } from '../sitting/sitting.ts'
import type { Answered } from './asking.ts'
import type { Room, Turn } from './room.ts'
import { done, showDanger } from './saving.ts'

/**
 * Records the danger; the next question then stands under what to do. Where nothing can be written, what to do comes
 * first all the same.
 */
export const danger = async (room: Room): Promise<Turn> => {
  // What to do is on the screen already, and what was done is being asked.
  if (room.desk.sitting.state.sitting.dangerOpen) return 'on'
  const performed = perform(room.desk.sitting, { kind: 'danger', danger: 'yes' })
  if (performed.kind !== 'saved') await showDanger(room)
  return done(room, performed)
}

/** For a screen with work on it that is gone on with: what to do, and what was done, come before anything else. */
export const dangerFirst = async (room: Room): Promise<Turn> => {
  let turn = await danger(room)
  while (turn === 'on' && room.desk.sitting.state.sitting.dangerOpen) turn = await room.turn()
  return turn
}

/** A key at a question that was put aside the main path: danger acts, the others only lead back. */
export const unanswered = async (
  room: Room,
  answered: Exclude<Answered, { kind: 'value' }>,
): Promise<Turn> => {
  if (answered.kind === 'key' && answered.key === '!') return danger(room)
  return answered.kind === 'interrupted' ? 'interrupted' : 'on'
}
