import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'
import { registerFindingCodes } from '../../src/register/finding.ts'
import { formatRegister, parseRegister } from '../../src/register/parse.ts'
import { checkRegisterSignatures } from '../../src/register/signatures.ts'
import { temporaryFolder } from '../storage/temporary-folder.ts'
import { events, write } from './sample.ts'

const page = readFileSync(new URL('../../docs/record-format.md', import.meta.url), 'utf8')
const section = page.slice(page.indexOf('\n## The register\n'))
const golden = (name: string): string => fileURLToPath(new URL(`golden/1/${name}`, import.meta.url))
const read = (name: string): string => readFileSync(golden(name), 'utf8')
const python = /```python register\n([\s\S]*?)```/.exec(section)?.[1] ?? ''
const hasPython = spawnSync('python3', ['--version']).status === 0

describe('the golden registers', () => {
  it('are what this version writes', () => {
    expect(write(events).text).toBe(read('every-line.md'))
  })

  test.each(['every-line.md', 'register-K7.md'])('%s reads without a problem', (name) => {
    const register = parseRegister(read(name))
    expect(register.problems).toEqual([])
    expect(checkRegisterSignatures(register).findings).toEqual([])
    expect(formatRegister(register)).toBe(read(name))
  })
})

describe('the register in docs/record-format.md', () => {
  it('is shown whole first', () => {
    expect(section).toContain(`\`\`\`\`\`markdown\n${read('register-K7.md')}\`\`\`\`\`\n`)
  })

  it('has the seals of the record at the top of the page', () => {
    const register = parseRegister(read('register-K7.md'))
    for (const { line } of register.lines)
      if ('entry' in line) expect(page).toContain(`\n\`seal ${line.entry} ${line.seal}\`\n`)
  })

  it('names every finding and every event', () => {
    for (const code of registerFindingCodes) expect(section).toContain(`| \`${code}\` |`)
    const words = ['Key: new', 'Key: rotated', 'Key: lost', 'Opened', 'Sealed', 'Closed', 'Transferred']
    for (const word of [...words, 'Destroyed', 'Redacted', 'Exported', 'Not begun'])
      expect(section).toMatch(new RegExp(`^\\| .*\`${word}\`.* \\|`, 'm'))
  })

  test.skipIf(!hasPython)('has a checker that agrees with ours', () => {
    const check = (file: string): string =>
      spawnSync('python3', ['-c', python, file], { encoding: 'utf8' }).stdout
    expect(check(golden('register-K7.md'))).toBe('5 seals checked\n')
    expect(check(golden('every-line.md'))).toBe('13 seals checked\n')
    const changed = join(temporaryFolder(), 'changed.md')
    writeFileSync(changed, read('every-line.md').replace('entry 3', 'entry 4'))
    expect(check(changed)).toBe('seal 3 does not fit\n13 seals checked\n')
  })
})
