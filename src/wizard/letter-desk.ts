/**
 * A letter on the screen: what is missing is filled in, lines are corrected here or in the person's editor, files are made of
 * it, and that it was sent is put on record. What is typed for its blanks goes into the letter and nowhere else.
 */
import type { Draft } from '../draft/draft.ts'
import { answerBlank, type Letter, leaveOutBlank, openBlanks } from '../draft/letter.ts'
import { changeLine, linesOf } from '../draft/lines.ts'
import { paragraph } from '../draft/nodes.ts'
import { UserError } from '../errors.ts'
import { capital, clauseWords } from '../flow/words/phrase.ts'
import type { Ports } from '../ports.ts'
import { letterDigest, letterFrom, lettersMade } from '../sitting/letters.ts'
import type { Line, Option, Page, Prompt, Reply, Terminal } from '../terminal/screen.ts'
import { dangerKey } from './danger-page.ts'
import { keepLetter, type LetterFormat } from './letter-files.ts'
import { letterLines } from './letter-lines.ts'
import type { Turn } from './room.ts'

export interface LetterDesk {
  readonly ports: Ports
  readonly terminal: Terminal
  /** The casebook in which files are made. */
  readonly folder: string
  /** The record's number. */
  readonly id: string
  readonly head: (title: string) => readonly Line[]
  /** `!`: shows what to do. */
  readonly danger: () => Promise<Turn>
  /** The letter that a draft becomes for the case as it stands now. */
  readonly letter: (draft: Draft) => Letter
  /** Gives a receipt for the record so far, in words for a letter; absent where none can be given. */
  readonly receipt?: () => Promise<{ readonly words: string } | Turn>
  /** Puts on record that the letter of a draft was sent, as the file of this digest. */
  readonly sent: (draft: Draft, sha256: string) => Promise<Turn>
}

/** How somebody left the desk: `sent` is on record already. */
export type LetterEnd = Turn | 'sent'

interface Work {
  readonly draft: Draft
  letter: Letter
  /** As it stands in a file, or can be made again from the record. */
  kept: Letter
  /** What has just been done, or has gone wrong. */
  said: readonly Line[]
}

const nameOf = (file: string): string => file.replace(/^.*[/\\]/, '')

const quiet = (text: string): Line => ({ spans: [{ text, as: 'quiet' }] })
const wrong = (text: string): Line => ({ spans: [{ text, as: 'late' }], hang: 2 })
const good = (text: string): Line => ({ spans: [{ text }], hang: 2 })

/** Asks; danger is shown in between, and the question stands with what was typed. */
const ask = async (desk: LetterDesk, prompt: Prompt): Promise<Reply> => {
  const reply = await desk.terminal.ask(prompt)
  if (reply.kind !== 'key' || reply.key !== dangerKey.key) return reply
  if ((await desk.danger()) !== 'on') return { kind: 'interrupted' }
  return ask(desk, prompt.kind === 'text' && reply.draft !== '' ? { ...prompt, draft: reply.draft } : prompt)
}

const enough = { key: 'd', label: 'done for now' } as const

/** The line with the blank in it, for somebody who sees only the line. */
const contextLine = (context: string): Line => ({ spans: [{ text: context, as: 'quiet' }], hang: 2 })

/** Goes through the blanks that only a person can fill. */
const fillIn = async (desk: LetterDesk, work: Work): Promise<'on' | 'interrupted'> => {
  let passed = 0
  for (;;) {
    const open = openBlanks(work.letter)
    const blank = open[passed]
    if (blank === undefined) return 'on'
    const page: Page = {
      head: desk.head(`${work.letter.title}: ${open.length - passed} to fill in`),
      body: [contextLine(blank.context)],
    }
    const reply = await ask(desk, {
      kind: 'text',
      page,
      title: `${capital(blank.words)}?`,
      hint: 'Enter: not now · - alone: leave the line out · Esc, then d: enough',
      keys: [dangerKey, enough],
      check: () => undefined,
    })
    if (reply.kind === 'interrupted') return 'interrupted'
    if (reply.kind !== 'text') return 'on'
    const typed = reply.text.trim()
    if (typed === '') passed += 1
    else
      work.letter =
        typed === '-' ? leaveOutBlank(work.letter, passed) : answerBlank(work.letter, passed, typed)
  }
}

const backOption: Option = { id: 'back', label: 'Back to the letter' }

