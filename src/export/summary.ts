/** What a reader wants to know of a case first, out of its facts as they were corrected. */
import { type Case, type Placed, placeKey } from '../case/case.ts'
import type { Answer, Field } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import { isAnswer, lineage } from '../case/history.ts'
import type { ExportedChild, Said, Summary } from './exported.ts'
import { saidOf } from './told.ts'

/** An answer as it reads now. */
interface Current {
  readonly placed: Placed
  readonly answer: Answer
  readonly said: Said
}

/** By the place of an answer that was corrected: the place of what it reads now. */
const newestOf = (facts: readonly Placed[], { roots }: ReturnType<typeof lineage>) => {
  const newest = new Map<string, string>()
  for (const { entry, index } of facts) {
    const root = roots.get(placeKey(entry, index))
    if (root !== undefined) newest.set(placeKey(root.entry, root.index), placeKey(entry, index))
  }
  return newest
}

/** The answers that hold, in their order. */
const currentOf = (
  facts: readonly Placed[],
  off: ReadonlySet<string>,
  leftOut: ReadonlySet<string>,
): readonly Current[] => {
  const found = lineage(facts)
  const newest = newestOf(facts, found)
  return found.asCorrected.flatMap((placed): readonly Current[] => {
    const key = placeKey(placed.entry, placed.index)
    if (!isAnswer(placed) || off.has(key)) return []
    const { fact } = placed
    return [{ placed, answer: fact, said: saidOf(fact.value, leftOut.has(newest.get(key) ?? key)) }]
  })
}

const lastOf = (answers: readonly Current[], field: Field): Said | undefined =>
  answers.findLast(({ answer }) => answer.field === field)?.said

const about = {
  children: 'children',
  decision: 'decision',
  told: 'told',
  concern: 'concern',
  childSaid: 'child-said',
  sought: 'sought',
} as const satisfies Readonly<Record<string, Field>>

const aboutOf = (answers: readonly Current[]): Partial<Readonly<Record<keyof typeof about, Said>>> =>
  Object.fromEntries(
    Object.entries(about).flatMap(([key, field]) => {
      const said = lastOf(answers, field)
      return said === undefined ? [] : [[key, said]]
    }),
  )

const ends: readonly Field[] = [
  'promise-what',
  'promise-who',
  'promise-by',
  'promise-outcome',
  'agreed-what',
  'look-again',
  'outstanding',
  'feedback',
]

const sinceOutcome = (answers: readonly Current[]): readonly Current[] =>
  answers.slice(answers.findLastIndex(({ answer }) => answer.field === 'outcome') + 1)

const agreedOf = (answers: readonly Current[]): Summary['agreed'] =>
  ends.flatMap((field) => {
    const said = lastOf(answers, field)
    return said === undefined || said.kind === 'none' ? [] : [{ field, label: fields[field].label, said }]
  })

const childrenOf = (answers: readonly Current[]): readonly ExportedChild[] => {
  const found: { child: Said; outcome?: { id: string; label: string } }[] = []
  for (const { answer, said } of answers) {
    if (answer.field === 'child') found.push({ child: said })
    const last = found.at(-1)
    if (answer.field === 'child-outcome' && said.kind === 'choice' && last !== undefined)
      last.outcome = { id: said.id, label: said.label }
  }
  return found
}

const different = (said: readonly Said[]): readonly Said[] => [
  ...new Map(said.map((one) => [JSON.stringify(one), one])).values(),
]

const policyOf = (facts: readonly Placed[]): Pick<Summary, 'policy'> => {
  const fact = facts.findLast((one) => one.fact.kind === 'policy')?.fact
  return fact?.kind === 'policy' ? { policy: { ...fact.policy, sha256: fact.sha256 } } : {}
}

const scenarioOf = (state: Case, answers: readonly Current[]): Pick<Summary, 'scenario'> => {
  const said = answers.findLast(({ answer }) => ['scenario', 'moved-to'].includes(answer.field))?.said
  if (state.scenario !== undefined)
    return { scenario: { id: state.scenario.id, label: state.scenario.title } }
  return said?.kind === 'choice' ? { scenario: { id: said.id, label: said.label } } : {}
}

const closedOf = (facts: readonly Placed[]): Pick<Summary, 'closed'> => {
  const fact = facts.findLast((one) => one.fact.kind === 'closed')?.fact
  return fact?.kind === 'closed' ? { closed: { how: fact.how, at: fact.at } } : {}
}

const stamps = (facts: readonly Placed[]): Pick<Summary, 'begun' | 'last'> => {
  const [first] = facts
  const last = facts.at(-1)
  return first === undefined || last === undefined ? {} : { begun: first.fact.at, last: last.fact.at }
}

/** `stands`: where the case is, in words. `leftOut`: places of texts that a redacted copy leaves out. */
export const summaryOf = (
  state: Case,
  facts: readonly Placed[],
  leftOut: ReadonlySet<string>,
  stands: string,
): Summary => {
  const answers = currentOf(facts, state.off, leftOut)
  return {
    ...policyOf(facts),
    ...scenarioOf(state, answers),
    recordedBy: different(
      answers.filter(({ answer }) => answer.field === 'recorded-by').map(({ said }) => said),
    ),
    ...stamps(facts),
    danger: answers.flatMap(({ answer, said, placed }) =>
      answer.field === 'danger' && said.kind === 'choice' && said.id === 'yes'
        ? [{ entry: placed.entry, fact: placed.index, at: answer.at }]
        : [],
    ),
    ...aboutOf(answers),
    stands,
    ...closedOf(facts),
    agreed: agreedOf(sinceOutcome(answers)),
    perChild: childrenOf(sinceOutcome(answers)),
  }
}
