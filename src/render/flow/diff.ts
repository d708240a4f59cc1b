/**
 * What changed between two policies, as a page for a headteacher: what may change a case first, by scenario. The sentences
 * are made in diff-sentence.ts. Compares nothing; see flow/diff/diff.ts.
 */
import { canonical } from '../../flow/canonical.ts'
import type { Change, Place, Weight } from '../../flow/diff/change.ts'
import { grouped } from '../../flow/grouped.ts'
import type { Policy } from '../../flow/policy.ts'
import { quoted, together } from '../../flow/words/phrase.ts'
import { brokenText } from '../breaks.ts'
import { visible } from '../visible.ts'
import { labels, several } from './diff-labels.ts'
import { called, changeSentence, colon, headOf, oneLine, oneSaid } from './diff-sentence.ts'

/** What is told in one sentence: of one place several things, or one thing of several rungs. */
interface Told {
  readonly places: readonly Place[]
  readonly changes: readonly [Change, ...Change[]]
}

const isOneOfSeveral = ({ place, turn }: Change): boolean =>
  turn.kind === 'said' && several.has(turn.field) && !(place.kind === 'contact' && turn.field === 'lines')

/** What several rungs say anew alike is one sentence, and so are the things to do that one rung has anew. */
const told = (changes: readonly Change[]): readonly Told[] => {
  const byPlace = grouped(changes, (one, i) =>
    isOneOfSeveral(one) && one.turn.kind === 'said' ? canonical([one.place, one.turn.field]) : String(i),
  )
  const byTurn = grouped([...byPlace.values()], (group, i) => {
    const [{ place, turn }] = group
    const joins = place.kind === 'rung' && turn.kind === 'said' && turn.field !== 'up'
    return joins ? canonical(group.map((one) => one.turn)) : String(i)
  })
  return [...byTurn.values()].map((groups) => ({
    places: groups.map(([{ place }]) => place),
    changes: groups[0],
  }))
}

const sentenceOf = ({ places, changes }: Told): string => {
  const [first, ...others] = changes
  const head = places.length === 1 ? headOf(first.place) : together(places.map(called))
  if (others.length === 0 || first.turn.kind !== 'said') return changeSentence(first, head)
  const each = changes.flatMap(({ turn }) => (turn.kind === 'said' ? [oneSaid(turn)] : []))
  return oneLine(`${colon(head, labels[first.turn.field])}: ${each.join('; ')}`)
}

const sentences = (changes: readonly Change[]): readonly string[] => told(changes).map(sentenceOf)

const scenarioTitle = (id: string, a: Policy, b: Policy): string =>
  [...b.scenarios, ...a.scenarios].find((one) => one.id === id)?.title ?? id

/** "In all scenarios", "In the scenario “…”"; empty for the policy as a whole. */
const placeHeading = (ids: readonly string[], a: Policy, b: Policy): string => {
  if (ids.length === 0) return 'In the policy as a whole'
  if (ids.length > 1 && b.scenarios.every(({ id }) => ids.includes(id))) return 'In all scenarios'
  const titles = ids.map((id) => quoted(scenarioTitle(id, a, b)))
  return `In the scenario${ids.length === 1 ? '' : 's'} ${together(titles)}`
}

const headings: Readonly<Record<Weight, string>> = {
  consequence: 'What may change a case',
  wording: 'What is said differently',
}

/** A paragraph that hangs by `indent` columns; unbroken where `width` is undefined. */
const hanging = (text: string, first: string, width: number | undefined): string => {
  const rest = ' '.repeat(first.length)
  if (width === undefined) return `${first}${text}`
  const room = Math.max(20, width - first.length)
  return brokenText(text, room, room)
    .map((row, i) => (i === 0 ? first : rest) + row)
    .join('\n')
}

const section = (
  weight: Weight,
  changes: readonly Change[],
  a: Policy,
  b: Policy,
  width: number | undefined,
): readonly string[] => {
  const these = changes.filter((one) => one.weight === weight)
  if (these.length === 0) return []
  const groups = [...grouped(these, ({ scenarios }) => scenarios.join(' ')).values()].map((group) =>
    [
      hanging(visible(placeHeading(group[0].scenarios, a, b)), '', width),
      ...sentences(group).map((one) => hanging(one, '  - ', width)),
    ].join('\n'),
  )
  return [`${headings[weight].toUpperCase()}\n`, ...groups.map((one) => `${one}\n`)]
}

/** All changes as text for a screen of `width` columns, ended by a line break. Empty where there are none. */
export const renderChanges = (changes: readonly Change[], a: Policy, b: Policy, width?: number): string =>
  (['consequence', 'wording'] as const).flatMap((weight) => section(weight, changes, a, b, width)).join('\n')
