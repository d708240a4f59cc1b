/** What a letter becomes: a file, with a receipt or without; and that a file was sent goes on record. */
import { type Letter, openBlanks } from '../draft/letter.ts'
import { linesOf } from '../draft/lines.ts'
import { paragraph } from '../draft/nodes.ts'
import { UserError } from '../errors.ts'
import { letterDigest, lettersMade } from '../sitting/letters.ts'
import type { Option } from '../terminal/screen.ts'
import { dangerKey } from './danger-page.ts'
import type { LetterFormat } from './letter-files.ts'
import {
  ask,
  backOption,
  good,
  keep,
  type LetterDesk,
  type LetterEnd,
  make,
  nameOf,
  quiet,
  type Work,
  wrong,
} from './letter-work.ts'
import type { Turn } from './room.ts'

const formatOptions: readonly (Option & { readonly id: LetterFormat | 'back' })[] = [
  { id: 'docx', label: 'A document for Word or LibreOffice (.docx)' },
  { id: 'eml', label: 'An e-mail that your mail program opens as a draft (.eml)' },
  { id: 'md', label: 'A plain text (.md)' },
  { id: 'back', label: backOption.label },
]

export const makeFile = async (desk: LetterDesk, work: Work): Promise<'on' | 'interrupted'> => {
  const open = openBlanks(work.letter).length
  const reply = await ask(desk, {
    kind: 'choice',
    page: {
      head: desk.head(work.letter.title),
      body: [
        ...(open === 0 ? [] : [good(`${open} still to fill in: they are marked in the file.`)]),
        quiet('It has what was typed about the child in it. Keep it where the record is kept.'),
      ],
    },
    title: 'What shall it be?',
    options: formatOptions,
    keys: [dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  const format = formatOptions.find(({ id }) => reply.kind === 'choice' && id === reply.id)?.id
  if (format !== undefined && format !== 'back') await make(desk, work, format)
  return 'on'
}

/** Which file it was that was sent: its digest goes on record, so that nobody can say later it was another. */
export const wasSent = async (desk: LetterDesk, work: Work): Promise<LetterEnd> => {
  const { ports, folder, id } = desk
  const files = lettersMade(ports, folder, id, work.draft.id)
  if (files.length === 0) {
    work.said = [
      wrong('No file has been made of this letter yet. Make one first: it is what goes on record.'),
    ]
    return 'on'
  }
  const open = openBlanks(work.letter).length
  const reply = await ask(desk, {
    kind: 'choice',
    page: {
      head: desk.head(work.letter.title),
      body: [
        ...(open === 0 ? [] : [wrong(`The letter still has ${open} to fill in. Was it sent like that?`)]),
        quiet('Its SHA-256 goes on record, with when, to whom and how. Choose it as it was sent.'),
      ],
    },
    title: 'Which file was sent?',
    options: [...files.map((file, i) => ({ id: String(i), label: nameOf(file) })), backOption],
    keys: [dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  const file = reply.kind === 'choice' ? files[Number(reply.id)] : undefined
  if (file === undefined) return 'on'
  try {
    const turn = await desk.sent(work.draft, letterDigest(ports, file))
    // A sitting of its own, in which that was said, may have ended.
    return turn === 'on' || turn === 'left' ? 'sent' : turn
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    work.said = [wrong(error.message)]
    return 'on'
  }
}

/** What a letter says before the code, and where somebody looks for it. */
const receiptLabel = 'Receipt code of our record'

export const hasReceipt = (letter: Letter): boolean =>
  linesOf(letter).some((line) => line.startsWith(receiptLabel))

export const putReceipt = async (desk: LetterDesk, work: Work): Promise<Turn> => {
  const given = (await desk.receipt?.()) ?? 'on'
  if (typeof given === 'string') return given
  const line = paragraph(`${receiptLabel} (please keep it with this): ${given.words}`)
  work.letter = {
    ...work.letter,
    body: { type: 'root', children: [...work.letter.body.children, line] },
  }
  if (await keep(desk, work)) work.said = [good('The code stands at the end.')]
  return 'on'
}
