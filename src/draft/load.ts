/** The file of a draft → a draft, or every finding at once, with line and column. Never throws. */
import type { Root, RootContent } from 'mdast'
import { type References, references } from '../flow/build/references.ts'
import { clausesOf } from '../flow/clauses.ts'
import { byPlace, type Finding } from '../flow/finding.ts'
import { suggest } from '../flow/nearest.ts'
import type { Policy } from '../flow/policy.ts'
import { findRung, rungsOf } from '../flow/rungs.ts'
import { checkShape, type Shaped } from '../flow/text/check-shape.ts'
import { readSheet } from '../flow/text/yaml.ts'
import { unseenIn } from '../flow/text/yaml-parse.ts'
import { blanks, blocks, inBraces, isBlank, isBlock, personWords } from './blanks.ts'
import type { Draft, DraftPlace } from './draft.ts'
import { parseMarkdown } from './markdown.ts'
import { type DraftYaml, draftSchema } from './schema.ts'

/** The two parts of a file; the first keeps its lines. */
interface Parts {
  readonly front: string
  readonly body: string
  /** How many lines stand before the body. */
  readonly above: number
}

const partsOf = (text: string): Parts | undefined => {
  const found = /^---\r?\n[\s\S]*?\r?\n(?=---\r?\n)/.exec(text)
  if (found === null) return undefined
  const front = found[0]
  const body = text.slice(front.length).replace(/^---\r?\n/, '')
  return { front, body, above: front.split('\n').length }
}

type Say = (code: string, node: RootContent, within: number, message: string, hint: string) => void

const sayIn =
  (file: string, above: number, findings: Finding[]): Say =>
  (code, node, within, message, hint) => {
    const before = node.type === 'text' ? node.value.slice(0, within) : ''
    const lines = before.split('\n')
    const start = node.position?.start ?? { line: 1, column: 1 }
    const column = lines.length === 1 ? start.column + within : (lines.at(-1) ?? '').length + 1
    findings.push({ code, message, hint, file, line: start.line + above + lines.length - 1, column })
  }

/** What a letter is made of; whatever else Markdown has would be lost on the way to an e-mail or a page. */
const allowed: readonly RootContent['type'][] = [
  'paragraph',
  'heading',
  'list',
  'listItem',
  'table',
  'tableRow',
  'tableCell',
  'text',
  'break',
]

const checkWord = (say: Say, node: RootContent, at: number, inside: string, alone: boolean): void => {
  if (personWords(inside) !== undefined || isBlank(inside)) return
  if (isBlock(inside)) {
    if (!alone)
      say(
        'RD003',
        node,
        at,
        `{${inside}} is a list or a table, and stands within a line.`,
        'Give it a paragraph of its own.',
      )
    return
  }
  const nearest = suggest(inside, [...Object.keys(blanks), ...Object.keys(blocks)])
  say(
    'RD001',
    node,
    at,
    `There is no blank {${inside}}.`,
    `${nearest} For what only a person knows: {? what to fill in}.`,
  )
}

const checkText = (say: Say, node: RootContent & { type: 'text' }, alone: boolean): void => {
  for (const found of node.value.matchAll(inBraces))
    checkWord(say, node, found.index, found[1] ?? '', alone && found[0] === node.value)
  const stray = node.value.replaceAll(inBraces, (found) => ' '.repeat(found.length)).search(/[{}]/)
  if (stray >= 0)
    say(
      'RD002',
      node,
      stray,
      'A brace stands here without its other half.',
      'A blank is written {record}; a text has no braces.',
    )
}

/** Where a node stands: by itself on the page, alone in such a paragraph, or within something else. */
type Standing = 'top' | 'alone' | 'within'

const checkNode = (say: Say, node: RootContent, standing: Standing): void => {
  if (!allowed.includes(node.type)) {
    const hint = 'Use paragraphs, headings, lists and tables, without marks in the text.'
    say('RD004', node, 0, `A letter has no ${node.type}.`, hint)
    return
  }
  if (node.type === 'text') checkText(say, node, standing === 'alone')
  if (!('children' in node)) return
  const isSole = standing === 'top' && node.type === 'paragraph' && node.children.length === 1
  for (const child of node.children) checkNode(say, child, isSole ? 'alone' : 'within')
}

const placeOf = (named: string): DraftPlace => {
  if (named === 'promise' || named === 'closing') return { kind: named }
  const [first = '', second] = named.split('/')
  if (first === 'advice' && second !== undefined) return { kind: 'advice', id: second }
  return second === undefined
    ? { kind: 'rung', rung: first }
    : { kind: 'rung', scenario: first, rung: second }
}

