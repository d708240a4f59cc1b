import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'
import { fields } from '../../src/case/fields.ts'
import { escapeText } from '../../src/record/escape.ts'
import { finding, findingCodes } from '../../src/record/finding.ts'
import { headings } from '../../src/record/format.ts'
import { labels } from '../../src/record/labels.ts'
import { invisibleClass } from '../../src/unseen.ts'
import { strideOf } from '../stride.ts'

const page = readFileSync(new URL('../../docs/record-format.md', import.meta.url), 'utf8')
const golden = (name: string): string => fileURLToPath(new URL(`golden/1/${name}`, import.meta.url))
const python = /```python\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
const hasPython = spawnSync('python3', ['--version']).status === 0

describe('docs/record-format.md', () => {
  it('shows the whole of a record first', () => {
    const record = readFileSync(golden('K7-2026-0001.md'), 'utf8')
    expect(page).toContain(`\`\`\`\`\`markdown\n${record}\`\`\`\`\`\n`)
  })

  it('lists every label, heading and finding', () => {
    for (const { label, value } of Object.values(fields)) expect(page).toContain(`| ${label} | ${value} |\n`)
    for (const label of Object.values(labels))
      expect(page).toMatch(new RegExp(`\`${label.replace(/[()]/g, '\\$&')}[:\`]`))
    for (const heading of Object.values(headings)) expect(page).toContain(`"${heading}"`)
    for (const code of findingCodes) {
      expect(page).toContain(`| \`${code}\` |`)
      expect(finding(code, 0, 1, '').hint).not.toBe('')
    }
    expect(page.match(/^\| [^|`]+ \| (?:choice|text|moment|date) \|$/gm)).toHaveLength(
      Object.keys(fields).length,
    )
  })

  it('has the table of what is written as an escape', () => {
    const table = /```\n(0000-[\s\S]*?)\n```/.exec(page)?.[1]?.split(/\s/) ?? []
    const code = table.map((range) =>
      range.replace(/[0-9a-f]+/g, (hex) => `\\u{${Number.parseInt(hex, 16).toString(16)}}`),
    )
    expect(code.join('')).toBe(invisibleClass)
    expect(escapeText('\u{fdd0}')).toBe('\\u{fdd0}')
  })

  test.skipIf(!hasPython)('has a checker that agrees with ours', () => {
    const check = (name: string): string =>
      spawnSync('python3', ['-c', python, golden(name)], { encoding: 'utf8' }).stdout
    expect(check('K7-2026-0001.md')).toBe('4 seals checked\n')
    expect(check('K7-2026-0042.md')).toBe('9 seals checked\n')
  })

  const ssh = /```python ssh\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const hasSsh = hasPython && spawnSync('ssh-keygen', ['-?']).error === undefined
  test.skipIf(!hasSsh && process.env['CI'] === undefined)(
    'turns a signature into a file that OpenSSH accepts',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'rungs-docs-'))
      const check = (file: string, entry: string): number | null =>
        spawnSync('python3', ['-c', ssh, file, entry], { cwd: folder }).status
      try {
        expect(check(golden('K7-2026-0042.md'), '7')).toBe(0)
        const changed = join(folder, 'changed.md')
        const text = readFileSync(golden('K7-2026-0042.md'), 'utf8')
        writeFileSync(changed, text.replace(/`seal 7 ./, '`seal 7 0'))
        expect(check(changed, '7')).not.toBe(0)
        expect(check(golden('K7-2026-0042.redacted.md'), '7')).toBe(0)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  )

  test.skipIf(!hasPython)('has programs that say what they are not for, and break off nowhere', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rungs-docs-'))
    const run = (program: string, ...args: readonly string[]) =>
      spawnSync('python3', ['-c', program, ...args], { cwd: folder, encoding: 'utf8' })
    try {
      const text = readFileSync(golden('K7-2026-0001.md'), 'utf8')
      const files = {
        empty: '',
        list: '# Shopping\n',
        unsigned: text.replace(/^`sign .*\n/gm, ''),
        'without a key': text.replace(/, key `[0-9a-f]{64}`$/m, ''),
        copy: readFileSync(golden('K7-2026-0001.redacted.md'), 'utf8'),
        whole: text,
      }
      const programs = [...page.matchAll(/```python(?: (\w+))?\n([\s\S]*?)```/g)]
      expect(programs.map(([, name]) => name)).toEqual([undefined, 'ssh', 'copy', 'register'])
      for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
      for (const name of Object.keys(files).filter((_, i) => i % strideOf(2) === 0)) {
        for (const [, kind, program = ''] of programs)
          expect(run(program, name, ...(kind === 'ssh' ? ['1'] : [])).stderr).not.toContain('Traceback')
      }
      expect(run(ssh, 'unsigned', '1').stderr).toContain('entry 1 has no signature of its own')
      expect(run(ssh, 'without a key', '1').stderr).toContain('no key is named for entry 1')
      expect(run(python, 'copy').stderr).toContain('a redacted copy is checked in another way')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
