/** Text on the two terminals: as a page, a question, an option, a key, a hint, an answer that is offered, and as it is typed. */
import { PassThrough, Writable } from 'node:stream'
import type { ReadStream, WriteStream } from 'node:tty'
import { openPlain } from '../../src/terminal/plain.ts'
import { openRich } from '../../src/terminal/rich.ts'
import type { Line, Meaning, Page, Prompt, Terminal } from '../../src/terminal/screen.ts'

const meanings: readonly Meaning[] = [
  'title',
  'clause',
  'number',
  'danger',
  'quiet',
  'gap',
  'due',
  'late',
  'say',
  'mark',
  'saved',
]

/** Deals texts in turn, again from the first after the last. */
export const dealer = (texts: readonly string[]): (() => string) => {
  let at = 0
  return () => texts[at++ % texts.length] ?? ''
}

/** A line of each meaning, one at the margin, one that hangs. */
const linesOf = (text: () => string): readonly Line[] => [
  ...meanings.map((as): Line => ({ spans: [{ text: text(), as }] })),
  { spans: [{ text: text() }], right: [{ text: text(), as: 'clause' }] },
  { spans: [{ text: text(), wide: true }], indent: 4, hang: 2 },
]

/** How many texts a page and its question take. */
export const places = meanings.length + 3 + 7

const pageOf = (text: () => string): Page => {
  const [first, ...rest] = linesOf(text)
  return { head: first === undefined ? [] : [first], body: rest }
}

/** One prompt of each kind, with a text wherever it has one. */
const promptsOf = (texts: readonly string[]): readonly Prompt[] => {
  const text = dealer(texts)
  const keys = () => [
    { key: '!', label: text() },
    { key: 'n', label: text() },
  ]
  const options = () => [
    { id: 'one', label: text(), hint: text() },
    { id: 'two', label: text() },
  ]
  return [
    {
      kind: 'choice',
      page: pageOf(text),
      title: text(),
      options: options(),
      keys: keys(),
      preselected: 'two',
    },
    { kind: 'checks', page: pageOf(text), title: text(), options: options(), keys: keys(), ticked: ['two'] },
    { kind: 'read', page: pageOf(text), keys: keys() },
    {
      kind: 'text',
      page: pageOf(text),
      title: text(),
      hint: text(),
      offered: text(),
      keys: keys(),
      check: () => texts[0],
    },
    { kind: 'text', page: pageOf(text), title: text(), draft: text(), keys: keys(), check: () => texts[1] },
  ]
}

/** A stream that keeps what is written to it. */
export class Kept extends Writable {
  text = ''
  readonly columns: number
  readonly rows: number
  readonly isTTY = true

  constructor(columns: number, rows: number) {
    super({ decodeStrings: false })
    this.columns = columns
    this.rows = rows
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.text += String(chunk)
    done()
  }
}

/** The plain terminal with these lines on its input. */
export const plainOn = (
  lines: string,
  columns = 79,
): { readonly terminal: Omit<Terminal, 'lend'>; readonly output: Kept } => {
  const input = new PassThrough()
  const output = new Kept(columns + 1, 24)
  const terminal = openPlain({ input, output })
  input.end(lines)
  return { terminal, output }
}

/** All that the plain terminal prints of prompts with these texts; each is also typed, and what is wrong with it said. */
export const onPlain = async (texts: readonly string[]): Promise<string> => {
  let printed = ''
  for (const prompt of promptsOf(texts)) {
    const typed = texts[0]?.replace(/[\r\n]+/g, ' ') ?? ''
    const { terminal, output } = plainOn(`?\n${typed}\n`)
    await terminal.ask(prompt)
    terminal.show(linesOf(dealer(texts)))
    terminal.close()
    printed += output.text
  }
  return printed
}

/** A keyboard that nobody has a hand on: what is typed is written to it. */
class Keys extends PassThrough {
  readonly isTTY = true
  setRawMode(): this {
    return this
  }
}

const turns = async (): Promise<void> => {
  for (let i = 0; i < 6; i += 1) await new Promise((resolve) => setImmediate(resolve))
}

const rows = 6000

/** The same on the rich terminal, tall enough for all of it; without colour, so that no sequence of it is a text's. */
export const onRich = async (texts: readonly string[]): Promise<string> => {
  const input = new Keys()
  const output = new Kept(100, rows)
  // Only what a terminal has of a stream and its size is used.
  const terminal = openRich({
    input: input as unknown as ReadStream,
    output: output as unknown as WriteStream,
    colour: 0,
  })
  for (const prompt of promptsOf(texts)) {
    const reply = terminal.ask(prompt)
    await turns()
    if (prompt.kind === 'text') {
      // Escape is told from a sequence by waiting; the keys are shown by the other prompts.
      input.write(`\x1b[200~${texts[0]?.replaceAll('\x1b[201~', '') ?? ''}\x1b[201~`)
      await turns()
      input.write('\r')
    } else input.write('?')
    await turns()
    input.write('\x03')
    await reply
  }
  terminal.show(linesOf(dealer(texts)))
  terminal.close()
  return output.text
}
