/**
 * What of an output would still act, or could not be seen: on a terminal, in an editor, in a browser, in a drawing program. Each kind
 * of output is read by its own rules, and by none of ours.
 */
import { invisibleClass } from '../../src/unseen.ts'

/** How an output is read. `rich`: with the few sequences that move the cursor over a page; they are ours. */
export type Kind = 'lines' | 'rich' | 'json' | 'html' | 'svg' | 'mermaid' | 'dot' | 'ics'

/** Controls but LF, direction marks and isolates, the two line ends that most programs do not know, half a pair of surrogates. */
const live = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/gu
// A no-break space is ours, where a number is kept on one row.
const unseen = new RegExp(`(?![\\n\\u00a0])[${invisibleClass}]`, 'gu')

/** Whatever the painter and the keyboard write besides text. Without colour there is nothing else. */
const ours = /\x1b\[(?:H|J|K|\d+;\d+H|\?25[hl]|\?2004[hl])/g

const codePoints = (found: readonly string[] | null): readonly string[] =>
  (found ?? []).map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16)}`)

const screened = (output: string, kind: Kind): string => {
  if (kind === 'rich') return output.replace(ours, '')
  return kind === 'ics' ? output.replaceAll('\r\n', '\n') : output
}

/** Each live character of an output. */
export const liveIn = (output: string, kind: Kind): readonly string[] =>
  codePoints(screened(output, kind).match(live))

/** Each character that a reader would not see, the live ones among them. */
export const unseenIn = (output: string, kind: Kind): readonly string[] =>
  codePoints(screened(output, kind).match(unseen))

const tags =
  'a|body|br|caption|code|col|colgroup|dd|div|dl|dt|figcaption|figure|h1|h2|h3|h4|head|html|li|main|meta|nav|ol|p|pre|span|strong|style|table|tbody|td|th|thead|title|tr|ul'
const shapes = 'svg|title|desc|style|g|rect|circle|path|text'
const attributes = '(?: [a-z-]+="[^"<>]*")*'
const doctype = '<!DOCTYPE html>'

const known = (names: string): RegExp => new RegExp(`</?(?:${names})${attributes} ?/?>`, 'gi')
// A page may have drawings of ours in it.
const knownTags = known(`${tags}|${shapes}`)
const knownShapes = known(shapes)

/** What stands between the tags must be text, with nothing in it that a reader takes for markup. */
const markupIn = (output: string, names: RegExp): readonly string[] => {
  const styled = output.replace(/<style>[^<]*<\/style>/g, '').replaceAll(doctype, '')
  return styled.replace(names, '').match(/[<>"']|&(?!(?:amp|lt|gt|quot|nbsp|#39);)/g) ?? []
}

/** Attributes that run or fetch something. */
const actsIn = (output: string): readonly string[] =>
  output.match(/<[^>]* (?:on\w+|src|action|formaction|xlink:href|href="(?!#))[^>]*>/gi) ?? []

// A label, and what we write around labels.
const mermaidLabel = /"(?:[A-Za-z0-9 ,.():'’‘“”–\-/À-ÖØ-Þà-öø-ÿŴŵŶŷ…£·]|#(?:[0-9]+|[A-Za-z]+);|<br\/>)*"/g
const mermaidLine =
  /^(?:flowchart BT| %% .*| *(?:subgraph|style|linkStyle) [\w:;,. -]*(?:\[\])?| *direction BT| *end| +c\d+v\d*[\w[\]()>|. -]*)?$/
const dotLabel = /"(?:[^"\\\n&]|\\[\\"n]|&amp;)*"/g
const dotLine = /^[A-Za-z0-9_=,;[\]{}.> -]*$/

const oddLines = (output: string, label: RegExp, line: RegExp): readonly string[] =>
  output
    .replace(label, '')
    .split('\n')
    .filter((one) => !line.test(one))

// What a content line of a calendar begins with: its name, and values of its parameters that are ours.
const icsLine = /^(?:[A-Z-]+(?:;[A-Z]+=[A-Z-]+)*:.*)?$/

const isJson = (output: string): boolean => {
  try {
    JSON.parse(output)
    return true
  } catch {
    return false
  }
}

/** What of an output is not what its kind of reader expects where only texts differ: markup, statements, broken quotation marks. */
export const strayIn = (output: string, kind: Kind): readonly string[] => {
  switch (kind) {
    case 'html':
      return [...markupIn(output, knownTags), ...actsIn(output)]
    case 'svg':
      return [...markupIn(output, knownShapes), ...actsIn(output)]
    case 'mermaid':
      return oddLines(output, mermaidLabel, mermaidLine)
    case 'dot':
      return oddLines(output, dotLabel, dotLine)
    case 'json':
      return isJson(output) ? [] : ['no JSON']
    case 'ics':
      return output.split('\r\n').filter((one) => !icsLine.test(one) || one.includes('\n'))
    case 'lines':
    case 'rich':
      return []
  }
}
