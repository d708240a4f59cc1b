/** What a case has to say in the blanks of a draft. What it does not have stays open: nothing is invented here. */
import { formatDate, formatLongDate } from '../calendar/date.ts'
import { formatDue } from '../calendar/deadline.ts'
import { momentWords } from '../calendar/moment.ts'
import type { Deadline, Moment, PlainDate, Stamp } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import { attemptKinds } from '../case/attempt-kinds.ts'
import type { Attempt, Case } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import { dues, duesIfAsked } from '../case/clocks.ts'
import type { Field, Value } from '../case/fact.ts'
import { visitsOf } from '../case/history.ts'
import { completed, happened, isDecisive, visitHere } from '../case/starts.ts'
import { rungName } from '../flow/rungs.ts'
import { groupReceipt } from '../record/receipt.ts'
import type { Blank, Block } from './blanks.ts'
import { chronologyOf, type Happening, labelled, standing } from './chronology.ts'
import { type Blocks, list, table } from './nodes.ts'
import { outcomeWords } from './outcome-words.ts'

/** What the case itself does not know. */
export interface Given {
  readonly now: Stamp
  /** The record's number. */
  readonly id: string
  readonly school?: string
  /** Telephone and e-mail of whoever writes. */
  readonly reachMe?: string
}

export interface Filling {
  /** Absent: nobody has said. */
  readonly words: Partial<Readonly<Record<Blank, string>>>
  readonly blocks: Partial<Readonly<Record<Block, Blocks>>>
}

type Said = ReadonlyMap<Field, Value>

/** The newest answer to each question. */
const saidIn = (state: Case): Said =>
  new Map(
    standing(state).flatMap(({ fact }) =>
      fact.kind === 'answer' ? [[fact.field, fact.value] as const] : [],
    ),
  )

const wordsOf = (value: Value | undefined): string | undefined => {
  switch (value?.kind) {
    case 'text':
      return value.text.trim()
    case 'choice':
      return value.choice.label
    case 'moment':
      return momentWords(value.moment)
    case 'date':
      return formatDate(value.date)
    case 'none':
    case undefined:
      return undefined
  }
}

/** "Name and role" is what is asked: the name is what stands before the first comma. */
const nameIn = (who: string | undefined): string | undefined => who?.split(',')[0]?.trim()

const theirName = (state: Case): string | undefined =>
  nameIn(
    wordsOf(visitHere(state)?.attempts.findLast(({ details }) => details.who?.kind === 'text')?.details.who),
  )

const earliest = (dates: readonly PlainDate[]): PlainDate | undefined => [...dates].sort()[0]

/** By when the other side has to answer: what runs, or else what would run from today on. */
const theirDeadline = (state: Case, now: Moment): Deadline | undefined => {
  const running = dues(state).filter(({ clock, met }) => clock.whose !== 'ours' && met === undefined)
  return running[0]?.deadline ?? duesIfAsked(state, now)[0]
}

const sooner = (state: Case): PlainDate | undefined => {
  const value = visitHere(state)?.attempts.at(-1)?.details.sooner
  return value?.kind === 'date' ? value.date : undefined
}

const replyBy = (state: Case, now: Moment): string | undefined => {
  const dates = [theirDeadline(state, now)?.date, sooner(state)]
  const date = earliest(dates.filter((one) => one !== undefined && one >= now.date) as readonly PlainDate[])
  return date === undefined ? undefined : formatDate(date)
}

const beliefs = (state: Case): string | undefined => {
  const here = visitHere(state)
  const stated = { ...state.guards, ...here?.guards }
  const words = Object.entries(stated).map(([id, { label }]) => {
    const guard = state.policy?.guards.find((one) => one.id === id)
    return guard === undefined ? label : `${guard.ask} ${label}`
  })
  return words.length === 0 ? undefined : words.join('; ')
}