/** For whoever has no editor, or no time for one. */
const correctLine = async (desk: LetterDesk, work: Work): Promise<'on' | 'interrupted'> => {
  const lines = linesOf(work.letter)
  const which = await ask(desk, {
    kind: 'choice',
    page: { head: desk.head(work.letter.title), body: [] },
    title: 'Which line?',
    options: [
      ...lines.map((text, i) => ({
        id: String(i),
        label: text.length > 66 ? `${text.slice(0, 65)}…` : text,
      })),
      backOption,
    ],
    keys: [dangerKey],
  })
  if (which.kind === 'interrupted') return 'interrupted'
  const n = which.kind === 'choice' ? Number(which.id) : Number.NaN
  const was = lines[n]
  if (was === undefined) return 'on'
  const reply = await ask(desk, {
    kind: 'text',
    page: { head: desk.head(work.letter.title), body: [good(was)] },
    title: 'How shall it read?',
    keys: [dangerKey],
    draft: was,
    check: () => undefined,
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'text' && reply.text.trim() !== '' && reply.text.trim() !== was)
    work.letter = changeLine(work.letter, n, reply.text.trim())
  return 'on'
}

const named = ({ id }: LetterDesk, { draft }: Work) => ({ id, draft: draft.id })

/** Writes a file of the letter, and says where it is; its path where it is there. */
const make = async (desk: LetterDesk, work: Work, format: LetterFormat): Promise<string | undefined> => {
  const made = await keepLetter(desk.ports, desk.folder, named(desk, work), work.letter, format)
  if (made.kind === 'written') {
    work.said = [good(`Written: ${made.path}`)]
    work.kept = work.letter
    return made.path
  }
  work.said = [wrong(`NOT WRITTEN. ${made.reason}.`), good(`${made.hint} The letter is still here.`)]
  return undefined
}

/** What somebody left out of the head, or the whole of it, stays as it was. */
const corrected = (was: Letter, now: Letter): Letter => ({
  title: now.title === '' ? was.title : now.title,
  to: now.to === '' ? was.to : now.to,
  subject: now.subject === '' ? was.subject : now.subject,
  body: now.body,
})

/** The letter as the person's editor left it; where that makes no sense, as it was before. */
const readBack = async (desk: LetterDesk, work: Work, file: string): Promise<void> => {
  const still = 'The letter is as it was before; that file is left as it is.'
  try {
    const now = await letterFrom(desk.ports, file)
    if (now.text.trim() === '') {
      work.said = [wrong(`${file} is empty.`), good(still)]
      return
    }
    work.letter = corrected(work.letter, now)
    work.kept = work.letter
    work.said = [good(`Taken over from ${file}`)]
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    work.said = [wrong(error.message), good(still)]
  }
}

const correctInEditor = async (desk: LetterDesk, work: Work): Promise<void> => {
  const file = await make(desk, work, 'md')
  if (file === undefined) return
  const before = letterDigest(desk.ports, file)
  const edited = await desk.terminal.lend(() => desk.ports.edit(file))
  if (edited.kind === 'failed') {
    work.said = [
      wrong(`The editor (${edited.editor}) failed: ${edited.reason}.`),
      good(
        `The letter is as it was before. Correct it here, or in ${file}, or name another editor in EDITOR.`,
      ),
    ]
    return
  }
  await readBack(desk, work, file)
  if (work.said.length === 1 && letterDigest(desk.ports, file) === before)
    work.said = [good(`Nothing was changed in ${file}`)]
}

const formatOptions: readonly (Option & { readonly id: LetterFormat | 'back' })[] = [
  { id: 'docx', label: 'A document for Word or LibreOffice (.docx)' },
  { id: 'eml', label: 'An e-mail that your mail program opens as a draft (.eml)' },
  { id: 'md', label: 'A plain text (.md)' },
  { id: 'back', label: backOption.label },
]

const makeFile = async (desk: LetterDesk, work: Work): Promise<'on' | 'interrupted'> => {
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
const wasSent = async (desk: LetterDesk, work: Work): Promise<LetterEnd> => {
  const { ports, folder, id } = desk
  const files = lettersMade(ports, folder, id, work.draft.id)
  if (files.length === 0) {
    work.said = [
      wrong('No file has been made of this letter yet. Make one first: it is what goes on record.'),
    ]
    return 'on'
  }
  const reply = await ask(desk, {
    kind: 'choice',
    page: {
      head: desk.head(work.letter.title),
      body: [quiet('Its SHA-256 goes on record, with when, to whom and how. Choose it as it was sent.')],
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
    return turn === 'on' ? 'sent' : turn
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    work.said = [wrong(error.message)]
    return 'on'
  }
}

/** What a letter says before the code, and where somebody looks for it. */
const receiptLabel = 'Receipt code of our record'

const hasReceipt = (letter: Letter): boolean => linesOf(letter).some((line) => line.startsWith(receiptLabel))

const putReceipt = async (desk: LetterDesk, work: Work): Promise<Turn> => {
  const given = (await desk.receipt?.()) ?? 'on'
  if (typeof given === 'string') return given
  const line = paragraph(`${receiptLabel} (please keep it with this): ${given.words}`)
  work.letter = {
    ...work.letter,
    body: { type: 'root', children: [...work.letter.body.children, line] },
  }
  work.said = [good('The code stands at the end.')]
  return 'on'
}

const options = ({ receipt }: LetterDesk, { letter }: Work): readonly Option[] => {
  const open = openBlanks(letter).length
  return [
    ...(open === 0 ? [] : [{ id: 'fill', label: `Fill in what is missing (${open})` }]),
    { id: 'editor', label: 'Correct it in your editor' },
    { id: 'line', label: 'Correct a line here' },
    ...(receipt === undefined || hasReceipt(letter)
      ? []
      : [{ id: 'receipt', label: 'Put a receipt code of the record into it' }]),
    { id: 'file', label: 'Make a file of it: document, e-mail or text' },
    { id: 'sent', label: 'It was sent: put that on record' },
    { id: 'leave', label: 'Leave it' },
  ]
}

const act = async (desk: LetterDesk, work: Work, chosen: string): Promise<LetterEnd> => {
  work.said = []
  switch (chosen) {
    case 'fill':
      return fillIn(desk, work)
    case 'editor':
      await correctInEditor(desk, work)
      return 'on'
    case 'line':
      return correctLine(desk, work)
    case 'receipt':
      return putReceipt(desk, work)
    case 'file':
      return makeFile(desk, work)
    case 'sent':
      return wasSent(desk, work)
    default:
      return 'left'
  }
}

/** What was changed since a file was made of it is not lost by leaving. */
const leaving = async (desk: LetterDesk, work: Work): Promise<void> => {
  if (work.letter !== work.kept) await make(desk, work, 'md')
}

const atLetter = async (desk: LetterDesk, work: Work): Promise<LetterEnd> => {
  for (;;) {
    const reply = await ask(desk, {
      kind: 'choice',
      page: { head: [...desk.head(work.letter.title), ...work.said], body: letterLines(work.letter) },
      title: 'What now?',
      options: options(desk, work),
      keys: [dangerKey],
    })
    const end =
      reply.kind === 'interrupted'
        ? 'interrupted'
        : reply.kind === 'choice'
          ? await act(desk, work, reply.id)
          : 'on'
    if (end === 'on') continue
    await leaving(desk, work)
    return end
  }
}

/** The texts that were kept of a draft, the newest last. */
const keptTexts = ({ ports, folder, id }: LetterDesk, draft: Draft): readonly string[] =>
  lettersMade(ports, folder, id, draft.id).filter((file) => file.endsWith('.md'))

/** A letter that somebody has begun is offered before a new one. */
const beginAt = async (desk: LetterDesk, draft: Draft): Promise<Work | 'interrupted' | 'on'> => {
  const letter = desk.letter(draft)
  const anew: Work = { draft, letter, kept: letter, said: [] }
  const texts = keptTexts(desk, draft)
  if (texts.length === 0) return anew
  const reply = await ask(desk, {
    kind: 'choice',
    page: { head: desk.head(draft.title), body: [] },
    title: 'Begun already. Which one?',
    options: [
      ...texts.map((file, i) => ({ id: String(i), label: `Go on with ${nameOf(file)}` })).reverse(),
      { id: 'anew', label: 'A new one, from the record as it is now' },
    ],
    keys: [dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  const file = reply.kind === 'choice' ? texts[Number(reply.id)] : undefined
  if (file === undefined) return reply.kind === 'choice' ? anew : 'on'
  await readBack(desk, anew, file)
  return anew
}

const chooseDraft = async (
  desk: LetterDesk,
  drafts: readonly Draft[],
  wanted: readonly Draft[],
): Promise<Draft | 'interrupted' | undefined> => {
  const [only] = drafts
  if (drafts.length === 1) return only
  const others = drafts.filter((one) => !wanted.includes(one))
  const option = ({ id, title, clause }: Draft): Option => ({ id, label: title, hint: clauseWords(clause) })
  const reply = await ask(desk, {
    kind: 'choice',
    page: {
      head: desk.head('In writing'),
      body:
        wanted.length === 0
          ? [quiet('None of these belongs to where the case stands.')]
          : [
              quiet(
                wanted.length === 1
                  ? 'The first belongs to this step.'
                  : `The first ${wanted.length} belong to this step.`,
              ),
            ],
    },
    title: 'Which letter or form?',
    options: [...[...wanted, ...others].map(option), { id: 'back', label: 'None: back' }],
    keys: [dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  return reply.kind === 'choice' ? drafts.find(({ id }) => id === reply.id) : undefined
}

/** Chooses a draft, those that are wanted here first, and works at its letter until the person leaves it, or has said that it was sent. */
export const atLetters = async (
  desk: LetterDesk,
  drafts: readonly Draft[],
  wanted: readonly Draft[],
): Promise<LetterEnd> => {
  const draft = await chooseDraft(desk, drafts, wanted)
  if (draft === 'interrupted') return 'interrupted'
  const work = draft === undefined ? 'on' : await beginAt(desk, draft)
  return typeof work === 'string' ? work : atLetter(desk, work)
}
