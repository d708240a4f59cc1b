/** Every word of the flow language, and each value of its closed lists, is used by a flow that ships or by an example flow. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { policies } from '../flows/shipped.ts'
import { examples, filesOf, walkTextsOf } from '../language/examples.ts'
import { wordsIn, wordsUsed } from './words-used.ts'

const flows = fileURLToPath(new URL('../../flows/', import.meta.url))
const read = (text: string): unknown => parse(text, { schema: 'core' })

const kindOf = (name: string): string => {
  if (name === 'policy.yaml') return 'policy.schema.json'
  return name === 'overlay.yaml' ? 'overlay.schema.json' : 'scenario.schema.json'
}

const used: ReadonlySet<string> = new Set([
  ...[...policies, ...examples].flatMap((id) => [
    ...filesOf(id)
      .filter(([name]) => name !== 'approvals.yaml')
      .flatMap(([name, text]) => wordsUsed(kindOf(name), read(text))),
    ...walkTextsOf(id).flatMap((text) => wordsUsed('walk.schema.json', read(text))),
  ]),
  ...readdirSync(`${flows}common`).flatMap((name) =>
    wordsUsed(name.replace('.yaml', '.schema.json'), read(readFileSync(`${flows}common/${name}`, 'utf8'))),
  ),
])

describe('every word of', () => {
  test.each(['policy', 'scenario', 'overlay', 'common', 'bodies', 'walk'])('%s is used by a flow', (kind) => {
    const words = [...wordsIn(`${kind}.schema.json`)]
    expect(words.length).toBeGreaterThan(2)
    expect(words.filter((word) => !used.has(word))).toEqual([])
  })
})
