/**
 * One change of a policy as a sentence for a headteacher: on one line, every character visible. The page that they stand on
 * is diff.ts. Compares nothing.
 */
import type { Change, Place, Turn } from '../../flow/diff/change.ts'
import { capital, clauseWords, quoted } from '../../flow/words/phrase.ts'
import { visible } from '../visible.ts'
import { flags, labels, nouns, several } from './diff-labels.ts'

type Said = Extract<Turn, { readonly kind: 'said' }>

/** Not said again behind a title that begins with it: “Stage 2: …”. */
const clauseOf = ({ clause, title }: Place): string =>
  clause === undefined || title.startsWith(clause) ? '' : ` (${clauseWords(clause)})`

/** A text of a policy may end a sentence by itself. */
const ended = (text: string): string => (/[.!?…]”?$/.test(text) ? text : `${text}.`)

/** What a place is called at the head of a sentence; empty for the policy itself. */
export const called = (place: Place): string => {
  const { kind, title } = place
  switch (kind) {
    case 'rung':
      return quoted(title) + clauseOf(place)
    case 'policy':
      return ''
    case 'edition':
      return 'The edition'
    case 'remark':
      return `The ${title}${clauseOf(place)}`
    case 'scenario':
      return `The scenario${clauseOf(place)}`
    case 'body':
    case 'term':
    case 'contact':
    case 'ask':
    case 'option':
    case 'moment':
    case 'agency':
    case 'advice':
    case 'guard':
    case 'elsewhere':
    case 'start':
    case 'stage':
    case 'track':
    case 'closing':
    case 'clock':
    case 'outcome':
    case 'check':
    case 'question':
      return `The ${nouns[kind]} ${quoted(title)}${place.of === undefined ? clauseOf(place) : ''}`
  }
}

/** `head`: empty for the policy itself. */
export const colon = (head: string, rest: string): string =>
  head === '' ? capital(rest) : `${head}: ${rest}`

/** What a place is part of, as the beginning of a sentence about it. */
const prefix = ({ of }: Place): string => (of === undefined ? '' : `${called(of)}: `)

const after = (head: string, rest: string): string =>
  head === '' ? capital(rest) : `${head}${rest.startsWith('The ') ? `t${rest.slice(1)}` : rest}`

/** "3 working days instead of 5", where only the figure differs. */
const insteadOf = (to: string, from: string): string => {
  const [now, before] = [to, from].map((text) => /^(\d+) ([a-z ]+?)s?$/.exec(text))
  return now != null && before != null && now[2] === before[2]
    ? `${to} instead of ${before[1] ?? ''}`
    : `${to} instead of ${from}`
}

const limitSaid = (place: Place, { by = 'they', from, to }: Said): string => {
  const [head, what] = [prefix(place), `to ${place.title}`]
  if (from === undefined || to === undefined) return `${head}${by} now have another time ${what}`
  if (!/^\d/.test(from)) return `${head}how long ${by} have ${what} is now ${to} instead of ${from}`
  if (/^same /.test(to)) return `${head}${by} now have ${what} on the ${to}, no longer within ${from}`
  return /^\d/.test(to)
    ? `${head}${by} now have ${insteadOf(to, from)} ${what}`
    : `${head}how long ${by} have ${what} is now ${to} instead of ${from}`
}

const clockSaid = (place: Place, said: Said): string | undefined => {
  if (said.field === 'limit') return limitSaid(place, said)
  if (said.field === 'whose' && said.to !== undefined && said.from !== undefined)
    return `${prefix(place)}to ${place.title} is now for ${said.to} to do, no longer for ${said.from}`
  return undefined
}

const leadsSaid = (place: Place, { field, from, to }: Said): string | undefined => {
  if (from === undefined || to === undefined) return undefined
  if (place.kind === 'rung' && field === 'up')
    return `Going up from ${called(place)} now leads ${to} instead of ${from}`
  if (place.kind === 'outcome' && field === 'to')
    return `${prefix(place)}${quoted(place.title)} now leads ${to} instead of ${from}`
  return undefined
}

const lineSaid = ({ title }: Place, { field, by, from, to }: Said): string | undefined => {
  if (field !== 'lines' || by === undefined) return undefined
  if (from !== undefined && to !== undefined)
    return `The ${by} of ${quoted(title)} is now ${to} instead of ${from}`
  if (to !== undefined) return `A further ${by} of ${quoted(title)}: ${to}`
  return from === undefined ? undefined : `The ${by} of ${quoted(title)} is gone: ${from}`
}

const remarkSaid = (place: Place, { field, from, to }: Said): string | undefined => {
  if (place.kind !== 'remark' || from === undefined || to === undefined) return undefined
  if (field === 'kind') return `What was a ${from} is now a ${to}${clauseOf(place)}`
  return field === 'text' ? `${called(place)} now reads ${quoted(to)} instead of ${quoted(from)}` : undefined
}

