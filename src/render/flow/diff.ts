/**
 * What changed between two policies, in sentences for a headteacher: what may change a case first, by scenario. Compares
 * nothing; see flow/diff.ts.
 */
import type { Change, Place, Turn, Weight } from '../../flow/diff/change.ts'
import { canonical } from '../../flow/diff/sides.ts'
import type { Policy } from '../../flow/policy.ts'
import { breakText } from '../breaks.ts'
import { visible } from '../visible.ts'
import { flags, labels, nouns, several } from './diff-labels.ts'

type Said = Extract<Turn, { readonly kind: 'said' }>

const clauseOf = ({ clause }: Place): string => (clause === undefined ? '' : ` (clause ${clause})`)

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** A text of a policy may end a sentence by itself. */
const ended = (text: string): string => (/[.!?…]”?$/.test(text) ? text : `${text}.`)

const quoted = (text: string): string => `“${text}”`

/** What a place is called at the head of a sentence. */
const called = (place: Place): string => {
  const { kind, title } = place
  switch (kind) {
    case 'rung':
      return capital(title) + clauseOf(place)
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
const colon = (head: string, rest: string): string => (head === '' ? capital(rest) : `${head}: ${rest}`)

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

const limitSaid = (place: Place, { by, from, to }: Said): string => {
  const who = `${prefix(place)}${by ?? 'they'} now have`
  if (from === undefined || to === undefined) return `${who} another time to ${place.title}`
  return to.startsWith('the same')
    ? `${who} to ${place.title} on ${to}, no longer within ${from}`
    : `${who} ${insteadOf(to, from)} to ${place.title}`
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
    return `Going up from ${place.title}${clauseOf(place)} now leads ${to} instead of ${from}`
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
const oneSaid = ({ from, to }: Said): string => {
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
  return `${stands}: ${place.title}${clauseOf(place)}${words === '' ? '' : ` ${words}`}`
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
  if (kind === 'rung') return `The rung ${place.title}${clauseOf(place)} is gone`
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

const headOf = (place: Place): string => after(prefix(place), called(place))

const oneLine = (text: string): string => visible(capital(ended(text)).replace(/\s+/g, ' '))

/** One change in a sentence, on one line, every character visible. */
export const changeSentence = (change: Change, head: string = headOf(change.place)): string =>
  oneLine(turned(change, head))

/** What is told in one sentence: of one place several things, or one thing of several rungs. */
interface Told {
  readonly places: readonly Place[]
  readonly changes: readonly [Change, ...Change[]]
}

/** Sorts into groups by a key, in the order of their first. */
const grouped = <T>(
  all: readonly T[],
  key: (one: T, i: number) => string,
): readonly (readonly [T, ...T[]])[] => {
  const groups = new Map<string, [T, ...T[]]>()
  for (const [i, one] of all.entries()) {
    const name = key(one, i)
    const known = groups.get(name)
    if (known === undefined) groups.set(name, [one])
    else known.push(one)
  }
  return [...groups.values()]
}

const isOneOfSeveral = ({ place, turn }: Change): boolean =>
  turn.kind === 'said' && several.has(turn.field) && !(place.kind === 'contact' && turn.field === 'lines')

/** What several rungs say anew alike is one sentence, and so are the things to do that one rung has anew. */
const told = (changes: readonly Change[]): readonly Told[] => {
  const byPlace = grouped(changes, (one, i) =>
    isOneOfSeveral(one) && one.turn.kind === 'said' ? canonical([one.place, one.turn.field]) : String(i),
  )
  const byTurn = grouped(byPlace, (group, i) => {
    const [{ place, turn }] = group
    const joins = place.kind === 'rung' && turn.kind === 'said' && turn.field !== 'up'
    return joins ? canonical(group.map((one) => one.turn)) : String(i)
  })
  return byTurn.map((groups) => ({ places: groups.map(([{ place }]) => place), changes: groups[0] }))
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`

const sentenceOf = ({ places, changes }: Told): string => {
  const [first, ...others] = changes
  const head = places.length === 1 ? headOf(first.place) : listed(places.map(called))
  if (others.length === 0 || first.turn.kind !== 'said') return changeSentence(first, head)
  const each = changes.flatMap(({ turn }) => (turn.kind === 'said' ? [oneSaid(turn)] : []))
  return oneLine(`${colon(head, labels[first.turn.field])}: ${each.join('; ')}`)
}

const sentences = (changes: readonly Change[]): readonly string[] => told(changes).map(sentenceOf)

const scenarioTitle = (id: string, a: Policy, b: Policy): string =>
  [...b.scenarios, ...a.scenarios].find((one) => one.id === id)?.title ?? id

/** "In all scenarios", "In the scenario “…”"; empty for the policy as a whole. */
const placeHeading = (ids: readonly string[], a: Policy, b: Policy): string => {
  if (ids.length === 0) return 'In the policy as a whole'
  if (ids.length > 1 && b.scenarios.every(({ id }) => ids.includes(id))) return 'In all scenarios'
  const titles = ids.map((id) => quoted(scenarioTitle(id, a, b)))
  return `In the scenario${ids.length === 1 ? '' : 's'} ${listed(titles)}`
}

const headings: Readonly<Record<Weight, string>> = {
  consequence: 'What may change a case',
  wording: 'What is said differently',
}

/** A paragraph that hangs by `indent` columns; unbroken where `width` is undefined. */
const hanging = (text: string, first: string, width: number | undefined): string => {
  const rest = ' '.repeat(first.length)
  if (width === undefined) return `${first}${text}`
  const room = Math.max(20, width - first.length)
  return breakText(text, room, room)
    .map(({ start, end }, i) => `${i === 0 ? first : rest}${text.slice(start, end)}`)
    .join('\n')
}

const section = (
  weight: Weight,
  changes: readonly Change[],
  a: Policy,
  b: Policy,
  width: number | undefined,
): readonly string[] => {
  const these = changes.filter((one) => one.weight === weight)
  if (these.length === 0) return []
  const groups = grouped(these, ({ scenarios }) => scenarios.join(' ')).map((group) =>
    [
      hanging(visible(placeHeading(group[0].scenarios, a, b)), '', width),
      ...sentences(group).map((one) => hanging(one, '  - ', width)),
    ].join('\n'),
  )
  return [`${headings[weight].toUpperCase()}\n`, ...groups.map((one) => `${one}\n`)]
}

/** All changes as text for a screen of `width` columns, ended by a line break. Empty where there are none. */
export const renderChanges = (changes: readonly Change[], a: Policy, b: Policy, width?: number): string =>
  (['consequence', 'wording'] as const).flatMap((weight) => section(weight, changes, a, b, width)).join('\n')
