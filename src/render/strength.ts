/** What a reader would miss of a record, as lines: in full, in a sentence, or in short for whoever is closing a case. */
import { requirementOf } from '../strength/requirements.ts'
import type { Line } from '../terminal/screen.ts'
import type { MissingPart, Opinion, Verified } from '../verify/verified.ts'

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const misses = (requirement: string): string => requirementOf(requirement)?.misses ?? requirement

const times = (count: number): string => (count === 1 ? '' : ` (${count} times)`)

const sum = (counts: Opinion['counts']): number => Object.values(counts).reduce((a, b) => a + b, 0)

const unjudged: Readonly<Record<NonNullable<Opinion['unjudged']>, string>> = {
  policy: '; its policy is not there, and what only that tells was not judged',
  facts: '; some of its facts were not judged',
}

const unjudgedWords = (strength: Opinion): string =>
  strength.unjudged === undefined ? '' : unjudged[strength.unjudged]

/** Values by a key, in the order in which the keys come up. */
const groups = <T>(list: readonly T[], keyOf: (one: T) => string): readonly (readonly T[])[] => {
  const found = new Map<string, T[]>()
  for (const one of list) {
    const key = keyOf(one)
    const group = found.get(key)
    if (group === undefined) found.set(key, [one])
    else group.push(one)
  }
  return [...found.values()]
}

const placeOf = ({ rung, entry }: MissingPart): string => {
  const step = rung === undefined ? '' : rung.label
  const at = entry === 0 ? '' : `entry ${entry}`
  return [step, at].filter((part) => part !== '').join(', ')
}

/** The one plain question: for the weightiest gap. */
const askWords = ({ missing: [first] }: Opinion): string => {
  const ask = first === undefined ? undefined : requirementOf(first.requirement)?.ask
  if (first === undefined || ask === undefined) return ''
  const place = placeOf(first)
  return ` First to ask: ${ask}${place === '' ? '' : ` (${place})`}`
}

/** The verdict on one record, with the one question to ask. */
export const strengthWords = (strength: Opinion): string => {
  const count = sum(strength.counts)
  return count === 0
    ? `nothing is missing that can be told from the record${unjudgedWords(strength)}`
    : `a reader would miss ${counted(count, 'thing')}${unjudgedWords(strength)}.${askWords(strength)}`
}

const entriesWords = (gaps: readonly MissingPart[]): string => {
  const entries = [...new Set(gaps.map(({ entry }) => entry))]
    .filter((entry) => entry > 0)
    .sort((a, b) => a - b)
  return entries.length === 0 ? '' : ` (${entries.length === 1 ? 'entry' : 'entries'} ${entries.join(', ')})`
}

/** What it is about, and where the policy says so. */
const aboutWords = (gaps: readonly MissingPart[]): string =>
  [
    ...new Set(
      gaps.flatMap(({ about, clause }) => {
        const words = [about, clause === undefined ? undefined : `(clause ${clause})`]
        return about === undefined && clause === undefined
          ? []
          : [words.filter((one) => one !== undefined).join(' ')]
      }),
    ),
  ].join('; ')

const gapWords = (gaps: readonly MissingPart[]): string => {
  const about = aboutWords(gaps)
  const what = misses(gaps[0]?.requirement ?? '')
  return about === '' ? `${what}${times(gaps.length)}` : `${what}: ${about}`
}

const stepLines = (gaps: readonly MissingPart[]): readonly Line[] => [
  {
    spans: [{ text: `${gaps[0]?.rung?.label ?? 'The case as a whole'}${entriesWords(gaps)}` }],
    indent: 2,
    hang: 2,
  },
  ...groups(gaps, ({ requirement }) => requirement).map(
    (same): Line => ({ spans: [{ text: `• ${gapWords(same)}` }], indent: 4, hang: 2 }),
  ),
]

const sourceLines = (missing: readonly MissingPart[]): readonly Line[] => {
  const rows = [...new Set(missing.map(({ requirement }) => requirement))].flatMap(
    (id) => requirementOf(id) ?? [],
  )
  return groups(rows, ({ from }) => from).map((same) => ({
    spans: [{ text: `${same[0]?.from ?? ''} – ${same.map((row) => row.misses).join('; ')}`, as: 'quiet' }],
    indent: 2,
    hang: 2,
  }))
}

