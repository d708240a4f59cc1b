/** The keys that only show something: contacts, the policy, why, elsewhere, the keys themselves. */
import type { Question } from '../case/question.ts'
import { contactLines, generalContactLines } from '../render/contacts.ts'
import { recordText } from '../sitting/sitting.ts'
import type { Page } from '../terminal/screen.ts'
import { adviceRows, hoursNow, localOf } from './contact-lines.ts'
import { danger } from './danger.ts'
import { dangerKey } from './danger-page.ts'
import { headLines, titledHead } from './head-lines.ts'
import { keyPageHints, keysFor } from './keys.ts'
import { put, type Room, type Turn } from './room.ts'

/** Shows a page until the person goes on. */
export const read = async (room: Room, page: Page): Promise<Turn> => {
  const reply = await put(room, { kind: 'read', page, keys: [dangerKey] })
  if (reply.kind === 'key' && reply.key === '!') return danger(room)
  return reply.kind === 'interrupted' ? 'interrupted' : 'on'
}

/** `c` */
export const contacts = (room: Room): Promise<Turn> => {
  const { desk } = room
  const { policy, asks } = desk.sitting.state
  const answers = Object.fromEntries(Object.entries(asks).map(([id, { id: option }]) => [id, option]))
  return read(room, {
    head: titledHead(desk.sitting, 'Contacts'),
    body: [
      ...(policy === undefined
        ? generalContactLines(desk.common)
        : contactLines(policy, desk.common, answers, localOf(desk), hoursNow(desk))),
      ...(policy !== undefined && policy.contacts.length === 0
        ? [{ spans: [{ text: 'The source prints no contact at all.', as: 'gap' } as const] }]
        : []),
    ],
  })
}

/** `e` */
export const elsewhere = (room: Room): Promise<Turn> => {
  const { policy } = room.desk.sitting.state
  const matters = policy?.elsewhere ?? []
  return read(room, {
    head: titledHead(room.desk.sitting, 'Matters that do not belong in this policy'),
    body:
      matters.length === 0 || policy === undefined
        ? [{ spans: [{ text: 'The policy names none.', as: 'gap' }] }]
        : matters.flatMap((one) => adviceRows(room.desk, policy, one)),
  })
}

/** `?` */
export const keyPage = (room: Room, question: Question): Promise<Turn> => {
  const keys = keyPageHints(
    room.desk,
    keysFor(room.desk, question.kind === 'ask' ? question.field : question.kind),
  )
  return read(room, {
    head: headLines(room.desk.sitting),
    body: [
      { spans: [{ text: 'Keys', as: 'title' }] },
      ...keys.map(({ key, label }) => ({
        spans: [{ text: `${key}  `, as: 'mark' as const }, { text: label }],
        indent: 2,
        hang: 3,
      })),
    ],
  })
}

/** `r`: the record as it stands on disk. */
export const recordSoFar = (room: Room): Promise<Turn> =>
  read(room, {
    head: titledHead(room.desk.sitting, 'The record so far'),
    body: recordText(room.desk.sitting)
      .split('\n')
      .map((line) => ({ spans: [{ text: line }], hang: 2 })),
  })
