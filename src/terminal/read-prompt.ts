/**
 * Something to read, page by page. Enter or Escape goes on; so does any of the caller's keys.
 */
import {
  createPrompt,
  isEnterKey,
  isSpaceKey,
  useEffect,
  useKeypress,
  useMemo,
  useState,
} from '@inquirer/core'
import type { Row } from '../render/lines.ts'
import type { KeyHint, Reply } from './screen.ts'
import { layOut, nextPage, pageBefore, type Sheet } from './sheet.ts'
import {
  type Asked,
  draw,
  findKey,
  findNamedKey,
  keyRow,
  keyRows,
  noRows,
  pageHeight,
  pageRows,
  pageWidth,
  replier,
  typed,
  useSize,
} from './stage.ts'

/** Where a key of the caller's stands for Enter, that says what it does. */
const ownKeys = (keys: readonly KeyHint[]): readonly KeyHint[] =>
  findNamedKey(keys, 'return') === undefined ? [{ key: 'Enter', label: 'go on' }] : []

/** Shows a page until a key goes on. */
export const readPrompt = createPrompt<Reply, Asked<'read'>>(({ prompt, stage }, done) => {
  const size = useSize(stage)
  const [top, setTop] = useState(0)
  const reply = replier(stage, done)
  const width = pageWidth(size)
  const own = ownKeys(prompt.keys)
  const page = useMemo(() => pageRows(prompt.page, width), [width])
  const sheet = (keys: readonly Row[]): Sheet => ({
    ...page,
    question: noRows,
    list: noRows,
    focus: { from: 0, to: 0 },
    keys,
  })
  const full = sheet(keyRows(prompt.page, own, prompt.keys, width))
  // Many keys take the rows of a small screen from what there is to read.
  const short = sheet(keyRow(prompt.page, own, prompt.keys, width))
  const laid = layOut(
    prompt.keys.some(({ key }) => key === '?') ? [full, short] : [full],
    pageHeight(size),
    top,
    prompt.keys.some(({ also = [] }) => also.includes('space')) ? 'PgDn' : 'space',
  )
  useEffect(() => {
    const { wakes } = prompt
    let waiting = true
    void wakes?.when.then(() => {
      if (waiting) reply({ kind: 'key', key: wakes.key, draft: '' })
    })
    return () => {
      waiting = false
    }
  }, [])
  useKeypress((key, rl) => {
    rl.clearLine(0)
    const named = findKey(prompt.keys, typed(key)) ?? findNamedKey(prompt.keys, key.name)
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
