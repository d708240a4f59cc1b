/** Performs commands and says what came of them: an answer that is not on disk is never passed over. */
import type { Command } from '../case/command.ts'
import { type Moved, moveTo } from '../sitting/moving.ts'
import { type Performed, perform, save } from '../sitting/sitting.ts'
import { dangerKey, dangerPage } from './danger-page.ts'
import { headLines } from './head-lines.ts'
import { put, type Room, type Turn } from './room.ts'

/** Shows what could not be saved and lets the person decide; the answer is kept meanwhile. */
const unsaved = async (room: Room, failed: Extract<Performed, { kind: 'not-saved' }>): Promise<Turn> => {
  const { sitting } = room.desk
  const reply = await put(room, {
    kind: 'choice',
    page: {
      head: headLines(sitting),
      body: [
        { spans: [{ text: 'NOT SAVED. ', as: 'late' }, { text: `${failed.reason}.` }] },
        { spans: [{ text: failed.hint }] },
        {
          spans: [
            {
              text: 'Everything before this answer is saved. The answer itself is kept here until you decide.',
            },
          ],
        },
      ],
    },
    title: 'What now?',
    options: [
      { id: 'again', label: 'Try again' },
      { id: 'elsewhere', label: 'Save the whole record in another folder, and go on there' },
      { id: 'leave', label: 'Leave without this answer' },
    ],
    keys: [dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') await showDanger(room)
  if (reply.kind !== 'choice') return unsaved(room, failed)
  if (reply.id === 'leave') return 'unsaved'
  if (reply.id === 'elsewhere') {
    const moved = await askFolder(room)
    if (moved === undefined) return unsaved(room, failed)
    if (moved.kind === 'not-saved') return unsaved(room, moved)
  }
  return done(room, save(sitting))
}

/** What to do, for a screen on which nothing can be recorded. */
export const showDanger = async (room: Room): Promise<void> => {
  await put(room, { kind: 'read', page: dangerPage(room.desk), keys: [] })
}

const askFolder = async (room: Room): Promise<Moved | undefined> => {
  const reply = await put(room, {
    kind: 'text',
    page: { head: headLines(room.desk.sitting), body: [] },
    title: 'Which folder?',
    hint: 'for instance a USB stick; it must exist',
    keys: [dangerKey],
    check: (text) => (text.trim() === '' ? 'Name a folder.' : undefined),
  })
  if (reply.kind === 'key') await showDanger(room)
  return reply.kind === 'text' ? moveTo(room.desk.sitting, reply.text.trim()) : undefined
}

/** Says what came of a command, where it was not simply saved. */
export const done = async (room: Room, performed: Performed): Promise<Turn> => {
  switch (performed.kind) {
    case 'saved':
      return 'on'
    case 'not-saved':
      return unsaved(room, performed)
    case 'refused':
    case 'changed': {
      const stop = performed.kind === 'changed'
      const reply = await put(room, {
        kind: 'read',
        page: {
          head: headLines(room.desk.sitting),
          body: [
            {
              spans: [
                { text: stop ? 'NOT SAVED. ' : 'That cannot be: ', as: 'late' },
                { text: `${performed.reason}${performed.reason.endsWith('.') ? '' : '.'}` },
              ],
            },
            ...(stop
              ? [
                  {
                    spans: [
                      {
                        text: 'Something else has changed the file or put another in its place, so Rungs does not write into it. Look at that file now: what was saved before stood in it when it was saved.',
                      },
                    ],
                  },
                ]
              : []),
          ],
        },
        keys: [],
      })
      return reply.kind === 'interrupted' ? 'interrupted' : stop ? 'unsaved' : 'on'
    }
  }
}

/** Performs a command, and says where it was not simply saved. */
export const act = async (room: Room, command: Command): Promise<Turn> =>
  done(room, perform(room.desk.sitting, command))
