/** One rung as a box: what stands in it, and beside it where its outcomes lead. Places of the page are layout's. */

import { formatShortDate } from '../../calendar/date.ts'
import type { Chart, Edge, RungVertex, Vertex } from '../../flow/graph/graph.ts'
import type { MarkedVisit, Taken } from '../../flow/graph/path.ts'
import { capital } from '../../flow/words/phrase.ts'
import { edgeWords, gapWords, metaOf, targetWords } from './labels.ts'
import { clockPart, edge, left, nothing, type Part, plain, small, stack, strong, textPart } from './parts.ts'
import {
  arrowRight,
  badge,
  block,
  box,
  conditionShape,
  deep,
  endShape,
  gapShape,
  grey,
  ink,
  mm,
  pale,
  path,
  rule,
} from './shapes.ts'
import { type Cut, heightOf, widthOf, wrap } from './text.ts'

const right = 122
const inner = left + 4
/** Where the edges part, and where their words begin. */
const spineX = right + 3.2
const outcomeX = right + 15.2

const title: Cut = { size: 3.9, bold: true, leading: 1.25 }

/** Taller than this a rung is drawn in several boxes. */
const tallest = 110

const textWidth = right - inner - 3

const labelled = (label: string, text: string): Part => {
  const name = wrap(label, 13, small, 1)
  const words = wrap(text, textWidth - 14, plain, 8)
  return {
    height: heightOf(words) + 0.7,
    draw: (y) => block(name, inner, y + 0.32, { fill: grey }) + block(words, inner + 14, y),
  }
}

const visitParts = (
  rung: RungVertex,
  edges: readonly Edge[],
  visits: readonly MarkedVisit[],
): readonly Part[] =>
  visits.flatMap((visit) => [
    textPart(
      wrap(
        `Reached ${formatShortDate(visit.reached)} ${visit.reached.slice(0, 4)}`,
        textWidth - 6,
        strong,
        1,
      ),
      inner + 6,
      ink,
      0.2,
      (y) => badge(String(visit.number), inner + 2, y - 0.1, 1.9),
    ),
    ...visit.attempts.map((attempt) => {
      const own = edges.find((one) => one.id === `${rung.rung}/${attempt.outcome}`)
      const words = `${formatShortDate(attempt.date)}: ${own?.label ?? attempt.words}`
      return textPart(wrap(words, textWidth - 6, plain, 3), inner + 6, ink, 0.4)
    }),
  ])

/** What stands in the box under the title. */
const contents = (
  rung: RungVertex,
  edges: readonly Edge[],
  visits: readonly MarkedVisit[],
): readonly Part[] => [
  ...(rung.condition === undefined
    ? []
    : [
        textPart(wrap(capital(rung.condition), textWidth - 6, plain, 6), inner + 5, ink, 0.9, (y) =>
          conditionShape(inner + 1.5, y),
        ),
      ]),
  ...(rung.acts === undefined ? [] : [labelled('Who acts', rung.acts)]),
  ...rung.whom.map((one) => labelled('Whom', one.for === undefined ? one.whom : `${one.for}: ${one.whom}`)),
  ...(rung.clocks.length === 0 ? [] : [{ ...nothing, height: 0.8 }]),
  ...rung.clocks.map((clock) => clockPart(clock, inner, right - inner - 3)),
  ...(visits.length === 0 ? [] : [{ ...nothing, height: 1 }]),
  ...visitParts(rung, edges, visits),
]

const takenWords = (taken: readonly Taken[]): string =>
  taken
    .slice(-6)
    .map(({ visit, date }) => `visit ${visit}, ${formatShortDate(date)}`)
    .join('; ')

/** One outcome: an arrow out of the box, a shape for where it ends, and words. */
const outcomePart = (one: Edge, to: Vertex | undefined, taken: readonly Taken[]): Part => {
  const width = edge - outcomeX
  const happened = taken.length > 0
  const label = wrap(edgeWords(one), width, happened ? strong : plain, 6)
  const words = stack([
    textPart(label, outcomeX, ink, 0),
    textPart(wrap(targetWords(to, one), width, small, 4), outcomeX, grey, 0),
    ...(happened
      ? [textPart(wrap(`Taken: ${takenWords(taken)}`, width, { ...small, bold: true }, 4), outcomeX, ink, 0)]
      : []),
  ])
  const height = Math.max(words.height, 5.4)
  return {
    height: height + 2,
    draw: (y) =>
      arrowRight(spineX, right + 8, y + height / 2, happened) +
      endShape(to, one.from === one.to, right + 11, y + height / 2) +
      words.draw(y + (height - words.height) / 2),
  }
}

/** Splits parts so that none of the lists is taller than a box may be. */
const chunks = (parts: readonly Part[]): readonly (readonly Part[])[] => {
  const made: Part[][] = [[]]
  let height = 0
  for (const part of parts) {
    if (height > 0 && height + part.height > tallest) {
      made.push([])
      height = 0
    }
    made.at(-1)?.push(part)
    height += part.height
  }
  return made
}

