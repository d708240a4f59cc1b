/** The two ends of the ladder: the foot, where everybody begins, and the end of the policy above the last rung. */
import type { Chart } from '../../flow/graph/graph.ts'
import { ladderEnds } from '../../flow/words/closed-lists.ts'
import { capital, clauseWords } from '../../flow/words/phrase.ts'
import { gapWords } from './labels.ts'
import { clockParts, edge, left, nothing, type Part, plain, small, stack, strong, textPart } from './parts.ts'
import { middle, railLeft, rails } from './rails.ts'
import { arrowUp, box, gapShape, grey, ink, path, rule } from './shapes.ts'
import { wrap } from './text.ts'

/** The foot of the ladder: where everybody begins, and what holds for all of it. */
export const footPart = (chart: Chart): Part => {
  const width = edge - left - 12
  const words = stack([
    textPart(
      wrap('Begin here, at the bottom, and climb', width, { ...strong, size: 3.4 }, 1),
      left + 6,
      ink,
      0.8,
    ),
    ...clockParts(chart.clocks, left + 6, width),
    ...(chart.whole.length === 0
      ? []
      : [
          textPart(
            wrap(`${gapWords(chart.whole)}, for the whole ladder`, width - 5, small, 3),
            left + 11,
            grey,
            0,
            (y) => gapShape(left + 7.5, y),
          ),
        ]),
  ])
  return {
    height: words.height + 11,
    draw: (y) =>
      rails(y, 6) +
      arrowUp(middle, y + 6 + words.height / 2, y + 0.8, false, false) +
      box(left, y + 6, edge - left, words.height + 4, { stroke: ink, width: 0.6, radius: 4 }) +
      path(`M${middle} ${(y + 8 + words.height / 2).toFixed(2)}H${left}`, ink, 0.45) +
      words.draw(y + 8),
  }
}

/** The end of the policy above the last rung. */
export const roofPart = (chart: Chart): Part => {
  const top = chart.vertices.find((one) => one.kind === 'top')
  if (top?.kind !== 'top') return nothing
  const cited = clauseWords(top.clause)
  const width = edge - left - 8
  const words = stack([
    textPart(wrap(capital(ladderEnds.top), width, { ...strong, size: 3.4 }, 1), left + 4, ink, 0.6),
    textPart(wrap(top.text, width, plain, 10), left + 4, ink, 0.4),
    textPart(wrap(cited, width, small, 3), left + 4, grey, 0),
  ])
  const height = words.height + 5
  return {
    height,
    draw: (y) =>
      box(railLeft - 4, y, edge - railLeft + 4, height, {
        fill: '#fff',
        stroke: rule,
        width: 0.35,
        radius: 0.5,
      }) +
      path(
        `M${railLeft - 4} ${y.toFixed(2)}H${edge}M${railLeft - 4} ${(y + 1.2).toFixed(2)}H${edge}`,
        ink,
        0.6,
      ) +
      words.draw(y + 3),
  }
}
