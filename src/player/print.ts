/** The whole story once, as lines: for a screen reader, for paper, for a pipe. */
import { placeLine, sceneLines, stampLine } from '../render/story/scene.ts'
import type { Scene } from '../story/scene.ts'
import type { Line } from '../terminal/screen.ts'
import { type Show, sceneIn, screenIn, verdictLine } from './show.ts'

const empty: Line = { spans: [] }

const placeKeyOf = ({ place: { title, clause = '' } }: Scene): string => `${title} ${clause}`

/** A deadline is told again only where it stands otherwise than at the stop before. */
const withNews = (scene: Scene, before: Scene | undefined): Scene =>
  JSON.stringify(scene.running) === JSON.stringify(before?.running) ? { ...scene, running: [] } : scene

/** The lines of each stop, the verdict first. What was on the screen is told where a place is come to, not at each question. */
export function* printedStory(show: Show): Generator<readonly Line[]> {
  yield [verdictLine(show)]
  const open = show.blind === undefined
  let place = ''
  let before: Scene | undefined
  for (const [i] of show.story.stops.entries()) {
    const scene = sceneIn(show, i, open)
    if (scene === undefined) continue
    const here = placeKeyOf(scene)
    const shown = here === place ? [] : screenIn(show, scene, open)
    yield [
      empty,
      stampLine(scene),
      ...(here === place ? [] : [placeLine(scene)]),
      ...sceneLines(withNews(scene, before), shown).map((line) => ({
        ...line,
        indent: (line.indent ?? 0) + 2,
      })),
    ]
    place = here
    before = scene
  }
}

/** The stops as plain values. */
export const scenesOf = (show: Show): readonly Scene[] =>
  show.story.stops.flatMap((_, i) => sceneIn(show, i, show.blind === undefined) ?? [])
