/** The open points of a policy for a proof-reader: each gap and reading with every place that shows it. */
import { challengedRemarks } from '../../flow/challenged.ts'
import type { Clock, Policy, Remark, Scenario } from '../../flow/policy.ts'
import { type Block, between, cited, code, link, type Row, type Text } from '../document/document.ts'
import { allNumbered, scenarioNumber } from './number.ts'
import { partAnchor, rungAnchor, scenarioAnchor } from './target.ts'

interface Shown {
  readonly remarks: readonly string[]
  readonly place: string
  readonly anchor: string
  readonly kind: 'scenario' | 'rung' | 'part'
}

const ofClocks = (clocks: readonly Clock[]): readonly string[] => clocks.flatMap((clock) => clock.remarks)

const inScenario = (policy: Policy, scenario: Scenario): readonly Shown[] => [
  {
    remarks: [
      ...scenario.remarks,
      ...challengedRemarks(scenario.challenged),
      ...ofClocks(scenario.clocks),
      ...scenario.stages.flatMap((stage) => ofClocks(stage.clocks)),
      ...scenario.tracks.flatMap((track) => track.remarks),
      ...scenario.closing.flatMap((one) => one.remarks),
    ],
    place: String(scenarioNumber(policy, scenario)),
    anchor: scenarioAnchor(scenario.id),
    kind: 'scenario',
  },
  ...allNumbered(policy, scenario).map(({ rung, number }) => ({
    remarks: [...rung.remarks, ...ofClocks(rung.clocks)],
    place: number,
    anchor: rungAnchor(scenario.id, rung.id),
    kind: 'rung' as const,
  })),
]

const beside = (policy: Policy): readonly Shown[] => {
  const part = (
    name: string,
    anchor: string,
    parts: readonly { readonly id: string; readonly remarks: readonly string[] }[],
  ) =>
    parts.map((one) => ({
      remarks: one.remarks,
      place: name,
      anchor: partAnchor(anchor, one.id),
      kind: 'part' as const,
    }))
  return [
    { remarks: policy.dangerRemarks, place: 'immediate danger', anchor: 'danger', kind: 'part' },
    {
      remarks: policy.officeHours?.remarks ?? [],
      place: 'office hours',
      anchor: 'office-hours',
      kind: 'part',
    },
    {
      remarks: challengedRemarks(policy.challenged),
      place: 'whose decision is disputed',
      anchor: 'challenged',
      kind: 'part',
    },
    ...part('a question of the policy', 'ask', policy.asks),
    ...part('a moment', 'moment', policy.moments),
    ...part('an agency’s ladder', 'agency', policy.agencies),
    ...part('advice or an action', 'advice', policy.advice),
    ...part('a belief or check', 'guard', policy.guards),
    ...part('a matter elsewhere', 'elsewhere', policy.elsewhere),
  ]
}

/** By the id of a remark, the places that show it, each once. */
const placesOf = (policy: Policy): ReadonlyMap<string, readonly Shown[]> => {
  const places = new Map<string, Shown[]>()
  for (const shown of [...policy.scenarios.flatMap((one) => inScenario(policy, one)), ...beside(policy)])
    for (const id of new Set(shown.remarks)) {
      const known = places.get(id)
      if (known === undefined) places.set(id, [shown])
      else known.push(shown)
    }
  return places
}

/** By the anchor of a rung that is word for word an earlier one, the anchor of that one. */
export type SameAs = ReadonlyMap<string, string>

/** `scenarios 1 to 6`, `scenarios 2, 4`. */
const scenarioList = (numbers: readonly number[]): string => {
  const [first = 0] = numbers
  const last = numbers.at(-1) ?? first
  const run = numbers.length > 2 && last - first === numbers.length - 1
  return `${numbers.length === 1 ? 'scenario' : 'scenarios'} ${run ? `${first} to ${last}` : numbers.join(', ')}`
}

const linked = (word: string, shown: readonly Shown[]): readonly Text[] =>
  shown.length === 0
    ? []
    : [
        [
          `${word}${shown.length === 1 ? '' : 's'} `,
          ...between(
            shown.map(({ place, anchor }): Text => [link(place, anchor)]),
            ', ',
          ),
        ],
      ]

/** Rungs that are printed once are named once; scenarios in one list. */
const placesText = (shown: readonly Shown[] | undefined, sameAs: SameAs): Text => {
  if (shown === undefined) return ['nowhere but here']
  const of = (kind: Shown['kind']): readonly Shown[] =>
    shown.filter((one) => one.kind === kind && !sameAs.has(one.anchor))
  const scenarios = of('scenario')
  return between(
    [
      ...scenarios
        .slice(0, 1)
        .map(({ anchor }) => [link(scenarioList(scenarios.map((one) => Number(one.place))), anchor)]),
      ...linked('rung', of('rung')),
      ...(shown.some((one) => sameAs.has(one.anchor)) ? [['wherever these rungs stand again']] : []),
      ...of('part').map(({ place, anchor }): Text => [link(place, anchor)]),
    ],
    '; ',
  )
}

const row = (remark: Remark, places: readonly Shown[] | undefined, sameAs: SameAs): Row => ({
  anchor: partAnchor('open', remark.id),
  cells: [[code(remark.id)], [remark.text, ...cited(remark.clause)], placesText(places, sameAs)],
})

/** One table of gaps and one of readings, each only where there are some. */
export const openPointBlocks = (policy: Policy, sameAs: SameAs): readonly Block[] => {
  const places = placesOf(policy)
  const table = (kind: Remark['kind'], caption: string, what: string): readonly Block[] => {
    const rows = policy.remarks
      .filter((one) => one.kind === kind)
      .map((one) => row(one, places.get(one.id), sameAs))
    return rows.length === 0
      ? []
      : [{ kind: 'table', caption, head: ['Id', what, 'Shown at'], widths: [18, 58, 24], rows }]
  }
  return [
    ...table('gap', 'Gaps: where the source is silent or cut off', 'Gap'),
    ...table('reading', 'Readings: where the source is ambiguous, and how the flow reads it', 'Reading'),
  ]
}
