/** A concern matched to a definition while on the call: which are offered, and what they say. What is recorded is the engine's. */
import type { Case } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import type { Ask } from '../case/question.ts'
import { type Criterion, criteriaOf } from '../flow/criteria.ts'
import type { Term } from '../flow/policy.ts'
import { capital } from '../flow/words/phrase.ts'
import type { KeyHint, Line, Page } from '../terminal/screen.ts'
import { clauseOf } from './clause.ts'
import { danger } from './danger.ts'
import { dangerKey } from './danger-page.ts'
import type { Desk } from './desk.ts'
import { titledHead } from './head-lines.ts'
import { put, type Room, type Turn } from './room.ts'
import { act } from './saving.ts'

export const matchKey: KeyHint = { key: 'm', label: 'match a concern' }

/** A term with what it means, as everywhere that words are explained. */
export const termLine = ({ term, meaning, clause }: Term): Line => ({
  spans: [{ text: `${term}: `, as: 'title' }, { text: meaning }],
  hang: 2,
  ...(clause === undefined ? {} : { right: clauseOf(clause) }),
})

export const criteriaAt = ({ sitting, common }: Desk): readonly Criterion[] =>
  sitting.state.policy === undefined ? [] : criteriaOf(sitting.state.policy, common)

const walked: readonly Case['position']['kind'][] = ['rung', 'promise', 'top', 'handed', 'closing']

/** Whether a match can be told now: not before there is a case, nor in the middle of something else that is told beside it. */
export const canMatch = ({ desk, leaving }: Room): boolean => {
  const { position, beside, sitting } = desk.sitting.state
  return (
    !leaving &&
    beside === undefined &&
    sitting.by !== undefined &&
    !sitting.dangerOpen &&
    walked.includes(position.kind) &&
    criteriaAt(desk).length > 0
  )
}

const answered = ({ log }: Case) =>
  toList(log).flatMap(({ entry, index, fact }) =>
    fact.kind === 'answer' && fact.field === 'match' && fact.value.kind === 'choice'
      ? [{ entry, index, id: fact.value.choice.id }]
      : [],
  )

/** The definitions, the policy's own first; what is general says so. */
export const criteriaLines = ({ common }: Desk, criteria: readonly Criterion[]): readonly Line[] => {
  const general = criteria.filter((one) => one.general)
  return [
    ...criteria.filter((one) => !one.general).map(termLine),
    ...(general.length === 0 ? [] : [{ spans: [{ text: capital(common.label), as: 'quiet' } as const] }]),
    ...general.map(termLine),
  ]
}

/** `m`: nothing is recorded until one is chosen. */
export const match = async (room: Room): Promise<Turn> => {
  const { desk } = room
  const { state } = desk.sitting
  const criteria = criteriaAt(desk)
  const before = new Set(answered(state).map(({ id }) => id))
  const hint = ({ criterion, general }: Criterion): string =>
    [
      general ? 'general guidance' : (state.policy?.short ?? ''),
      ...(before.has(criterion) ? ['matched before'] : []),
    ].join('; ')
  const page: Page = {
    head: titledHead(desk.sitting, 'Match a concern to a definition'),
    body: criteriaLines(desk, criteria),
  }
  const reply = await put(room, {
    kind: 'choice',
    page,
    title: 'Which one does a concern meet?',
    options: [
      ...criteria.map((one) => ({ id: one.criterion, label: one.term, hint: hint(one) })),
      { id: 'return', label: 'None: back' },
    ],
    keys: [dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') return danger(room)
  const chosen =
    reply.kind === 'choice' ? criteria.find(({ criterion }) => criterion === reply.id) : undefined
  return chosen === undefined
    ? 'on'
    : act(room, { kind: 'match', criterion: { id: chosen.criterion, label: chosen.term } })
}

/** The criterion that an answer in the record belongs to: the last one that was chosen before it. */
const chosenBefore = (state: Case, at: { readonly entry: number; readonly index: number }) =>
  answered(state).findLast(({ entry, index }) => entry < at.entry || (entry === at.entry && index < at.index))
    ?.id

/** The definition above the question of what shows it, asked for the first time or again. */
export const matchLines = (
  desk: Desk,
  { field, replaces }: Pick<Ask, 'field' | 'replaces'>,
): readonly Line[] => {
  if (field !== 'match-how') return []
  const { state } = desk.sitting
  const id = replaces === undefined ? state.beside?.subject.id : chosenBefore(state, replaces)
  return criteriaLines(
    desk,
    criteriaAt(desk).filter(({ criterion }) => criterion === id),
  )
}
