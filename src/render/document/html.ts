/**
 * A document as one HTML file that needs nothing else: no network, no script. Knows no flow and no record; a text never
 * becomes markup. Its look is in style.ts.
 */

import { escapeMarkup } from '../markup.ts'
import { visible } from '../visible.ts'
import type { Block, Document, Item, Row, Span, Text } from './document.ts'
import { styleOf } from './style.ts'

/** Visible, and never markup: for a text and for an attribute in quotation marks. */
const exact = (text: string): string => escapeMarkup(visible(text))

/** The same on one line. */
const escaped = (text: string): string => exact(text.replace(/\s+/g, ' '))

/** Each line by itself, and every space in it. */
const lined = (text: string): string => text.split('\n').map(exact).join('<br>')

const spanOf = (span: Span): string => {
  if (typeof span === 'string') return escaped(span)
  if (span.as === 'typed') return `<span class="typed">${lined(span.text)}</span>`
  const inner = escaped(span.text)
  switch (span.as) {
    case 'note':
      return ` <span class="note">${inner}</span>`
    case 'strong':
      return `<strong>${inner}</strong>`
    case 'code':
      return `<code>${inner}</code>`
    case 'whole':
      return `<span class="whole">${inner}</span>`
    case 'clause':
      return ` <span class="clause">(${inner})</span>`
    case 'link':
      return `<a href="#${escaped(span.to)}">${inner}</a>`
  }
}

const htmlOf = (text: Text): string => text.map(spanOf).join('')

const identified = (anchor: string | undefined): string =>
  anchor === undefined ? '' : ` id="${escaped(anchor)}"`

const classed = (name: string | undefined): string => (name === undefined ? '' : ` class="${name}"`)

/** The box is drawn by the style: a list of boxes read aloud would say nothing. */
const itemOf = (item: Item): string =>
  `<li${identified(item.anchor)}${classed(item.mark)}>${item.mark === 'warning' ? '<strong>Check:</strong> ' : ''}${htmlOf(item.text)}${listOf(item.under ?? [], false)}</li>`

const listOf = (items: readonly Item[], numbered: boolean): string => {
  const tag = numbered ? 'ol' : 'ul'
  return items.length === 0 ? '' : `<${tag}>${items.map(itemOf).join('')}</${tag}>`
}

/** One item needs no bullet. */
const labelledItems = (items: readonly Item[], numbered: boolean): string => {
  const [only, another] = items
  return only !== undefined && another === undefined && only.mark === undefined
    ? `${htmlOf(only.text)}${listOf(only.under ?? [], false)}`
    : listOf(items, numbered)
}

const rowOf = ({ cells: [first = [], ...others], anchor, mark }: Row): string =>
  `<tr${identified(anchor)}${classed(mark)}><th scope="row">${htmlOf(first)}</th>${others
    .map((cell) => `<td>${htmlOf(cell)}</td>`)
    .join('')}</tr>`

const columnsOf = (widths: readonly number[]): string =>
  `<colgroup>${widths.map((width) => `<col style="width: ${width}%">`).join('')}</colgroup>`

const tableOf = (
  caption: string,
  widths: readonly number[],
  head: readonly string[],
  rows: string,
  kind?: string,
  unseen?: true,
): string =>
  `<table border="1"${classed(kind)}><caption${classed(unseen && 'unseen')}>${escaped(caption)}</caption>${columnsOf(widths)}${
    head.length === 0
      ? ''
      : `<thead><tr>${head.map((one) => `<th scope="col">${escaped(one)}</th>`).join('')}</tr></thead>`
  }<tbody>${rows}</tbody></table>`

/** Each bar is as long as its count is of the largest. */
const barRows = (rows: readonly (readonly [string, number])[]): string => {
  const most = Math.max(1, ...rows.map(([, count]) => count))
  return rows
    .map(
      ([label, count]) =>
        `<tr><th scope="row">${escaped(label)}</th><td><span class="bar" style="width: ${((85 * count) / most).toFixed(1)}%"></span> ${count}</td></tr>`,
    )
    .join('')
}

