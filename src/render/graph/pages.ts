/** A chart on pages of A4: which rows stand on which page, what stands under them. Draws neither header nor footer. */
import type { Chart, Lane } from '../../flow/graph/graph.ts'
import { clauseWords } from '../../flow/words/phrase.ts'
import { footPart, roofPart } from './ends.ts'
import { gapWords, laneWords } from './labels.ts'
import { edge, left, nothing, type Part, small, stack, strong, textPart } from './parts.ts'
import { onRails } from './rails.ts'
import { laneRows, type Row } from './rows.ts'
import { block, gapShape, grey, ink, path, rule } from './shapes.ts'
import { type Cut, heightOf, wrap } from './text.ts'

/** Where the margin begins, left; `edge` is where it begins, right. */
export const margin = 14

/** How much room pages have: the first has a higher header than the others. */
export interface Room {
  readonly first: number
  readonly next: number
}

const signHeight = 7

const sign = (words: string): Part =>
  onRails({
    height: signHeight,
    draw: (y) => block(wrap(words, edge - left - 4, small, 1), left + 4, y + 1.8, { fill: grey }),
  })

/** Rows from the bottom up, a list for each page: as many as go on it. */
const broken = (rows: readonly Row[], room: Room): readonly (readonly Row[])[] => {
  const all = rows.reduce((sum, { height }) => sum + height, 0)
  const signs = all <= room.first ? 0 : signHeight
  const pages: Row[][] = [[]]
  let used = 0
  for (const row of rows) {
    const free = pages.length === 1 ? room.first - signs : room.next - 2 * signs
    // A first page whose header leaves too little room may stay empty.
    const pointless = used === 0 && (pages.length > 1 || room.first >= room.next)
    if (used + row.height > free && !pointless) {
      pages.push([])
      used = 0
    }
    pages.at(-1)?.push(row)
    used += row.height
  }
  return pages
}

/** Rows of one lane on its pages, each page a part. */
const lanePages = (rows: readonly Row[], room: Room, rail: boolean): readonly Part[] => {
  const pages = broken(rows, room)
  return pages.map((page, i) => {
    const above = pages[i + 1]?.[0]
    const below = pages[i - 1]?.at(-1)
    return stack([
      ...(above === undefined || !rail
        ? []
        : [sign(`▲ goes on with ${above.number || 'the end'} on the next page`)]),
      ...page.toReversed(),
      ...(below === undefined || !rail
        ? []
        : [sign(`▼ comes from ${below.number || 'the foot'} on the page before`)]),
    ])
  })
}

const laneTitle = (lane: Lane): Part => {
  const words = laneWords(lane)
  const cited = lane.clause === undefined ? '' : clauseWords(lane.clause)
  const about = [cited, gapWords(lane.gaps)].filter((one) => one !== '').join(' · ')
  const inner = stack([
    textPart(wrap(words, edge - margin, { size: 4.4, bold: true }, 3), margin, ink, 0.6),
    ...(about === '' ? [] : [textPart(wrap(about, edge - margin, small, 2), margin, grey, 0)]),
  ])
  return {
    height: inner.height + 13,
    draw: (y) => path(`M${margin} ${(y + 6).toFixed(2)}H${edge}`, rule, 0.3) + inner.draw(y + 9),
  }
}

const column = 87
const gutter = edge - margin - 2 * column

const fine: Cut = { size: 2.35, leading: 1.28 }

const noteParts = (chart: Chart): readonly Part[] =>
  chart.gaps.map(({ number, text, clause }) => {
    const words = wrap(`${text} (${clauseWords(clause)})`, column - 7, fine, 14)
    return {
      height: heightOf(words) + 1.3,
      draw: (y) => block(wrap(String(number), 7, { ...fine, bold: true }, 1), 0, y) + block(words, 7, y),
    }
  })

const shifted = (part: Part, x: number): Part => ({
  height: part.height,
  draw: (y) => `<g transform="translate(${x} 0)">${part.draw(y)}</g>`,
})

const besides = (a: Part, b: Part): Part => ({
  height: Math.max(a.height, b.height),
  draw: (y) => a.draw(y) + b.draw(y),
})

const notesHead: Part = {
  height: 13,
  draw: (y) =>
    path(`M${margin} ${(y + 3).toFixed(2)}H${edge}`, rule, 0.3) +
    gapShape(margin + 1.6, y + 7.3) +
    block(wrap('Gaps: where the policy is silent or cut off', edge - margin, strong, 1), margin + 7, y + 5.6),
}

/** As many parts as go into one column of this height, at least one; and the others. */
const fill = (parts: readonly Part[], height: number): readonly [readonly Part[], readonly Part[]] => {
  let sum = 0
  const end = parts.findIndex((part, i) => {
    sum += part.height
    return i > 0 && sum > height
  })
  return end < 0 ? [parts, []] : [parts.slice(0, end), parts.slice(end)]
}

const columns = (one: readonly Part[], other: readonly Part[]): Part =>
  stack([notesHead, besides(shifted(stack(one), margin), shifted(stack(other), margin + column + gutter))])

/** The notes in two columns; on as many pages as they need, the first of which has only `room` left. */
const notes = (parts: readonly Part[], room: number, next: number): readonly Part[] => {
  if (parts.length === 0) return []
  const half = parts.reduce((sum, { height }) => sum + height, 0) / 2
  const [one, other] = fill(parts, half + Math.max(...parts.map(({ height }) => height)) / 2)
  const even = columns(one, other)
  if (even.height <= room) return [even]
  if (room < next) return [nothing, ...notes(parts, next, next)]
  const [first, rest] = fill(parts, room - notesHead.height)
  const [second, others] = fill(rest, room - notesHead.height)
  return [columns(first, second), ...notes(others, next, next)]
}

/** Puts parts under what is on the last page, as far as there is room; what is left over gets pages of its own. */
const under = (pages: readonly Part[], more: readonly Part[]): readonly Part[] => {
  const [first = nothing, ...others] = more
  const last = pages.at(-1) ?? nothing
  return [...pages.slice(0, -1), stack([last, first]), ...others]
}

const roomLeft = (pages: readonly Part[], room: Room): number =>
  (pages.length === 1 ? room.first : room.next) - (pages.at(-1)?.height ?? 0)

const withLane = (pages: readonly Part[], chart: Chart, lane: Lane, room: Room): readonly Part[] => {
  const rail = lane.kind !== 'beside'
  const title = laneTitle(lane)
  const rows = laneRows(chart, lane)
  const all = rows.reduce((sum, { height }) => sum + height, 0)
  const free = roomLeft(pages, room) - title.height
  if (all <= free) return under(pages, [stack([title, ...rows.toReversed()])])
  const inner = room.next - title.height
  const [first = nothing, ...others] = lanePages(rows, { first: inner, next: room.next }, rail)
  return [...pages, stack([title, first]), ...others]
}

const asRow = (part: Part): Row => ({ ...part, number: '' })

/** The pages of a chart, from the first; each part begins under the header. */
export const chartPages = (chart: Chart, room: Room): readonly Part[] => {
  const [main, ...beside] = chart.lanes
  if (main === undefined) return [nothing]
  const ladder = [asRow(footPart(chart)), ...laneRows(chart, main), asRow(roofPart(chart))]
  const drawn = beside.reduce(
    (pages, lane) => withLane(pages, chart, lane, room),
    lanePages(
      ladder.filter(({ height }) => height > 0),
      room,
      true,
    ),
  )
  return under(drawn, notes(noteParts(chart), roomLeft(drawn, room), room.next))
}