const flagSaid = (head: string, { field, to }: Said): string | undefined => {
  const sentences = flags[field]
  return sentences === undefined ? undefined : colon(head, sentences[to === 'yes' ? 0 : 1])
}

/** One of several that a word stands for. */
export const oneSaid = ({ from, to }: Said): string => {
  if (from !== undefined && to !== undefined) return `${quoted(to)} instead of ${quoted(from)}`
  if (to !== undefined) return `now also ${quoted(to)}`
  return from === undefined ? 'not the same any more' : `no longer ${quoted(from)}`
}

const plainSaid = (head: string, turn: Said): string => {
  const { field, from, to } = turn
  const label = colon(head, labels[field])
  if (several.has(field)) return `${label}: ${oneSaid(turn)}`
  if (from !== undefined && to !== undefined)
    return `${label} is now ${quoted(to)} instead of ${quoted(from)}`
  if (to !== undefined) return `${label} is now given: ${quoted(to)}`
  if (from !== undefined) return `${label} is no longer given: ${quoted(from)}`
  return `${label} is not the same any more`
}

const baseSaid = ({ from, to }: Said): string | undefined => {
  if (to !== undefined) return `It is now laid over ${to}${from === undefined ? '' : ` instead of ${from}`}`
  return from === undefined ? undefined : `It is no longer laid over ${from}`
}

const said = (place: Place, turn: Said, head: string): string => {
  if (place.kind === 'policy' && turn.field === 'sha256')
    return 'Nothing that a user could see: the files differ in comments or layout alone'
  const special =
    (place.kind === 'clock' ? clockSaid(place, turn) : undefined) ??
    leadsSaid(place, turn) ??
    (place.kind === 'contact' ? lineSaid(place, turn) : undefined) ??
    remarkSaid(place, turn) ??
    (turn.field === 'over' ? baseSaid(turn) : undefined)
  return special ?? flagSaid(head, turn) ?? plainSaid(head, turn)
}

const rungNew = (place: Place, words: string, where: string | undefined): string => {
  const stands = where === undefined ? 'There is a new rung' : `A new rung stands ${where}`
  return `${stands}: ${called(place)}${words === '' ? '' : ` ${words}`}`
}

const appearedNew = (place: Place, words: string, where: string | undefined): string => {
  const { kind, title } = place
  if (kind === 'rung') return rungNew(place, words, where)
  if (kind === 'remark') return `A new ${title}${clauseOf(place)}: ${quoted(words)}`
  if (kind === 'clock') return after(prefix(place), `a new clock${clauseOf(place)}: ${words}`)
  if (kind === 'outcome') return after(prefix(place), `a new outcome, ${quoted(title)}, ${words}`)
  const rest = words === '' ? '' : `: ${words}`
  return after(prefix(place), `a new ${nouns[kind]}, ${quoted(title)}${clauseOf(place)}${rest}`)
}

const gone = (place: Place, words: string): string => {
  const { kind, title } = place
  if (kind === 'rung') return `The rung ${called(place)} is gone`
  if (kind === 'remark')
    return `The ${title}${clauseOf(place)} is ${title === 'gap' ? 'closed' : 'gone'}: ${quoted(words)}`
  if (kind === 'clock') return after(prefix(place), `a clock is gone: ${words}`)
  return after(
    prefix(place),
    `the ${nouns[kind]} ${quoted(title)}${place.of === undefined ? clauseOf(place) : ''} is gone`,
  )
}

/** `head`: what the sentence is about, where that is more than one place. */
const turned = ({ place, turn }: Change, head: string): string => {
  switch (turn.kind) {
    case 'new':
      return appearedNew(place, turn.words, turn.where)
    case 'gone':
      return gone(place, turn.words)
    case 'renamed':
      return colon(head, `the id in the flow is now ${turn.to} instead of ${turn.from}`)
    case 'moved': {
      const way = turn.direction === 'aside' ? '' : ` ${turn.direction}`
      return `${called(place)} has moved${way}: it now stands ${turn.where}`
    }
    case 'said':
      return said(place, turn, head)
    case 'order':
      return colon(head, `${labels[turn.field]}: the same, in another order`)
  }
}

/** What a sentence about a place begins with: the place, and what it is part of. */
export const headOf = (place: Place): string => after(prefix(place), called(place))

/** A sentence as it is printed: with a capital and a full stop, on one line, every character visible. */
export const oneLine = (text: string): string => visible(capital(ended(text)).replace(/\s+/g, ' '))

/** One change in a sentence, on one line, every character visible. */
export const changeSentence = (change: Change, head: string = headOf(change.place)): string =>
  oneLine(turned(change, head))
