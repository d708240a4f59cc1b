/**
 * What cannot stand in a record, fact by fact: titles, ids, dates and digests that have no spelling there. Typed text
 * always has one. Says what is wrong; mends nothing.
 */
import { parsePlainDate, parsePlainTime } from '../calendar/date.ts'
import type { Moment } from '../calendar/time.ts'
import type { Answer, DueStatement, Fact, Named, Place, Value } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import { lineProblem } from '../flow/title.ts'
import { isReceipt } from './receipt.ts'

export type Problem = string | undefined

/**
 * Length of the words on a line in UTF-16 units, at most. More than a flow's title may have, because two of them can
 * be joined ("Stage 1: …"), and because a fact that is refused is a fact that is lost.
 */
const longestWords = 500

/** Length of the working of a deadline in UTF-16 units, at most. */
const longestWorking = 2000

const first = (...problems: readonly Problem[]): Problem => problems.find((one) => one !== undefined)

const unless = (good: boolean, problem: string): Problem => (good ? undefined : problem)

const about = (what: string, problem: Problem): Problem =>
  problem === undefined ? undefined : `${what}: ${problem}`

export const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)

/** `T10:31:05+00:00` */
const stampTime =
  /^T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\+(?:0\d|1[0-4]):[0-5]\d|-(?!00:00)(?:0\d|1[0-4]):[0-5]\d)$/

/** `2026-11-19T10:31:05+00:00`, of a second that the calendar has. */
export const isStamp = (text: string): boolean =>
  parsePlainDate(text.slice(0, 10)) !== undefined && stampTime.test(text.slice(10))

/** A record's own id: `K7-2026-0042`. */
export const isRecordId = (text: string): boolean => /^(?=.{1,40}$)[A-Z0-9]+(?:-[A-Z0-9]+)*$/.test(text)

/** A zone's name: `Europe/London`. */
export const isZone = (text: string): boolean =>
  /^[A-Za-z0-9_+-]+(?:\/[A-Za-z0-9_+-]+)*$/.test(text) && text.length <= 60

const isId = (text: string): boolean => /^[A-Za-z0-9._/:-]{1,200}$/.test(text)
const isMark = (text: string): boolean => /^[A-Za-z0-9-]{1,40}$/.test(text)
const isVersion = (text: string): boolean => /^[0-9A-Za-z.+-]{1,60}$/.test(text)
const isCount = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least

const wordsProblem = (what: string, text: string): Problem => about(what, lineProblem(text, longestWords))

const namedProblem = ({ id, label }: Named): Problem =>
  first(wordsProblem(`"${label}"`, label), unless(isId(id), `"${id}" is no id`))

const digestProblem = (text: string): Problem =>
  unless(isDigest(text), `"${text}" is no SHA-256 in lower-case hex`)

const dateProblem = (date: string): Problem =>
  unless(parsePlainDate(date) !== undefined, `"${date}" is no date`)

const timeProblem = (time: string | undefined): Problem =>
  unless(time === undefined || parsePlainTime(time) !== undefined, `"${time}" is no time of day`)

const momentProblem = ({ date, time, about: roughly }: Moment): Problem =>
  first(
    dateProblem(date),
    timeProblem(time),
    unless(roughly === undefined || time !== undefined, 'a moment without a time cannot be "about"'),
  )

const valueProblem = (value: Value): Problem => {
  switch (value.kind) {
    case 'choice':
      return namedProblem(value.choice)
    case 'moment':
      return momentProblem(value.moment)
    case 'date':
      return dateProblem(value.date)
    case 'text':
    case 'none':
      return undefined
  }
}

const answerProblem = ({ field, subject, value }: Answer): Problem =>
  first(
    unless(value.kind === 'none' || value.kind === fields[field].value, `"${field}" takes no ${value.kind}`),
    subject === undefined ? undefined : namedProblem(subject),
    valueProblem(value),
  )

const dueProblem = ({ clock, title, deadline, calendar }: DueStatement): Problem =>
  first(
    unless(isId(clock), `"${clock}" is no id`),
    wordsProblem(`"${title}"`, title),
    momentProblem(deadline),
    about('the working', lineProblem(deadline.working, longestWorking)),
    deadline.unsureAfter === undefined ? undefined : dateProblem(deadline.unsureAfter),
    digestProblem(calendar),
  )

/** The same as `factProblem`, but for the stamp. */
export const bodyProblem = (fact: Fact): Problem => {
  switch (fact.kind) {
    case 'answer':
      return answerProblem(fact)
    case 'next':
      return namedProblem(fact.to)
    case 'due':
      return dueProblem(fact)
    case 'policy':
      return first(namedProblem(fact.policy), digestProblem(fact.sha256))
    case 'device':
      return first(
        unless(isMark(fact.mark), `"${fact.mark}" is no mark of a device`),
        unless(fact.key === undefined || isDigest(fact.key), `"${fact.key}" is no key in lower-case hex`),
      )
    case 'receipt':
      return first(
        unless(isCount(fact.entry, 1), 'entries are counted from 1'),
        unless(isReceipt(fact.code), `"${fact.code}" is no receipt`),
      )
    case 'training':
      return namedProblem(fact.exercise)
    case 'program':
      return unless(isVersion(fact.version), `"${fact.version}" is no version`)
    case 'replaces':
      return first(
        unless(isCount(fact.entry, 1) && isCount(fact.fact, 1), 'entries and facts are counted from 1'),
        namedProblem(fact.reason),
      )
    case 'recovered':
      return first(unless(isCount(fact.bytes, 1), `"${fact.bytes}" is no count`), digestProblem(fact.sha256))
    case 'closed':
      return namedProblem(fact.how)
    case 'clock-given':
    case 'taken-over':
      return undefined
  }
}

/** Why a fact has no spelling in a record; nothing where it has. */
export const factProblem = (fact: Fact): Problem =>
  first(unless(isStamp(fact.at), `"${fact.at}" is no stamp`), bodyProblem(fact))

/** Why a place cannot stand in a heading; nothing where it can. */
export const placeProblem = (place: Place): Problem =>
  place.kind === 'rung'
    ? first(namedProblem(place.rung), wordsProblem('the clause', place.clause))
    : undefined
