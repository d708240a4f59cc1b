/** The two lines at the top of every screen: which policy and case, how far up, what is saved. */
import type { Case } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import { holds } from '../case/conditions.ts'
import type { Rung, Scenario } from '../flow/policy.ts'
import type { Sitting } from '../sitting/sitting.ts'
import type { Line, Span } from '../terminal/screen.ts'

/** The rungs that stand for the answers given: a ladder can have others for another agency. */
const standing = (state: Case, rungs: readonly Rung[]): readonly Rung[] =>
  rungs.filter((rung) => holds(state, rung.when))

/** The ladder that a rung stands on: the main one or a track; nothing beside them. */
const ladderOf = (scenario: Scenario, rung: Rung): readonly Rung[] | undefined =>
  [scenario.ladder, ...scenario.tracks.map((track) => track.rungs)].find((rungs) => rungs.includes(rung))

const whereabouts = (state: Case, scenario: Scenario, rung: Rung): string => {
  const ladder = ladderOf(scenario, rung)
  if (ladder === undefined) return 'beside the ladder'
  const track = scenario.tracks.find((one) => one.rungs === ladder)
  const rungs = standing(state, ladder)
  return `${track === undefined ? '' : `${track.title}: `}rung ${rungs.indexOf(rung) + 1} of ${rungs.length}`
}

const dots = (state: Case): string => {
  const { position, scenario } = state
  if (scenario === undefined || !('visit' in position)) return ''
  // By id: the case may have moved to another edition since.
  const seen = new Set(
    toList(state.trail)
      .filter((visit) => visit.scenario === scenario.id)
      .map((visit) => visit.rung.id),
  )
  return standing(state, ladderOf(scenario, position.visit.rung) ?? scenario.ladder)
    .map((rung) =>
      rung === position.visit.rung && position.kind === 'rung'
        ? '◉'
        : seen.has(rung.id) || rung === position.visit.rung
          ? '●'
          : '○',
    )
    .join(' ')
}

const where = (state: Case): string => {
  const { position, scenario } = state
  switch (position.kind) {
    case 'opening':
    case 'entry':
      return ''
    case 'rung':
      return scenario === undefined ? '' : whereabouts(state, scenario, position.visit.rung)
    case 'promise':
      return 'agreed: kept open until it is done'
    case 'top':
      return 'the policy ends here'
    case 'handed':
      return 'handed on: it may come back'
    case 'closing':
      return 'closing'
    case 'closed':
      return 'closed'
  }
}

const saved = ({ savedAt, owed }: Sitting): readonly Span[] => {
  if (owed.length > 0) return [{ text: 'NOT SAVED', as: 'late' }, { text: ' · ' }]
  return savedAt === undefined
    ? []
    : [{ text: `saved ${savedAt.slice(11, 19)}`, as: 'saved' }, { text: ' · ' }]
}

/** Policy and scenario with the case's number; then the ladder, the position and what is saved. */
export const headLines = (sitting: Sitting): readonly Line[] => {
  const { state, file } = sitting
  const scenario: readonly Span[] =
    state.scenario === undefined ? [] : [{ text: ` · ${state.scenario.title}`, as: 'title', wide: true }]
  const at = where(state)
  return [
    {
      spans: [{ text: state.policy?.short ?? 'Rungs', as: 'title' }, ...scenario],
      right: file === undefined ? [] : [{ text: file.id, as: 'quiet' }],
    },
    {
      spans: [
        { text: dots(state), as: 'mark' },
        { text: at === '' ? '' : `  ${at}`, as: 'mark', wide: true },
      ],
      right: [...saved(sitting), { text: '! danger', as: 'danger' }],
    },
  ]
}

/** The same with a title under a blank row. */
export const titledHead = (sitting: Sitting, title: string, right: readonly Span[] = []): readonly Line[] => [
  ...headLines(sitting),
  { spans: [] },
  { spans: [{ text: title, as: 'title' }], ...(right.length === 0 ? {} : { right }) },
]
