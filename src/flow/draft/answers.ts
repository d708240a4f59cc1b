/**
 * What is asked about a new flow, as plain values, and what is wrong with an answer, in words: the same rules for the questions
 * in a terminal and for a file with the answers. Writes no flow; see flow.ts.
 */
import { Scalar } from 'yaml'
import * as z from 'zod'
import { parseTimescale } from '../../calendar/timescale.ts'
import { columns } from '../../columns.ts'
import { invisibleClass } from '../../unseen.ts'
import { plainValue } from '../text/yaml-value.ts'
import { titleProblem } from '../title.ts'

/** Rungs of a new flow, at most: nobody types more in one go. */
export const mostRungs = 100

/** What is wrong with a text, as a sentence; nothing where it will do. */
export type Check = (text: string) => string | undefined

const unseen = new RegExp(`(?!\\n)[${invisibleClass}]`, 'u')

/** What a flow's text can hold nowhere, whatever its quotation marks; and nothing that nobody would see in the file. */
const refused: Check = (text) => {
  if (unseen.test(text)) return 'It has a character in it that cannot be seen. Type it again.'
  return plainValue(new Scalar(text), 'flow').flaws.length > 0
    ? 'That is a word that programs keep for themselves.'
    : undefined
}

/** A text of any length, which stands in the flow and not on a structural line of a record. */
export const textCheck: Check = (text) => {
  if (text.trim() === '') return 'Write a few words.'
  return text.length > 2000 ? 'It is longer than 2,000 characters.' : refused(text)
}

const lineCheck =
  (most: number): Check =>
  (text) => {
    const problem = titleProblem(text)
    if (problem !== undefined) return `It cannot stand there: ${problem}.`
    return columns(text) > most ? `It is too long for a line: at most ${most} characters.` : refused(text)
  }

export const titleCheck = lineCheck(79)
export const shortCheck = lineCheck(20)
/** Whom to approach stands in lines with other words. */
export const whomCheck = lineCheck(60)
export const clauseCheck = lineCheck(40)
export const numberCheck = lineCheck(60)

export const monthCheck: Check = (text) =>
  /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? undefined : 'Write year and month: 2027-09.'

export const timeCheck: Check = (text) =>
  parseTimescale(text) === undefined
    ? 'That is no time that Rungs can count. Write "2 working days", "7 days", "24 hours" or "same working day".'
    : undefined

const checked = (check: Check): z.ZodType<string> =>
  z.string().superRefine((text, context) => {
    const problem = check(text)
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
  })

const cited = z.strictObject({ text: checked(textCheck), clause: checked(clauseCheck) })

const rung = z.strictObject({
  title: checked(titleCheck).describe('What to do.'),
  clause: checked(clauseCheck),
  whom: checked(whomCheck).optional().describe('The role to approach; absent: something done alone.'),
  number: checked(numberCheck).optional().describe('As printed; absent: none is printed.'),
  within: checked(timeCheck)
    .optional()
    .describe('In what time they have to answer; absent: none is printed.'),
})

/** The words of a file with answers for a new flow. */
export const draftSchema = z.strictObject({
  title: checked(titleCheck),
  short: checked(shortCheck),
  nation: z.enum(['england', 'wales', 'scotland', 'northern-ireland']),
  printed: checked(titleCheck).describe('As the policy prints its date, or "undated".'),
  'review-due': checked(monthCheck).optional(),
  danger: cited.optional().describe('What the policy says about immediate danger; absent: nothing.'),
  scenario: z.strictObject({
    title: checked(titleCheck),
    when: checked(textCheck),
    clause: checked(clauseCheck),
  }),
  rungs: z.array(rung).min(1).max(mostRungs).describe('From the bottom up.'),
  top: cited.optional().describe('What is printed when the last rung has brought nothing.'),
})

/** What an overlay is begun from. */
export const overlayDraftSchema = z.strictObject({
  title: checked(titleCheck),
  short: checked(shortCheck),
  printed: checked(titleCheck),
})

export type Draft = z.infer<typeof draftSchema>
export type DraftRung = z.infer<typeof rung>
export type OverlayDraft = z.infer<typeof overlayDraftSchema>

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, '')
    .match(/[a-z0-9]+/g) ?? []

/** An id made from a text: "Our School (2026)" → `our-school-2026`. `spare`: where nothing of it can be used. */
export const idFrom = (text: string, spare: string): string => {
  const words = wordsOf(text).slice(0, 5)
  const made = words
    .join('-')
    .replace(/^[0-9-]+/, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  return made === '' || refused(made) !== undefined ? spare : made
}
