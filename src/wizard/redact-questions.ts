/** Which typed texts are to be left out of a copy: ticks by entry, what would still name somebody, and then yes or no. Writes nothing. */
import type { Place } from '../case/fact.ts'
import type { Common } from '../flow/policy.ts'
import { headings } from '../record/format.ts'
import type { TypedText } from '../record/redact.ts'
import type { Line, Option, Page, Terminal } from '../terminal/screen.ts'
import { askSafely } from './danger-page.ts'

/** So many options have a digit of their own and fit on a small screen. */
const mostOnPage = 9

/** Characters of an option: one row of a small screen. */
const shown = 68

const idOf = ({ entry, fact }: TypedText): string => `${entry}.${fact}`

const shortened = (text: string): string => {
  const [start = '', ...rest] = text.split('\n', 2)
  const characters = [...start.slice(0, 2 * shown)]
  const isWhole = rest.length === 0 && start.length <= 2 * shown && characters.length <= shown
  return isWhole
    ? start
    : `${characters
        .slice(0, shown - 1)
        .join('')
        .trimEnd()}…`
}

const optionOf = (text: TypedText): Option => ({
  id: idOf(text),
  label: shortened(`${idOf(text)} ${text.label}: ${text.text}`),
})

const titleOf = (place: Place): string => (place.kind === 'rung' ? place.rung.label : headings[place.kind])

const line = (text: string): Line => ({ spans: [{ text }] })

const entryLines = (texts: readonly TypedText[]): readonly Line[] =>
  [...new Map(texts.map(({ entry, place }) => [entry, place]))].map(([entry, place]) =>
    line(`Entry ${entry}: ${titleOf(place)}`),
  )

const pagesOf = (texts: readonly TypedText[]): readonly (readonly TypedText[])[] =>
  Array.from({ length: Math.ceil(texts.length / mostOnPage) }, (_, i) =>
    texts.slice(i * mostOnPage, (i + 1) * mostOnPage),
  )

export interface RedactQuestions {
  /** The record's id. */
  readonly id: string
  /** In the order of the record; those that are left out already are not among them. */
  readonly texts: readonly TypedText[]
  /** What to know of a choice before it is made, in lines. */
  readonly warningsOf: (chosen: readonly TypedText[]) => readonly string[]
}

const headOf = ({ id }: RedactQuestions): Page['head'] => [
  { spans: [{ text: `Redacted copy of ${id}`, as: 'title' }] },
]

/** Undefined where it was given up. */
const askTicks = async (
  terminal: Terminal,
  common: Common,
  questions: RedactQuestions,
  ticked: readonly string[],
): Promise<readonly string[] | undefined> => {
  const pages = pagesOf(questions.texts)
  const chosen: string[] = []
  for (const [i, texts] of pages.entries()) {
    const reply = await askSafely(terminal, common, {
      kind: 'checks',
      page: { head: headOf(questions), body: entryLines(texts) },
      title: `Which texts shall be left out?${pages.length === 1 ? '' : ` (${i + 1} of ${pages.length})`}`,
      options: texts.map(optionOf),
      ticked: texts.map(idOf).filter((id) => ticked.includes(id)),
      keys: [],
    })
    if (reply.kind !== 'checks') return undefined
    chosen.push(...reply.ids)
  }
  return chosen
}

/** What becomes of the choice; undefined where it was given up. */
const askSure = async (
  terminal: Terminal,
  common: Common,
  questions: RedactQuestions,
  chosen: readonly TypedText[],
): Promise<string | undefined> => {
  const { texts, warningsOf } = questions
  const of = `Of ${texts.length} texts, ${chosen.length} will be left out.`
  const reply = await askSafely(terminal, common, {
    kind: 'choice',
    page: { head: [...headOf(questions), line(of)], body: warningsOf(chosen).map(line) },
    title: chosen.length === 0 ? 'Nothing is ticked. What now?' : 'What now?',
    options: [
      ...(chosen.length === 0 ? [] : [{ id: 'write', label: 'Write the copy' }]),
      { id: 'again', label: 'Choose again' },
      { id: 'leave', label: 'Leave, and write nothing' },
    ],
    keys: [],
  })
  return reply.kind === 'choice' ? reply.id : undefined
}

/** The texts to leave out, at least one; undefined where the person gives it up. */
export const askLeftOut = async (
  terminal: Terminal,
  common: Common,
  questions: RedactQuestions,
): Promise<readonly TypedText[] | undefined> => {
  let ticked: readonly string[] = []
  for (;;) {
    const ids = await askTicks(terminal, common, questions, ticked)
    if (ids === undefined) return undefined
    ticked = ids
    const chosen = questions.texts.filter((one) => ids.includes(idOf(one)))
    const now = await askSure(terminal, common, questions, chosen)
    if (now === 'write') return chosen
    if (now !== 'again') return undefined
  }
}
