/**
 * The time of a case as a picture: each visit to a rung as a bar, each deadline as a line that ends where it was due. Plain in
 * black and white: met, missed and open have shapes and words of their own. All lengths in mm.
 */
import { addDays, compareDates, daysBetween, formatDate, months } from '../../calendar/date.ts'
import { formatDue } from '../../calendar/deadline.ts'
import type { Deadline, Moment, PlainDate } from '../../calendar/time.ts'
import { civil } from '../../calendar/zone.ts'
import type { Exported, ExportedVisit } from '../../export/exported.ts'
import type { Standing, TimedDeadline } from '../../verify/time.ts'
import type { Block } from '../document/document.ts'
import { block, box, grey, ink, mm, path, rule } from '../graph/shapes.ts'
import { type Cut, heightOf, type Wrapped, wrap } from '../graph/text.ts'
import { whoHad } from './words.ts'

const width = 182
const from = 62
const to = 140
const beside = 146

const plain: Cut = { size: 2.9, leading: 1.3 }
const bold: Cut = { ...plain, bold: true }
const small: Cut = { size: 2.6, leading: 1.3 }

/** So many rows stand on one page. */
const rowsOnPage = 26
/** More would be looked at by nobody; all of them are in the table. */
const mostRows = 104

/** Days since the first day that is shown, with the time of day as a part of one. */
type Scale = (moment: Moment, endOfDay?: boolean) => number

interface Row {
  readonly starts: number
  readonly label: Wrapped
  readonly words: Wrapped
  readonly height: number
  /** `y`: the middle of the row's first line. */
  readonly draw: (y: number) => string
}

const partOfDay = ({ time }: Moment, endOfDay: boolean): number => {
  if (time === undefined) return endOfDay ? 1 : 0
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) / 1440
}

const dueMoment = ({ date, time }: Deadline): Moment => ({ date, ...(time === undefined ? {} : { time }) })

const standingMoments = (standing: Standing): readonly Moment[] => ('on' in standing ? [standing.on] : [])

const datesOf = ({ visits, verified, made, summary }: Exported): readonly PlainDate[] => [
  ...visits.flatMap(({ reached, outcomes }) => [reached.date, ...outcomes.map(({ on }) => on.date)]),
  ...(verified.time?.deadlines ?? []).flatMap(({ deadline, standing }) => [
    deadline.date,
    ...standingMoments(standing).map(({ date }) => date),
  ]),
  ...(summary.told?.kind === 'moment' ? [summary.told.date] : []),
  ...[summary.begun, summary.last].flatMap((at) => (at === undefined ? [] : [civil(at).date])),
  // What is still to be done is held against the day on which the page is made.
  ...((verified.time?.deadlines ?? []).some(({ standing: { kind } }) => kind === 'overdue')
    ? [civil(made).date]
    : []),
]

interface Span {
  readonly first: PlainDate
  readonly days: number
}

const spanOf = (dates: readonly PlainDate[]): Span | undefined => {
  const sorted = dates.toSorted(compareDates)
  const [first] = sorted
  const last = sorted.at(-1)
  return first === undefined || last === undefined ? undefined : { first, days: daysBetween(first, last) + 1 }
}

const scaleOf =
  ({ first, days }: Span): Scale =>
  (moment, endOfDay = false) =>
    from + ((to - from) * (daysBetween(first, moment.date) + partOfDay(moment, endOfDay))) / days

const steps = [1, 2, 7, 14, 28, 56, 91, 182, 365, 730, 1826, 3652, 36_524, 365_242]
const mostTicks = 7

const tickWords = (date: PlainDate, step: number): string => {
  const month = (months[Number(date.slice(5, 7)) - 1] ?? '').slice(0, 3)
  return step < 28 ? `${Number(date.slice(8))} ${month}` : `${month} ${date.slice(0, 4)}`
}

