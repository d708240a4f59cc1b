/**
 * Puts whole pages on the screen and rewrites only the rows that changed, each at its own place. Never writes to the
 * last row or the last column, so nothing scrolls and nothing wraps. Knows no prompts.
 *
 * Inquirer's own screen manager is not used: it steps back from wherever the cursor is by the rows it drew last, which
 * goes astray on a resize, and redraws everything at each key.
 */
import type { WriteStream } from 'node:tty'

export interface Frame {
  /** Styled rows, each narrower than the terminal, fewer than it has. */
  readonly rows: readonly string[]
  /** Where the cursor stands. Shown only where there is text to edit. */
  readonly cursor: { readonly row: number; readonly column: number; readonly shown: boolean }
}

export interface Size {
  readonly columns: number
  readonly rows: number
}

export interface Painter {
  readonly size: () => Size
  readonly paint: (frame: Frame) => void
  /** The next frame is painted from nothing: the terminal has changed under us. */
  readonly forget: () => void
  /** Takes the page away, leaving the cursor at the top; then prints text below which nothing is painted. */
  readonly print: (text: string) => void
  /** Takes the page away and shows the cursor. */
  readonly clear: () => void
}

const clearPage = '\x1b[H\x1b[J'
const to = (row: number, column: number): string => `\x1b[${row + 1};${column + 1}H`

const changes = (before: readonly string[], rows: readonly string[]): string => {
  let out = ''
  rows.forEach((row, index) => {
    if (row !== before[index]) out += `${to(index, 0)}${row}\x1b[K`
  })
  return rows.length < before.length ? `${out}${to(rows.length, 0)}\x1b[J` : out
}

/** `output` is a terminal; its size is read at each painting. */
export const createPainter = (output: WriteStream): Painter => {
  let before: readonly string[] | undefined
  let foreign = true
  const size = (): Size => ({ columns: output.columns || 80, rows: output.rows || 24 })
  const away = (): string => (before === undefined ? '' : clearPage)
  return {
    size,
    paint: (frame) => {
      // What others have written is scrolled off, not erased: it belongs to the person's scrollback.
      const start = foreign ? '\n'.repeat(size().rows) : ''
      const fresh = before === undefined ? `${start}${clearPage}` : ''
      const cursor = to(frame.cursor.row, frame.cursor.column) + (frame.cursor.shown ? '\x1b[?25h' : '')
      output.write(`\x1b[?25l${fresh}${changes(before ?? [], frame.rows)}${cursor}`)
      before = frame.rows
      foreign = false
    },
    forget: () => {
      before = undefined
    },
    print: (text) => {
      output.write(`${away()}\x1b[?25h${text}`)
      before = undefined
      foreign = true
    },
    clear: () => {
      output.write(`${away()}\x1b[?25h`)
      before = undefined
      foreign = true
    },
  }
}
