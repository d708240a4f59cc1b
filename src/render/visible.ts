/**
 * Makes what cannot be seen visible: control, bidirectional, zero-width and other invisible characters and unusual spaces
 * become `\u{202e}`, as they stand in the record (see ../unseen.ts). Everything that is printed passes through here. Changes
 * nothing else: no styling, no wrapping.
 */

import { invisibleClass, visibleEscape } from '../unseen.ts'

const hidden = new RegExp(`[${invisibleClass}]`, 'u')
const everyHidden = new RegExp(`[${invisibleClass}]`, 'gu')

/**
 * The text with each unseen character as a visible escape, line breaks and lone surrogates included. For people only:
 * a text that itself spells such an escape comes out the same.
 */
export const visible = (text: string): string =>
  hidden.test(text) ? text.replace(everyHidden, visibleEscape) : text
