/** How a document looks as HTML: on a screen, and on A4 in black and white. Meaning is in the words, never in the colour. */

/** A text as a string of CSS: every character but letters and digits spelled as its number. */
const cssString = (text: string): string =>
  `"${text.replace(/[^A-Za-z0-9]/gu, (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `)}"`

const base = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { background: #fff; }
body { margin: 0; color: #111; background: #fff; font: 1rem/1.45 "Liberation Sans", Arial, Helvetica, sans-serif; }
main { max-width: 50rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1, h2, h3, h4 { line-height: 1.2; margin: 1.6em 0 .5em; break-after: avoid; }
h1 { font-size: 1.9rem; margin-top: 0; }
h2 { font-size: 1.45rem; border-bottom: 2px solid #111; padding-bottom: .2em; margin-top: 2.2em; }
h3 { font-size: 1.15rem; }
h4 { font-size: 1.02rem; border-top: 1px solid #111; padding-top: .5em; }
p { margin: .5em 0; }
p.quiet { font-size: .88em; color: #333; }
p.loud { font-weight: bold; border: 2px solid #111; padding: .5em .7em; }
a { color: inherit; text-decoration-thickness: 1px; text-underline-offset: 2px; text-decoration-color: #777; }
ul, ol { margin: .3em 0; padding-left: 1.3em; }
li { margin: .2em 0; overflow-wrap: anywhere; }
code, pre { font-family: "Liberation Mono", "DejaVu Sans Mono", Consolas, monospace; font-size: .9em; overflow-wrap: anywhere; }
pre { border: 1px solid #777; padding: .6em .8em; white-space: pre-wrap; }
figure { margin: 1em 0; break-inside: avoid; }
figure.picture figcaption { font-weight: bold; padding: .3em 0; }
.scroll { overflow-x: auto; }
.scroll svg { display: block; width: 100%; min-width: 38rem; height: auto; }
svg text { white-space: pre; }
.typed { display: block; border-left: 3px solid #555; padding: 0 0 0 .6em; margin: .15em 0; white-space: pre-wrap; unicode-bidi: isolate; }
.note { display: inline-block; border: 1px solid #111; padding: 0 .35em; font-size: .88em; font-weight: bold; }
caption.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.whole { display: inline-block; max-width: 100%; font-weight: bold; overflow-wrap: anywhere; }
.clause { font-size: .88em; color: #333; }
dl { margin: .6em 0; }
dl > div { display: grid; grid-template-columns: 10rem 1fr; gap: 0 1rem; padding: .3em 0; border-top: 1px solid #ccc; }
dt { font-weight: bold; font-size: .9em; padding-top: .08em; }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
dd > ul, dd > ol { margin: 0; padding-left: 1.1em; }
li.tick { list-style: none; position: relative; }
li.tick::before { content: ""; position: absolute; left: -1.2em; top: .28em; width: .75em; height: .75em; border: 1px solid #111; }
li.gap, li.reading, li.warning { list-style: none; margin-left: -1.1em; padding: .15em .6em; border-left: 4px solid #111; background: #f3f3f3; }
li.reading { border-left-style: double; }
table { table-layout: fixed; border-collapse: collapse; width: 100%; margin: .8em 0 1.2em; font-size: .93em; }
caption { text-align: left; font-weight: bold; padding: .3em 0; break-after: avoid; }
th, td { text-align: left; vertical-align: top; padding: .3em .5em; border: 1px solid #777; overflow-wrap: anywhere; }
thead th { background: #e8e8e8; }
tbody th { font-weight: normal; }
tr { break-inside: avoid; }
tr.warning th { font-weight: bold; }
table.facts th { font-weight: bold; }
table.form td { height: 2.8em; }
table.bars th, table.bars td { border: 0; padding: .12em .4em; }
.bar { display: inline-block; height: .8em; background: #444; vertical-align: baseline; }
nav ul { list-style: none; padding-left: 0; }
nav ul ul { padding-left: 1.2em; font-size: .92em; }
nav li { margin: .15em 0; break-inside: auto; }
:focus-visible { outline: 3px solid #111; outline-offset: 2px; }
:target { outline: 2px solid #111; outline-offset: 3px; }
@media (max-width: 36rem) {
  main { padding: 1rem .8rem 3rem; }
  h1 { font-size: 1.5rem; }
  dl > div { grid-template-columns: 1fr; }
  th, td { padding: .25em .3em; }
  table.facts col:first-child { width: 32% !important; }
}
`

const print = (foot: string): string => `
@page { size: A4; margin: 17mm 16mm 19mm;
  @bottom-left { content: ${cssString(foot)}; font: 8pt "Liberation Sans", Arial, sans-serif; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt "Liberation Sans", Arial, sans-serif; } }
@media print {
  body { font-size: 9.5pt; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 18pt; } h2 { font-size: 14pt; } h3 { font-size: 11.5pt; } h4 { font-size: 10.5pt; }
  h2[id^="scenario."], h2#approval { break-before: page; }
  table.form, table.facts { break-inside: avoid; }
  .scroll { overflow: visible; }
  .scroll svg { min-width: 0; max-height: 248mm; }
  nav.screen { display: none; }
  nav > ul { columns: 2; column-gap: 8mm; }
  a { text-decoration: none; }
  p { orphans: 3; widows: 3; }
  li, dd { orphans: 2; widows: 2; }
  thead { display: table-header-group; }
  dl > div:first-child { break-before: avoid; }
  dl > div:last-child { break-inside: avoid; }
  tbody tr:first-child { break-before: avoid; }
  p.quiet { break-after: avoid; }
  h3 + ul, h3 + ol, h3 + p + ul, h3 + p + ol { break-before: avoid; break-inside: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`

/** A page for a wall: more in a row, less between them, and the same words at the top of each printed page. */
const sheet = (head: string): string => `
main.sheet { max-width: 62rem; }
.sheet h2 { font-size: 1.15rem; margin: 1em 0 .3em; }
.sheet h2[id^="notes."] { font-size: 1.45rem; }
@page { margin: 12mm 11mm 12mm;
  @top-center { content: ${cssString(head)}; font: bold 9pt "Liberation Sans", Arial, sans-serif; } }
@media print {
  .sheet { font-size: 8.5pt; line-height: 1.25; }
  .sheet h1 { font-size: 14pt; margin: 0 0 1.5mm; }
  .sheet h2 { font-size: 10.5pt; margin: 2.2mm 0 .8mm; padding-bottom: .3mm; border-bottom-width: 1px; }
  .sheet h2[id^="notes."] { font-size: 14pt; }
  .sheet h3 { font-size: 10.5pt; margin: 3mm 0 1mm; }
  .sheet p, .sheet ul { margin: .6mm 0; }
  .sheet li { margin: .2mm 0; }
  .sheet ul { padding-left: 3.5mm; }
  .sheet table { font-size: 1em; margin: .8mm 0 1mm; }
  .sheet th, .sheet td { padding: .5mm 1mm; }
  .sheet p.loud { padding: .6mm 2mm; font-size: 11pt; }
  .sheet p.quiet { break-after: auto; break-before: avoid; }
  h2[id^="notes."] { break-before: page; }
  .dense { font-size: 7.4pt; line-height: 1.17; columns: 2; column-gap: 6mm; }
  .dense h1 { font-size: 12pt; }
  .dense th, .dense td { padding: .25mm 1mm; }
  .dense h2 { font-size: 9.5pt; margin: 1.6mm 0 .5mm; }
  .dense ul { padding-left: 3mm; margin: .2mm 0; }
  .dense li { margin: 0; }
  .dense .clause, .dense p.quiet { font-size: .9em; }
  .dense h1, .dense h2#numbers, .dense h2#numbers ~ * { column-span: all; }
  .dense h2[id^="ladder."] ~ table:not(h2#numbers ~ table) { display: block; border: 0; margin: .3mm 0; }
  .dense h2[id^="ladder."] ~ table:not(h2#numbers ~ table) :is(caption, colgroup, thead) { display: none; }
  .dense h2[id^="ladder."] ~ table:not(h2#numbers ~ table) tbody { display: block; }
  .dense h2[id^="ladder."] ~ table:not(h2#numbers ~ table) tr { display: block; padding: .25mm 0; border-top: 1px solid #999; }
  .dense h2[id^="ladder."] ~ table:not(h2#numbers ~ table) :is(th, td) { display: inline; border: 0; padding: 0 1mm 0 0; }
}
`

/** The style sheet; `foot` stands at the foot of each printed page, `head` at the top of a page for a wall. */
export const styleOf = (foot: string, head?: string): string =>
  `${base}${print(foot)}${head === undefined ? '' : sheet(head)}`.trim()
