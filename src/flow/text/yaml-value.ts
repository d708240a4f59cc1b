/**
 * A tree of YAML nodes → a plain value and what a flow does not allow, in one walk. Aliases, anchors, tags, merge keys, doubled keys and
 * names that programs keep for themselves end here. The tree is no deeper than yaml-parse.ts lets through.
 */
import { isAlias, isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap } from 'yaml'
import { type Flaw, type Kind, unseenIn } from './yaml-parse.ts'

/** More than are listed; see check-shape.ts. */
const mostFlaws = 1_000

/** Names that mean something else to the language this program is written in. */
const kept = new Set(['__proto__', 'constructor', 'prototype'])

/** The name of a key; undefined where the key is a list or a map. Numbers are names as they were written. */
export const keyName = (key: unknown): string | undefined =>
  isScalar(key) ? (typeof key.value === 'string' ? key.value : (key.source ?? '')) : undefined

/** What a value is read as without a tag. */
const standard = /^tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)$/

type Say = (code: string, node: unknown, message: string, hint: string) => void

const offsetOf = (node: unknown): number =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : 0

const checkName = (say: Say, node: unknown, name: string): void => {
  if (kept.has(name))
    say('RF023', node, `"${name}" is a name that programs keep for themselves.`, 'Choose another.')
}

const checkProperties = (say: Say, node: { readonly tag?: string; readonly anchor?: string }): void => {
  const out = 'Write it out in full.'
  if (node.tag !== undefined && !standard.test(node.tag))
    say('RF003', node, 'Tags (!name) are not allowed in a flow.', out)
  if (node.anchor !== undefined) say('RF003', node, 'Anchors (&name) are not allowed in a flow.', out)
}

/** An escape in quotation marks can spell what may not stand in the text itself. */
const checkText = (say: Say, node: Scalar, text: string, kind: Kind): void => {
  checkName(say, node, text)
  if (node.type !== 'QUOTE_DOUBLE' || kind === 'typed') return
  const [first] = unseenIn(text)
  if (first !== undefined) say(first.code, node, first.message, 'Remove the escape that begins with \\.')
}

/** "Ask for desk #4" without quotation marks ends before the number. Who means a comment leaves a space after the #. */
const checkCut = (say: Say, node: Scalar): void => {
  const { type, comment } = node
  if (type !== 'PLAIN' || typeof comment !== 'string' || /^\s|^$/.test(comment)) return
  const lost = comment.length > 20 ? `${comment.slice(0, 20)}…` : comment
  say(
    'RF026',
    node,
    `Here the text ends: what follows, "#${lost}", is read as a comment.`,
    'Put the whole text in quotation marks; or leave a space after the #, if it is a comment.',
  )
}

const key = (say: Say, { key: node }: Pair, seen: ReadonlySet<string>, kind: Kind): string | undefined => {
  const name = keyName(node)
  if (name === undefined) {
    say(
      'RF003',
      node,
      'A key has to be a word, not a list, a map or an alias.',
      'Write a word before the colon.',
    )
    return undefined
  }
  checkProperties(say, node as Scalar)
  if (name === '<<') say('RF003', node, 'Merge keys (<<) are not allowed in a flow.', 'Write it out in full.')
  else checkText(say, node as Scalar, name, kind)
  if (seen.has(name))
    say('RF002', node, 'This key stands twice in the same place.', 'Remove one, or give it another name.')
  return seen.has(name) || name === '<<' || kept.has(name) ? undefined : name
}

/** The value of the tree. What is refused is left out of it. */
export const plainValue = (
  root: unknown,
  kind: Kind,
): { readonly value: unknown; readonly flaws: readonly Flaw[] } => {
  const flaws: Flaw[] = []
  const say: Say = (code, node, message, hint) => {
    if (flaws.length < mostFlaws) flaws.push({ code, offset: offsetOf(node), message, hint })
  }
  const map = (node: YAMLMap): Readonly<Record<string, unknown>> => {
    const made: Record<string, unknown> = {}
    const seen = new Set<string>()
    for (const pair of node.items) {
      const name = key(say, pair, seen, kind)
      const value = walk(pair.value)
      if (name === undefined) continue
      seen.add(name)
      made[name] = value
    }
    return made
  }
  const walk = (node: unknown): unknown => {
    if (isAlias(node)) {
      say('RF003', node, 'Aliases (*name) are not allowed in a flow.', 'Write it out in full.')
      return undefined
    }
    if (isScalar(node)) {
      checkProperties(say, node)
      if (typeof node.value === 'string') checkText(say, node, node.value, kind)
      if (kind === 'flow') checkCut(say, node)
      return node.value
    }
    if (!isMap(node) && !isSeq(node)) return null
    checkProperties(say, node)
    return isMap(node) ? map(node) : node.items.map(walk)
  }
  return { value: walk(root), flaws }
}
