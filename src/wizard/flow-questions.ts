/** The questions for a new flow, one after the other, in a terminal. Checks each answer at once; writes nothing. */
import {
  type Check,
  clauseCheck,
  type Draft,
  type DraftRung,
  monthCheck,
  mostRungs,
  numberCheck,
  type OverlayDraft,
  shortCheck,
  textCheck,
  timeCheck,
  titleCheck,
  whomCheck,
} from '../flow/draft/answers.ts'
import type { Common, Nation } from '../flow/policy.ts'
import type { Line, Option, Page, Terminal } from '../terminal/screen.ts'
import { askSafely } from './danger-page.ts'

/** Ctrl-C was pressed, or the terminal went away. */
const gone = Symbol('gone')
type Gone = typeof gone

/** Puts questions; `text` yields an empty text only where the question may be passed over. */
interface Asker {
  readonly text: (question: TextQuestion) => Promise<string | Gone>
  readonly choice: (title: string, options: readonly Option[]) => Promise<string | Gone>
}

interface TextQuestion {
  readonly title: string
  readonly hint?: string
  readonly offered?: string
  readonly check: Check
  /** An empty line passes it over. */
  readonly may?: true
}

/** What stands above the questions. */
interface Told {
  head: string
  lines: readonly string[]
}

const pageOf = ({ head, lines }: Told): Page => ({
  head: [{ spans: [{ text: head, as: 'title' }] }],
  body: lines.map((text): Line => ({ spans: [{ text, as: 'quiet' }], hang: 2 })),
})

const askerAt = (terminal: Terminal, common: Common, told: Told): Asker => ({
  text: async ({ title, hint, offered, check, may }) => {
    const reply = await askSafely(terminal, common, {
      kind: 'text',
      page: pageOf(told),
      title,
      ...(hint === undefined ? {} : { hint }),
      ...(offered === undefined ? {} : { offered }),
      keys: [],
      check: (text) => (text.trim() === '' && may === true ? undefined : check(text.trim())),
    })
    return reply.kind === 'text' ? reply.text.trim() : gone
  },
  choice: async (title, options) => {
    const reply = await askSafely(terminal, common, {
      kind: 'choice',
      page: pageOf(told),
      title,
      options,
      keys: [],
    })
    return reply.kind === 'choice' ? reply.id : gone
  },
})

/** A question by the name of its answer. `when`: only where the answers so far want it. */
type Step = TextQuestion & { readonly key: string; readonly when?: (given: Given) => boolean }
type Given = Readonly<Record<string, string>>

/** The answers by their names; those passed over are left out. */
const series = async (asker: Asker, steps: readonly Step[]): Promise<Given | Gone> => {
  let given: Given = {}
  for (const { key, when, ...question } of steps) {
    if (when?.(given) === false) continue
    const text = await asker.text(question)
    if (text === gone) return gone
    if (text !== '') given = { ...given, [key]: text }
  }
  return given
}

const nations: readonly (Option & { readonly id: Nation })[] = [
  { id: 'england', label: 'England' },
  { id: 'wales', label: 'Wales' },
  { id: 'scotland', label: 'Scotland' },
  { id: 'northern-ireland', label: 'Northern Ireland' },
]

const clause: Step = {
  key: 'clause',
  title: 'Where does it say so?',
  hint: 'as printed, such as 2.4 or page 3',
  check: clauseCheck,
}

/** A text and its clause; undefined where the text was passed over. */
const cited = async (
  asker: Asker,
  question: TextQuestion,
): Promise<{ readonly text: string; readonly clause: string } | undefined | Gone> => {
  const given = await series(asker, [
    { ...question, key: 'text', may: true },
    { ...clause, when: ({ text }) => text !== undefined },
  ])
  if (given === gone) return gone
  const { text, clause: where = '' } = given
  return text === undefined ? undefined : { text, clause: where }
}

const aboutRung: readonly Step[] = [
  clause,
  {
    key: 'whom',
    title: 'Whom does one approach?',
    hint: 'their role, such as Team Leader; empty: nobody, one does it alone',
    check: whomCheck,
    may: true,
  },
  {
    key: 'number',
    title: 'Which telephone number is printed for them?',
    hint: 'empty: none is printed',
    check: numberCheck,
    may: true,
    when: ({ whom }) => whom !== undefined,
  },
  ...[true, false].map(
    (alone): Step => ({
      key: 'within',
      title: alone ? 'In what time is it to be done?' : 'In what time do they have to answer?',
      hint: 'as printed, such as 2 working days; empty: no time is printed',
      check: timeCheck,
      may: true,
      when: ({ whom }) => (whom === undefined) === alone,
    }),
  ),
]

const firstRung: TextQuestion = {
  title: 'What is the first thing to do?',
  hint: 'such as: Ask to speak to the Team Leader',
  check: titleCheck,
}
const nextRung: TextQuestion = {
  title: 'What comes next, where that brought nothing?',
  hint: 'leave it empty when there is no further rung',
  check: titleCheck,
  may: true,
}

