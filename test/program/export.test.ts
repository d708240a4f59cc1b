/** The built program exports many records into a pipe and into a file: what it holds, and what Ctrl-C leaves behind. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordText, sampleFacts } from '../export/sample.ts'
import { newHome, program, rungs } from './program.ts'

const idOf = (i: number): string => `K7-2026-${String(i).padStart(4, '0')}`

/** A folder with so many records. */
const folderOf = (home: string, count: number): string => {
  const folder = join(home, 'records')
  mkdirSync(folder)
  for (let i = 1; i <= count; i++)
    writeFileSync(
      join(folder, `${idOf(i)}.md`),
      recordText(sampleFacts, undefined, idOf(i), String(i).padStart(64, '0')),
    )
  return folder
}

test.skipIf(process.platform === 'win32')('export: Ctrl-C leaves no half of a file behind', async () => {
  const home = newHome()
  const folder = folderOf(home.folder, 400)
  const file = join(home.folder, 'rows.ndjson')
  const child = spawn(process.execPath, [program, 'export', folder, '--format', 'ndjson', '--out', file], {
    env: { HOME: home.folder, PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let err = ''
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 5))
  child.kill('SIGINT')
  expect(await ended).toBe(130)
  expect(err).toBe('rungs: stopped. No file was written.\n')
  expect(existsSync(file)).toBe(false)
  const whole = await rungs(home, ['export', folder, '--format', 'ndjson', '--out', file])
  expect(whole).toEqual({ code: 0, out: `Written: ${file}\n`, err: '' })
})
