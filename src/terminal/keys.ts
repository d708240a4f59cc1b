/**
 * Bytes from a terminal, cut into keys, typed text and pastes. Pure: given what has arrived, what it means and what is
 * still unfinished. Which key does what is the prompts' business.
 */

export type Token =
  /** One key: a character, a control character or an escape sequence. */
  | { readonly kind: 'key'; readonly sequence: string }
  /** Several characters at once that nobody can have typed one by one. */
  | { readonly kind: 'paste'; readonly text: string }

export interface Cut {
  readonly tokens: readonly Token[]
  /** The start of an escape sequence or of a paste whose end has not arrived. */
  readonly rest: string
}

/** Longer pastes are cut off here: far above any limit of a prompt, far below what a machine would mind. */
export const pasteLimit = 200_000

const pasteStart = '\x1b[200~'
const pasteEnd = '\x1b[201~'
const sequence = /^\x1b(?:\x1b?(?:\[\[[A-E]|\[[0-?]*[ -/]*[@-~]|O[ -~])|[^\x1b[O])/u
const unfinished = /^\x1b(?:\[\[?|\[[0-?]*[ -/]*|O)?$/u

const takePaste = (text: string): { readonly token?: Token; readonly rest: string } => {
  const end = text.indexOf(pasteEnd)
  if (end < 0) return { rest: text.length > pasteLimit ? text.slice(0, pasteLimit) + text.slice(-8) : text }
  const inside = text.slice(pasteStart.length, end)
  return {
    token: { kind: 'paste', text: inside.slice(0, pasteLimit) },
    rest: text.slice(end + pasteEnd.length),
  }
}

/** The key at the start of a text that is not a paste, or undefined where it is unfinished. */
const takeKey = (text: string): string | undefined => {
  if (!text.startsWith('\x1b')) return String.fromCodePoint(text.codePointAt(0) ?? 0)
  if (unfinished.test(text)) return undefined
  return sequence.exec(text)?.[0] ?? '\x1b'
}

/** Cuts what has arrived, the rest of the time before included. */
export const cutKeys = (arrived: string): Cut => {
  const tokens: Token[] = []
  let text = arrived
  while (text !== '') {
    if (text.startsWith(pasteStart)) {
      const { token, rest } = takePaste(text)
      if (token === undefined) return { tokens, rest }
      tokens.push(token)
      text = rest
    } else {
      const key = takeKey(text)
      if (key === undefined) return { tokens, rest: text }
      tokens.push({ kind: 'key', sequence: key })
      text = text.slice(key.length)
    }
  }
  return { tokens, rest: '' }
}

const isControl = (token: Token): boolean => token.kind === 'key' && /^[\x00-\x1f\x7f]/.test(token.sequence)
const isPlain = (token: Token): boolean => token.kind === 'key' && !isControl(token)
const isEnter = (token: Token): boolean => token.kind === 'key' && /^[\r\n]$/.test(token.sequence)
const isMove = (token: Token): boolean => token.kind === 'key' && /^\x1b[[O]/.test(token.sequence)

// Ctrl-D would end the input in the middle of a question.
const isEnd = (token: Token): boolean => token.kind === 'key' && token.sequence === '\x04'

/**
 * What a question that is answered by single keys may hear of one burst: a key alone, or a held arrow. Of anything else
 * nothing, because a paste must not answer.
 */
export const keysAlone = (burst: readonly Token[]): readonly Token[] =>
  burst.every(isMove) || (burst.length === 1 && burst[0]?.kind === 'key' && !burst.some(isEnd)) ? burst : []

const textOf = (tokens: readonly Token[]): string =>
  tokens.map((token) => (token.kind === 'key' ? token.sequence : token.text)).join('')

/**
 * What a text field hears of one burst: characters that came together as one paste. Line ends among them belong to the
 * text (a terminal without bracketed paste sends them so); one at the very end is the Enter key.
 */
export const joinTyped = (burst: readonly Token[]): readonly Token[] => {
  const tokens: Token[] = []
  let run: Token[] = []
  const flush = () => {
    const last = run.at(-1)
    const enter =
      last !== undefined && isEnter(last) && (run.every(isEnter) || run.filter(isEnter).length === 1)
    const typed = enter ? run.filter((token) => !isEnter(token)) : run
    if (typed.length === 1) tokens.push(...typed)
    else if (typed.length > 1) tokens.push({ kind: 'paste', text: textOf(typed) })
    if (enter && last !== undefined) tokens.push(last)
    run = []
  }
  for (const token of burst) {
    if (isPlain(token) || isEnter(token)) run.push(token)
    else {
      flush()
      tokens.push(token)
    }
  }
  flush()
  return tokens
}
