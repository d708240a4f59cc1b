/** A receipt: a code for the record so far, read out on the call or put in a letter, so that it cannot be rewritten unnoticed. */
import { groupReceipt, receiptOf } from '../record/receipt.ts'
import { sealed } from '../sitting/sealing.ts'
import { perform } from '../sitting/sitting.ts'
import type { Page } from '../terminal/screen.ts'
import { danger } from './danger.ts'
import { dangerKey } from './danger-page.ts'
import { titledHead } from './head-lines.ts'
import { read } from './key-pages.ts'
import { put, type Room, type Turn } from './room.ts'
import { done } from './saving.ts'
import { whyPage } from './why-page.ts'

const receiptKey = { key: 'r', label: 'receipt to read out' } as const

const receiptPage = (room: Room, id: string, entry: number, code: string): Page => ({
  head: titledHead(room.desk.sitting, 'Receipt'),
  body: [
    { spans: [{ text: `For the record up to entry ${entry}. Read it out, or put it in your letter:` }] },
    { spans: [] },
    { spans: [{ text: groupReceipt(code), as: 'number' }], indent: 4 },
    { spans: [] },
    {
      spans: [
        {
          text: `Ask them to write it down with the case number, ${id}, and the date. Whoever has both can check later that what stands in the record up to here was not rewritten: rungs verify RECORD --receipt CODE`,
        },
      ],
    },
    {
      spans: [
        { text: 'The code says nothing about the child or the case. It is kept in the record.', as: 'quiet' },
      ],
    },
  ],
})

interface Receipt {
  readonly id: string
  /** The record up to this entry. */
  readonly entry: number
  /** 20 digits. */
  readonly code: string
}

/** Seals what there is and puts a receipt for it on record; what became of that where it could not be. */
export const makeReceipt = async (room: Room): Promise<Receipt | Turn> => {
  const { sitting } = room.desk
  const failed = sealed(sitting)
  if (failed !== undefined) return done(room, failed)
  const head = sitting.file?.head
  if (head === undefined || head.n === 0) return 'on'
  const code = receiptOf(head.seal)
  const performed = perform(sitting, { kind: 'receipt', entry: head.n, code })
  return performed.kind === 'saved' ? { id: head.id, entry: head.n, code } : done(room, performed)
}

const giveReceipt = async (room: Room): Promise<Turn> => {
  const made = await makeReceipt(room)
  return typeof made === 'string' ? made : read(room, receiptPage(room, made.id, made.entry, made.code))
}

/** `w` on a rung: why this step stands here, and from there a receipt for the record so far. */
export const why = async (room: Room): Promise<Turn> => {
  const { sitting } = room.desk
  const { policy, position } = sitting.state
  if (policy === undefined || position.kind !== 'rung') return 'on'
  const reply = await put(room, {
    kind: 'read',
    page: whyPage(room.desk, policy, position.visit),
    keys: [dangerKey, receiptKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind !== 'key') return 'on'
  return reply.key === receiptKey.key ? giveReceipt(room) : danger(room)
}
