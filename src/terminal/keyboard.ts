/**
 * Owns the input for as long as the terminal is open: raw mode, pastes, what was typed too early, Ctrl-C. Between two
 * questions it goes on reading, so nothing echoes over a page and nothing waits unseen in the system's buffer. Each
 * prompt gets a stream of its own that carries only what it may hear. Knows nothing of what keys mean to a prompt.
 */
import { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { ReadStream, WriteStream } from 'node:tty'
import { cutKeys, joinTyped, keysAlone, type Token } from './keys.ts'

/** `keys`: single keys, and nothing typed before. `text`: everything, typed before or not. */
export type Hearing = 'keys' | 'text'

export interface Keyboard {
  /** Waits until everything typed so far has arrived, and throws it away. */
  readonly drain: () => Promise<void>
  /** The stream for one prompt. `onInterrupt` is called at Ctrl-C and when the input ends. */
  readonly listen: (hearing: Hearing, onInterrupt: () => void) => NodeJS.ReadableStream
  /** Hands over what came before: typed text, or Ctrl-C. Call it when the prompt has been drawn. */
  readonly catchUp: () => void
  /** The prompt is answered: what comes now is for the next one. */
  readonly stop: () => void
  readonly close: () => void
}

/** The name under which a prompt hears a paste: its text is the key's sequence. */
export const pasteKey = 'paste'

// Escape alone can only be told from the start of a sequence by waiting: as long as a slow line needs, no longer.
const escapeWait = 50
const sequenceWait = 500
// Out of habit people press Ctrl-Z to undo; a suspended program would be lost to them. This is readline's undo.
const undo = '\x1f'
const passedOn = (sequence: string): string => (sequence === '\x1a' ? undo : sequence)
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

const deliver = (stream: Readable, token: Token): void => {
  if (token.kind === 'paste') {
    // No character for readline: it would take each line end in the text for Enter.
    stream.emit('keypress', undefined, {
      name: pasteKey,
      sequence: token.text,
      ctrl: false,
      meta: false,
      shift: false,
    })
  } else if (token.sequence === '\x1b') {
    // Straight to the prompt: readline's own decoder would hold it back for half a second.
    stream.emit('keypress', undefined, {
      name: 'escape',
      sequence: '\x1b',
      ctrl: false,
      meta: false,
      shift: false,
    })
  } else stream.emit('data', passedOn(token.sequence))
}

/** Takes over `input` until closed. Every way out ends in `close`, which gives the terminal back as it was. */
export const openKeyboard = (input: ReadStream, output: WriteStream): Keyboard => {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let waiting: (readonly Token[])[] = []
  let arrivals = 0
  let ended = false
  let interrupted = false
  let deaf = false
  let live:
    | { readonly stream: Readable; readonly hearing: Hearing; readonly onInterrupt: () => void }
    | undefined
  let timer: NodeJS.Timeout | undefined

  const interrupt = () => {
    if (live === undefined) interrupted = true
    else live.onInterrupt()
  }
  const quiet = async () => {
    // Two turns: one whole round of reading lies between them. Again for as long as something still came.
    let seen: number
    do {
      seen = arrivals
      await nextTurn()
      await nextTurn()
    } while (seen !== arrivals && !ended)
  }
  const feedKeys = (burst: readonly Token[], stream: Readable) => {
    const heard = deaf ? [] : keysAlone(burst)
    for (const token of heard) if (live?.stream === stream) deliver(stream, token)
    if (heard.length > 0 || burst.length === 0 || deaf) return
    // A long paste comes in pieces, and the last may look like a key.
    deaf = true
    void quiet().then(() => {
      deaf = false
    })
  }
  const feedText = (burst: readonly Token[]) => {
    for (const token of joinTyped(burst)) {
      if (live === undefined) waiting.push([token])
      else deliver(live.stream, token)
    }
  }
  const feed = (burst: readonly Token[]) => {
    if (live === undefined) waiting.push(burst)
    else if (live.hearing === 'keys') feedKeys(burst, live.stream)
    else feedText(burst)
  }
  const giveUpWaiting = () => {
    const lone = rest === '\x1b'
    rest = ''
    if (lone) feed([{ kind: 'key', sequence: '\x1b' }])
  }
  const arrive = (text: string) => {
    clearTimeout(timer)
    // Nobody types Escape and then one of these within the wait; but Escape and then a letter, yes.
    if (rest === '\x1b' && !/^[[O\x1b]/.test(text)) giveUpWaiting()
    const pasting = rest.startsWith('\x1b[200~')
    if (text === '\x03' || (!pasting && text.includes('\x03') && !text.includes('\x1b[200~'))) {
      rest = ''
      interrupt()
      return
    }
    const cut = cutKeys(rest + text)
    rest = cut.rest
    if (rest !== '' && !rest.startsWith('\x1b[200~')) {
      timer = setTimeout(giveUpWaiting, rest === '\x1b' ? escapeWait : sequenceWait)
    }
    feed(cut.tokens)
  }
  const onData = (chunk: Buffer | string) => {
    arrivals += 1
    const text = typeof chunk === 'string' ? chunk : decoder.write(chunk)
    if (text !== '') arrive(text)
  }
  const onEnd = () => {
    ended = true
    interrupt()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const close = () => {
    clearTimeout(timer)
    input.off('data', onData).off('end', onEnd).off('close', onEnd)
    for (const signal of signals) process.off(signal, interrupt)
    process.off('exit', close)
    if (!input.destroyed) input.setRawMode(false)
    input.pause()
    output.write('\x1b[?2004l\x1b[?25h')
  }

  input.setRawMode(true)
  output.write('\x1b[?2004h')
  // A terminal that has gone away is an end like any other, not a crash: not even while it is being given back.
  output.on('error', onEnd)
  input.on('error', onEnd)
  input.on('data', onData).on('end', onEnd).on('close', onEnd)
  // A keyboard that was closed before has paused the input, and listening alone does not undo that.
  input.resume()
  for (const signal of signals) process.on(signal, interrupt)
  process.on('exit', close)

  return {
    drain: async () => {
      await quiet()
      waiting = []
      if (rest === '\x1b') rest = ''
    },
    listen: (hearing, onInterrupt) => {
      const stream = new Readable({ read: () => undefined })
      live = { stream, hearing, onInterrupt }
      return stream
    },
    catchUp: () => {
      const early = waiting
      waiting = []
      if (interrupted || ended) {
        interrupted = false
        live?.onInterrupt()
      } else for (const burst of early) feed(burst)
    },
    stop: () => {
      live = undefined
    },
    close,
  }
}
