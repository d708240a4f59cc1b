/** `rungs compare`: what today's edition of the policy would have asked instead. Changes nothing. */
import type { Case } from '../case/case.ts'
import { visitsOf } from '../case/history.ts'
import type { Change } from '../flow/diff/change.ts'
import { diffPolicies } from '../flow/diff/diff.ts'
import { changesInScenario, changesOfRung } from '../flow/diff/rung-changes.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { renderChanges } from '../render/flow/diff.ts'
import { changeSentence } from '../render/flow/diff-sentence.ts'
import { jsonText } from '../render/json.ts'
import { againLines, editionLines, partingWords, sameLine } from '../render/story/compare.ts'
import { shortVerdict } from '../render/story/words.ts'
import { recordJson } from '../render/verify-json.ts'
import { visible } from '../render/visible.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { type Looked, lookAt } from '../sitting/looking.ts'
import { findNamed } from '../sitting/named-policy.ts'
import { findOneRecord } from '../sitting/record-paths.ts'
import { type Edition, editionsOf, worldToday } from '../sitting/todays-edition.ts'
import { walkAgain } from '../story/again.ts'
import type { Again } from '../story/parting.ts'
import { type Scene, sceneAt } from '../story/scene.ts'
import { foldable, type Story, storyOf } from '../story/story.ts'
import { plainLines } from '../terminal/plain-text.ts'
import type { Line } from '../terminal/screen.ts'
import { isSound } from '../verify/verified.ts'

export interface CompareOptions {
  /** The path of a record or of a copy, or the number of a case. */
  readonly record: string
  /** What to compare with in the place of today's edition. */
  readonly to?: string
  /** The policy of the record, where it is not to be found beside it. */
  readonly policy?: string
  readonly casebook?: string
  readonly json: boolean
}

interface Compared extends Edition {
  /** What changed about the rungs that the case came to. */
  readonly changes: readonly Change[]
}

/** The rungs that a case came to, by scenario, each once. */
const visitedIn = (state: Case): ReadonlyMap<string, ReadonlySet<string>> => {
  const visited = new Map<string, Set<string>>()
  for (const { scenario, rung } of visitsOf(state)) {
    const rungs = visited.get(scenario) ?? new Set<string>()
    visited.set(scenario, rungs.add(rung.id))
  }
  return visited
}

/** About the scenario as a whole: that it is gone, or called otherwise. */
const isOf =
  (scenario: string) =>
  ({ place, turn }: Change): boolean =>
    place.kind === 'scenario' &&
    (place.id === scenario || (turn.kind === 'renamed' && turn.from === scenario))

const changesFor = ({ then, now }: Edition, state: Case): readonly Change[] => {
  if (then.sha256 === now.sha256) return []
  const all = diffPolicies(then, now)
  const own = [...visitedIn(state)].flatMap(([scenario, rungs]) => {
    const here = changesInScenario(all, scenario)
    return [...here.filter(isOf(scenario)), ...[...rungs].flatMap((rung) => changesOfRung(here, rung))]
  })
  return all.filter((one) => own.includes(one))
}

const sceneOf =
  (story: Story) =>
  (stop: number): Scene | undefined =>
    sceneAt(story, stop, new Map())

interface Result {
  readonly looked: Looked
  readonly story: Story
  readonly again: Again
  readonly compared: readonly Compared[]
}

const print = (ports: Ports, { looked, story, again, compared }: Result): void => {
  const width = Math.min(ports.columns, 100)
  const show = (lines: readonly Line[]): void => ports.out(plainLines(lines, width))
  const empty: Line = { spans: [] }
  show([
    {
      spans: [{ text: shortVerdict(looked.verified), as: isSound(looked.verified) ? 'saved' : 'late' }],
      right: [{ text: looked.id }],
    },
  ])
  for (const { then, now } of compared) show([empty, ...editionLines(then, now)])
  if (compared.every(({ then, now }) => then.sha256 === now.sha256)) {
    show([empty, sameLine])
    return
  }
  show([empty, ...againLines(again, sceneOf(story))])
  for (const { then, now, changes } of compared) {
    if (then.sha256 === now.sha256) continue
    show([
      empty,
      { spans: [{ text: 'What changed about the rungs that the case came to', as: 'title' }] },
      empty,
    ])
    ports.out(
      changes.length === 0
        ? 'Nothing.\n'
        : renderChanges(changes, then, now, ports.interactive ? width : undefined),
    )
  }
}

const named = ({ id, title, sha256, edition }: Policy): unknown => ({
  id,
  title,
  printed: edition.printed,
  sha256,
})

const toJson = ({ looked, story, again, compared }: Result): unknown => ({
  record: recordJson(looked.verified),
  editions: compared.map(({ then, now, changes }) => ({
    then: named(then),
    now: named(now),
    changes: changes.map((one) => ({ ...one, sentence: changeSentence(one) })),
  })),
  parted: again.parted.map(({ stop, partings }) => {
    const scene = sceneOf(story)(stop)
    return {
      stop: stop + 1,
      entry: scene?.entry,
      fact: scene?.fact,
      place: scene?.place.title,
      partings: partings.map((one) => ({ ...one, sentence: visible(partingWords(one)) })),
    }
  }),
  ended: again.ended === undefined ? null : { ...again.ended, stop: again.ended.stop + 1 },
})

/** 0, whether or not anything differs; 1 where something is wrong with the record. Throws a `UserError` where there is nothing to compare. */
export const compare = async (ports: Ports, options: CompareOptions): Promise<number> => {
  const { folder, settings } = await openCasebook(ports, options.casebook)
  const policyNamed = async (name: string): Promise<Policy> => (await findNamed(ports, name, folder)).policy
  const looked = await lookAt(ports, {
    file: await findOneRecord(ports, options.record, options.casebook),
    closures: settings.closures,
    ...(options.policy === undefined ? {} : { policy: await policyNamed(options.policy) }),
  })
  const to = options.to === undefined ? undefined : await policyNamed(options.to)
  const editions = await editionsOf(ports, folder, looked, to)
  const { facts, world, review } = looked
  const story = storyOf(world, facts, foldable(facts, review.rules))
  const again = walkAgain(story, worldToday(world, editions))
  const compared = editions.map((one) => ({ ...one, changes: changesFor(one, review.rules.state) }))
  const result: Result = { looked, story, again, compared }
  if (options.json) ports.out(jsonText(toJson(result)))
  else print(ports, result)
  return isSound(looked.verified) ? 0 : 1
}
