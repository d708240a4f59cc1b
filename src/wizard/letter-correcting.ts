/** What is missing is filled in, and lines are corrected: here, or in the person's editor. Nothing of it goes into the record. */
import { answerBlank, type Letter, leaveOutBlank, openBlanks } from '../draft/letter.ts'
import { changeLine, linesOf } from '../draft/lines.ts'
import { UserError } from '../errors.ts'
import { capital } from '../flow/words/phrase.ts'
import { letterDigest, letterFrom } from '../sitting/letters.ts'
import type { Line, Page } from '../terminal/screen.ts'
import { dangerKey } from './danger-page.ts'
import { isAsLeft } from './letter-files.ts'
import { ask, backOption, good, keep, type LetterDesk, make, type Work, wrong } from './letter-work.ts'

const enough = { key: 'd', label: 'done for now' } as const

/** The line with the blank in it, for somebody who sees only the line. */
const contextLine = (context: string): Line => ({ spans: [{ text: context, as: 'quiet' }], hang: 2 })

/** Goes through the blanks that only a person can fill. */
export const fillIn = async (desk: LetterDesk, work: Work): Promise<'on' | 'interrupted'> => {
  let passed = 0
  for (;;) {
    const open = openBlanks(work.letter)
    const blank = open[passed]
    if (blank === undefined) return 'on'
    const page: Page = {
      head: [...desk.head(`${work.letter.title}: ${open.length - passed} to fill in`), ...work.said],
      body: [contextLine(blank.context)],
    }
    const reply = await ask(desk, {
      kind: 'text',
      page,
      title: `${capital(blank.words)}?`,
      hint: 'Enter: not now; a single - leaves the line out; Esc, then d: enough',
      keys: [dangerKey, enough],
      check: () => undefined,
    })
    if (reply.kind === 'interrupted') return 'interrupted'
    if (reply.kind !== 'text') return 'on'
    const typed = reply.text.trim()
    if (typed === '') {
      passed += 1
      continue
    }
    work.letter = typed === '-' ? leaveOutBlank(work.letter, passed) : answerBlank(work.letter, passed, typed)
    if (await keep(desk, work)) work.said = []
  }
}

/** For whoever has no editor, or no time for one. */
export const correctLine = async (desk: LetterDesk, work: Work): Promise<'on' | 'interrupted'> => {
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
  const typed = reply.kind === 'text' ? reply.text.trim() : ''
  if (typed === '' || typed === was) return 'on'
  work.letter = changeLine(work.letter, n, typed)
  if (await keep(desk, work)) work.said = [good(`The line reads now: ${typed}`)]
  return 'on'
}

/** What somebody left out of the head, or the whole of it, stays as it was. */
const corrected = (was: Letter, now: Letter): Letter => ({
  title: now.title === '' ? was.title : now.title,
  to: now.to === '' ? was.to : now.to,
  subject: now.subject === '' ? was.subject : now.subject,
  body: now.body,
})

/** The letter as the person's editor left it; where that makes no sense, as it was before. Whether it was taken over. */
export const readBack = async (desk: LetterDesk, work: Work, file: string): Promise<boolean> => {
  const still = 'The letter is as it was before; that file is left as it is.'
  try {
    const now = await letterFrom(desk.ports, file)
    if (now.text.trim() === '') {
      work.said = [wrong(`${file} is empty.`), good(still)]
      return false
    }
    work.letter = corrected(work.letter, now)
    work.kept = work.letter
    work.said = [good(`Taken over from ${file}`)]
    return true
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    work.said = [wrong(error.message), good(still)]
    return false
  }
}

export const correctInEditor = async (desk: LetterDesk, work: Work): Promise<void> => {
  const file = await make(desk, work, 'md')
  if (file === undefined) return
  const left = { path: file, sha256: letterDigest(desk.ports, file) }
  const edited = await desk.terminal.lend(() => desk.ports.edit(file))
  const unchanged = isAsLeft(desk.ports, left)
  if (edited.kind === 'failed') {
    if (!unchanged) work.kept = undefined
    work.said = [
      wrong(`The editor (${edited.editor}) failed: ${edited.reason}.`),
      good(
        `The letter is as it was before. Correct it here, or in ${file}, or name another editor in EDITOR.`,
      ),
    ]
    return
  }
  if (!(await readBack(desk, work, file))) work.kept = undefined
  else if (unchanged) work.said = [good(`Nothing was changed in ${file}`)]
}
