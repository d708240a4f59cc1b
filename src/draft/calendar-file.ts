/** Reminders → the text of an iCalendar file (RFC 5545). The only file that knows the library; read nothing back from it. */
import {
  ICalAlarmType,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventTransparency,
} from 'ical-generator'
import type { Moment, Stamp } from '../calendar/time.ts'
import { civilInstant, instant, london } from '../calendar/zone.ts'
import { visible } from '../render/visible.ts'
import type { Reminder } from './reminders.ts'

/** By which a file of ours is known again. */
export const maker = '//Rungs//Rungs//EN'

const stampTime = (stamp: Stamp): Date => new Date(instant(stamp))

const momentTime = ({ date, time }: Required<Pick<Moment, 'date' | 'time'>>): Date =>
  new Date(civilInstant(date, time, london))

const add = (calendar: ICalCalendar, reminder: Reminder): void => {
  const { date, time } = reminder
  const title = visible(reminder.title)
  const event = calendar.createEvent({
    id: reminder.uid,
    sequence: reminder.sequence,
    stamp: stampTime(reminder.made),
    lastModified: stampTime(reminder.changed),
    // A day has no zone: it is that day wherever the calendar is read.
    start: time === undefined ? new Date(`${date}T00:00:00Z`) : momentTime({ date, time }),
    allDay: time === undefined,
    summary: title,
    description: reminder.words.map(visible).join('\n'),
    // Whoever may look into the calendar sees that there is something, and nobody is shown as busy.
    class: ICalEventClass.PRIVATE,
    transparency: ICalEventTransparency.TRANSPARENT,
  })
  for (const alarm of reminder.alarms)
    event.createAlarm({ type: ICalAlarmType.display, trigger: momentTime(alarm), description: title })
}

const alarmsThenProperties =
  /((?:^BEGIN:VALARM\r\n(?:.*\r\n)*?END:VALARM\r\n)+)((?:.+\r\n)*?)(?=END:VEVENT\r\n)/gm

/**
 * The library writes some properties behind the alarms, and the grammar (RFC 5545, 3.6.1) has none there. No text can be taken for such
 * a line: its line breaks are escaped, and what is folded begins with a space.
 */
const inOrder = (text: string): string => text.replace(alarmsThenProperties, '$2$1')

/** The text of a calendar file with CRLF and lines of at most 75 octets; each text in it is one that can be seen. */
export const calendarFile = (reminders: readonly Reminder[]): string => {
  const calendar = new ICalCalendar({ prodId: maker, method: ICalCalendarMethod.PUBLISH })
  for (const reminder of reminders) add(calendar, reminder)
  return inOrder(`${calendar.toString()}\r\n`)
}
