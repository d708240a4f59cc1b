/**
 * Makes what cannot be seen visible: control, bidirectional, zero-width and other invisible characters become
 * `\u{202e}`. Everything that is printed passes through here. Changes nothing else: no styling, no wrapping.
 */

import { visibleEscape } from '../unseen.ts'

// Spelt out, not `\p{…}`: what a record shows must not change with the Unicode version of the engine that shows it.
const invisible =
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f' +
  '\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff' +
  '\\ud800-\\udfff\\u{13430}-\\u{1343f}\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}'
const hidden = new RegExp(`[${invisible}]`, 'u')
const everyHidden = new RegExp(`[${invisible}]`, 'gu')

/**
 * The text with each unseen character as a visible escape, line breaks and lone surrogates included. For people only:
 * a text that itself spells such an escape comes out the same.
 */
export const visible = (text: string): string =>
  hidden.test(text) ? text.replace(everyHidden, visibleEscape) : text
