/** What `rungs flow test` found, as plain text for whoever looks after the policy. Everything visible. Judges nothing. */

import { canonical } from '../../flow/canonical.ts'
import type { Finding } from '../../flow/finding.ts'
import { grouped } from '../../flow/grouped.ts'
import type { Coverage, Tally } from '../../proof/coverage.ts'
import type { Played } from '../../proof/play.ts'
import type { RandomPlay } from '../../proof/random.ts'
import type { Loop, Routes } from '../../proof/routes.ts'
import { brokenText } from '../breaks.ts'
import { renderFinding } from '../finding-text.ts'
import { visible } from '../visible.ts'

/** What was found of one flow; what was not looked at is absent. */
export interface Tested {
  /** As the person named it. */
  readonly flow: string
  readonly title?: string
  readonly good: boolean
  /** What lint says: then nothing else was looked at. */
  readonly findings: readonly Finding[]
  readonly walks?: { readonly total: number; readonly failed: number; readonly findings: readonly Finding[] }
  readonly coverage?: Coverage
  readonly routes?: Routes
  readonly played?: Played
  readonly random?: RandomPlay
}

const width = 80
/** As many lines of one list as anybody reads. */
const most = 40

const figure = (n: number): string =>
  n > Number.MAX_SAFE_INTEGER ? 'more than 9,000,000,000,000,000' : n.toLocaleString('en-GB')

const count = (n: number, word: string): string => `${figure(n)} ${word}${n === 1 ? '' : 's'}`

/** Broken between words at 80 columns; what follows the first row stands two further in. */
const wrap = (text: string, indent = 2): readonly string[] =>
  brokenText(visible(text), width - indent, width - indent - 2, { wholeWords: true }).map(
    (row, i) => ' '.repeat(i === 0 ? indent : indent + 2) + row,
  )

/** At most so many of a list, and how many more there are. */
const some = <T>(list: readonly T[], lines: (one: T) => readonly string[]): readonly string[] => [
  ...list.slice(0, most).flatMap(lines),
  ...(list.length > most ? [`    and ${figure(list.length - most)} more`] : []),
]

const indented = (text: string): readonly string[] => text.split('\n').map((row) => `    ${row}`)

const findingLines = (
  findings: readonly Finding[],
  source: (file: string) => string | undefined,
): readonly string[] => some(findings, (one) => indented(renderFinding(one, source(one.file))))

const walkLines = ({ walks }: Tested, source: (file: string) => string | undefined): readonly string[] => {
  if (walks === undefined) return []
  if (walks.total === 0)
    return wrap(
      'Walks: there are none, so that nothing is tested but the routes. Write one: a file in walks/ with a scenario, what happens on each rung, and what is expected. flows/README.md shows how.',
    )
  if (walks.failed === 0) return wrap(`Walks: ${figure(walks.total)}, each as expected.`)
  return [
    ...wrap(`Walks: ${figure(walks.failed)} of ${figure(walks.total)} failed.`),
    ...findingLines(walks.findings, source),
  ]
}

const tally = ({ covered, total }: Tally, word: string): readonly string[] =>
  total === 0 ? [] : [`${figure(covered)} of ${count(total, word)}`]

const uncovered = (coverage: Coverage): readonly string[] =>
  some([...grouped(coverage.uncovered, ({ of }) => of)], ([of, items]) => {
    const whats = items.map(({ what }) => (what.startsWith(`${of}: `) ? what.slice(of.length + 2) : what))
    return [...wrap(`${of}: ${whats.join(', ')}`, 4), ...wrap(`try ${items[0].idea}`, 6)]
  })

const coverageLines = ({ coverage }: Tested): readonly string[] => {
  if (coverage === undefined) return []
  const figures = [
    ...tally(coverage.rungs, 'rung'),
    ...tally(coverage.outcomes, 'outcome'),
    ...tally(coverage.ends, 'end'),
    ...tally(coverage.starts, 'start'),
    ...tally(coverage.tracks, 'track'),
    ...tally(coverage.branches, 'branch').map((one) => `${one} of conditions`.replace('branchs', 'branches')),
  ]
  return [
    ...wrap(`The walks cover ${figures.join(', ')}.`),
    ...(coverage.uncovered.length === 0 ? [] : ['  No walk covers:', ...uncovered(coverage)]),
  ]
}

const scenariosOf = ({ rungs }: Loop): readonly string[] => [
  ...new Set(rungs.map((one) => one.split('/')[0] ?? '')),
]

/** Without its scenario, where it has but one. */
const withoutScenario = (loop: Loop): Loop => {
  const [only, ...others] = scenariosOf(loop)
  const bare = (name: string): string =>
    others.length === 0 && name.startsWith(`${only}/`) ? name.slice(`${only}/`.length) : name
  return {
    ...loop,
    rungs: loop.rungs.map(bare),
    back: loop.back.map((one) => ({ ...one, from: bare(one.from), to: bare(one.to) })),
  }
}

