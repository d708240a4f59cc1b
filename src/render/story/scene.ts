/** A stop of a story as lines: for a page of a terminal, and for the whole story in print. Derives nothing; see story/. */
import { formatDate } from '../../calendar/date.ts'
import { clauseWords, quoted } from '../../flow/words/phrase.ts'
import type { Way } from '../../story/asked.ts'
import { isLate } from '../../story/remark.ts'
import type { Said } from '../../story/said.ts'
import type { Running, Scene } from '../../story/scene.ts'
import type { Line, Span } from '../../terminal/screen.ts'
import { remarkWords, tookWords } from './words.ts'

const empty: Line = { spans: [] }

const clauseOf = (clause: string): readonly Span[] => [{ text: clauseWords(clause), as: 'clause' }]

const atClause = (clause: string | undefined): { readonly right?: readonly Span[] } =>
  clause === undefined ? {} : { right: clauseOf(clause) }

/** "12 of 148 · entry 3, fact 2 · Thu 19 Nov 2026, 10:41:07", and how long after the stop before. `counted`: whether all stops are known. */
export const stampLine = ({ number, of, entry, fact, at, took }: Scene, counted = true): Line => ({
  spans: [
    { text: `${number} of ${counted ? of : '…'}`, as: 'title' },
    { text: ` · entry ${entry}, fact ${fact}`, wide: true },
    { text: ` · ${formatDate(at.slice(0, 10))}, ${at.slice(11, 19)}` },
  ],
  ...(took === undefined ? {} : { right: [{ text: tookWords(took), as: took < 0 ? 'late' : 'quiet' }] }),
})

/** Where the facts of the stop stand in the record. */
export const placeLine = ({ place: { title, clause } }: Scene): Line => ({
  spans: [{ text: title, as: 'title' }],
  ...atClause(clause),
})

const remarkLines = ({ remarks }: Scene): readonly Line[] =>
  remarks.map((remark) => ({
    spans: [{ text: `${remarkWords(remark)}.`, as: isLate(remark) ? 'late' : 'gap' }],
    hang: 2,
  }))

const parties = {
  ours: ['The writer has', 'The writer had'],
  theirs: ['They have', 'They had'],
  both: ['Both sides have', 'Both sides had'],
} as const

const runningLine = ({ whose, what, clause, due, since, late }: Running): Line => ({
  spans: [
    { text: `${parties[whose][late ? 1 : 0]} until ` },
    { text: due, as: late ? 'late' : 'due' },
    { text: ` to ${what}: ${since}` },
  ],
  hang: 2,
  right: clauseOf(clause),
})

/** Many labels say already to which rung they lead. */
const isSaid = (label: string, leads: string): boolean => {
  const name = /^to “(.*)”$/.exec(leads)?.[1]
  return name !== undefined && label.includes(name)
}

const wayLine = ({ label, taken, leads, clause }: Way, ticks: boolean, kept: boolean): Line => ({
  spans: [
    { text: kept ? '○ ' : taken ? (ticks ? '✓ ' : '● ') : '○ ', as: 'mark' },
    { text: label, ...(taken ? { as: 'title' as const } : {}) },
    ...(leads === undefined || isSaid(label, leads) ? [] : [{ text: ` → ${leads}`, as: 'quiet' as const }]),
  ],
  indent: 2,
  hang: 2,
  ...atClause(clause),
})

const unaskedWords = (stood: string | undefined): string =>
  stood === undefined
    ? 'Told without being asked.'
    : `Told without being asked; ${quoted(stood)} stood on the screen.`

const askedLines = ({ asked, kind }: Scene): readonly Line[] => {
  if (asked.kind === 'unknown') return []
  if (asked.kind === 'unasked')
    return kind === 'answer' || kind === 'checks'
      ? [{ spans: [{ text: unaskedWords(asked.stood), as: 'quiet' }], hang: 2 }]
      : []
  const { title, hint, clause } = asked
  return [
    {
      spans: [
        { text: 'Asked: ' },
        { text: title, as: 'title' },
        ...(hint === undefined ? [] : [{ text: ` (${hint})`, as: 'quiet' as const }]),
      ],
      hang: 2,
      ...atClause(clause),
    },
  ]
}

/** The policy speaks on its rungs; what is asked beside them is the program's. */
const waysTitle = ({ kind, place }: Scene): string => {
  if (kind === 'checks') return 'To tick'
  return place.clause === undefined ? 'What could be answered' : 'What the policy allowed'
}

const waysLines = (scene: Scene): readonly Line[] => {
  const { asked, kind, keptBack } = scene
  if (asked.kind !== 'asked') return []
  const { ways, optional } = asked
  if (ways.length === 0)
    return optional ? [{ spans: [{ text: 'It could be passed over with Enter.', as: 'quiet' }] }] : []
  const line = (way: Way): Line => wayLine(way, kind === 'checks', keptBack === true)
  const aside = ways.filter((way) => way.aside === true)
  return [
    { spans: [{ text: waysTitle(scene), as: 'title' }] },
    ...ways.filter((way) => way.aside !== true).map(line),
    ...(aside.length === 0
      ? []
      : [{ spans: [{ text: 'Behind “Something else”', as: 'quiet' } as const], indent: 2 }]),
    ...aside.map(line),
  ]
}

const saidLine = ({ label, words, typed }: Said): Line =>
  typed === true
    ? { spans: [{ text: `${label}: ` }, { text: quoted(words), as: 'say' }], hang: 2 }
    : { spans: [{ text: `${label}: ` }, { text: words, as: 'title' }], hang: 2 }

const followedLine = ({ label, words }: Said): Line => ({
  spans: [{ text: `${label}: ` }, { text: words }],
  indent: 2,
  hang: 2,
})

const keptBackLine: Line = { spans: [{ text: 'The answer is kept back.', as: 'gap' }] }

/** Ticks stand in the list of what could be ticked. */
const didLines = ({ did, asked, kind }: Scene): readonly Line[] => {
  if (kind !== 'checks' || asked.kind !== 'asked') return did.map(saidLine)
  const ticked = asked.ways.filter(({ taken }) => taken).length
  return [{ spans: [{ text: `${ticked} of ${asked.ways.length} ticked`, as: 'title' }] }]
}

/** No honest stop has as many; a forged one may have a hundred thousand. */
const mostLines = 200

const bounded = (lines: readonly Line[]): readonly Line[] =>
  lines.length <= mostLines
    ? lines
    : [
        ...lines.slice(0, mostLines),
        { spans: [{ text: `… and ${lines.length - mostLines} more facts at this stop.`, as: 'gap' }] },
      ]

const answerLines = (scene: Scene): readonly Line[] =>
  scene.keptBack === true
    ? [keptBackLine]
    : bounded([...didLines(scene), ...scene.followed.map(followedLine)])

const parted = (blocks: readonly (readonly Line[])[]): readonly Line[] =>
  blocks.filter((block) => block.length > 0).flatMap((block, i) => (i === 0 ? block : [empty, ...block]))

/** What was on the screen, under its own heading. */
const shownBlock = (shown: readonly Line[]): readonly Line[] =>
  shown.length === 0 ? [] : [{ spans: [{ text: 'On the screen then', as: 'title' }] }, ...shown]

/** Everything about a stop below its heading: what is remarkable, what was asked and said, what else was allowed, what was seen. */
export const sceneLines = (scene: Scene, shown: readonly Line[]): readonly Line[] =>
  parted([
    remarkLines(scene),
    [...askedLines(scene), ...answerLines(scene)],
    waysLines(scene),
    scene.running.map(runningLine),
    shownBlock(shown),
  ])
