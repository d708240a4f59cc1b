/**
 * Ticks on a list, on a page of its own. Nothing is ticked unless the person did it; none is an answer too.
 */
import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isSpaceKey,
  isUpKey,
  useKeypress,
  useMemo,
  useState,
} from '@inquirer/core'
import { digitRow, moveRow } from './choice-prompt.ts'
import { layOptions, wrapOptionPage } from './option-sheet.ts'
import type { KeyHint, Reply } from './screen.ts'
import { nextPage, pageBefore } from './sheet.ts'
import { type Asked, draw, findKey, pageWidth, replier, typed, useSize } from './stage.ts'

const own: readonly KeyHint[] = [
  { key: 'space', label: 'tick' },
  { key: 'Enter', label: 'go on' },
]

/** Asks which of several apply. Replies with their ids in the order of the list, or with the key pressed instead. */
export const checksPrompt = createPrompt<Reply, Asked<'checks'>>(({ prompt, stage }, done) => {
  const { options, keys } = prompt
  const size = useSize(stage)
  const [at, setAt] = useState(0)
  const [top, setTop] = useState(0)
  const [listed, setListed] = useState(false)
  const [ticked, setTicked] = useState<readonly string[]>(() => prompt.ticked ?? [])
  const reply = replier(stage, done)
  const inOrder = options.map(({ id }) => id).filter((id) => ticked.includes(id))
  const box = (index: number) => (ticked.includes(options[index]?.id ?? '') ? '[x] ' : '[ ] ')
  const asked = { ...prompt, own, scroll: 'PgDn' }
  const width = pageWidth(size)
  const parts = useMemo(() => wrapOptionPage(asked, listed, width), [listed, width])
  const before = (index: number) => `${index < 9 ? index + 1 : ' '} ${box(index)}`
  const { laid, rowOf } = layOptions(asked, parts, { at, before, after: () => '', top }, size)
  const toggle = (index: number) => {
    const id = options[index]?.id
    setAt(index)
    if (id !== undefined)
      setTicked(ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id])
  }
  useKeypress((key, rl) => {
    rl.clearLine(0)
    const pressed = typed(key)
    const digit = digitRow(pressed, options.length)
    const named = findKey(keys, pressed)
    if (named !== undefined) reply({ kind: 'key', key: named, draft: inOrder.join(' ') })
    else if (digit >= 0) toggle(digit)
    else if (isSpaceKey(key)) toggle(at)
    else if (isEnterKey(key)) reply({ kind: 'checks', ids: inOrder })
    else if (isUpKey(key)) setAt(moveRow(at, options.length, -1))
    else if (isDownKey(key)) setAt(moveRow(at, options.length, 1))
    else if (key.name === 'pagedown') setTop(nextPage(laid))
    else if (key.name === 'pageup') setTop(pageBefore(laid))
    else if (pressed === '?') setListed(!listed)
  })
  draw(stage, laid, { row: rowOf(at) ?? laid.list.at, column: 4, shown: false })
  return ''
})
