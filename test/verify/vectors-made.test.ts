/** The published vectors are what their script makes. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { root } from './vectors.ts'

it('the vectors are what their script makes, byte for byte', () => {
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
