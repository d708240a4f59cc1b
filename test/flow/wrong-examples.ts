/**
 * The wrong examples of the catalogue in flows/README.md, put into a small clean flow word by word, as text: what is no YAML has to
 * stay so. The first line of each part says where it belongs; a line that is found ends with `# RF…`.
 */
import { fencedBlocks, readPage } from '../docs/page.ts'

/** Words of a map by their key, each with the text that says it. */
type Words = Readonly<Record<string, string>>

export const policyWords: Words = {
  title: 'title: A made-up policy',
  short: 'short: Made up',
  nation: 'nation: england',
  edition: 'edition: {printed: undated}',
  danger: 'danger: {do: []}',
  contacts: `contacts:
  desk: {role: Front desk, printed: undated, clause: "1", lines: [{value: "020 7946 0001"}]}`,
  asks: `asks:
  lives-in: {title: Where does the child live?, clause: "1", options: {north: In the north, south: In the south}}`,
  scenarios: 'scenarios: [refused, closed]',
}

const outcomeWords: Words = {
  agreed: 'agreed: They agree',
  refused: 'refused: They do not agree',
}

const rungWords: Words = {
  id: 'id: ask',
  title: 'title: Ask again',
  clause: 'clause: "1"',
  whom: 'whom: The front desk',
  contacts: 'contacts: [desk]',
}

const manager = `- id: manager
  title: Ask the manager
  clause: "2"
  whom: The manager
  contacts: [desk]
  outcomes: {agreed: They agree, refused: They do not agree}`

const scenarioWords: Words = {
  title: 'title: They refuse',
  when: 'when: They say no.',
  clause: 'clause: "1"',
  asks: 'asks: [lives-in]',
  top: 'top: {text: The policy ends here., clause: "2"}',
}

const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by))

/** The words of a part, before those that it does not say anew. */
const spliced = (words: Words, part: string): string => {
  const said = new Set([...part.matchAll(/^([a-z][a-z-]*):/gm)].map(([, key]) => key))
  const kept = Object.entries(words).flatMap(([key, text]) => (said.has(key) ? [] : [text]))
  return [part.trimEnd(), ...kept].filter((one) => one !== '').join('\n')
}

const asRung = (part: string, clocks: string, outcomes: string): string => {
  const words = {
    ...rungWords,
    ...(clocks === '' ? {} : { clocks: `clocks:\n${indented(clocks.trimEnd(), 2)}` }),
    outcomes: `outcomes:\n${indented(spliced(outcomeWords, outcomes), 2)}`,
  }
  return `-\n${indented(spliced(words, part), 2)}\n${manager}`
}

const asScenario = (parts: ReadonlyMap<string, string>): string => {
  const [rung, clocks, outcomes] = ['a rung', 'a clock', 'an outcome'].map((one) => parts.get(one) ?? '')
  const ladder = parts.get('a ladder') ?? asRung(rung ?? '', clocks ?? '', outcomes ?? '')
  const words = { ...scenarioWords, ladder: `ladder:\n${indented(ladder.trimEnd(), 2)}` }
  return `${spliced(words, parts.get('a scenario') ?? '')}\n`
}

export interface Wrong {
  readonly code: string
  /** What the parts say by the place where they belong: "policy.yaml", "a rung". */
  readonly parts: ReadonlyMap<string, string>
  /** The files of the flow; those of a walk and of approvals stand beside. */
  readonly files: Readonly<Record<string, string>>
}

const partsOf = (block: string): ReadonlyMap<string, string> =>
  new Map(
    block
      .split(/^(?=# )/m)
      .map((part) => [/^# ([^,\n]+)/.exec(part)?.[1]?.trim() ?? '', part.replace(/^#.*\n/, '')]),
  )

/** The clean flow with some parts said anew. */
export const flowWith = (parts: ReadonlyMap<string, string>): Readonly<Record<string, string>> => ({
  'policy.yaml': `${spliced(policyWords, parts.get('policy.yaml') ?? '')}\n`,
  'refused.yaml': asScenario(parts),
  'closed.yaml': asScenario(new Map()).replace('They refuse', 'They closed it'),
})

const filesOf = (parts: ReadonlyMap<string, string>): Readonly<Record<string, string>> => {
  const [overlay, walk, approvals] = ['overlay.yaml', 'a walk', 'approvals.yaml'].map((one) => parts.get(one))
  if (overlay !== undefined) return { 'overlay.yaml': `${overlay}edition: {printed: undated}\n` }
  const start = 'scenario: refused\nat: "2026-11-19T10:30"\ndanger: no\nrecorded-by: A. Example\n'
  return {
    ...flowWith(parts),
    ...(walk === undefined
      ? {}
      : { 'walk.yaml': `${walk}${start}expect: {rungs: [ask], end: open at ask}\n` }),
    ...(approvals === undefined ? {} : { 'approvals.yaml': approvals }),
  }
}

// Not `section` of page.ts: the comment lines of the examples look like headings to it.
const lint = (readPage('flows/README.md').split('\n## What lint says\n')[1] ?? '').split(/^## /m)[0] ?? ''

/** The codes of the catalogue, in its order. */
export const catalogue: readonly string[] = [...lint.matchAll(/^\*\*`(RF\d{3})`\*\* /gm)].map(
  ([, code = '']) => code,
)

/** Those of the catalogue that have an example. */
export const wrongExamples: readonly Wrong[] = lint.split(/^(?=\*\*`RF)/m).flatMap((entry) =>
  fencedBlocks(entry, 'yml').map((block): Wrong => {
    const parts = partsOf(block)
    return { code: /RF\d{3}/.exec(entry)?.[0] ?? '', parts, files: filesOf(parts) }
  }),
)

/** `RF010 refused.yaml:3` for each line that is marked. */
export const marked = ({ files }: Wrong): readonly string[] =>
  Object.entries(files).flatMap(([name, text]) =>
    text.split('\n').flatMap((line, i) => {
      const code = /# (RF\d{3})$/.exec(line)?.[1]
      return code === undefined ? [] : [`${code} ${name}:${i + 1}`]
    }),
  )
