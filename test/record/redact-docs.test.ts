/** What the page says of redacted copies is so. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'
import { parseRecord } from '../../src/record/parse.ts'
import { isAmong, redact, typedTexts } from '../../src/record/redact.ts'
import { checkSignatures, problemsOf } from '../../src/record/signatures.ts'

const page = readFileSync(new URL('../../docs/record-format.md', import.meta.url), 'utf8')
const section = page.slice(page.indexOf('\n## Redacted copies\n'), page.indexOf('\n## Deviations\n'))
const python = /```python copy\n([\s\S]*?)```/.exec(section)?.[1] ?? ''
const hasPython = spawnSync('python3', ['--version']).status === 0
const file = (name: string): string => fileURLToPath(new URL(`golden/1/${name}`, import.meta.url))
const golden = (name: string): string => readFileSync(file(name), 'utf8')

/** Copies that stay readable for ever, and the names of the texts that they leave out. */
const copies = [
  ['K7-2026-0001', ['concern']],
  ['K7-2026-0042', ['recorded-by', 'who', 'recovered']],
] as const

describe('docs/record-format.md on redacted copies', () => {
  it.each(copies)('golden: %s is what this version makes, and reads without a problem', (id, names) => {
    const source = golden(`${id}.md`)
    const record = parseRecord(source)
    const chosen = typedTexts(record).filter(({ name }) => names.some((one) => one === name))
    expect(chosen).toHaveLength(names.length)
    const copy = redact(source, record, isAmong(chosen))
    expect(copy).toBe(golden(`${id}.redacted.md`))
    const parsed = parseRecord(copy)
    expect(problemsOf(parsed, checkSignatures(parsed))).toEqual([])
  })

  it('shows the head of one and an entry', () => {
    const copy = golden('K7-2026-0001.redacted.md')
    const entry = (n: number): string => copy.split(/\n(?=## )/)[n] ?? ''
    expect(section).toContain(`\`\`\`\`\`markdown\n${entry(0)}\n[…]\n\n${entry(2)}\`\`\`\`\`\n`)
  })

  test.skipIf(!hasPython)('has a checker that agrees with ours', () => {
    const check = (path: string): string =>
      spawnSync('python3', ['-c', python, path], { encoding: 'utf8' }).stdout
    expect(copies.map(([id]) => check(file(`${id}.redacted.md`)))).toEqual([
      '4 seals checked\n',
      '9 seals checked\n',
    ])
  })
})
