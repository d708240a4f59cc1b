/** A calendar file as the parser of Thunderbird reads it. */
import ICAL from 'ical.js'

export interface Alarm {
  readonly action: string
  /** Seconds of UTC, `2026-11-20T09:00:00.000Z`. */
  readonly at: string
  readonly text: string
}

export interface Event {
  readonly uid: string
  readonly sequence: number
  readonly title: string
  readonly text: string
  /** `2026-11-20` of an event of a whole day, else an instant. */
  readonly start: string
  readonly allDay: boolean
  readonly stamp: string
  readonly changed: string
  readonly visibleTo: string
  readonly shownAs: string
  readonly alarms: readonly Alarm[]
}

const instant = (value: unknown): string => {
  if (!(value instanceof ICAL.Time) || value.isDate) throw new Error(`no instant: ${String(value)}`)
  if (value.zone !== ICAL.Timezone.utcTimezone) throw new Error(`not UTC: ${value.toString()}`)
  return value.toJSDate().toISOString()
}

const text = (component: ICAL.Component, name: string): string =>
  String(component.getFirstPropertyValue(name) ?? '')

const alarmOf = (alarm: ICAL.Component): Alarm => ({
  action: text(alarm, 'action'),
  at: instant(alarm.getFirstPropertyValue('trigger')),
  text: text(alarm, 'description'),
})

const eventOf = (component: ICAL.Component): Event => {
  const event = new ICAL.Event(component, { strictExceptions: true })
  return {
    uid: event.uid,
    sequence: event.sequence,
    title: event.summary,
    text: event.description,
    start: event.startDate.isDate ? event.startDate.toString() : instant(event.startDate),
    allDay: event.startDate.isDate,
    stamp: instant(component.getFirstPropertyValue('dtstamp')),
    changed: instant(component.getFirstPropertyValue('last-modified')),
    visibleTo: text(component, 'class'),
    shownAs: text(component, 'transp'),
    alarms: component.getAllSubcomponents('valarm').map(alarmOf),
  }
}

/** Throws where the parser does, and where it is no one calendar. */
export const parsed = (file: string): readonly Event[] => {
  const calendar = new ICAL.Component(ICAL.parse(file))
  if (calendar.name !== 'vcalendar') throw new Error(`a ${calendar.name}`)
  return calendar.getAllSubcomponents('vevent').map(eventOf)
}

/**
 * What is wrong with the lines themselves (RFC 5545, 3.1 and 3.6.1), which parsers forgive: each has at most 75 octets, is ended by CRLF
 * and has no other control; and of an event no property stands behind an alarm.
 */
export const lineFaults = (file: string): readonly string[] => [
  ...(file.endsWith('\r\n') ? [] : ['no CRLF at the end']),
  ...file
    .slice(0, -2)
    .split('\r\n')
    .filter(
      (line, i, lines) =>
        (lines[i - 1] === 'END:VALARM' && !/^(?:BEGIN:VALARM|END:VEVENT)$/.test(line)) ||
        line === '' ||
        Buffer.byteLength(line) > 75 ||
        /[\0-\x1f\x7f]/.test(line),
    ),
]
