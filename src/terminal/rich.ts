/**
 * The terminal with whole pages: one question, one screen. Puts the prompts, the keyboard and the painter together;
 * draws nothing itself.
 */
import { Writable } from 'node:stream'
import type { ReadStream, WriteStream } from 'node:tty'
import { wrapLines } from '../render/lines.ts'
import { checksPrompt } from './checks-prompt.ts'
import { choicePrompt } from './choice-prompt.ts'
import { type Hearing, type Keyboard, openKeyboard } from './keyboard.ts'
import { withMarks } from './marks.ts'
import { createPainter } from './painter.ts'
import { readPrompt } from './read-prompt.ts'
import type { Line, Prompt, Reply, Terminal } from './screen.ts'
import { pageWidth, type Stage } from './stage.ts'
import { type Colour, createStyle, styleRow } from './style.ts'
import { textPrompt } from './text-prompt.ts'

export interface RichOptions {
  readonly input: ReadStream
  readonly output: WriteStream
  readonly colour: Colour
}

const hidden: Line = { spans: [{ text: 'Rungs is hidden. Press any key to go on.' }] }

type Context = { readonly input: NodeJS.ReadableStream; readonly output: Writable }

const start = (prompt: Prompt, stage: Stage, context: Context): Promise<Reply> => {
  switch (prompt.kind) {
    case 'choice':
      return choicePrompt({ prompt, stage }, context)
    case 'text':
      return textPrompt({ prompt, stage }, context)
    case 'checks':
      return checksPrompt({ prompt, stage }, context)
    case 'read':
      return readPrompt({ prompt, stage }, context)
  }
}

// The painter draws; what Inquirer writes of its own goes nowhere.
const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })

const hearingOf = (prompt: Prompt): Hearing => (prompt.kind === 'text' ? 'text' : 'keys')

/** Runs one prompt on a stream of its own, until it is answered or interrupted. */
const converse = (
  keyboard: Keyboard,
  hearing: Hearing,
  run: (context: Context) => Promise<Reply>,
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const over = new AbortController()
    const onInterrupt = () => {
      keyboard.stop()
      resolve({ kind: 'interrupted' })
      over.abort()
    }
    const context = { input: keyboard.listen(hearing, onInterrupt), output: nowhere(), signal: over.signal }
    // After an interruption the prompt is cancelled, and its rejection says nothing new.
    run(context).then(resolve, (error: unknown) => (over.signal.aborted ? undefined : reject(error)))
    keyboard.catchUp()
  })

/** Opens the terminal: keys come unechoed from now on, until `close`. Both ends must be terminals. */
export const openRich = ({ input, output, colour }: RichOptions): Omit<Terminal, 'lend'> => {
  const keyboard = openKeyboard(input, output)
  const painter = createPainter(output)
  const stage: Stage = { output, painter, keyboard, style: createStyle(colour) }
  let interruptedWhileHidden = false
  const ask = async (prompt: Prompt): Promise<Reply> => {
    if (interruptedWhileHidden) {
      interruptedWhileHidden = false
      return { kind: 'interrupted' }
    }
    const hearing = hearingOf(prompt)
    if (hearing === 'keys') await keyboard.drain()
    painter.forget()
    return converse(keyboard, hearing, (context) => start(prompt, stage, context))
  }
  const rowsOf = (lines: readonly Line[]) =>
    wrapLines(lines.map(withMarks), pageWidth(painter.size())).map((row) => styleRow(stage.style, row))
  return {
    redraws: true,
    ask,
    show: (lines) =>
      painter.print(
        rowsOf(lines)
          .map((row) => `${row}\n`)
          .join(''),
      ),
    hide: async () => {
      await keyboard.drain()
      painter.forget()
      const rows = ['', ...rowsOf([hidden]).map((row) => ` ${row}`)]
      painter.paint({ rows, cursor: { row: rows.length, column: 0, shown: false } })
      await new Promise<void>((resolve) => {
        const over = () => {
          keyboard.stop()
          resolve()
        }
        const onInterrupt = () => {
          interruptedWhileHidden = true
          over()
        }
        keyboard.listen('keys', onInterrupt).on('data', over).on('keypress', over)
        keyboard.catchUp()
      })
    },
    close: () => {
      painter.clear()
      keyboard.close()
    },
  }
}
