/**
 * The rows of a timeline: each visit to a rung as a bar, each deadline as a line that ends where it was due. Plain in black and
 * white: met, missed and open have shapes and words of their own. All lengths in mm.
 */
import { formatDue } from '../../calendar/deadline.ts'
import type { Deadline, Moment } from '../../calendar/time.ts'
import { civil } from '../../calendar/zone.ts'
import type { Exported, ExportedVisit } from '../../export/exported.ts'
import type { Standing, TimedDeadline } from '../../verify/time.ts'
import { block, box, grey, ink, mm, path } from '../graph/shapes.ts'
import { type Cut, heightOf, wrap } from '../graph/text.ts'
import { from, type Scale, small, to } from './timeline-axis.ts'
import { whoHad } from './words.ts'

export const width = 182
/** Where the words on the right begin. */
const beside = 146

const plain: Cut = { size: 2.9, leading: 1.3 }
const bold: Cut = { ...plain, bold: true }

/** More would be looked at by nobody; all of them are in the tables. */
const mostRows = 104

export interface Row {
  readonly height: number
  /** `y`: its upper edge. */
  readonly draw: (y: number) => string
}

/** A row that is set once it is known to be shown. `starts`: where in time it belongs. */
interface Waiting {
  readonly starts: number
  readonly set: () => Row
}

const dueMoment = ({ date, time }: Deadline): Moment => ({ date, ...(time === undefined ? {} : { time }) })

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

/** Visits and deadlines in the order of time; of very many the first. */
export const rowsOf = (exported: Exported, x: Scale): readonly Row[] => {
  const statedOf = statedIn(exported)
  const now = civil(exported.made)
  const visits = exported.visits.map(
    (visit, i): Waiting => ({ starts: x(visit.reached), set: () => visitRow(visit, i, x) }),
  )
  const deadlines = (exported.verified.time?.deadlines ?? []).map((one): Waiting => {
    const stated = statedOf(one) ?? dueMoment(one.deadline)
    return { starts: x(stated), set: () => deadlineRow(one, stated, x, now) }
  })
  return [...visits, ...deadlines]
    .toSorted((a, b) => a.starts - b.starts)
    .slice(0, mostRows)
    .map(({ set }) => set())
}

/** What the shapes mean. */
export const key = (y: number): string => {
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
