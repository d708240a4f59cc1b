/**
 * YAML text → plain value, with the place of each part. Refuses what a hostile or careless file may hold:
 * aliases, custom tags, several documents, deep nesting. Knows no word of the flow language.
 */
import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml'
import type { Finding } from './finding.ts'

export interface Sheet {
  readonly file: string
  readonly value: unknown
  /** The place of the node at a path; of its nearest parent where there is none. `key` asks for the key's own place. */
  readonly place: (
    path: readonly PropertyKey[],
    key?: 'key',
  ) => { readonly line: number; readonly column: number }
  /** The text as written at a path, where it is a single value. */
  readonly source: (path: readonly PropertyKey[]) => string | undefined
  readonly findings: readonly Finding[]
}

const MAX_BYTES = 1_000_000
const MAX_DEPTH = 40

const find = (document: Document, path: readonly PropertyKey[], key?: 'key'): Node | undefined => {
  let node: unknown = document.contents
  let last = isNode(node) ? node : undefined
  for (const [i, part] of path.entries()) {
    let next: unknown
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === part)
      next = pair === undefined ? undefined : key === 'key' && i === path.length - 1 ? pair.key : pair.value
      if (next === null) next = pair?.key
    } else if (isSeq(node) && typeof part === 'number') next = node.items[part]
    if (!isNode(next)) return last
    node = next
    last = next
  }
  return last
}

/** Parses one file. Never throws; what is wrong is in `findings`, all at once. */
export const readSheet = (file: string, text: string): Sheet => {
  const lines = new LineCounter()
  const findings: Finding[] = []
  const say = (code: string, offset: number, message: string, hint: string): void => {
    const { line, col } = lines.linePos(offset)
    findings.push({ code, message, hint, file, line: Math.max(line, 1), column: Math.max(col, 1) })
  }
  if (text.length > MAX_BYTES) {
    findings.push({
      code: 'RF003',
      message: 'The file is larger than a flow can be (1 MB).',
      hint: 'Is this the right file?',
      file,
      line: 1,
      column: 1,
    })
    return {
      file,
      value: undefined,
      place: () => ({ line: 1, column: 1 }),
      source: () => undefined,
      findings,
    }
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    schema: 'core',
  })
  for (const problem of [...document.errors, ...document.warnings]) {
    const doubled = problem.code === 'DUPLICATE_KEY'
    say(
      doubled ? 'RF002' : 'RF001',
      problem.pos[0],
      doubled ? 'This key stands twice in the same place.' : `This is not YAML: ${problem.message}`,
      doubled
        ? 'Remove one, or give it another name.'
        : 'Check indentation, colons and quotation marks here.',
    )
  }
  const refused = (node: Node, message: string): void =>
    say('RF003', node.range?.[0] ?? 0, message, 'Write it out in full.')
  visit(document, {
    Alias: (_, node) => refused(node, 'Aliases (*name) are not allowed in a flow.'),
    Node: (_, node, path) => {
      if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:'))
        refused(node, 'Tags (!name) are not allowed in a flow.')
      if ('anchor' in node && node.anchor !== undefined)
        refused(node, 'Anchors (&name) are not allowed in a flow.')
      if (path.length > MAX_DEPTH * 2) {
        refused(node, 'This is nested too deeply.')
        return visit.BREAK
      }
      return undefined
    },
  })
  const place: Sheet['place'] = (path, key) => {
    const { line, col } = lines.linePos(find(document, path, key)?.range?.[0] ?? 0)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const source: Sheet['source'] = (path) => {
    const node = find(document, path)
    return isScalar(node) ? node.source : undefined
  }
  const value = findings.length > 0 ? undefined : (document.toJS({ maxAliasCount: 0 }) as unknown)
  return { file, value, place, source, findings }
}
