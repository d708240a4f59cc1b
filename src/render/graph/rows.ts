/** The rows of a lane, from the bottom up: each rung with its entrances below it and the ways up above it. Knows no page. */
import { formatShortDate } from '../../calendar/date.ts'
import type { Chart, Edge, Lane, RungVertex, StageNote, Vertex } from '../../flow/graph/graph.ts'
import type { Taken } from '../../flow/graph/path.ts'
import { grouped } from '../../flow/grouped.ts'
import { clauseWords } from '../../flow/words/phrase.ts'
import { cardsOf } from './card.ts'
import { edgeWords, passWords, verticesOf } from './labels.ts'
import { clockParts, edge, left, nothing, type Part, plain, small, stack, strong, textPart } from './parts.ts'
import { middle, onRails } from './rails.ts'
import { arrowUp, block, box, deep, grey, ink, path } from './shapes.ts'
import { heightOf, wrap } from './text.ts'

/** A row that stands whole on one page. `number`: of its rung. */
export interface Row extends Part {
  readonly number: string
}

const stageX = 13.4

interface Drawing {
  readonly chart: Chart
  readonly to: ReadonlyMap<string, Vertex>
  readonly out: ReadonlyMap<string, readonly Edge[]>
  readonly stages: ReadonlyMap<string, StageNote>
}

const drawingOf = (chart: Chart): Drawing => {
  const out = grouped(chart.edges, ({ kind, from, to }) => (kind === 'begin' ? to : from))
  return { chart, to: verticesOf(chart), out, stages: new Map(chart.stages.map((one) => [one.id, one])) }
}

const takenWords = (taken: readonly Taken[]): string =>
  taken.length === 0
    ? ''
    : ` (taken: ${taken.map(({ visit, date }) => `visit ${visit}, ${formatShortDate(date)}`).join('; ')})`

/** More than these are drawn beside the rung: the way up stays short. */
const mostAbove = 4

/** What leads up, written beside the arrow between two rungs. */
const upPart = (drawing: Drawing, up: readonly Edge[]): Part => {
  const taken = drawing.chart.marks?.taken ?? {}
  const labels = stack(
    up.map((one) => {
      const done = taken[one.id] ?? []
      const cut = done.length > 0 ? strong : one.kind === 'pass' ? small : plain
      const words = one.kind === 'pass' ? passWords : edgeWords(one)
      const fill = one.kind === 'pass' && done.length === 0 ? grey : ink
      return textPart(wrap(`${words}${takenWords(done)}`, edge - left - 4, cut, 4), left + 4, fill, 0.4)
    }),
  )
  const height = Math.max(labels.height + 3.2, 8)
  const bold = up.some((one) => taken[one.id] !== undefined)
  const dashed = up.every((one) => one.kind === 'pass')
  return {
    height,
    draw: (y) =>
      arrowUp(middle, y + height - 0.6, y + 0.8, bold, dashed) +
      labels.draw(y + (height - labels.height) / 2),
  }
}

/** Another way in: a pennant that points at the foot of the rung's box. */
const startPart = (start: Vertex): Part => {
  if (start.kind !== 'start') return nothing
  const cited = clauseWords(start.clause)
  const words = wrap(
    `Or begin here: ${start.title}${start.why ? ' (say why)' : ''} · ${cited}`,
    140,
    strong,
    2,
  )
  const height = heightOf(words) + 3.4
  return {
    height: height + 1.2,
    draw: (y) =>
      path(`M${left + 5} ${(y + 0.2).toFixed(2)}l2.2 2.4h-1.2v1h-2v-1h-1.2Z`, ink, 0.3, ink) +
      box(left + 10, y + 1.2, edge - left - 10, height - 0.6, { stroke: ink, width: 0.35, radius: 2.2 }) +
      block(words, left + 14, y + 2.6),
  }
}

const manyStarts = 6

const startParts = (drawing: Drawing, rung: RungVertex): Part => {
  const starts = (drawing.out.get(rung.id) ?? [])
    .filter((one) => one.kind === 'begin')
    .flatMap((one) => drawing.to.get(one.from) ?? [])
    .filter((one) => one.kind === 'start')
  const more = starts.length - manyStarts
  return stack([
    ...starts.slice(0, manyStarts).map(startPart),
    ...(more > 0
      ? [textPart(wrap(`And ${more} more entrances here.`, 100, plain, 1), left + 14, ink, 1)]
      : []),
  ])
}

/** Under the first rung of a stage: its name and its clocks. */
const stagePart = (stage: StageNote | undefined): Part => {
  if (stage === undefined) return nothing
  const cited = clauseWords(stage.clause)
  const inner = stack([
    textPart(wrap(`${stage.title} · ${cited}`, edge - left - 4, strong, 3), left + 2, ink, 0.6),
    ...clockParts(stage.clocks, left + 2, edge - left - 4),
  ])
  return { height: inner.height + 3, draw: (y) => inner.draw(y + 1.4) }
}

const besideStage = (part: Part, stage: string | undefined): Part =>
  stage === undefined
    ? part
    : {
        height: part.height,
        draw: (y) =>
          path(`M${stageX} ${(y + 0.5).toFixed(2)}V${(y + part.height - 0.5).toFixed(2)}`, deep, 1.4) +
          part.draw(y),
      }

interface Spot {
  readonly rung: RungVertex
  /** The vertex above it in its lane; the last rung of the ladder has the end of the policy above it. */
  readonly above: string | undefined
  readonly firstOfStage: boolean
  readonly rail: boolean
}

/** A row that would be taller may be parted: no page has so much room for certain. */
const tallestRow = 150

const rowsOf = (drawing: Drawing, { rung, above, firstOfStage, rail }: Spot): readonly Row[] => {
  const edges = (drawing.out.get(rung.id) ?? []).filter((one) => one.kind !== 'begin')
  const rising = edges.filter((one) => one.kind !== 'to' && one.to === above)
  const up = rising.slice(0, mostAbove)
  const aside = edges.filter((one) => !up.includes(one) && (one.kind !== 'pass' || above === undefined))
  const cards = cardsOf(rung, { chart: drawing.chart, to: drawing.to, edges, aside, rail })
  const starts = startParts(drawing, rung)
  const stage = firstOfStage ? stagePart(drawing.stages.get(rung.stage ?? '')) : nothing
  const ways = up.length === 0 ? { ...nothing, height: 5 } : upPart(drawing, up)
  const held = (part: Part): Part => besideStage(part, rung.stage)
  const whole = stack([ways, held(stack([...cards.toReversed(), starts, stage]))])
  const parts = whole.height <= tallestRow ? [whole] : [held(stage), held(starts), ...cards.map(held), ways]
  return parts
    .filter(({ height }) => height > 0)
    .map((part) => ({ ...(rail ? onRails(part) : part), number: rung.number }))
}

/** All rows of a lane, the lowest first. */
export const laneRows = (chart: Chart, lane: Lane): readonly Row[] => {
  const drawing = drawingOf(chart)
  const rungs = lane.rungs.flatMap((id) => {
    const found = drawing.to.get(id)
    return found?.kind === 'rung' ? [found] : []
  })
  const rail = lane.kind !== 'beside'
  const end = lane.kind === 'ladder' ? 'top' : undefined
  return rungs.flatMap((rung, i) =>
    rowsOf(drawing, {
      rung,
      above: rail ? (lane.rungs[i + 1] ?? end) : undefined,
      firstOfStage: rung.stage !== undefined && rungs[i - 1]?.stage !== rung.stage,
      rail,
    }),
  )
}
