/**
 * Fits a page with its question into the rows of a screen: what never scrolls off, what gives way, and in which order.
 * Pure; takes wrapped rows, knows no keys and no colours.
 */
import { blank, type Row } from '../render/lines.ts'

/** The parts of a screen from top to bottom. `focus` are the rows of the list that must be seen. */
export interface Sheet {
  readonly head: readonly Row[]
  readonly body: readonly Row[]
  readonly question: readonly Row[]
  readonly list: readonly Row[]
  readonly focus: { readonly from: number; readonly to: number }
  readonly keys: readonly Row[]
}

/** A part of which only `count` rows from `from` on are shown, the first of them at row `at` of the screen. */
export interface Window {
  readonly at: number
  readonly from: number
  readonly count: number
}

export interface Laid {
  readonly rows: readonly Row[]
  readonly list: Window
  readonly body: Window
  /** Rows of the body below those shown, or undefined where all of it fits. */
  readonly more: number | undefined
}

const leastBody = 1
const goodBody = 6
const gaps = (sheet: Sheet): number =>
  Math.max(
    0,
    [sheet.head, sheet.body, [...sheet.question, ...sheet.list], sheet.keys].filter((part) => part.length > 0)
      .length - 1,
  )
const fixed = (sheet: Sheet): number =>
  sheet.head.length + sheet.question.length + sheet.list.length + sheet.keys.length
const fits = (sheet: Sheet, spare: number): boolean => spare >= Math.min(sheet.body.length, leastBody)
const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most))

const quiet = (text: string): Row => ({ spans: [{ text, as: 'quiet' }], columns: text.length })

const marker = (more: number, key: string): Row =>
  quiet(
    more > 0
      ? `-- ${more} more ${more === 1 ? 'line' : 'lines'}: ${key} --`
      : `-- end: ${key} for the top --`,
  )

const listMarker = (above: boolean, below: boolean): Row =>
  quiet(`-- more ${above && below ? 'above and below' : above ? 'above' : 'below'}: arrows --`)

const inFocus = (sheet: Sheet, count: number): number => {
  const { from, to } = sheet.focus
  const start =
    to - count < 0 ? 0 : Math.min(from, Math.max(to - count, from - Math.floor((count - (to - from)) / 2)))
  return clamp(start, sheet.list.length - count)
}

const assemble = (
  sheet: Sheet,
  room: { readonly body: number; readonly list: number },
  loose: boolean,
  top: number,
  key: string,
): Laid => {
  const whole = sheet.body.length <= room.body
  const shown = whole ? sheet.body.length : Math.max(0, room.body - 1)
  const from = whole ? 0 : clamp(top, sheet.body.length - shown)
  const more = whole ? undefined : sheet.body.length - from - shown
  const body = [
    ...sheet.body.slice(from, from + shown),
    ...(more === undefined || room.body < 1 ? [] : [marker(more, key)]),
  ]
  const scrolled = room.list < sheet.list.length
  const count = scrolled ? Math.max(1, room.list - 1) : sheet.list.length
  const listFrom = inFocus(sheet, count)
  const list = [
    ...sheet.list.slice(listFrom, listFrom + count),
    ...(scrolled && room.list > 1 ? [listMarker(listFrom > 0, listFrom + count < sheet.list.length)] : []),
  ]
  const rows: Row[] = []
  const add = (part: readonly Row[]): number => {
    if (loose && rows.length > 0 && part.length > 0) rows.push(blank)
    const at = rows.length
    rows.push(...part)
    return at
  }
  add(sheet.head)
  const bodyAt = add(body)
  const questionAt = add([...sheet.question, ...list])
  add(sheet.keys)
  return {
    rows,
    list: {
      at: questionAt + sheet.question.length,
      from: listFrom,
      count: Math.min(room.list, sheet.list.length),
    },
    body: { at: bodyAt, from, count: shown },
    more,
  }
}

/** How many rows of the list a small screen keeps, if it has them. */
const keptList = 9

/**
 * The last resort: what does not fit of the head goes before the body, which can be scrolled; the list scrolls around its
 * focus; the question and one row of the list stay.
 */
const squeeze = (whole: Sheet, height: number, top: number, key: string): Laid => {
  const full = whole.head.filter((row) => row.columns > 0)
  const others = whole.question.length + whole.keys.length
  const forList = Math.min(whole.list.length, keptList)
  const headRows = clamp(height - others - forList - 1, full.length)
  const head = full.slice(0, Math.max(headRows, Math.min(full.length, 3, height - others - 2)))
  const sheet: Sheet = { ...whole, head, body: [...full.slice(head.length), ...whole.body] }
  const spare = Math.max(1, height - head.length - others)
  const body = spare > 3 ? Math.min(sheet.body.length, leastBody) : 0
  const list = Math.min(sheet.list.length, spare - body)
  const laid = assemble(sheet, { body: spare - list, list }, false, top, key)
  return { ...laid, rows: laid.rows.slice(0, height) }
}

/**
 * Lays out the first of `sheets` (fullest first) that fits into `height` rows with all of its body and a blank row between
 * the parts; else, without blank rows, the first with a good part of its body; else the last of them, closer and closer.
 * Never more than `height` rows. `top` is the first row of the body wanted on the screen, `key` what the marker says
 * scrolls on.
 */
export const layOut = (
  sheets: readonly [Sheet, ...Sheet[]],
  height: number,
  top: number,
  key: string,
): Laid => {
  const laid = (sheet: Sheet, room: number, loose: boolean): Laid =>
    assemble(sheet, { body: room, list: sheet.list.length }, loose, top, key)
  for (const sheet of sheets) {
    const room = height - fixed(sheet) - gaps(sheet)
    if (room >= sheet.body.length) return laid(sheet, room, true)
  }
  for (const sheet of sheets) {
    const room = height - fixed(sheet)
    if (room >= Math.min(sheet.body.length, goodBody)) return laid(sheet, room, false)
  }
  const last = sheets.at(-1) ?? sheets[0]
  const room = height - fixed(last)
  return fits(last, room) ? laid(last, room, false) : squeeze(last, height, top, key)
}

/** Where the body goes on at the next page: back to the top after its end. */
export const nextPage = (laid: Laid): number =>
  (laid.more ?? 0) > 0 ? laid.body.from + Math.max(1, laid.body.count - 1) : 0

/** Where the body goes on at the page before. */
export const pageBefore = (laid: Laid): number =>
  Math.max(0, laid.body.from - Math.max(1, laid.body.count - 1))
