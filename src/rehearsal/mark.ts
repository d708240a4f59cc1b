/** The terminal of a rehearsal: every screen says what it is, and a number that somebody could call says when it is to be called. */
import type { Line, Page, Prompt, Span, Terminal } from '../terminal/screen.ts'

const banner: Line = {
  spans: [
    { text: ' TRAINING · a made-up case ', as: 'training' },
    { text: ' nobody in it is real', as: 'quiet', wide: true },
  ],
}

const when = { text: 'in a real case ', as: 'quiet' } as const

/** Before the numbers of a line: after whose they are. */
const marked = (spans: readonly Span[]): readonly Span[] => {
  const first = spans.findIndex(({ as }) => as === 'number')
  if (first === -1) return spans
  const at = Math.min(first, 1)
  return [...spans.slice(0, at), when, ...spans.slice(at)]
}

const markedLine = (line: Line): Line => ({ ...line, spans: marked(line.spans) })

const trainingPage = ({ head, body }: Page): Page => ({
  head: [banner, ...head.map(markedLine)],
  body: body.map(markedLine),
})

/** Lines that are printed, under the same words. */
export const trainingLines = (lines: readonly Line[]): readonly Line[] => [banner, ...lines.map(markedLine)]

export const trainingTerminal = (terminal: Terminal): Terminal => ({
  ...terminal,
  ask: (prompt: Prompt) => terminal.ask({ ...prompt, page: trainingPage(prompt.page) }),
  show: (lines) => terminal.show(trainingLines(lines)),
})
