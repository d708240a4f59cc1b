/**
 * What was on the screen when an answer was given: the wizard's own pages, made of the case as it stood, at the time of the
 * fact. The numbers are those that the policy prints: what a school had corrected in its settings that day, nobody knows.
 */
import { instant } from '../calendar/zone.ts'
import type { Case } from '../case/case.ts'
import { next } from '../case/next.ts'
import type { Question } from '../case/question.ts'
import type { Ports } from '../ports.ts'
import { noSettings } from '../sitting/settings.ts'
import type { Line } from '../terminal/screen.ts'
import type { Desk } from '../wizard/desk.ts'
import { headLines } from '../wizard/head-lines.ts'
import { pageFor } from '../wizard/question-page.ts'

/** A desk as it was: it can be looked at, and nothing can be done at it. */
const deskAt = (ports: Ports, state: Case, at: string): Desk => ({
  common: ports.shipped.common(),
  sitting: {
    ports: { ...ports, clock: { now: () => at, instant: () => instant(at), given: true } },
    casebook: { folder: '', settings: noSettings },
    state,
    owed: [],
  },
})

const isBlank = ({ spans, right = [] }: Line): boolean =>
  [...spans, ...right].every(({ text }) => text === '')

/** Without the two lines that stand on every screen. */
const belowHead = (head: readonly Line[], question: Question): readonly Line[] =>
  question.kind === 'ask' && question.field === 'danger-done' ? head : head.slice(2)

const textOf = ({ spans }: Line): string => spans.map(({ text }) => text).join('')

/** The screen above the question, without the case's own head, and without `title` at its top: that is said already. */
export const screenThen = (ports: Ports, state: Case, at: string, title: string): readonly Line[] => {
  const question = next(state)
  const { head, body } = pageFor(deskAt(ports, state, at), question)
  const lines = [...belowHead(head, question), ...body].filter((line) => !isBlank(line))
  return lines[0] !== undefined && textOf(lines[0]) === title ? lines.slice(1) : lines
}

/** The ladder as dots with where the case stood, and which policy it was. */
export const ladderThen = (ports: Ports, state: Case, at: string): Line => {
  const [, ladder] = headLines(deskAt(ports, state, at).sitting)
  const [dots, where] = ladder?.spans ?? []
  // Where there is no ladder to stand on, its dots leave no gap.
  const spans = dots?.text === '' ? [{ text: where?.text.trim() ?? '', as: 'mark' as const }] : ladder?.spans
  return {
    spans: spans ?? [],
    right: [{ text: state.policy?.short ?? '', as: 'quiet', wide: true }],
  }
}
