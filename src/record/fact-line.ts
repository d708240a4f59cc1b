/**
 * Lines of a record → the fact that they spell, or nothing. Reads loosely and then demands that the fact prints
 * exactly the lines it was read from, so that every derived word (a weekday, "2 days later") is checked as well.
 */
import type { Stamp } from '../calendar/time.ts'
import type { Answer, Fact, RecoveredFact, TakenOverFact } from '../case/fact.ts'
import { readQuotation, unescapeLoosely } from './escape.ts'
import { formatBody } from './format.ts'
import { detached, nothingKnown, remember } from './known.ts'
import { readLoosely } from './loose-fact.ts'
import { bodyProblem, isStamp } from './problem.ts'

/** How many quoted lines belong to a fact line: a line that ends in a colon says so, and is alone at one. */
export const quotedLines = (line: string): number => {
  if (!line.endsWith(':')) return 0
  const count = /, ([1-9]\d{0,8}) lines:$/.exec(line)?.[1]
  return count === undefined ? 1 : Number(count)
}

/** `- 2026-11-19T10:31:05+00:00 ` */
const stampEnd = 27
const bodyStart = 28

/** What stands before and after the stamp is not looked at. */
const stampIn = (line: string): Stamp => line.slice(2, stampEnd)

/**
 * What the line seems to say, for a glance that decides nothing: stamps, dates and times are real ones, but the words
 * may be none that a record has, and what was derived is not derived again.
 */
export const glanceAtFact = (line: string, quoted: readonly string[]): Fact | undefined => {
  const at = stampIn(line)
  if (!line.startsWith('- ') || !isStamp(at)) return undefined
  const text = quoted.length === 0 ? undefined : unescapeLoosely(quoted.map((one) => one.slice(2)).join('\n'))
  return readLoosely(line.slice(bodyStart), at, text)
}

/** Whether the line is spelled as it must be. `lines`: of its quotation; what that says is not looked at here. */
const isSpelled = (fact: Fact, body: string, lines: number): boolean =>
  bodyProblem(fact) === undefined && formatBody(fact, lines) === body

const plainFacts = nothingKnown<Fact>()

/** Only of a moment the spelling depends on the stamp: "recorded 2 days later". */
const ownStamp = (fact: Fact): boolean => fact.kind === 'answer' && fact.value.kind === 'moment'

/** Written out for most facts: a copy of one of many shapes is slow. */
const withStamp = (fact: Fact, at: Stamp): Fact => {
  if (fact.kind !== 'answer') return { ...fact, at }
  const { kind, field, subject, value } = fact
  return subject === undefined ? { kind, at, field, value } : { kind, at, field, subject, value }
}

const readPlain = (body: string, at: Stamp): Fact | undefined => {
  const known = plainFacts.get(body)
  if (known !== undefined) return withStamp(known, at)
  const own = detached(body)
  const fact = readLoosely(own, at, undefined)
  if (fact === undefined || !isSpelled(fact, own, 0)) return undefined
  return ownStamp(fact) ? fact : remember(plainFacts, own, fact)
}

/** A fact that a quotation follows. */
type TypedFact = Answer | RecoveredFact | TakenOverFact

const isTyped = (fact: Fact): fact is TypedFact =>
  fact.kind === 'answer' || fact.kind === 'recovered' || fact.kind === 'taken-over'

const withTyped = (fact: TypedFact, at: Stamp, text: string): Fact =>
  fact.kind === 'answer' ? { ...fact, at, value: { kind: 'text', text } } : { ...fact, at, text }

const typedFacts = nothingKnown<{ readonly fact: TypedFact; readonly lines: number }>()

const readTyped = (body: string, at: Stamp, quoted: readonly string[]): Fact | undefined => {
  const text = readQuotation(quoted)
  if (text === undefined) return undefined
  const known = typedFacts.get(body)
  if (known !== undefined) return known.lines === quoted.length ? withTyped(known.fact, at, text) : undefined
  const own = detached(body)
  const fact = readLoosely(own, at, '')
  if (fact === undefined || !isTyped(fact) || !isSpelled(fact, own, quoted.length)) return undefined
  remember(typedFacts, own, { fact, lines: quoted.length })
  return withTyped(fact, at, text)
}

/** The fact that this line and its quoted lines spell; nothing where they spell none exactly. */
export const readFact = (line: string, quoted: readonly string[]): Fact | undefined => {
  const at = stampIn(line)
  if (!line.startsWith('- ') || line[stampEnd] !== ' ' || !isStamp(at)) return undefined
  const body = line.slice(bodyStart)
  return quoted.length === 0 ? readPlain(body, at) : readTyped(body, at, quoted)
}
