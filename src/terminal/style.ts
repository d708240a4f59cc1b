/**
 * Meaning → look, in one place. Works on light and dark grounds, and never by colour alone: the words and marks say
 * the same. Whether there is colour at all is decided by whoever calls (NO_COLOR, FORCE_COLOR, TERM).
 */
import { Chalk, type ColorSupportLevel } from 'chalk'
import type { Row } from '../render/lines.ts'
import type { Meaning } from './screen.ts'

export type Style = Readonly<Record<Meaning, (text: string) => string>>

/** `true` is the 16 colours of every terminal; a level is chalk's: 0 none, 1 16, 2 256, 3 all. */
export type Colour = boolean | ColorSupportLevel

/** The look of each meaning. With `false` or 0 every text comes back unchanged. */
export const createStyle = (colour: Colour): Style => {
  const chalk = new Chalk({ level: typeof colour === 'boolean' ? (colour ? 1 : 0) : colour })
  return {
    title: chalk.bold,
    clause: chalk.dim,
    number: chalk.bold,
    danger: chalk.red.bold,
    quiet: chalk.dim,
    gap: chalk.magenta,
    due: chalk.cyan,
    late: chalk.red,
    say: chalk.italic,
    mark: chalk.cyan,
    saved: chalk.green,
    training: chalk.inverse.bold,
  }
}

/** A row as it is written to a terminal. */
export const styleRow = (style: Style, row: Row): string =>
  row.spans.map((span) => (span.as === undefined ? span.text : style[span.as](span.text))).join('')
