/** `l`: the letter, e-mail or form that a step wants, filled in from the case as it stands. */
import { aboutQuestion } from '../case/pending.ts'
import { receiptWords } from '../draft/filling.ts'
import { letterFor } from '../sitting/letters.ts'
import type { Page } from '../terminal/screen.ts'
import { putAsk } from './asking.ts'
import { dangerFirst } from './danger.ts'
import { draftsAt, draftsHere } from './desk.ts'
import { titledHead } from './head-lines.ts'
import { read } from './key-pages.ts'
import { atLetters } from './letter-desk.ts'
import type { LetterDesk } from './letter-work.ts'
import { makeReceipt } from './receipt.ts'
import type { Room, Turn } from './room.ts'
import { act } from './saving.ts'

const aboutPage = (room: Room): Page => ({
  head: titledHead(room.desk.sitting, 'In writing: what the case is about'),
  body: [
    { spans: [{ text: 'A letter needs this, and so does whoever reads the record.' }] },
    { spans: [{ text: 'Enter leaves a question out; Esc, then s goes on to the letter.', as: 'quiet' }] },
  ],
})

/** What the case is about belongs into the record, and from there into the letter. */
const askAbout = async (room: Room): Promise<Turn> => {
  for (;;) {
    const question = aboutQuestion(room.desk.sitting.state)
    if (question?.kind !== 'ask') return 'on'
    const answered = await putAsk(room, question, aboutPage(room))
    if (answered.kind === 'interrupted') return 'interrupted'
    if (answered.kind === 'key' && answered.key !== '!') return 'on'
    const turn =
      answered.kind === 'key'
        ? await dangerFirst(room)
        : answered.kind === 'value'
          ? await act(room, { kind: 'volunteer', question, value: answered.value })
          : 'on'
    if (turn !== 'on') return turn
  }
}

const deskIn = (room: Room, id: string): LetterDesk => {
  const { desk, terminal } = room
  const { sitting } = desk
  const { ports, casebook } = sitting
  return {
    ports,
    terminal,
    folder: casebook.folder,
    id,
    head: (title) => titledHead(sitting, title),
    danger: () => dangerFirst(room),
    letter: (draft) => letterFor(ports, casebook, { id, state: sitting.state }, draft),
    receipt: async () => {
      const made = await makeReceipt(room)
      return typeof made === 'string' ? made : { words: receiptWords(made) }
    },
    sent: (draft, sha256) =>
      act(room, { kind: 'sent', letter: { id: draft.id, label: draft.title }, sha256 }),
  }
}

/** Back to the question that stood there, whatever was done meanwhile. */
export const letters = async (room: Room): Promise<Turn> => {
  const { desk } = room
  const { sitting } = desk
  const drafts = draftsAt(desk)
  const { file } = sitting
  if (drafts.length === 0 || file === undefined) {
    const why = file === undefined ? 'Nothing is on record yet.' : 'This policy comes with no drafts.'
    return read(room, { head: titledHead(sitting, 'In writing'), body: [{ spans: [{ text: why }] }] })
  }
  const asked = await askAbout(room)
  if (asked !== 'on') return asked
  const { end } = await atLetters(deskIn(room, file.id), drafts, draftsHere(desk))
  return end === 'sent' || end === 'left' ? 'on' : end
}