/** Days with their names, at equal distances. */
const axis = (span: Span, x: Scale, y: number, bottom: number): string => {
  const step = steps.find((one) => span.days / one <= mostTicks) ?? span.days
  const count = Math.min(mostTicks + 1, Math.ceil(span.days / step))
  return Array.from({ length: count }, (_, i) => {
    const date = addDays(span.first, i * step)
    const at = x({ date })
    return (
      path(`M${mm(at)} ${mm(y + 4.6)}V${mm(bottom)}`, rule, 0.2) +
      block(wrap(tickWords(date, step), 20, small, 1), at + 0.6, y + 0.8, { fill: grey })
    )
  }).join('')
}

const disc = (x: number, y: number, filled: boolean): string =>
  `<circle cx="${mm(x)}" cy="${mm(y)}" r="1.15" fill="${filled ? ink : '#fff'}" stroke="${ink}" stroke-width="0.4"/>`

const cross = (x: number, y: number): string =>
  path(
    `M${mm(x - 1.3)} ${mm(y - 1.3)}L${mm(x + 1.3)} ${mm(y + 1.3)}M${mm(x + 1.3)} ${mm(y - 1.3)}L${mm(x - 1.3)} ${mm(y + 1.3)}`,
    ink,
    0.8,
  )

const dueMark = (x: number, y: number): string => path(`M${mm(x)} ${mm(y - 2)}V${mm(y + 2)}`, ink, 0.9)

const line = (a: number, b: number, y: number, dashed = false): string =>
  b <= a ? '' : path(`M${mm(a)} ${mm(y)}H${mm(b)}`, ink, 0.5, 'none', dashed)

const rowOf = (
  starts: number,
  label: string,
  cut: Cut,
  indent: number,
  words: string,
  isBad: boolean,
  draw: (y: number) => string,
): Row => {
  const name = wrap(label, from - 4 - indent, cut, 2)
  const told = wrap(words, width - beside, isBad ? bold : plain, 3)
  return {
    starts,
    label: name,
    words: told,
    height: Math.max(heightOf(name), heightOf(told)) + 2.2,
    draw: (y) => block(name, indent, y) + block(told, beside, y) + draw(y + 2),
  }
}

const visitRow = (visit: ExportedVisit, i: number, x: Scale): Row => {
  const start = x(visit.reached)
  const end =
    visit.left === undefined ? to : Math.max(start + 2.4, x(visit.left, visit.left.time === undefined))
  const last = visit.outcomes.at(-1)
  return rowOf(
    start,
    `${i + 1}  ${visit.rung.label}`,
    bold,
    0,
    last === undefined ? (visit.left === undefined ? 'the case is here' : '') : last.outcome.label,
    false,
    (y) =>
      box(start, y - 1.5, end - start, 3, { fill: '#dde3e6', stroke: ink, width: 0.3, radius: 0.4 }) +
      visit.outcomes.map(({ on }) => disc(x(on), y, true)).join(''),
  )
}

const words = (standing: Standing): string => {
  switch (standing.kind) {
    case 'met':
      return 'met'
    case 'late':
      return `LATE by ${standing.by}`
    case 'overdue':
      return `OVERDUE by ${standing.by}`
    case 'superseded':
      return 'no longer mattered'
    case 'open':
      return 'not yet due'
    case 'untold':
      return 'the record does not tell'
  }
}

const shape = (standing: Standing, due: number, x: Scale, now: Moment, y: number): string => {
  switch (standing.kind) {
    case 'met':
      return disc(x(standing.on), y, true)
    case 'late': {
      const on = x(standing.on)
      return line(due, on, y, true) + cross(Math.max(on, due + 1.8), y)
    }
    case 'overdue': {
      const on = x(now)
      return line(due, on, y, true) + cross(Math.max(on, due + 1.8), y)
    }
    case 'open':
      return disc(due, y, false)
    case 'superseded':
    case 'untold':
      return ''
  }
}