const ended = (sentence: string): string => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`)

/** One happening in a few sentences. */
const toldOf = ({ what, details, writtenLater }: Happening): string =>
  [
    ended(what),
    ...details.map(({ label, words }) => ended(labelled(label, words))),
    ...(writtenLater === undefined ? [] : [`(Written down later, on ${formatDate(writtenLater)}.)`]),
  ].join(' ')

const adviceIn = (happenings: readonly Happening[]): string | undefined => {
  const found = happenings.filter(({ field }) => field === 'advice')
  return found.length === 0
    ? undefined
    : found.map((one) => `${momentWords(one.at)}: ${toldOf(one)}`).join('\n')
}

const chronology = (happenings: readonly Happening[]): Blocks | undefined =>
  happenings.length === 0
    ? undefined
    : [table([['When', 'What happened'], ...happenings.map((one) => [momentWords(one.at), toldOf(one)])])]

const steps = (state: Case): Blocks | undefined => {
  const items = visitsOf(state).flatMap(({ rung, attempts }) =>
    attempts
      .filter(({ complete }) => complete)
      .map((attempt) => {
        const who = wordsOf(attempt.details.who)
        const where = `${rungName(rung)} (${rung.clause})`
        return `${where}: ${outcomeWords(state, rung.id, attempt.outcome)}, ${momentWords(happened(attempt))}${who === undefined ? '' : `, ${who}`}`
      }),
  )
  return items.length === 0 ? undefined : [list(items)]
}

const copies = (state: Case): Blocks | undefined => {
  const checks = visitHere(state)?.rung.checks.filter(({ kind }) => kind === 'inform') ?? []
  return checks.length === 0 ? undefined : [list(checks.map(({ text }) => text))]
}

/** Each criterion that a concern was matched to, with what shows it. */
const levels = (state: Case): Blocks | undefined => {
  const items: string[] = []
  for (const { fact } of standing(state)) {
    if (fact.kind !== 'answer') continue
    if (fact.field === 'match') items.push(wordsOf(fact.value) ?? '')
    else if (fact.field === 'match-how' && fact.value.kind === 'text')
      items.push(`${items.pop() ?? ''}: ${fact.value.text}`)
  }
  return items.length === 0 ? undefined : [list(items)]
}

/** A receipt as it stands in a letter; it says up to where. */
export const receiptWords = ({ code, entry }: { readonly code: string; readonly entry: number }): string =>
  `${groupReceipt(code)} (up to its entry ${entry})`

/** The last receipt that was given. */
const receiptIn = ({ log }: Case): string | undefined => {
  const given = toList(log).findLast(({ fact }) => fact.kind === 'receipt')?.fact
  return given?.kind === 'receipt' ? receiptWords(given) : undefined
}

const about = ({ about }: Case, field: Field): string | undefined => wordsOf(about[field])

/** What the other side said, and not what was done on one's own. */
const isTheirs = (attempt: Attempt): boolean =>
  isDecisive(attempt) && attemptKinds[attempt.kind].details.includes('said')

/** What the last of them said who answered; a reference that was given before still counts. */
const lastAnswer = (state: Case): Filling['words'] => {
  const answered = visitsOf(state).flatMap((visit) =>
    completed(visit)
      .filter(isTheirs)
      .map((attempt) => ({ rung: visit.rung.id, attempt })),
  )
  const last = answered.at(-1)
  if (last === undefined) return {}
  const { rung, attempt } = last
  const { who, said, reason } = attempt.details
  const references = answered.flatMap(({ attempt: { details } }) => wordsOf(details.reference) ?? [])
  return known({
    'last-who': wordsOf(who),
    'last-when': momentWords(happened(attempt)),
    'last-said': wordsOf(said),
    'last-reason': wordsOf(reason),
    'last-reference': references.at(-1),
    'last-outcome': outcomeWords(state, rung, attempt.outcome),
  })
}

const known = (words: Partial<Record<Blank, string | undefined>>): Filling['words'] =>
  Object.fromEntries(Object.entries(words).filter(([, text]) => text !== undefined && text !== ''))

/** What fills the blanks of a draft for this case, as it stands now. */
export const fillingOf = (state: Case, { now, id, school, reachMe }: Given): Filling => {
  const today = civil(now)
  const said = saidIn(state)
  const happenings = chronologyOf(state)
  const rung = visitHere(state)?.rung
  const deadline = theirDeadline(state, today)
  const words = known({
    today: formatLongDate(today.date),
    school,
    'reach-me': reachMe,
    record: id,
    policy: state.policy?.title,
    edition: state.policy?.edition.printed,
    rung: rung === undefined ? undefined : rungName(rung),
    clause: rung?.clause,
    'recorded-by': state.by,
    children: about(state, 'children'),
    decision: about(state, 'decision'),
    told: about(state, 'told'),
    concern: about(state, 'concern'),
    'child-said': about(state, 'child-said'),
    sought: about(state, 'sought'),
    'their-name': theirName(state),
    deadline: deadline === undefined ? undefined : formatDue(deadline),
    'reply-by': replyBy(state, today),
    'agreed-what': wordsOf(said.get('agreed-what')) ?? wordsOf(said.get('promise-what')),
    'agreed-who': wordsOf(said.get('promise-who')),
    'agreed-by': wordsOf(said.get('promise-by')),
    outstanding: wordsOf(said.get('outstanding')),
    advice: adviceIn(happenings),
    belief: beliefs(state),
    receipt: receiptIn(state),
  })
  const blocks = {
    chronology: chronology(happenings),
    steps: steps(state),
    levels: levels(state),
    copies: copies(state),
  }
  return {
    words: { ...words, ...lastAnswer(state) },
    blocks: Object.fromEntries(Object.entries(blocks).filter(([, made]) => made !== undefined)),
  }
}
