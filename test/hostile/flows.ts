/** A flow from a stranger, and a new one. */
import { textCheck } from '../../src/flow/draft/answers.ts'
import { all, ran, yamlOf } from './running.ts'
import { dealer } from './terminals.ts'

/** Answers for a new flow with these texts. */
export const draft = (text: () => string) => ({
  title: text(),
  short: text(),
  nation: 'england',
  printed: text(),
  danger: { text: text(), clause: text() },
  scenario: { title: text(), when: text(), clause: text() },
  rungs: [{ title: text(), clause: text(), whom: text(), number: text() }],
  top: { text: text(), clause: text() },
})

/** A flow from a stranger: the text in its YAML as it is, and spelt out. */
export const strangeFlow = async (texts: readonly string[]): Promise<string> => {
  const [text = '', other = ''] = texts
  const spelt = {
    '/here/flow/policy.yaml': yamlOf({
      title: text,
      [other]: text,
      nation: other,
      asks: [{ id: text }],
      contacts: [{ id: text, role: other }],
    }),
    '/here/flow/scenario.yaml': yamlOf({
      title: text,
      rungs: [{ id: other, outcomes: [{ [text]: other }] }],
    }),
    '/here/flow/walks/one.yaml': yamlOf({ scenario: text, rungs: { [text]: { [other]: text } } }),
  }
  const raw = {
    '/here/flow/policy.yaml': `title: ${text}\n${other}: |\n  ${text}\n`,
    '/here/flow/scenario.yaml': text,
    '/here/flow/approvals.yaml': other,
  }
  const found: string[] = []
  for (const [files, verb] of [
    [raw, 'lint'],
    [spelt, 'show'],
  ] as const)
    found.push(all(await ran(['flow', verb, '/here/flow'], { files })))
  return found.join('\n')
}

export const strangeFlowAsJson = async (texts: readonly string[]): Promise<string> => {
  const [text = '', other = ''] = texts
  const files = {
    '/here/flow/policy.yaml': `title: ${text}\n${other}: x\n`,
    '/here/flow/scenario.yaml': yamlOf({ [text]: other }),
  }
  const lint = await ran(['flow', 'lint', '/here/flow', '--json'], { files })
  const test = await ran(['flow', 'test', '/here/flow', '--json'], { files })
  return `[${lint.printed},${test.printed}]`
}

/** How many texts a new flow takes. */
export const newFlowPlaces = 3

const taken = (text: string): string =>
  [...text].filter((one) => textCheck(`a${one}b`) === undefined).join('')

/** A new flow from answers: in its prose, all of the texts that it takes; everywhere, whatever is in one. */
export const newFlow = async (texts: readonly string[]): Promise<string> => {
  const words = texts.map(taken)
  const prose = dealer(words)
  const [text = ''] = texts
  const plain = draft(() => 'Plain words')
  const answers = [
    {
      ...plain,
      danger: { text: prose(), clause: '1' },
      scenario: { title: 'A title', when: prose(), clause: '2' },
      top: { text: prose(), clause: '3' },
    },
    draft(() => text),
  ]
  const found: string[] = []
  // Where no more is left than the words that mark them, there is nothing new to be written.
  for (const one of words.some((left) => /[^ A-Za-z]/.test(left)) ? answers : answers.slice(1)) {
    const files = { '/here/a.yaml': yamlOf(one) }
    found.push(all(await ran(['flow', 'new', '/here/new', '--answers', '/here/a.yaml'], { files })))
  }
  return found.join('\n')
}
