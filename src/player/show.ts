/** What a player shows: the story of one record, with what was judged of it. Reads no keys. */
import type { Case } from '../case/case.ts'
import type { Ports } from '../ports.ts'
import { placeLine, sceneLines, stampLine } from '../render/story/scene.ts'
import { shortVerdict } from '../render/story/words.ts'
import type { Looked } from '../sitting/looking.ts'
import { type Remarks, remarksOf } from '../story/remark.ts'
import { type Scene, sceneAt, withoutAnswer } from '../story/scene.ts'
import { foldable, keptBack, type Story, storyOf } from '../story/story.ts'
import type { Line, Page } from '../terminal/screen.ts'
import { isSound, type Verified } from '../verify/verified.ts'
import { ladderThen, screenThen } from './then.ts'

/** Changed once: when rules and times have been judged. */
export interface Show {
  readonly ports: Ports
  readonly looked: Looked
  story: Story
  /** The same story without typed words, where answers are kept back. */
  blind: Story | undefined
  remarks: Remarks
  verified: Verified
  judged: boolean
}

const tell = ({ world, facts }: Looked, hide: boolean, most: number): Pick<Show, 'story' | 'blind'> => ({
  story: storyOf(world, facts, most),
  blind: hide ? storyOf(world, keptBack(facts), most) : undefined,
})

/** A show before rules and times have been judged. `hide`: answers are kept back until somebody asks. */
export const openShow = (ports: Ports, looked: Looked, hide: boolean): Show => ({
  ports,
  looked,
  ...tell(looked, hide, foldable(looked.facts)),
  remarks: new Map(),
  verified: looked.integrity,
  judged: false,
})

/** Judges rules and times, and knows from then on what is remarkable. */
export const judgeShow = (show: Show): void => {
  const { looked } = show
  const found = looked.judge()
  const most = foldable(looked.facts, found.rules)
  if (most < looked.facts.length) Object.assign(show, tell(looked, show.blind !== undefined, most))
  show.remarks = remarksOf(show.story, { time: found.time, off: found.rules.state.off, thin: [] })
  show.verified = looked.verdict(found)
  show.judged = true
}

/** The stop of this index as it is shown. `open`: with its answer. */
export const sceneIn = ({ story, blind, remarks }: Show, index: number, open: boolean): Scene | undefined => {
  const scene = sceneAt(open ? story : (blind ?? story), index, remarks)
  return scene === undefined || open || blind === undefined ? scene : withoutAnswer(scene)
}

const caseIn = ({ story, blind }: Show, index: number, open: boolean): Case | undefined =>
  (open ? story : (blind ?? story)).caseBefore(index)

/** What was on the screen when the stop was reached; nothing where no question was asked, or nobody can say. */
export const screenIn = (show: Show, scene: Scene, open: boolean): readonly Line[] => {
  const before = caseIn(show, scene.number - 1, open)
  return before === undefined || scene.asked.kind !== 'asked' || scene.kind === 'correction'
    ? []
    : screenThen(show.ports, before, scene.at, scene.place.title)
}

/** The first line, on every page and in print. */
export const verdictLine = ({ verified, judged }: Show): Line => ({
  spans: [
    {
      text: shortVerdict(verified, judged),
      as: isSound(verified) ? 'saved' : 'late',
    },
  ],
  right: [{ text: verified.id, as: 'quiet' }],
})

const ladderLines = (show: Show, { number, at }: Scene, open: boolean): readonly Line[] => {
  const before = caseIn(show, number - 1, open)
  return before?.policy === undefined ? [] : [ladderThen(show.ports, before, at)]
}

/** The page of a stop. `note`: what a key came to. */
export const pageOf = (show: Show, scene: Scene, open: boolean, note?: string): Page => ({
  head: [
    verdictLine(show),
    stampLine(scene),
    ...ladderLines(show, scene, open),
    ...(note === undefined ? [] : [{ spans: [{ text: note, as: 'gap' } as const] }]),
    { spans: [] },
    placeLine(scene),
  ],
  body: sceneLines(scene, screenIn(show, scene, open)),
})
