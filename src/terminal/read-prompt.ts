/**
 * Something to read, page by page. Enter or Escape goes on; so does any of the caller's keys.
 */
import { createPrompt, isEnterKey, isSpaceKey, useKeypress, useState } from '@inquirer/core'
import type { KeyHint, Reply } from './screen.ts'
import { layOut, nextPage, pageBefore } from './sheet.ts'
import {
  type Asked,
  draw,
  findKey,
  keyRows,
  noRows,
  pageHeight,
  pageRows,
  pageWidth,
  replier,
  typed,
  useSize,
} from './stage.ts'

const own: readonly KeyHint[] = [{ key: 'Enter', label: 'go on' }]

/** Shows a page until a key goes on. */
export const readPrompt = createPrompt<Reply, Asked<'read'>>(({ prompt, stage }, done) => {
  const size = useSize(stage)
  const [top, setTop] = useState(0)
  const reply = replier(stage, done)
  const width = pageWidth(size)
  const sheet = {
    ...pageRows(prompt.page, width),
    question: noRows,
    list: noRows,
    focus: { from: 0, to: 0 },
    keys: keyRows(prompt.page, own, prompt.keys, width),
  }
  const laid = layOut([sheet], pageHeight(size), top, 'space')
  useKeypress((key, rl) => {
    rl.clearLine(0)
    const named = findKey(prompt.keys, typed(key))
    if (named !== undefined) reply({ kind: 'key', key: named, draft: '' })
    else if (isEnterKey(key) || key.name === 'escape') reply({ kind: 'read' })
    else if (isSpaceKey(key) || key.name === 'pagedown') setTop(nextPage(laid))
    else if (key.name === 'pageup') setTop(pageBefore(laid))
    else if (key.name === 'down') setTop(Math.min(laid.body.from + 1, laid.body.from + (laid.more ?? 0)))
    else if (key.name === 'up') setTop(Math.max(0, laid.body.from - 1))
  })
  draw(stage, laid, { row: Math.max(0, laid.rows.length - 1), column: 0, shown: false })
  return ''
})
