/**
 * YAML text → plain value, with the place of each part. Refuses what a hostile or careless file may hold; see yaml-parse.ts and
 * yaml-value.ts. Knows no word of the flow language.
 */
import { isMap, isNode, isScalar, isSeq, type LineCounter, type Node, type Pair, type YAMLMap } from 'yaml'
import type { Finding } from '../finding.ts'
import { type Flaw, type Kind, parseText } from './yaml-parse.ts'
import { keyName, plainValue } from './yaml-value.ts'

/** Where something was written. Of a policy of several layers the parts stand in several files. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface Sheet {
  readonly file: string
  /** undefined where the text could not be read to its end: then `findings` say why. */
  readonly value: unknown
  /** The place of the node at a path; of its nearest parent where there is none. `key` asks for the key's own place. */
  readonly place: (path: readonly PropertyKey[], key?: 'key') => Place
  /** The text as written at a path, where it is a single value. */
  readonly source: (path: readonly PropertyKey[]) => string | undefined
  readonly findings: readonly Finding[]
}

type Find = (path: readonly PropertyKey[], key?: 'key') => Node | undefined

/** Looks nodes up by their path; of each map that is asked about the keys are put in order once. */
const finder = (root: unknown): Find => {
  const known = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>()
  const pairs = (map: YAMLMap): ReadonlyMap<string, Pair> => {
    const found = known.get(map)
    if (found !== undefined) return found
    // Of a doubled key the first counts, as in the value.
    const made = new Map(map.items.map((pair) => [keyName(pair.key) ?? '', pair] as const).reverse())
    known.set(map, made)
    return made
  }
  const step = (node: Node, part: PropertyKey, asKey: boolean): unknown => {
    if (isSeq(node)) return typeof part === 'number' ? node.items[part] : undefined
    if (!isMap(node)) return undefined
    const pair = pairs(node).get(String(part))
    return asKey ? pair?.key : (pair?.value ?? pair?.key)
  }
  return (path, key) => {
    let node = isNode(root) ? root : undefined
    for (const [i, part] of path.entries()) {
      const next = node === undefined ? undefined : step(node, part, key === 'key' && i === path.length - 1)
      if (!isNode(next)) break
      node = next
    }
    return node
  }
}

const placed = (lines: LineCounter, offset: number): { readonly line: number; readonly column: number } => {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

/** One tear makes the parser complain several times: of a line the first complaint is told. */
const firstOfLine = (findings: readonly Finding[]): readonly Finding[] => {
  const torn = new Set<number>()
  return findings.filter(({ code, line }) => {
    if (code !== 'RF001') return true
    const told = torn.has(line)
    torn.add(line)
    return !told
  })
}

/** Parses one file; of which kind decides which characters may stand in it. Never throws; what is wrong is in `findings`, all at once. */
export const readSheet = (file: string, text: string, kind: Kind = 'flow'): Sheet => {
  const { document, lines, flaws } = parseText(text, kind)
  const made = document === undefined ? undefined : plainValue(document.contents, kind)
  const find = finder(document?.contents)
  const finding = ({ offset, ...flaw }: Flaw): Finding => ({ ...flaw, file, ...placed(lines, offset) })
  return {
    file,
    value: flaws.length > 0 ? undefined : made?.value,
    place: (path, key) => ({ file, ...placed(lines, find(path, key)?.range?.[0] ?? 0) }),
    source: (path) => {
      const node = find(path)
      return isScalar(node) ? node.source : undefined
    },
    findings: firstOfLine([...flaws, ...(made?.flaws ?? [])].map(finding)),
  }
}