const firstEntry = (gaps: readonly MissingPart[]): number => Math.min(...gaps.map(({ entry }) => entry))

/** All that a reader would miss of one record, step by step, and what asks for it. Empty where that is nothing. */
export const strengthLines = ({ missing }: Opinion): readonly Line[] => {
  if (missing.length === 0) return []
  const steps = [...groups(missing, ({ rung }) => rung?.id ?? '')].sort(
    (a, b) =>
      Number(a[0]?.rung !== undefined) - Number(b[0]?.rung !== undefined) || firstEntry(a) - firstEntry(b),
  )
  return [
    { spans: [{ text: 'What a reader would miss', as: 'title' }] },
    ...steps.flatMap(stepLines),
    {
      spans: [
        { text: 'An opinion, on which no other verdict and no exit code depends. It is asked for by:' },
      ],
    },
    ...sourceLines(missing),
  ]
}

const mostOften = (counts: Opinion['counts'], most: number): string => {
  const sorted = Object.entries(counts).sort(([, a], [, b]) => b - a)
  const named = sorted.slice(0, most).map(([id, count]) => `${misses(id)} (${count})`)
  const left = sorted.slice(most).reduce((total, [, count]) => total + count, 0)
  return `${named.join('; ')}${left === 0 ? '' : `; and ${left} more`}`
}

const totalOf = (all: readonly Opinion[]): Opinion['counts'] => {
  const total: Record<string, number> = {}
  for (const { counts } of all)
    for (const [id, count] of Object.entries(counts)) total[id] = (total[id] ?? 0) + count
  return total
}

const thinnest = 5

/** Of many records: how many lack something, what most often, and the thinnest few. */
export const strengthTotals = (records: readonly Verified[]): readonly Line[] => {
  const judged = records.flatMap(({ id, strength }) => (strength === undefined ? [] : [{ id, strength }]))
  const thin = judged
    .map((one) => ({ ...one, count: sum(one.strength.counts) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
  const partly = judged.filter(({ strength: { unjudged } }) => unjudged !== undefined).length
  const rest = partly === 0 ? '' : ` ${counted(partly, 'record')} could be judged only in part.`
  if (thin.length === 0)
    return [{ spans: [{ text: `Strength: no record lacks anything that can be told.${rest}` }] }]
  const total = totalOf(thin.map(({ strength }) => strength))
  return [
    {
      spans: [
        {
          text: `Strength: in ${thin.length} of ${counted(judged.length, 'record')} a reader would miss something, ${counted(sum(total), 'thing')} in all: ${mostOften(total, 3)}.${rest}`,
        },
      ],
      hang: 2,
    },
    { spans: [{ text: 'The thinnest:', as: 'title' }] },
    ...thin.slice(0, thinnest).map(
      ({ id, strength, count }): Line => ({
        spans: [{ text: `${id}: ${counted(count, 'thing')}: ${mostOften(strength.counts, 3)}` }],
        indent: 2,
        hang: 2,
      }),
    ),
  ]
}

const shortWhere = (gaps: readonly MissingPart[]): string => {
  const steps = [...new Set(gaps.flatMap(({ rung }) => rung?.label ?? []))]
  const [first] = steps
  if (first === undefined) return ''
  return ` · ${steps.length === 1 ? first : counted(steps.length, 'step')}`
}

/** The weightiest few, a line each: for whoever can still add them. Empty where nothing is missing. */
export const briefStrengthLines = ({ missing }: Opinion, most: number): readonly Line[] => {
  const kinds = groups(missing, ({ requirement }) => requirement)
  // One line more takes no more room than to say that there is one.
  const shown = kinds.length === most + 1 ? kinds : kinds.slice(0, most)
  const left = kinds.length - shown.length
  return shown.length === 0
    ? []
    : [
        { spans: [{ text: 'What a reader of this record would miss' }] },
        ...shown.map(
          (gaps): Line => ({
            spans: [
              { text: `• ${misses(gaps[0]?.requirement ?? '')}` },
              { text: shortWhere(gaps), as: 'quiet' },
            ],
            indent: 2,
            hang: 2,
          }),
        ),
        ...(left === 0
          ? []
          : [{ spans: [{ text: `and ${counted(left, 'thing')} more`, as: 'quiet' } as const], indent: 4 }]),
      ]
}
