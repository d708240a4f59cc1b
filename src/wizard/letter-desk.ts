/**
 * A letter on the screen: what is missing is filled in, lines are corrected here or in the person's editor, files are made of
 * it, and that it was sent is put on record. What is typed for its blanks goes into the letter and nowhere else.
 */
import type { Draft } from '../draft/draft.ts'
import { openBlanks } from '../draft/letter.ts'
import { clauseWords } from '../flow/words/phrase.ts'
import { lettersMade } from '../sitting/letters.ts'
import type { Option, Page } from '../terminal/screen.ts'
import { dangerKey } from './danger-page.ts'
import { correctInEditor, correctLine, fillIn, readBack } from './letter-correcting.ts'
import { letterLines } from './letter-lines.ts'
import { hasReceipt, makeFile, putReceipt, wasSent } from './letter-sending.ts'
import {
  ask,
  backOption,
  keep,
  type LetterDesk,
  type LetterEnd,
  nameOf,
  quiet,
  type Work,
} from './letter-work.ts'

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

/** What was changed is not lost by leaving without a word. */
const mayLeave = async (desk: LetterDesk, work: Work, end: LetterEnd): Promise<boolean> => {
  if ((await keep(desk, work)) || end === 'sent') return true
  if (end === 'interrupted') {
    desk.terminal.show(work.said)
    return true
  }
  const reply = await ask(desk, {
    kind: 'choice',
    page: { head: [...desk.head(work.letter.title), ...work.said], body: [] },
    title: 'Leave it all the same?',
    options: [backOption, { id: 'leave', label: 'Leave it: what was changed is lost' }],
    keys: [dangerKey],
  })
  return reply.kind === 'interrupted' || (reply.kind === 'choice' && reply.id === 'leave')
}

/** For a terminal where what has been printed stays printed: nobody wants to hear a whole letter after each change. */
const readAgain = { key: 't', label: 'the text again' } as const

const pageOf = (desk: LetterDesk, { letter, said, shown }: Work): Page => ({
  head: [...desk.head(letter.title), ...said],
  body: shown && !desk.terminal.redraws ? [] : letterLines(letter),
})

export interface LetterLeft {
  readonly end: LetterEnd
  /** Where the letter can be gone on with, if it was changed. */
  readonly text?: string
}

const atLetter = async (desk: LetterDesk, work: Work): Promise<LetterLeft> => {
  for (;;) {
    const reply = await ask(desk, {
      kind: 'choice',
      page: pageOf(desk, work),
      title: 'What now?',
      options: options(desk, work),
      keys: [dangerKey, ...(desk.terminal.redraws ? [] : [readAgain])],
    })
    work.shown = !(reply.kind === 'key' && reply.key === readAgain.key)
    const end =
      reply.kind === 'interrupted'
        ? 'interrupted'
        : reply.kind === 'choice'
          ? await act(desk, work, reply.id)
          : 'on'
    if (end !== 'on' && (await mayLeave(desk, work, end)))
      return { end, ...(work.begun === undefined ? {} : { text: work.begun.path }) }
  }
}

/** The texts that were kept of a draft, the newest last. */
const keptTexts = ({ ports, folder, id }: LetterDesk, draft: Draft): readonly string[] =>
  lettersMade(ports, folder, id, draft.id).filter((file) => file.endsWith('.md'))

/** A letter that somebody has begun is offered before a new one. */
const beginAt = async (desk: LetterDesk, draft: Draft): Promise<Work | 'interrupted' | 'on'> => {
  const letter = desk.letter(draft)
  const anew: Work = { draft, letter, kept: letter, shown: false, said: [] }
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
): Promise<LetterLeft> => {
  const draft = await chooseDraft(desk, drafts, wanted)
  if (draft === 'interrupted') return { end: 'interrupted' }
  const work = draft === undefined ? 'on' : await beginAt(desk, draft)
  return typeof work === 'string' ? { end: work } : atLetter(desk, work)
}
