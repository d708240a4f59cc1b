/**
 * The blanks that a draft can have: a closed list, each with the words that stand in its place while nobody knows better. What
 * they are filled with is in filling.ts.
 */

/** Filled within a line. */
export const blanks = {
  today: 'the date',
  school: 'the name of the school',
  'reach-me': 'the telephone number and e-mail address on which they can reach you',
  record: 'your reference',
  policy: 'the name of the policy',
  edition: 'its date',
  rung: 'the step of the policy',
  clause: 'the clause',
  'recorded-by': 'your name and role',
  children: 'the child or children',
  decision: 'the decision that you dispute, and whose it is',
  told: 'when you were told of it',
  concern: 'your concern',
  'child-said': 'what the child has said or shown',
  sought: 'what you want to happen',
  'their-name': 'the name of the person you write to',
  'last-who': 'who answered last',
  'last-when': 'when',
  'last-said': 'what they said',
  'last-reason': 'the reason they gave',
  'last-reference': 'the reference they gave',
  'last-outcome': 'what came of it',
  deadline: 'by when, as the policy has it',
  'reply-by': 'the day by which you ask for an answer',
  'agreed-what': 'what was agreed',
  'agreed-who': 'who will do it',
  'agreed-by': 'by when',
  outstanding: 'what is still outstanding, and how it will be pursued',
  advice: 'the advice, and who gave it when',
  belief: 'what you believe about the risk, and why',
  receipt: 'the receipt code of the record',
} as const

export type Blank = keyof typeof blanks

/** Filled with a list or a table: each stands in a paragraph by itself. */
export const blocks = {
  chronology: 'what happened, and when',
  steps: 'the steps that were taken',
  levels: 'each concern, with the criterion that it meets and what shows it',
  copies: 'who gets a copy',
} as const

export type Block = keyof typeof blocks

export const isBlank = (word: string): word is Blank => Object.hasOwn(blanks, word)
export const isBlock = (word: string): word is Block => Object.hasOwn(blocks, word)

/** `{record}`, `{? the date}` or `{fill in: the date}`. */
export const inBraces = /\{([^{}]*)\}/g

/** What only a person knows, as a draft has it: `? the date`. */
export const personWords = (inside: string): string | undefined => /^\? (.+)$/s.exec(inside)?.[1]

/** How a blank that nobody has filled stands in a letter. */
export const openBlank = (words: string): string => `{fill in: ${words}}`

const openPattern = /\{fill in: ([^{}]*)\}/g

/** A text in pieces: `open` are the words of a blank that nobody has filled. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly words: string }

/** The pieces of a text, in their order; none of them is empty. */
export const piecesOf = (text: string): readonly Piece[] => {
  const pieces: Piece[] = []
  let from = 0
  const add = (to: number): void => {
    if (to > from) pieces.push({ kind: 'text', text: text.slice(from, to) })
  }
  for (const found of text.matchAll(openPattern)) {
    add(found.index)
    pieces.push({ kind: 'open', words: found[1] ?? '' })
    from = found.index + found[0].length
  }
  add(text.length)
  return pieces
}
