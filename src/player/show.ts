/** What a player shows: the story of one record, with what was judged of it. Reads no keys. */
import type { Case } from '../case/case.ts'
import type { Ports } from '../ports.ts'
import { placeLine, sceneLines, stampLine } from '../render/story/scene.ts'
import { checkingWords, shortVerdict } from '../render/story/words.ts'
import type { Glanced, Looked } from '../sitting/looking.ts'
import { type Remarks, remarksOf, type Thin } from '../story/remark.ts'
import { type Scene, sceneAt, withoutAnswer } from '../story/scene.ts'
import { foldable, keptBack, type Story, storyOf } from '../story/story.ts'
import { requirementOf } from '../strength/requirements.ts'
import type { Line, Page } from '../terminal/screen.ts'
import { isTrainingId } from '../training-mark.ts'
import type { Rules } from '../verify/rules.ts'
import { isSound, type Verified } from '../verify/verified.ts'
import { ladderThen, screenThen } from './then.ts'

export interface Show {
  readonly ports: Ports
  readonly id: string
  readonly story: Story
  /** The same story without typed words, where answers are kept back. */
  readonly blind: Story | undefined
  readonly remarks: Remarks
  /** Or, while that is not known, how many bytes are being checked. */
  readonly verified: Verified | number
}

/** Without its policy every fact would be off the path. */
const offIn = ({ kind, state }: Rules): Case['off'] => (kind === 'cannot-judge' ? new Set() : state.off)

/** What a reader would miss, where the record has a place for it. */
const thinIn = ({ strength }: Verified): readonly Thin[] =>
  (strength?.missing ?? []).flatMap(({ requirement, entry, fact }) => {
    const words = requirementOf(requirement)?.misses
    return entry === 0 || words === undefined
      ? []
      : [{ entry, words, ...(fact === undefined ? {} : { fact }) }]
  })

/** The show of a record that has been checked. `hide`: answers are kept back until somebody asks. */
export const showOf = (ports: Ports, { id, world, facts, review, verified }: Looked, hide: boolean): Show => {
  const { rules, time } = review
  const most = foldable(facts, rules)
  const story = storyOf(world, facts, most)
  return {
    ports,
    id,
    story,
    blind: hide ? storyOf(world, keptBack(facts), most) : undefined,
    remarks: remarksOf(story, { time, off: offIn(rules), thin: thinIn(verified) }),
    verified,
  }
}

/** The beginning of one that is still to be checked. */
export const beginningOf = (ports: Ports, { id, world, facts, bytes }: Glanced, hide: boolean): Show => {
  const most = foldable(facts)
  return {
    ports,
    id,
    story: storyOf(world, facts, most),
    blind: hide ? storyOf(world, keptBack(facts), most) : undefined,
    remarks: new Map(),
    verified: bytes,
  }
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
export const verdictLine = ({ verified, id }: Show): Line => ({
  spans: [
    typeof verified === 'number'
      ? { text: `${isTrainingId(id) ? 'TRAINING, a made-up case: ' : ''}${checkingWords(verified)}` }
      : { text: shortVerdict(verified), as: isSound(verified) ? 'saved' : 'late' },
  ],
  right: [{ text: id, as: 'quiet' }],
})

const ladderLines = (show: Show, { number, at }: Scene, open: boolean): readonly Line[] => {
  const before = caseIn(show, number - 1, open)
  return before?.policy === undefined ? [] : [ladderThen(show.ports, before, at)]
}

/** The page of a stop. `note`: what a key came to. */
export const pageOf = (show: Show, scene: Scene, open: boolean, note?: string): Page => ({
  head: [
    verdictLine(show),
    stampLine(scene, typeof show.verified !== 'number'),
    ...ladderLines(show, scene, open),
    ...(note === undefined ? [] : [{ spans: [{ text: note, as: 'gap' } as const] }]),
    { spans: [] },
    placeLine(scene),
  ],
  body: sceneLines(scene, screenIn(show, scene, open)),
})