const placesIn = (policy: Policy): readonly string[] => [
  'promise',
  'closing',
  ...policy.advice.map(({ id }) => `advice/${id}`),
  ...policy.scenarios.flatMap((scenario) =>
    rungsOf(scenario).flatMap(({ id }) => [id, `${scenario.id}/${id}`]),
  ),
]

const isThere = (policy: Policy, place: DraftPlace): boolean => {
  switch (place.kind) {
    case 'promise':
    case 'closing':
      return true
    case 'advice':
      return policy.advice.some(({ id }) => id === place.id)
    case 'rung':
      return policy.scenarios.some(
        (one) =>
          (place.scenario === undefined || place.scenario === one.id) &&
          findRung(one, place.rung) !== undefined,
      )
  }
}

const checkFront = (refs: References, front: DraftYaml, policy: Policy): void => {
  refs.title(['title'], front.title)
  for (const [i, named] of front.rungs.entries())
    if (!isThere(policy, placeOf(named)))
      refs.say('RF010', ['rungs', i], `There is no step named "${named}".`, suggest(named, placesIn(policy)))
  const of = (kind: 'reading' | 'gap'): ReadonlySet<string> =>
    new Set(policy.remarks.filter((one) => one.kind === kind).map(({ id }) => id))
  refs.known('reading', ['readings'], front.readings, of('reading'))
  refs.known('gap', ['gaps'], front.gaps, of('gap'))
  const clauses = clausesOf(policy)
  const isCited = (clause: string): boolean => clauses.has(clause)
  if (!isCited(front.clause) && !front.clause.split(', ').every(isCited))
    refs.say(
      'RD006',
      ['clause'],
      `The policy is nowhere cited at "${front.clause}".`,
      `${suggest(front.clause, [...clauses])} What is in no policy is "general".`,
    )
}

const checkLine = (refs: References, key: 'to' | 'subject', text: string): void => {
  for (const [, inside = ''] of text.matchAll(inBraces))
    if (personWords(inside) === undefined && !isBlank(inside))
      refs.say('RD001', [key], `There is no blank {${inside}}.`, suggest(inside, Object.keys(blanks)))
}

/** `service-manager-letter`, from the name of the file. */
export const draftId = (file: string): string => file.replace(/^.*[/\\]/, '').replace(/\.md$/i, '')

/** A draft is named in records and in the names of files. */
const nameFindings = (file: string): readonly Finding[] =>
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(draftId(file)) && draftId(file).length <= 60
    ? []
    : [
        {
          code: 'RD007',
          message: `A draft cannot be named "${draftId(file).slice(0, 80)}".`,
          hint: 'Name the file in small letters and figures, with hyphens between: service-manager-letter.md',
          file,
          line: 1,
          column: 1,
        },
      ]

const withoutPlaces = (body: Root): Root =>
  JSON.parse(JSON.stringify(body, (key, value) => (key === 'position' ? undefined : value)))

/** `file`: as the person knows it, for findings; it names the draft. */
export const loadDraft = (policy: Policy, file: string, text: string): Shaped<Draft> => {
  const parts = partsOf(text)
  if (parts === undefined)
    return {
      kind: 'findings',
      findings: [
        {
          code: 'RD005',
          message:
            'A draft begins with a line of three dashes, its title and the like, and three dashes again.',
          hint: 'See “Drafts” in flows/README.md.',
          file,
          line: 1,
          column: 1,
        },
      ],
    }
  const sheet = readSheet(file, parts.front)
  const read: Shaped<DraftYaml> = checkShape(sheet, draftSchema)
  if (read.kind !== 'ok') return read
  const front = read.value
  const refs = references(sheet)
  checkFront(refs, front, policy)
  checkLine(refs, 'to', front.to)
  checkLine(refs, 'subject', front.subject)
  const findings: Finding[] = [...refs.findings, ...nameFindings(file)]
  for (const { offset, ...flaw } of unseenIn(parts.body)) {
    const lines = parts.body.slice(0, offset).split('\n')
    findings.push({
      ...flaw,
      file,
      line: parts.above + lines.length,
      column: (lines.at(-1) ?? '').length + 1,
    })
  }
  const body = parseMarkdown(parts.body)
  const say = sayIn(file, parts.above, findings)
  for (const node of body.children) checkNode(say, node, 'top')
  if (findings.length > 0) return { kind: 'findings', findings: findings.sort(byPlace) }
  const { title, form, rungs, clause, to, subject, readings, gaps } = front
  return {
    kind: 'ok',
    value: {
      id: draftId(file),
      title,
      form,
      places: rungs.map(placeOf),
      clause,
      to,
      subject,
      remarks: [...readings, ...gaps],
      body: withoutPlaces(body),
    },
  }
}
