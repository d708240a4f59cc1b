/** A reminder for the calendar, offered once, on the way out, where the sitting has set a deadline: never during the call. */
import { openDues } from '../case/agenda.ts'
import { danger } from './danger.ts'
import { dangerKey } from './danger-page.ts'
import { headLines } from './head-lines.ts'
import { put, type Room, type Turn } from './room.ts'

/** Whether something is open now that was not, or was due otherwise, when the sitting began. Nothing made up is for a calendar. */
export const isReminderDue = (room: Room): boolean => {
  const { state, casebook } = room.desk.sitting
  if (room.reminderOffered || casebook.exercise !== undefined || state.exercise !== undefined) return false
  return [...openDues(state)].some((one) => !room.openBefore.has(one))
}

/** Enter alone writes nothing. What could not be written is said when the sitting is over, and keeps nobody. */
export const offerReminder = async (room: Room): Promise<Turn> => {
  const { sitting } = room.desk
  const reply = await put(room, {
    kind: 'choice',
    page: {
      head: headLines(sitting),
      body: [
        { spans: [{ text: 'A file for your calendar program, with an alarm for each thing that is due.' }] },
        {
          spans: [
            {
              text: 'It has the number of the record and the words of the policy in it: no names, nothing that you typed.',
              as: 'quiet',
            },
          ],
        },
      ],
    },
    title: 'A reminder for your calendar?',
    options: [
      { id: 'yes', label: 'Write it' },
      { id: 'no', label: 'No' },
    ],
    preselected: 'no',
    keys: [dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') return danger(room)
  room.reminderOffered = true
  if (reply.kind !== 'choice' || reply.id !== 'yes') return 'on'
  const { remind } = await import('../sitting/reminding.ts')
  sitting.reminder = await remind(sitting)
  return 'on'
}
