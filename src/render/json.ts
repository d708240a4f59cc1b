/** A value → the JSON that every command prints: safe on a screen, the same value when parsed. Chooses no fields. */
import { invisibleClass } from '../unseen.ts'

/** The line feeds of the layout stay; those inside strings are escaped already. */
const unseen = new RegExp(`(?!\\n)[${invisibleClass}]`, 'gu')

const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')

/** Indented by two spaces, with a line feed at the end; every character that cannot be seen is written `\u202e`. */
export const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(unseen, escaped)}\n`

/** On one line, with its line feed; as `jsonText` in all else. */
export const jsonLine = (value: unknown): string => `${JSON.stringify(value).replace(unseen, escaped)}\n`
