/**
 * What can be put before a person, as plain values: lines of spans named by meaning, and the few kinds of
 * prompt. Both the rich and the plain terminal take these; nothing here knows colour, width or keys.
 */

/** Why a piece of text stands out. Colour and marks are chosen by the terminal. */
export type Meaning =
  | 'title'
  | 'clause'
  | 'number'
  | 'danger'
  | 'quiet'
  | 'gap'
  | 'due'
  | 'late'
  | 'say'
  | 'mark'
  | 'saved'
  | 'training'

export interface Span {
  readonly text: string
  readonly as?: Meaning
  /** Can be done without: left out on a terminal of fewer than 60 columns. */
  readonly wide?: true
}

/** One paragraph. It is wrapped to the terminal's width; continuation lines are indented by `hang`, all by `indent` columns. */
export interface Line {
  readonly spans: readonly Span[]
  readonly indent?: number
  readonly hang?: number
  /** Set at the right margin (a clause, a case number); on a row of its own where there is no room. */
  readonly right?: readonly Span[]
}

/**
 * What stands above the question. `head` (position, title, whom to call, their number) and the question with its
 * options never scroll off; `body` gives way, and is scrolled, where the terminal is too small.
 */
export interface Page {
  readonly head: readonly Line[]
  readonly body: readonly Line[]
}

export interface Option {
  readonly id: string
  readonly label: string
  readonly hint?: string
}

/** A key that works at a prompt besides answering it: `n note`. `key` is one printable character. */
export interface KeyHint {
  readonly key: string
  readonly label: string
  /** Other keys that do the same where something is read, by their names: `right`, `backspace`, `home`. */
  readonly also?: readonly string[]
}

export type Prompt =
  | {
      readonly kind: 'choice'
      readonly page: Page
      readonly title: string
      readonly options: readonly Option[]
      readonly keys: readonly KeyHint[]
      /** Enter takes this option. Absent: Enter alone does nothing. Never set where a slip would end something. */
      readonly preselected?: string
    }
  | {
      readonly kind: 'text'
      readonly page: Page
      readonly title: string
      readonly hint?: string
      /** Offered: an empty line takes it. */
      readonly offered?: string
      /** Text to start editing with: half-typed before a key was pressed. */
      readonly draft?: string
      /** Not shown as it is typed, where the terminal can help it. */
      readonly secret?: true
      readonly keys: readonly KeyHint[]
      /** What is wrong with this text, in one sentence, or undefined where it will do. The text stays for mending. */
      readonly check: (text: string) => string | undefined
    }
  | {
      readonly kind: 'checks'
      readonly page: Page
      readonly title: string
      readonly options: readonly Option[]
      /** Ticked already, before a key was pressed: ids. Absent: nothing is ticked. */
      readonly ticked?: readonly string[]
      readonly keys: readonly KeyHint[]
    }
  | {
      /** Something to read; any of `keys`, Enter or Escape goes on. */
      readonly kind: 'read'
      readonly page: Page
      readonly keys: readonly KeyHint[]
      /** Once that has come, it is as if this key had been pressed. Not on a plain terminal, which nobody hurries. */
      readonly wakes?: { readonly when: Promise<unknown>; readonly key: string }
    }

export type Reply =
  | { readonly kind: 'choice'; readonly id: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'checks'; readonly ids: readonly string[] }
  | { readonly kind: 'read' }
  /** A key was pressed instead. `draft` is what had been typed so far, or the ticked ids with spaces between. */
  | { readonly kind: 'key'; readonly key: string; readonly draft: string }
  /** Ctrl-C, or the terminal went away. */
  | { readonly kind: 'interrupted' }

/** A terminal, rich or plain. */
export interface Terminal {
  /** Each page takes the place of the one before; otherwise what has been printed stays, and need not be printed again. */
  readonly redraws: boolean
  readonly ask: (prompt: Prompt) => Promise<Reply>
  /** Prints lines and goes on. */
  readonly show: (lines: readonly Line[]) => void
  /** Puts a cover over what is on the screen until a key is pressed. */
  readonly hide: () => Promise<void>
  /** Lets another program have the terminal until its work is done. */
  readonly lend: <T>(work: () => Promise<T>) => Promise<T>
  readonly close: () => void
}
