/** The bank-holiday calendars that there are. Which nation has which is the policy's; their days are data. */

/** England and Wales have the same bank holidays. */
export const calendarIds = ['england-and-wales', 'scotland', 'northern-ireland'] as const

export type CalendarId = (typeof calendarIds)[number]