/** The same loop in several scenarios (a shared ladder) is told once. */
const loopLines = (loops: readonly Loop[], proved: boolean): readonly string[] =>
  some([...grouped(loops, (loop) => canonical(withoutScenario(loop))).values()], (alike) => {
    const loop = withoutScenario(alike[0])
    return [
      ...wrap(`${loop.rungs.join(', ')} (${alike.flatMap(scenariosOf).join(', ')})`, 4),
      ...loop.back.flatMap(({ from, outcomes, to }) => wrap(`${from}: ${outcomes.join(', ')} → ${to}`, 6)),
      ...(loop.stubborn
        ? wrap(
            proved
              ? 'Refused or unanswered each time, it goes round; another outcome, or leaving the step out, leads on.'
              : 'Refused or unanswered each time, it goes round.',
            6,
          )
        : []),
    ]
  })

const broken = ({ circles, endless }: Routes): readonly string[] => [
  ...some(circles, (rungs) =>
    wrap(
      `Going up never ends: ${[...rungs, rungs[0] ?? ''].join(' → ')}. Let one of them lead up to another rung, or to the top ("then:" of its track).`,
      4,
    ),
  ),
  ...some(endless, (rung) =>
    wrap(`From ${rung} no end can be reached. Give it an outcome that leads to one.`, 4),
  ),
]

const played = (found: Played): readonly string[] => {
  if (found.disagreements.length === 0)
    return wrap(
      `Played through the program: ${count(found.plays, 'outcome')}, each led where the flow says; a case could be closed from each of ${count(found.closed, 'end')}.${found.whole ? '' : ' There are more outcomes than are played; the rest was left out.'}`,
    )
  return [
    ...wrap(
      `Played through the program: ${count(found.disagreements.length, 'outcome')} led elsewhere than the flow says.`,
    ),
    ...some(found.disagreements, ({ at, outcome, answers, expected, came }) => {
      const given = Object.entries(answers).map(([id, option]) => `${id}: ${option}`)
      const where = given.length === 0 ? '' : ` (${given.join(', ')})`
      return wrap(`${at}: ${outcome}${where}: expected ${expected}, came ${came}`, 4)
    }),
  ]
}

const longer = ({ longer, bound, scenarios }: Routes): string => {
  if (longer === 0) return ''
  const where = scenarios.filter((one) => one.longer > 0).map((one) => one.scenario)
  return ` ${figure(longer)} more go on after rung ${bound} (${where.join(', ')}), and from every rung an end can be reached.`
}

const routeLines = (tested: Tested): readonly string[] => {
  const { routes } = tested
  if (routes === undefined) return []
  const proved = routes.circles.length === 0 && routes.endless.length === 0
  const longest = `The longest without repetition has ${routes.longestIsExact ? '' : 'at least '}${count(routes.longest, 'rung')}.`
  const total = `Routes: ${figure(routes.routes)} of up to ${count(routes.bound, 'rung')}`
  return [
    ...wrap(
      proved
        ? `${total}; each of them ends.${longer(routes)} ${longest}`
        : `${total}; but not every route ends. ${longest}`,
    ),
    ...broken(routes),
    ...(routes.loops.length === 0
      ? wrap('Loops: none. No rung can be come to twice, but by going back or by a promise not kept.')
      : [
          ...wrap(proved ? 'Loops, each of which can be left:' : 'Loops:'),
          ...loopLines(routes.loops, proved),
        ]),
    ...(routes.notFollowed.length === 0
      ? []
      : wrap(
          `Not followed, as they have too many answers or are asked anew at every rung: ${routes.notFollowed.join(', ')}. Routes are counted as if conditions on them held.`,
        )),
    ...(tested.played === undefined ? [] : played(tested.played)),
  ]
}

const randomLines = (random: RandomPlay | undefined): readonly string[] => {
  if (random === undefined) return []
  const { cases, seed, commands, refusals, corrections, closed, failures } = random
  const head = `At random: ${count(cases, 'case')} with seed ${seed}, ${count(commands, 'command')}, ${count(refusals, 'refusal')}, ${count(corrections, 'correction')}, ${figure(closed)} closed by the player.`
  return [
    ...wrap(`${head}${failures.length === 0 ? ' No law was broken.' : ''}`),
    ...failures.flatMap((one) => [
      ...wrap(`Broken: ${one.law}. Case ${one.case} of seed ${seed}: ${one.says}`, 4),
      ...wrap(`Played again by --random ${one.case} --seed ${seed}. The shortest way there:`, 4),
      ...one.commands.flatMap((command, i) => wrap(`${i + 1}. ${command}`, 6)),
    ]),
  ]
}

/** `source` is the text of a walk file. Ends in an empty line. */
export const testedText = (tested: Tested, source: (file: string) => string | undefined): string => {
  const { flow, title, findings, good } = tested
  if (findings.length > 0)
    return `${[
      visible(flow),
      ...wrap(`${count(findings.length, 'finding')}: nothing else was looked at.`),
      ...wrap(`rungs flow lint ${flow} shows each with its line.`),
    ].join('\n')}\n\n`
  return `${[
    visible(title === undefined ? flow : `${flow}: ${title}`),
    ...walkLines(tested, source),
    ...coverageLines(tested),
    ...routeLines(tested),
    ...randomLines(tested.random),
    `  ${good ? 'All is good.' : 'Something is wrong: see above.'}`,
  ].join('\n')}\n\n`
}
