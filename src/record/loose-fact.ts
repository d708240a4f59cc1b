/**
 * The words of a fact line → the fact that they seem to say. Dates and times are real ones; whether the words are spelled as
 * they must be is for fact-line.ts.
 */
import { months, parsePlainDate, parsePlainTime } from '../calendar/date.ts'
import { readMoment } from '../calendar/moment.ts'
import type { Deadline, PlainDate, Stamp } from '../calendar/time.ts'
import type { Answer, DueStatement, Fact, Named, Value } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import { fieldOf, type Statement, statementOf } from './labels.ts'

/** Where the words end, by length: patterns with an optional tail would take quadratic time on a hostile line. */
const named = (text: string): Named | undefined => {
  const end = text.indexOf(' (`')
  if (end < 0 || !text.endsWith('`)')) return undefined
  return { id: text.slice(end + 3, -2), label: text.slice(0, end) }
}

const readDue = (text: string): Pick<Deadline, 'date' | 'time'> | undefined => {
  const found = /^(?:end of )?[A-Z][a-z]{2} (\d{1,2}) ([A-Z][a-z]{2}) (\d{4})(?:, (\d\d:\d\d))?$/.exec(text)
  const [, day = '', name = '', year = '', time] = found ?? []
  const month = String(months.findIndex((one) => one.startsWith(name)) + 1).padStart(2, '0')
  const date = parsePlainDate(`${year}-${month}-${day.padStart(2, '0')}`)
  if (date === undefined) return undefined
  if (time === undefined) return { date }
  return parsePlainTime(time) === undefined ? undefined : { date, time }
}

const unsureWords = '; unsure: days off are known only until '

const dueStatement = (at: Stamp, whose: DueStatement['whose'], rest: string): Fact | undefined => {
  const [start = '', clock = '', middle = '', calendar = '', unsure = ''] = rest.split('`')
  const to = start.indexOf(', to ')
  const due = readDue(start.slice(0, Math.max(to, 0)))
  if (due === undefined) return undefined
  const title = start.slice(to + ', to '.length, -' ('.length)
  const working = middle.slice('); '.length, -'; calendar sha256 '.length)
  const unsureAfter: PlainDate = unsure.slice(unsureWords.length)
  const deadline: Deadline = { ...due, working, ...(unsure === '' ? {} : { unsureAfter }) }
  return { kind: 'due', at, whose, clock, title, deadline, calendar }
}

const policyFact = (at: Stamp, rest: string): Fact | undefined => {
  const [label = '', id = '', , sha256 = ''] = rest.split('`')
  return { kind: 'policy', at, policy: { id, label: label.slice(0, -2) }, sha256 }
}

const replacesFact = (at: Stamp, rest: string): Fact | undefined => {
  const [, entry, fact, words = ''] = /^entry (\d{1,15}), fact (\d{1,15}); (.+)$/.exec(rest) ?? []
  const reason = named(words)
  return reason === undefined
    ? undefined
    : { kind: 'replaces', at, entry: Number(entry), fact: Number(fact), reason }
}

const recoveredFact = (at: Stamp, rest: string, text: string | undefined): Fact | undefined => {
  const [, bytes, sha256 = ''] = /^(\d{1,15}) bytes?, sha256 `([0-9a-f]{64})`/.exec(rest) ?? []
  return text === undefined || bytes === undefined
    ? undefined
    : { kind: 'recovered', at, bytes: Number(bytes), sha256, text }
}

const deviceFact = (at: Stamp, rest: string): Fact => {
  const [mark = '', key] = rest.split(', key ')
  return { kind: 'device', at, mark, ...(key === undefined ? {} : { key: key.slice(1, -1) }) }
}

const receiptFact = (at: Stamp, rest: string): Fact | undefined => {
  const [, entry, code = ''] = /^entry (\d{1,15}), (\d{4}(?: \d{4}){4})$/.exec(rest) ?? []
  return entry === undefined
    ? undefined
    : { kind: 'receipt', at, entry: Number(entry), code: code.replaceAll(' ', '') }
}

const withNamed = (rest: string, make: (name: Named) => Fact): Fact | undefined => {
  const name = named(rest)
  return name === undefined ? undefined : make(name)
}

const readStatement = (
  statement: Statement,
  at: Stamp,
  rest: string,
  text: string | undefined,
): Fact | undefined => {
  switch (statement) {
    case 'next':
      return withNamed(rest, (to) => ({ kind: 'next', at, to }))
    case 'closed':
      return withNamed(rest, (how) => ({ kind: 'closed', at, how }))
    case 'due-ours':
      return dueStatement(at, 'ours', rest)
    case 'due-theirs':
      return dueStatement(at, 'theirs', rest)
    case 'due-both':
      return dueStatement(at, 'both', rest)
    case 'policy':
      return policyFact(at, rest)
    case 'device':
      return deviceFact(at, rest)
    case 'training':
      return withNamed(rest.slice('made-up case, '.length), (exercise) => ({
        kind: 'training',
        at,
        exercise,
      }))
    case 'program':
      return { kind: 'program', at, version: rest.slice('rungs '.length) }
    case 'clock-given':
      return { kind: 'clock-given', at }
    case 'replaces':
      return replacesFact(at, rest)
    case 'recovered':
      return recoveredFact(at, rest, text)
    case 'receipt':
      return receiptFact(at, rest)
    case 'taken-over':
      return text === undefined ? undefined : { kind: 'taken-over', at, text }
  }
}

const readValue = (kind: Value['kind'], rest: string, text: string | undefined): Value | undefined => {
  if (text !== undefined) return { kind: 'text', text }
  if (rest === 'not given') return { kind: 'none' }
  if (kind === 'date') return parsePlainDate(rest) === undefined ? undefined : { kind, date: rest }
  if (kind === 'choice') {
    const choice = named(rest)
    return choice === undefined ? undefined : { kind, choice }
  }
  const moment = readMoment(rest.replace(/; .*/s, ''))
  return moment === undefined ? undefined : { kind: 'moment', moment }
}

/** A subject ends in "`)" and more follows: the value, the count of the quoted lines, or the colon before them. */
const splitSubject = (rest: string): { readonly subject?: Named; readonly rest: string } => {
  const end = rest.indexOf('`)') + 2
  if (end < 2 || end === rest.length) return { rest }
  const subject = named(rest.slice(0, end))
  return subject === undefined ? { rest } : { subject, rest: rest.slice(end + ': '.length) }
}

const readAnswer = (
  field: Answer['field'],
  at: Stamp,
  whole: string,
  text: string | undefined,
): Fact | undefined => {
  const { subject, rest } = splitSubject(whole)
  const value = readValue(fields[field].value, rest, text)
  return value && { kind: 'answer', at, field, ...(subject === undefined ? {} : { subject }), value }
}

/**
 * What follows the stamp on a fact line (`body`) → the fact that it seems to say, or nothing. `text`: what the quoted lines
 * say, where the line has any.
 */
export const readLoosely = (body: string, at: Stamp, text: string | undefined): Fact | undefined => {
  const colon = body.indexOf(':')
  if (colon < 0) return undefined
  const words = body.slice(0, colon)
  const label = words.endsWith(' lines') ? words.replace(/, \d+ lines$/, '') : words
  const rest = body.slice(colon + 2)
  const statement = statementOf.get(label)
  if (statement !== undefined) return readStatement(statement, at, rest, text)
  const field = fieldOf.get(label)
  return field === undefined ? undefined : readAnswer(field, at, rest, text)
}
