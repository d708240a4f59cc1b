/** A walk file run and compared with what it expects: each difference with its place in the file and what to write there. */
import { type Closure, schoolCalendar, schoolPrefix } from '../calendar/school.ts'
import type { Calendar } from '../calendar/time.ts'
import type { Case, Placed, World } from '../case/case.ts'
import type { Script } from '../case/script.ts'
import type { Finding } from '../flow/finding.ts'
import type { Policy } from '../flow/policy.ts'
import { readSheet, type Sheet } from '../flow/text/yaml.ts'
import { walk } from './walk.ts'
import { resultOf } from './walk-result.ts'
import { type Expected, loadWalk, type Walk } from './walks.ts'

export interface WalkCheck {
  readonly file: string
  /** Empty: everything came as expected. */
  readonly findings: readonly Finding[]
  /** The case at the end; absent where the walk could not be read. */
  readonly state?: Case
}

type Path = readonly PropertyKey[]
type Say = (code: string, path: Path, message: string, hint: string) => Finding

const saying =
  (sheet: Sheet): Say =>
  (code, path, message, hint) => ({ code, message, hint, ...sheet.place(path) })

/** The place of an expected line, or of the list where that has ended. */
const at = (sheet: Sheet, word: string, i: number, length: number): Path => {
  const path = ['expect', word, ...(i < length ? [i] : [])]
  return sheet.place(path).line > 1 ? path : ['expect']
}

const quoted = (text: string | undefined): string => (text === undefined ? 'nothing more' : `"${text}"`)

/** Lists as a walk spells them. */
const spelt = (list: readonly string[]): string =>
  `[${list.map((one) => (/^[\w/-]+$/.test(one) ? one : JSON.stringify(one))).join(', ')}]`

const lists = {
  rungs: { code: 'RW002', noun: 'rung' },
  due: { code: 'RW003', noun: 'deadline' },
} as const

const differing = (
  sheet: Sheet,
  say: Say,
  word: 'rungs' | 'due',
  expected: readonly string[],
  came: readonly string[],
): readonly Finding[] => {
  const i = Array.from({ length: Math.max(expected.length, came.length) }, (_, at) => at).find(
    (one) => expected[one] !== came[one],
  )
  if (i === undefined) return []
  const { code, noun } = lists[word]
  const message = `As ${noun} ${i + 1} the walk expects ${quoted(expected[i])}, and ${quoted(came[i])} came.`
  const hint = `If what came is right, write ${word}: ${spelt(came)}`
  return [say(code, at(sheet, word, i, expected.length), message, hint)]
}

const compare = (sheet: Sheet, say: Say, expected: Expected, came: Expected): readonly Finding[] => [
  ...differing(sheet, say, 'rungs', expected.rungs, came.rungs),
  ...differing(sheet, say, 'due', expected.due, came.due),
  ...(expected.end === came.end
    ? []
    : [
        say(
          'RW004',
          ['expect', 'end'],
          `The walk expects to end "${expected.end}", and it ends "${came.end}".`,
          `If what came is right, write end: ${came.end}. If not, a step may be missing: an open case waits for its next "outcome:".`,
        ),
      ]),
]

const unusedAt = (name: string): Path => {
  const [rung = '', number = '1'] = name.split(' ')
  return ['rungs', rung, Number(number) - 1]
}

const unused = (sheet: Sheet, say: Say, names: readonly string[]): readonly Finding[] =>
  names.map((name) => {
    const list = unusedAt(name)
    const path = sheet.place(list).line > 1 ? list : list.slice(0, 2)
    return say(
      'RW005',
      path,
      `The walk never comes to this step of "${name.split(' ')[0]}".`,
      'It went another way, or ended, before. Take the step out, or change what happens before it.',
    )
  })

const tickOf = ({ fact, place }: Placed): string | undefined =>
  fact.kind === 'answer' && fact.field === 'check' && fact.value.kind === 'choice'
    ? `${place.kind === 'rung' ? place.rung.id : place.kind} ${fact.subject?.id}`
    : undefined

/** What a walk ticks without being asked for it there: it would believe that the record says so. */
const unasked = (say: Say, { steps }: Script, facts: readonly Placed[]): readonly Finding[] => {
  const ticked = new Set(facts.map(tickOf))
  return Object.entries(steps).flatMap(([rung, list]) =>
    list.flatMap((step, i) =>
      step.checks
        .filter((id) => !ticked.has(`${rung} ${id}`))
        .map((id) =>
          say(
            'RW006',
            ['rungs', rung, i, 'checks', step.checks.indexOf(id)],
            `"${id}" is ticked in this step, and nothing asks for it there.`,
            'Tick it in the step after which it is asked: what was sent with the first contact, whom one told with the answer.',
          ),
        ),
    ),
  )
}

/** Said where the walk stood: at that rung's steps. */
const stopped = (say: Say, problem: string, came: Expected): Finding =>
  say(
    'RW001',
    ['rungs', came.end.replace('open at ', '')],
    `The walk stops, ${came.end}: ${problem.replace(/[.?!]?$/, '.')}`,
    'Say it there, or answer under asks, guards, moments or about where it is asked once.',
  )

/** The digest of a calendar that lives as long as a walk. */
const ofWalk = 'walk'

/** The world in which the school is closed on these days. */
const closedIn = (world: World, closures: readonly Closure[]): World => {
  const calendar = (id: string): Calendar | undefined => {
    const nation = id.startsWith(schoolPrefix) ? world.calendar(id.slice(schoolPrefix.length)) : undefined
    return nation === undefined ? world.calendar(id) : schoolCalendar(nation, closures, () => ofWalk).calendar
  }
  return {
    ...world,
    calendar,
    // What was counted today is counted again today: nothing else was kept of it.
    pinnedCalendar: (sha256) => (sha256 === ofWalk ? undefined : world.pinnedCalendar(sha256)),
  }
}

/** Runs one walk. Whatever stops it is said first and alone, as it explains what else differs. */
export const checkWalk = (world: World, policy: Policy, file: string, text: string): WalkCheck => {
  const loaded = loadWalk(file, text, policy)
  return loaded.kind === 'ok'
    ? judgeWalk(world, policy, readSheet(file, text, 'typed'), loaded.value)
    : { file, findings: loaded.findings }
}

/** Runs a walk that was read from this sheet. */
export const judgeWalk = (
  world: World,
  policy: Policy,
  sheet: Sheet,
  { script, start, closures, expect }: Walk,
): WalkCheck => {
  const { file } = sheet
  const walked = walk(closures.length === 0 ? world : closedIn(world, closures), policy, script, start)
  const came = resultOf(walked.state)
  const say = saying(sheet)
  if (walked.problem !== undefined)
    return { file, findings: [stopped(say, walked.problem, came)], state: walked.state }
  const findings = [
    ...compare(sheet, say, expect, came),
    ...unused(sheet, say, walked.unused),
    ...unasked(say, script, walked.facts),
  ]
  return { file, findings, state: walked.state }
}