const deadlineRow = (one: TimedDeadline, stated: Moment, x: Scale, now: Moment): Row => {
  const due = x(dueMoment(one.deadline), true)
  const start = Math.min(x(stated), due)
  const isBad = one.standing.kind === 'late' || one.standing.kind === 'overdue'
  return rowOf(
    x(stated),
    `${whoHad[one.whose]}, by ${formatDue(one.deadline).replace('end of ', '')}: ${one.what}`,
    plain,
    4,
    words(one.standing),
    isBad,
    (y) => line(start, due, y) + dueMark(due, y) + shape(one.standing, due, x, now, y),
  )
}

/** When each deadline was stated, by the fact that says so. */
const statedIn = ({ entries }: Exported): ((one: TimedDeadline) => Moment | undefined) => {
  const stamps = new Map(
    entries.flatMap(({ entry, facts }) => facts.map(({ fact, at }) => [`${entry}.${fact}`, at] as const)),
  )
  return ({ entry, fact }) => {
    const at = stamps.get(`${entry}.${fact}`)
    return at === undefined ? undefined : civil(at)
  }
}

const rowsOf = (exported: Exported, x: Scale): readonly Row[] => {
  const stated = statedIn(exported)
  const now = civil(exported.made)
  return [
    ...exported.visits.map((visit, i) => visitRow(visit, i, x)),
    ...(exported.verified.time?.deadlines ?? []).map((one) =>
      deadlineRow(one, stated(one) ?? dueMoment(one.deadline), x, now),
    ),
  ]
    .toSorted((a, b) => a.starts - b.starts)
    .slice(0, mostRows)
}

const key = (y: number): string => {
  const sign = (at: number, drawn: string, text: string): string =>
    drawn + block(wrap(text, 40, small, 1), at + 6, y, { fill: grey })
  const middle = y + 1.7
  return (
    sign(0, box(0, middle - 1.3, 4.5, 2.6, { fill: '#dde3e6', stroke: ink, radius: 0.4 }), 'on a rung') +
    sign(26, disc(28, middle, true), 'something happened; met') +
    sign(72, dueMark(75, middle), 'due') +
    sign(90, line(90, 94, middle, true) + cross(93, middle), 'missed') +
    sign(114, disc(117, middle, false), 'not yet due')
  )
}

const drawing = (rows: readonly Row[], span: Span, x: Scale): { body: string; height: number } => {
  let y = 6.5
  const tall = y + rows.reduce((sum, { height }) => sum + height, 0)
  const drawn = rows.map((row) => {
    const at = y
    y += row.height
    return row.draw(at)
  })
  return { body: axis(span, x, 0, tall) + drawn.join('') + key(tall + 2.5), height: tall + 7 }
}

const pageOf = (rows: readonly Row[], span: Span, x: Scale, i: number, pages: number): Block => {
  const { body, height } = drawing(rows, span, x)
  const last = formatDate(addDays(span.first, span.days - 1))
  const count = pages === 1 ? '' : `, picture ${i + 1} of ${pages}`
  return {
    kind: 'picture',
    caption: `The case in time, from ${formatDate(span.first)} to ${last}${count}`,
    shows: `A bar for each visit to a rung and a line for each deadline, from ${formatDate(span.first)} to ${last}. The tables tell the same.`,
    view: [-1, -1, width + 2, height + 2],
    body,
  }
}

/** As many pictures as pages of paper are needed; none where nothing has a date. */
export const timelinePictures = (exported: Exported): readonly Block[] => {
  const span = spanOf(datesOf(exported))
  if (span === undefined || exported.visits.length === 0) return []
  const x = scaleOf(span)
  const rows = rowsOf(exported, x)
  const pages = Math.ceil(rows.length / rowsOnPage)
  return Array.from({ length: pages }, (_, i) =>
    pageOf(rows.slice(i * rowsOnPage, (i + 1) * rowsOnPage), span, x, i, pages),
  )
}