/** On a narrow screen it is moved sideways, with the keyboard as well. */
const pictureOf = ({ caption, shows, view, body }: Block & { readonly kind: 'picture' }): string =>
  `<figure class="picture"><figcaption>${escaped(caption)}</figcaption><div class="scroll" tabindex="0" role="group" aria-label="${escaped(caption)}"><svg viewBox="${view.map((one) => one.toFixed(1)).join(' ')}" role="img" aria-label="${escaped(shows)}">${body}</svg></div></figure>`

const formRows = (heads: readonly string[], rows: number): string =>
  `<tr>${heads.map(() => '<td>&nbsp;</td>').join('')}</tr>`.repeat(rows)

/** Every heading of a chapter or a rung can be linked to. */
const anchorOf = (block: Block & { readonly kind: 'heading' }, index: number): string =>
  block.anchor ?? `part.${index}`

const contentsOf = (
  { title, onScreen }: Block & { readonly kind: 'contents' },
  document: Document,
): string => {
  const chapters: { readonly link: string; readonly under: string[] }[] = []
  for (const [i, block] of document.blocks.entries()) {
    if (block.kind !== 'heading') continue
    const link = `<a href="#${escaped(anchorOf(block, i))}">${escaped(block.text)}</a>`
    if (block.level === 2) chapters.push({ link, under: [] })
    if (block.level === 4) chapters.at(-1)?.under.push(`<li>${link}</li>`)
  }
  const items = chapters.map(
    ({ link, under }) => `<li>${link}${under.length === 0 ? '' : `<ul>${under.join('')}</ul>`}</li>`,
  )
  return `<nav${classed(onScreen && 'screen')} aria-labelledby="contents"><h2 id="contents">${escaped(title)}</h2><ul>${items.join('')}</ul></nav>`
}

const blockOf = (block: Block, index: number, document: Document): string => {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level} id="${escaped(anchorOf(block, index))}">${escaped(block.text)}</h${block.level}>`
    case 'paragraph':
      return `<p${classed(block.tone)}>${htmlOf(block.text)}</p>`
    case 'list':
      return listOf(block.items, block.numbered)
    case 'labelled':
      return `<div><dt>${escaped(block.label)}</dt><dd>${labelledItems(block.items, block.numbered)}</dd></div>`
    case 'table':
      return tableOf(
        block.caption,
        block.widths,
        block.head,
        block.rows.map(rowOf).join(''),
        undefined,
        block.unseen,
      )
    case 'facts':
      return tableOf(
        block.caption,
        [24, 76],
        [],
        block.rows.map(([label, text]) => rowOf({ cells: [[label], text] })).join(''),
        'facts',
      )
    case 'bars':
      return tableOf(block.caption, [30, 70], [], barRows(block.rows), 'bars')
    case 'picture':
      return pictureOf(block)
    case 'form':
      return tableOf(
        block.caption,
        block.heads.map(() => 100 / block.heads.length),
        block.heads,
        formRows(block.heads, block.rows),
        'form',
      )
    case 'verbatim':
      return `<figure><figcaption>${escaped(block.caption)}</figcaption><pre>${block.lines
        .map(exact)
        .join('\n')}</pre></figure>`
    case 'contents':
      return contentsOf(block, document)
  }
}

/** Names that stand one after another are one list of names. */
const bodyOf = (document: Document): string => {
  const parts: string[] = []
  let naming = false
  for (const [i, block] of document.blocks.entries()) {
    const names = block.kind === 'labelled'
    if (names !== naming) parts.push(names ? '<dl>' : '</dl>')
    naming = names
    parts.push(blockOf(block, i, document))
  }
  if (naming) parts.push('</dl>')
  return parts.join('\n')
}

/** The document as a whole HTML page, ending with a line break. */
export const writeHtml = (document: Document): string => `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(document.title)}</title>
<style>
${styleOf(document.foot, document.sheet?.head)}
</style>
</head>
<body>
<main${classed(document.sheet && (document.sheet.dense ? 'sheet dense' : 'sheet'))}>
${bodyOf(document)}
</main>
</body>
</html>
`
