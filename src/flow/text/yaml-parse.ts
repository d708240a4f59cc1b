/**
 * YAML text → one tree of nodes, with a guard in front: what is too large, too deep or holds unseen characters is refused before
 * anything recurses over it. What the tree means is for yaml-value.ts.
 */
import { Composer, type Document, Lexer, LineCounter, type ParsedNode, Parser } from 'yaml'

/** Something wrong at an offset of the text. */
export interface Flaw {
  readonly code: string
  readonly offset: number
  readonly message: string
  readonly hint: string
}

export interface Parsed {
  /** Absent where the text could not be read to its end. */
  readonly document?: Document.Parsed<ParsedNode>
  readonly lines: LineCounter
  readonly flaws: readonly Flaw[]
}

/** Size of a file, in UTF-16 units. */
const mostUnits = 1_000_000
/** Collections within one another. */
const mostDeep = 40
/** Tokens of one document: words, marks, spaces. A flow of 2,000 rungs has a third of that. */
const mostTokens = 400_000
/** Flaws of one kind that are worth listing. */
const mostFlaws = 50

/**
 * `flow`: the words of a policy. `typed`: answers as a person may type them, right-to-left marks and all; the record shows
 * what cannot be seen.
 */
export type Kind = 'flow' | 'typed'

/** What no text holds: the parser takes it for marks of its own. */
const unreadable =
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\r(?!\n)|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** What no flow holds: direction marks, which make a line read as another, and further controls. */
const unseen =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\r(?!\n)|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const spelled = (character: string): string =>
  `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`

/** The characters of a text that cannot stand in it, as flaws. */
export const unseenIn = (text: string, kind: Kind = 'flow'): readonly Flaw[] => {
  const found: Flaw[] = []
  const sought = kind === 'flow' ? unseen : unreadable
  sought.lastIndex = 0
  for (let match = sought.exec(text); match !== null && found.length < mostFlaws; match = sought.exec(text))
    found.push({
      code: 'RF025',
      offset: match.index,
      message: `Here is a character that cannot be seen: ${spelled(match[0])}.`,
      hint: 'Delete it, and type the line again.',
    })
  return found
}

const refused = (offset: number, message: string, hint: string): Flaw => ({
  code: 'RF003',
  offset,
  message,
  hint,
})

const tooLarge = refused(0, 'The file is larger than a flow can be (1 MB).', 'Is this the right file?')

type Token = Parameters<Composer['next']>[0]

interface Tokens {
  readonly tokens: readonly Token[]
  readonly flaw?: Flaw
}

/** The parser keeps a stack of what is open: whatever the text nests in brackets, dashes or indentation is on it. */
const tokensOf = (text: string, lines: LineCounter): Tokens => {
  const parser = new Parser(lines.addNewLine)
  const tokens: Token[] = []
  lines.addNewLine(0)
  let count = 0
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    count += 1
    if (parser.stack.length > mostDeep)
      return { tokens, flaw: refused(parser.offset, 'This is nested too deeply.', 'Write it out in full.') }
    if (count > mostTokens)
      return {
        tokens,
        flaw: refused(
          parser.offset,
          'The file has more parts than a flow can have.',
          'Is this the right file?',
        ),
      }
  }
  for (const token of parser.end()) tokens.push(token)
  return { tokens }
}

const oneDocument = (tokens: readonly Token[]): Flaw | undefined => {
  const second = tokens.filter((token) => token.type === 'document')[1]
  if (second !== undefined)
    return refused(
      second.offset,
      'A second document begins here (---).',
      'One file holds one flow or scenario.',
    )
  const directive = tokens.find((token) => token.type === 'directive')
  return directive === undefined
    ? undefined
    : refused(directive.offset, 'Directives (%YAML, %TAG) are not allowed in a flow.', 'Remove the line.')
}

const colon = 'Put a text with a colon in it in quotation marks, and give each key a line of its own.'

/** How to mend what the parser names in words of its own. */
const hints: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces, not with tabs.',
  BAD_INDENT: 'Indent the words of one map alike.',
  BLOCK_AS_IMPLICIT_KEY: colon,
  MULTILINE_IMPLICIT_KEY: colon,
  MISSING_CHAR:
    'A dash, a colon, a bracket or a quotation mark is missing here, or the line is not indented like those beside it.',
  BAD_SCALAR_START: 'Put the text in quotation marks.',
  BAD_DQ_ESCAPE: 'Use single quotation marks, or write each \\ twice.',
}

const notYaml = (offset: number, message: string, code = ''): Flaw => ({
  code: 'RF001',
  offset,
  message: `This is not YAML: ${message}`,
  hint:
    hints[code] ??
    'Look at the indentation, at the space after - and :, and at brackets and quotation marks here.',
})

type Source = number | readonly number[] | { readonly offset: number }

const startOf = (source: Source): number =>
  typeof source === 'number' ? source : 'offset' in source ? source.offset : (source[0] ?? 0)

/** Ends the composing once enough was found: what a text of errors alone costs is making one error for each. */
const enough = Symbol('enough flaws')

/** Composes the tree. A text of errors is left after the first few of them. */
const compose = (tokens: readonly Token[], length: number): Omit<Parsed, 'lines'> => {
  // Doubled keys are looked for where the values are made: here that takes the square of their number.
  const composer = new Composer({ prettyErrors: false, schema: 'core', uniqueKeys: false })
  const flaws: Flaw[] = []
  // It warns of tags that it does not know: yaml-value.ts refuses them all.
  const onError = (source: Source, code: string, message: string, warning?: boolean): void => {
    if (warning) return
    flaws.push(notYaml(startOf(source), message, code))
    if (flaws.length >= mostFlaws) throw enough
  }
  Object.assign(composer, { onError })
  try {
    const [document] = composer.compose(tokens, true, length)
    for (const one of document?.errors ?? []) flaws.push(notYaml(one.pos[0], one.message, one.code))
    return { flaws, ...(document === undefined ? {} : { document: document as Document.Parsed<ParsedNode> }) }
  } catch (error) {
    if (error !== enough) throw error
    return { flaws }
  }
}

const hiddenOnly = (text: string, flaws: readonly Flaw[]): Parsed => {
  const lines = new LineCounter()
  const last = flaws.at(-1)?.offset ?? 0
  lines.addNewLine(0)
  for (let at = text.indexOf('\n'); at >= 0 && at < last; at = text.indexOf('\n', at + 1))
    lines.addNewLine(at + 1)
  return { lines, flaws }
}

/** Never throws, and never recurses deeper than it allows the text to nest. */
export const parseText = (text: string, kind: Kind): Parsed => {
  const lines = new LineCounter()
  if (text.length > mostUnits) return { lines, flaws: [tooLarge] }
  const hidden = unseenIn(text, kind)
  if (hidden.length > 0) return hiddenOnly(text, hidden)
  const { tokens, flaw } = tokensOf(text, lines)
  const refusal = flaw ?? oneDocument(tokens)
  if (refusal !== undefined) return { lines, flaws: [refusal] }
  const broken = tokens.flatMap((token) =>
    token.type === 'error' ? [notYaml(token.offset, token.message)] : [],
  )
  if (broken.length >= mostFlaws) return { lines, flaws: broken.slice(0, mostFlaws) }
  return { lines, ...compose(tokens, text.length) }
}
