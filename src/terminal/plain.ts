/**
 * The terminal without redraw, for screen readers, poor remote desktops and scripts: a page is printed once, a line is
 * read, and what is not understood gets one sentence and the question again. No colour, no cursor movement.
 */
import { fromField, textLimit, textLimitWords, toField } from './field.ts'
import { openLines } from './line-input.ts'
import { findOption, keyHelp, optionLines, plainLines } from './plain-text.ts'
import type { Line, Option, Prompt, Reply, Terminal } from './screen.ts'

export interface PlainOptions {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
}

type Of<Kind extends Prompt['kind']> = Extract<Prompt, { readonly kind: Kind }>
/** Either the answer, or one sentence that says why it is none. */
type Read = Reply | { readonly kind: 'not-yet'; readonly sentence: string }

const notYet = (sentence: string): Read => ({ kind: 'not-yet', sentence })
const text = (words: string): Line => ({ spans: [{ text: words }] })
const empty: Line = { spans: [] }

/** `!`, or a letter behind a slash; where no text is asked for, the letter alone as on every other screen. */
const keyOf = ({ kind, keys }: Prompt, line: string): string | undefined => {
  const bare = kind === 'text' ? undefined : /^[a-z]$/i.exec(line)?.[0]
  const wanted = line === '!' ? '!' : (/^\/(.)$/u.exec(line)?.[1] ?? bare)
  return wanted === undefined
    ? undefined
    : keys.find(({ key }) => key.toLowerCase() === wanted.toLowerCase())?.key
}

const range = (options: readonly Option[]): string =>
  options.length === 1 ? '1' : `a number from 1 to ${options.length}`

const readChoice = (prompt: Of<'choice'>, line: string): Read => {
  const wanted =
    line === ''
      ? prompt.options.find(({ id }) => id === prompt.preselected)
      : findOption(prompt.options, line)
  if (wanted !== undefined) return { kind: 'choice', id: wanted.id }
  return notYet(`Please type ${range(prompt.options)}, or ? for the keys.`)
}

const readChecks = (prompt: Of<'checks'>, line: string): Read => {
  if (line === '') return { kind: 'checks', ids: prompt.ticked ?? [] }
  if (line === '0') return { kind: 'checks', ids: [] }
  const wanted = line.split(/[\s,]+/).map((word) => findOption(prompt.options, word)?.id)
  if (wanted.includes(undefined))
    return notYet(`Please type numbers from 1 to ${prompt.options.length} with spaces between.`)
  return { kind: 'checks', ids: prompt.options.map(({ id }) => id).filter((id) => wanted.includes(id)) }
}

const readText = (prompt: Of<'text'>, line: string): Read => {
  const given = line === '' ? (prompt.draft ?? prompt.offered ?? '') : fromField(toField(line))
  if (given.length > textLimit) return notYet(`A text has at most ${textLimitWords}.`)
  const problem = prompt.check(given)
  return problem === undefined ? { kind: 'text', text: given } : notYet(problem)
}

const read = (prompt: Prompt, line: string): Read => {
  switch (prompt.kind) {
    case 'choice':
      return readChoice(prompt, line.trim())
    case 'text':
      return readText(prompt, line.trim() === '' ? '' : line)
    case 'checks':
      return readChecks(prompt, line.trim())
    case 'read':
      return line.trim() === ''
        ? { kind: 'read' }
        : notYet('Please press Enter to go on, or type ? for the keys.')
  }
}

const enterTakes = (label: string | undefined): readonly Line[] =>
  label === undefined || label === '' ? [] : [text(`Enter: ${label}`)]

const labelOf = (options: readonly Option[], id: string): string | undefined =>
  options.find((option) => option.id === id)?.label

/** The question itself, as it is asked again after a line that was no answer. */
const question = (prompt: Prompt): readonly Line[] => {
  switch (prompt.kind) {
    case 'choice':
      return [
        text(prompt.title),
        ...optionLines(prompt.options),
        ...enterTakes(labelOf(prompt.options, prompt.preselected ?? '')),
      ]
    case 'text':
      return [
        text(prompt.hint === undefined ? prompt.title : `${prompt.title} (${prompt.hint})`),
        ...enterTakes(prompt.draft ?? prompt.offered),
      ]
    case 'checks': {
      const ticked = (prompt.ticked ?? []).map((id) => labelOf(prompt.options, id)).join('; ')
      const none = ticked === '' ? 'Enter for none' : `0 for none, Enter for: ${ticked}`
      return [text(`${prompt.title} (numbers with spaces between; ${none})`), ...optionLines(prompt.options)]
    }
    case 'read':
      // What a page offers besides is nowhere else to be seen; danger is told of at the beginning.
      return [text('Enter to go on.'), ...keyHelp(prompt.keys.filter(({ key }) => key !== '!'))]
  }
}

const pageOf = ({ page }: Prompt): readonly Line[] => [
  ...page.head,
  ...(page.body.length === 0 ? [] : [empty, ...page.body]),
  empty,
]

const tooLong =
  'This terminal passes on no more than 4,095 characters of a line. Nothing of it was taken: give it in two parts, the second as a note.'

const cameEarly = 'Lines that came before this question was shown were not taken.'

/** Opens the plain terminal. Lines that come through a pipe are all used, in order; the end of the input interrupts. */
export const openPlain = ({ input, output }: PlainOptions): Omit<Terminal, 'lend'> => {
  const lines = openLines(input)
  const width = () =>
    'columns' in output && typeof output.columns === 'number' ? Math.max(20, output.columns - 1) : 79
  // A reader that has gone away is the end of the input's business, not a crash.
  output.on('error', () => undefined)
  const show = (shown: readonly Line[]) => {
    output.write(plainLines(shown, width()))
  }
  let told = false
  const ask = async (prompt: Prompt): Promise<Reply> => {
    show([empty, ...pageOf(prompt)])
    if (!told && prompt.keys.length > 0) show([text('Type ? for the keys; ! for danger.'), empty])
    told ||= prompt.keys.length > 0
    for (;;) {
      // Nobody can have meant an answer to a question not yet seen; the rest of a paste of several lines comes so.
      if ((await lines.drain()) > 0) show([text(cameEarly)])
      show(question(prompt))
      output.write('> ')
      const line = await lines.next()
      if (line === undefined) {
        output.write('\n')
        return { kind: 'interrupted' }
      }
      if (lines.maybeCut(line)) {
        show([text(tooLong)])
        continue
      }
      const trimmed = line.trim()
      const key = keyOf(prompt, trimmed)
      if (key !== undefined) return { kind: 'key', key, draft: '' }
      const asksForKeys = trimmed === '?' || trimmed === '/?'
      const answer = asksForKeys ? undefined : read(prompt, line)
      if (answer !== undefined && answer.kind !== 'not-yet') return answer
      show(answer === undefined ? keyHelp(prompt.keys) : [text(answer.sentence)])
    }
  }
  return {
    redraws: false,
    ask,
    show,
    hide: async () => {
      // A page that has been printed cannot be taken back; it is pushed away instead.
      output.write('\n'.repeat(60))
      show([text('Rungs is hidden. Press Enter to go on.')])
      await lines.drain()
      await lines.next()
    },
    close: lines.close,
  }
}
