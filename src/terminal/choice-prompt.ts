/**
 * One of several options, on a page of its own. Nothing is chosen but by the person: a digit, or a row they moved to and
 * Enter.
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
import { layOptions, wrapOptionPage } from './option-sheet.ts'
import type { Reply } from './screen.ts'
import { nextPage, pageBefore } from './sheet.ts'
import { type Asked, draw, findKey, pageWidth, replier, typed, useSize } from './stage.ts'

/** Where an arrow leads from row `at` (-1: none yet) of `count`; round at the ends. */
export const moveRow = (at: number, count: number, by: 1 | -1): number =>
  at < 0 ? (by > 0 ? 0 : count - 1) : (at + by + count) % count

/** The option that a digit stands for (0 is the tenth), or -1. */
export const digitRow = (pressed: string, count: number): number => {
  const index = /^[0-9]$/.test(pressed) ? (Number(pressed) + 9) % 10 : -1
  return index < count ? index : -1
}

const digits = (index: number): string => (index < 10 ? `${(index + 1) % 10} ` : '  ')

/** Asks for one option. Replies with its id, or with the key that was pressed instead. */
export const choicePrompt = createPrompt<Reply, Asked<'choice'>>(({ prompt, stage }, done) => {
  const { options, keys, preselected } = prompt
  const chosen = options.findIndex(({ id }) => id === preselected)
  const size = useSize(stage)
  const [at, setAt] = useState(chosen)
  const [top, setTop] = useState(0)
  const [listed, setListed] = useState(false)
  const reply = replier(stage, done)
  const asked = { ...prompt, own: [], scroll: 'space' }
  const width = pageWidth(size)
  const parts = useMemo(() => wrapOptionPage(asked, listed, width), [listed, width])
  const after = (index: number) => (index === chosen && index === at ? '  (Enter)' : '')
  const { laid, rowOf } = layOptions(asked, parts, { at, before: digits, after, top }, size)
  const choose = (index: number) => {
    const option = options[index]
    if (option !== undefined) reply({ kind: 'choice', id: option.id })
  }
  useKeypress((key, rl) => {
    rl.clearLine(0)
    const pressed = typed(key)
    const digit = digitRow(pressed, options.length)
    const named = findKey(keys, pressed)
    if (named !== undefined) reply({ kind: 'key', key: named, draft: '' })
    // What is not on the screen is not chosen unseen: it is brought there first.
    else if (digit >= 0 && rowOf(digit) === undefined) setAt(digit)
    else if (digit >= 0) choose(digit)
    else if (isEnterKey(key)) choose(at)
    else if (isUpKey(key)) setAt(moveRow(at, options.length, -1))
    else if (isDownKey(key)) setAt(moveRow(at, options.length, 1))
    else if (isSpaceKey(key) || key.name === 'pagedown') setTop(nextPage(laid))
    else if (key.name === 'pageup') setTop(pageBefore(laid))
    else if (pressed === '?') setListed(!listed)
  })
  draw(stage, laid, { row: rowOf(at) ?? Math.max(0, laid.list.at - 1), column: 0, shown: false })
  return ''
})
