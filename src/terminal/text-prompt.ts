/**
 * A text on a page of its own, edited as readline edits. Escape opens the keys; a lone `!` acts at once. What is
 * wrong with a text is said below it, and the text stays.
 */
import {
  createPrompt,
  isEnterKey,
  type KeypressEvent,
  useEffect,
  useKeypress,
  useMemo,
  useState,
} from '@inquirer/core'
import { type Row, wrapLine } from '../render/lines.ts'
import {
  type Editing,
  type Field,
  fromField,
  layField,
  textLimitWords,
  toField,
  toPasted,
  withinLimit,
} from './field.ts'
import { pasteKey } from './keyboard.ts'
import type { KeyHint, Prompt, Reply, Span } from './screen.ts'
import { layOut, nextPage, pageBefore, type Sheet } from './sheet.ts'
import {
  type Asked,
  draw,
  findKey,
  keyRows,
  type PageRows,
  pageHeight,
  pageRows,
  pageWidth,
  replier,
  titleRows,
  typed,
  useSize,
} from './stage.ts'

type TextPrompt = Extract<Prompt, { readonly kind: 'text' }>
/** What is used of readline: its line. The cursor is there too, though Inquirer's type leaves it out. */
interface Readline {
  line: string
}

interface State extends Editing {
  readonly menu: boolean
  readonly problem?: string
}

const tooLong = `A text has at most ${textLimitWords}; the rest was left out.`
const indent = 2
const unopened: readonly KeyHint[] = [
  { key: 'Enter', label: 'go on' },
  { key: 'Esc', label: 'keys (! danger)' },
]
const opened: readonly KeyHint[] = [{ key: 'Esc', label: 'back to the text' }]

const cursorOf = (rl: Readline): number =>
  'cursor' in rl && typeof rl.cursor === 'number' ? rl.cursor : rl.line.length
const setLine = (rl: Readline, { line, cursor }: Editing): void => {
  Object.assign(rl, { line, cursor })
}

const under = (text: string, as: NonNullable<Span['as']>, width: number): readonly Row[] =>
  wrapLine({ spans: [{ text, as }], indent }, width)

const fieldRows = (prompt: TextPrompt, field: Field, state: State, width: number): readonly Row[] => {
  if (state.line === '' && prompt.offered !== undefined && prompt.offered !== '') {
    return wrapLine(
      {
        spans: [
          { text: '› ', as: 'mark' },
          { text: `${prompt.offered}  (Enter)`, as: 'quiet' },
        ],
        hang: indent,
      },
      width,
    )
  }
  return field.rows.map((row, index) => ({
    spans: [index === 0 ? { text: '› ', as: 'mark' } : { text: '  ' }, ...row.spans],
    columns: row.columns + indent,
  }))
}

const sheets = (
  prompt: TextPrompt,
  page: PageRows,
  field: Field,
  state: State,
  width: number,
): [Sheet, ...Sheet[]] => {
  const problem = state.problem === undefined ? [] : under(state.problem, 'gap', width)
  const keys = state.menu
    ? keyRows({ head: [], body: [] }, opened, prompt.keys, width)
    : keyRows(
        prompt.page,
        unopened,
        prompt.keys.filter(({ key }) => key === '!'),
        width,
      )
  const sheet = (hint: readonly Row[]): Sheet => ({
    ...page,
    question: [...titleRows(prompt.title, width), ...hint],
    list: fieldRows(prompt, field, state, width),
    focus: { from: field.cursor.row, to: field.cursor.row + 1 },
    keys: [...problem, ...keys],
  })
  return [sheet(prompt.hint === undefined ? [] : under(prompt.hint, 'quiet', width)), sheet([])]
}

/** Asks for a text. Replies with it, line ends and all, or with the key pressed instead and what had been typed. */
export const textPrompt = createPrompt<Reply, Asked<'text'>>(({ prompt, stage }, done) => {
  const size = useSize(stage)
  const draft = toField(prompt.draft ?? '')
  const [state, setState] = useState<State>({ line: draft, cursor: draft.length, menu: false })
  const [top, setTop] = useState(0)
  const reply = replier(stage, done)
  const width = pageWidth(size)
  const page = useMemo(() => pageRows(prompt.page, width), [width])
  const shown = prompt.secret === true ? { ...state, line: '•'.repeat(state.line.length) } : state
  const field = layField(shown, Math.max(2, width - indent))
  const laid = layOut(sheets(prompt, page, field, state, width), pageHeight(size), top, 'PgDn')

  useEffect((rl) => setLine(rl, state), [])

  const submit = (rl: Readline) => {
    const text = state.line === '' ? (prompt.offered ?? '') : fromField(state.line)
    const problem = prompt.check(text)
    // What cannot be seen cannot be mended: a secret is typed anew.
    const left = problem !== undefined && prompt.secret === true ? { line: '', cursor: 0 } : state
    setLine(rl, left)
    if (problem === undefined) reply({ kind: 'text', text })
    else setState({ ...state, line: left.line, cursor: left.cursor, problem })
  }
  const inMenu = (key: KeypressEvent, rl: Readline) => {
    setLine(rl, state)
    const named = key.name === pasteKey ? undefined : findKey(prompt.keys, typed(key))
    if (named !== undefined) reply({ kind: 'key', key: named, draft: fromField(state.line) })
    else if (key.name === 'escape') setState({ ...state, menu: false })
  }
  const move = (rl: Readline, by: 1 | -1) => {
    const moved = { line: state.line, cursor: field.move(by) }
    setLine(rl, moved)
    setState({ ...moved, menu: false })
  }
  const edited = (rl: Readline) => {
    const now = { line: rl.line, cursor: cursorOf(rl) }
    const kept = withinLimit(now)
    setLine(rl, kept)
    setState({ ...kept, menu: false, ...(kept.line === now.line ? {} : { problem: tooLong }) })
  }
  const paste = (rl: Readline, pasted: string) => {
    const text = toPasted(pasted)
    const { line, cursor } = state
    setLine(rl, { line: line.slice(0, cursor) + text + line.slice(cursor), cursor: cursor + text.length })
    edited(rl)
  }
  const complete = (rl: Readline) => {
    const offered = state.line === '' ? toField(prompt.offered ?? '') : state.line
    setLine(rl, { line: offered, cursor: state.line === '' ? offered.length : state.cursor })
    edited(rl)
  }
  useKeypress((key, rl) => {
    if (state.menu) inMenu(key, rl)
    else if (
      typed(key) === '!' &&
      key.name !== pasteKey &&
      state.line === '' &&
      findKey(prompt.keys, '!') !== undefined
    ) {
      reply({ kind: 'key', key: '!', draft: '' })
    } else if (key.name === pasteKey) paste(rl, typed(key))
    else if (isEnterKey(key)) submit(rl)
    else if (key.name === 'escape') setState({ ...state, menu: true })
    else if (key.name === 'up') move(rl, -1)
    else if (key.name === 'down') move(rl, 1)
    else if (key.name === 'pagedown') setTop(nextPage(laid))
    else if (key.name === 'pageup') setTop(pageBefore(laid))
    else if (key.name === 'tab') complete(rl)
    else if (key.ctrl && key.name === 'd' && state.line === '') reply({ kind: 'interrupted' })
    else edited(rl)
  })
  draw(stage, laid, {
    row: laid.list.at + field.cursor.row - laid.list.from,
    column: indent + field.cursor.column,
    shown: !state.menu,
  })
  return ''
})