interface Frame {
  readonly number: string
  readonly visited: boolean
  readonly now: boolean
  readonly dashed: boolean
  readonly rail: boolean
}

const banner: Part = {
  height: 7,
  draw: (y) =>
    box(inner - 1.5, y - 0.6, right - inner - 1, 5.4, { fill: ink, radius: 1 }) +
    block(wrap('The case stands here', 60, strong, 1), inner + 1, y + 0.4, { fill: '#fff' }),
}

/** The edges part from one line. `middles`: where they leave it, from its top. */
const spine = (y: number, from: number, middles: readonly number[]): string => {
  const first = middles[0]
  const last = middles.at(-1)
  if (first === undefined || last === undefined) return ''
  const upright = middles.length > 1 ? `M${mm(spineX)} ${mm(y + first)}V${mm(y + last)}` : ''
  return path(`M${right} ${mm(from)}H${mm(spineX)}${upright}`, grey, 0.35)
}

const middlesOf = (parts: readonly Part[]): readonly number[] => {
  let at = 0
  return parts.map(({ height }) => {
    at += height
    return at - height / 2 - 1
  })
}

const framed = (texts: Part, ways: readonly Part[], frame: Frame): Part => {
  const outcomes = stack(ways)
  const inside = Math.max(texts.height + 5.2, 14)
  const height = Math.max(inside, outcomes.height)
  const border = frame.now ? 1.2 : frame.visited ? 0.8 : 0.35
  const stroke = frame.visited || frame.now ? ink : rule
  return {
    height,
    draw: (y) => {
      const middle = y + height / 2
      const upper = middle - inside / 2
      const aside = y + (height - outcomes.height) / 2 + 1
      return (
        (frame.rail ? path(`M18 ${mm(middle)}H${left}`, deep, 1.1) : '') +
        box(left, upper, right - left, inside, { fill: pale, stroke, width: border, dashed: frame.dashed }) +
        texts.draw(upper + 3) +
        spine(aside, middle, middlesOf(ways)) +
        outcomes.draw(aside) +
        badge(frame.number, 22, middle, 4.3)
      )
    },
  }
}

const gapRoom = 30

/** The numbers of its gaps, at the end of the first line, where there are not too many of them. */
const gapMark = (rung: RungVertex, y: number): string => {
  const words = rung.gaps.join(', ')
  const x = right - 3 - widthOf(words, small)
  return (
    block(wrap(words, gapRoom + 1, small, 1), x, y, { fill: grey }) + gapShape(x - 2.4, y + small.size * 0.6)
  )
}

const gapsFit = ({ gaps }: RungVertex): boolean => widthOf(gaps.join(', '), small) <= gapRoom

const heading = (rung: RungVertex, again: boolean): readonly Part[] => {
  const width = right - inner - 3
  const marked = rung.gaps.length > 0 && gapsFit(rung)
  const words = again ? `${metaOf(rung)} (continued)` : metaOf(rung)
  const meta = textPart(
    wrap(words, marked ? width - widthOf(rung.gaps.join(', '), small) - 6 : width, small, 3),
    inner,
    grey,
    0.7,
  )
  return [
    { height: meta.height, draw: (y) => meta.draw(y) + (marked ? gapMark(rung, y) : '') },
    textPart(wrap(rung.title, width, title, 6), inner, ink, 1.2),
    ...(marked || rung.gaps.length === 0
      ? []
      : [
          textPart(wrap(gapWords(rung.gaps), width - 6, small, 3), inner + 5, grey, 0.6, (y) =>
            gapShape(inner + 1.5, y),
          ),
        ]),
  ]
}

export interface CardOptions {
  readonly chart: Chart
  readonly to: ReadonlyMap<string, Vertex>
  /** All edges out of the rung. */
  readonly edges: readonly Edge[]
  /** Those that are drawn beside it; the others are drawn above it. */
  readonly aside: readonly Edge[]
  /** Whether it hangs on a ladder. */
  readonly rail: boolean
}

/** The boxes of a rung, the lowest first: one, unless there is too much to say for one. */
export const cardsOf = (
  rung: RungVertex,
  { chart, to, edges, aside, rail }: CardOptions,
): readonly Part[] => {
  const { marks } = chart
  const visits = marks?.visits[rung.rung] ?? []
  const texts = chunks(contents(rung, edges, visits.slice(-8)))
  const ways = chunks(aside.map((one) => outcomePart(one, to.get(one.to), marks?.taken[one.id] ?? [])))
  const now = marks?.now === rung.rung
  const made = Array.from({ length: Math.max(texts.length, ways.length) }, (_, i) =>
    framed(
      stack([...(now && i === 0 ? [banner] : []), ...heading(rung, i > 0), ...(texts[i] ?? [])]),
      ways[i] ?? [],
      {
        number: rung.number,
        visited: visits.length > 0,
        now,
        dashed: rung.condition !== undefined || rung.optional,
        rail,
      },
    ),
  )
  return made.reverse()
}
