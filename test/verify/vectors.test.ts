/** Our verifier says what the published vectors expect, and the vectors are what their script makes. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'
import { fields } from '../../src/case/fields.ts'
import { findingCodes } from '../../src/record/finding.ts'
import { headings } from '../../src/record/format.ts'
import { labels } from '../../src/record/labels.ts'
import { examine, unreadable } from '../../src/verify/examined.ts'
import { checkIntegrity } from '../../src/verify/integrity.ts'
import { noWitnesses } from '../../src/verify/witness.ts'
import { root, type Said, type Vector, vectors, withFiles } from './vectors.ts'

const judge = (folder: string, { files }: Vector['expected']): Said => {
  const path = join(folder, files[0] ?? '')
  const examined = existsSync(path)
    ? examine(path, readFileSync(path)).examined
    : unreadable(path, 'There is no such file.')
  const { verdict, signed, witnessed, findings } = checkIntegrity({ ...noWitnesses, examined })
  return {
    verdict: verdict.kind,
    entry: 'entry' in verdict && verdict.kind !== 'witnessed' ? verdict.entry : null,
    signed,
    witnessed,
    findings: findings.toSorted((a, b) => a.line - b.line).map(({ code, entry }) => ({ code, entry })),
  }
}

describe('the vectors', () => {
  test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const { verdict, entry, signed, witnessed, findings } = vector.expected
    expect(withFiles(vector, (folder) => judge(folder, vector.expected))).toEqual({
      verdict,
      entry,
      signed,
      witnessed,
      findings,
    })
  })

  it('are what their script makes, byte for byte', () => {
    const made = mkdtempSync(join(tmpdir(), 'rungs-vectors-'))
    const script = fileURLToPath(new URL('../../scripts/vectors.mjs', import.meta.url))
    const filesIn = (folder: string): readonly string[] =>
      readdirSync(folder, { recursive: true })
        .map(String)
        .filter((file) => statSync(join(folder, file)).isFile() && file !== 'README.md')
        .toSorted()
    try {
      expect(spawnSync(process.execPath, [script, made], { encoding: 'utf8' }).stderr).toBe('')
      expect(filesIn(made)).toEqual(filesIn(root))
      for (const file of filesIn(made))
        expect(readFileSync(join(made, file)).equals(readFileSync(join(root, file))), file).toBe(true)
    } finally {
      rmSync(made, { recursive: true, force: true })
    }
  })

  it('have every finding of a file, every verdict of one, and every label and heading', () => {
    const found = new Set(vectors.flatMap(({ expected }) => expected.findings.map(({ code }) => code)))
    for (const code of findingCodes) expect(found, code).toContain(code)
    const verdicts = new Set(vectors.map(({ expected }) => expected.verdict))
    for (const verdict of ['cannot-judge', 'two-versions', 'changed', 'unfinished', 'converted', 'unsealed'])
      expect(verdicts).toContain(verdict)
    const good = vectors.filter(({ expected }) => expected.verdict === 'unwitnessed')
    const text = good
      .map(({ folder, expected: { files } }) => readFileSync(join(folder, files[0] ?? ''), 'utf8'))
      .join('')
    for (const { label } of Object.values(fields))
      expect(text).toMatch(new RegExp(`^- \\S+ ${label}[:,]`, 'm'))
    for (const label of Object.values(labels)) expect(text).toContain(` ${label}`)
    for (const heading of Object.values(headings))
      expect(text).toMatch(new RegExp(`^## \\d+ ${heading}$`, 'm'))
  })
})