const rung = async (asker: Asker, told: Told, first: boolean): Promise<DraftRung | undefined | Gone> => {
  const title = await asker.text(first ? firstRung : nextRung)
  if (title === gone) return gone
  if (title === '') return undefined
  told.lines = [title]
  const given = await series(asker, aboutRung)
  if (given === gone) return gone
  const { clause: where = '', ...more } = given
  return { title, clause: where, ...more }
}

const rungs = async (asker: Asker, told: Told): Promise<readonly DraftRung[] | Gone> => {
  const made: DraftRung[] = []
  while (made.length < mostRungs) {
    told.head = `A new flow: rung ${made.length + 1}`
    const below = made.map(({ title }, i) => `${i + 1} ${title}`)
    told.lines = made.length === 0 ? ['From the bottom up, one rung after the other.'] : below
    const one = await rung(asker, told, made.length === 0)
    if (one === gone) return gone
    if (one === undefined) break
    made.push(one)
  }
  told.lines = []
  return made
}

const beginning = async (asker: Asker, told: Told, free: Check): Promise<OverlayDraft | Gone> => {
  const title = await asker.text({ title: 'What is the policy called?', check: titleCheck })
  if (title === gone) return gone
  told.lines = []
  const given = await series(asker, [
    {
      key: 'short',
      title: 'In one or two words?',
      hint: 'they stand at the head of each screen',
      check: (words) => shortCheck(words) ?? free(words),
    },
    {
      key: 'printed',
      title: 'When was it printed?',
      hint: 'as it says, such as October 2022',
      offered: 'undated',
      check: titleCheck,
      may: true,
    },
  ])
  if (given === gone) return gone
  const { short = '', printed = 'undated' } = given
  return { title, short, printed }
}

const firstScenario = async (asker: Asker): Promise<Draft['scenario'] | Gone> => {
  const given = await series(asker, [
    {
      key: 'title',
      title: 'Which disagreement shall come first?',
      hint: 'as a worried person would say it: They do not accept our referral',
      check: titleCheck,
    },
    { key: 'when', title: 'When is that the one that fits?', hint: 'one sentence', check: textCheck },
    { ...clause, title: 'Where does the policy name it?' },
  ])
  if (given === gone) return gone
  const { title = '', when = '', clause: where = '' } = given
  return { title, when, clause: where }
}

type About = Pick<Draft, 'nation' | 'review-due' | 'danger'>

const aboutPolicy = async (asker: Asker): Promise<About | Gone> => {
  const nation = await asker.choice('Whose law and bank holidays hold?', nations)
  if (nation === gone) return gone
  const due = await asker.text({
    title: 'When is its review due?',
    hint: 'year and month, 2027-09; empty: it does not say',
    check: monthCheck,
    may: true,
  })
  if (due === gone) return gone
  const danger = await cited(asker, {
    title: 'What does it say to do at once for a child in immediate danger?',
    hint: 'empty: it says nothing',
    check: textCheck,
  })
  if (danger === gone) return gone
  return {
    nation: nations.find(({ id }) => id === nation)?.id ?? 'england',
    ...(due === '' ? {} : { 'review-due': due }),
    ...(danger === undefined ? {} : { danger }),
  }
}

const itsEnd: TextQuestion = {
  title: 'What does it say when the last rung has brought nothing?',
  hint: 'empty: it says nothing',
  check: textCheck,
}

const whole = async (asker: Asker, told: Told, free: Check): Promise<Draft | Gone> => {
  const begun = await beginning(asker, told, free)
  if (begun === gone) return gone
  const about = await aboutPolicy(asker)
  if (about === gone) return gone
  const scenario = await firstScenario(asker)
  if (scenario === gone) return gone
  const ladder = await rungs(asker, told)
  if (ladder === gone) return gone
  told.head = 'A new flow: its end'
  const top = await cited(asker, itsEnd)
  if (top === gone) return gone
  return { ...begun, ...about, scenario, rungs: [...ladder], ...(top === undefined ? {} : { top }) }
}

/** Asks for everything that a new flow is begun from. `free`: why a short name cannot be had. Undefined: it was given up. */
export const askDraft = async (
  terminal: Terminal,
  common: Common,
  free: Check,
): Promise<Draft | undefined> => {
  const lines = [
    'Nothing is written before the last question. What the policy does not print you leave empty.',
  ]
  const told: Told = { head: 'A new flow', lines }
  const draft = await whole(askerAt(terminal, common, told), told, free)
  return draft === gone ? undefined : draft
}

/** Asks for what an overlay is begun from. Undefined: it was given up. */
export const askOverlay = async (
  terminal: Terminal,
  common: Common,
  base: string,
  free: Check,
): Promise<OverlayDraft | undefined> => {
  const told: Told = {
    head: `A new overlay over ${base}`,
    lines: ['It says only what is different with you.'],
  }
  const begun = await beginning(askerAt(terminal, common, told), told, free)
  return begun === gone ? undefined : begun
}
