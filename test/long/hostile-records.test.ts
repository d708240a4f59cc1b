/** A file from a stranger, as large as a record may be: it takes little memory and time, and the others are verified all the same. */
import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { longestRecord } from '../../src/record/text.ts'
import { type Home, newHome, program, rungs } from '../program/program.ts'

const answers = fileURLToPath(new URL('../answers/greenvale.yaml', import.meta.url))

/** A home with one record of a closed case. */
const withRecord = async (): Promise<{ home: Home; path: string; text: string }> => {
  const home = newHome()
  copyFileSync(answers, join(home.folder, 'answers.yaml'))
  await rungs(home, ['start', '--answers', 'answers.yaml', '--at', '2026-04-02T10:30'])
  const name = readdirSync(home.records).find((one) => one.endsWith('.md')) ?? ''
  const path = join(home.records, name)
  return { home, path, text: readFileSync(path, 'utf8') }
}

/** All of it in one line, or in lines of 100,000 each. */
const pieces = ['&a', '@', '\\\\', '\\u{', '\\u{40}', '`', ' ', 'a'.repeat(39).concat('g')]

test('a file that is full of one thing costs little memory and time, and hides no other', async () => {
  const { home, path, text } = await withRecord()
  const folder = join(home.folder, 'sent')
  mkdirSync(folder)
  copyFileSync(path, join(folder, 'good.md'))
  const left = longestRecord - text.length - 200
  const opening = `${text}\n## 12 Note\n\n- 2026-11-19T10:31:05+00:00 Note`
  for (const piece of pieces) {
    const line = `> ${piece.repeat(Math.floor(100_000 / piece.length))}\n`
    const count = Math.floor(left / line.length)
    const contents = [
      `${opening}:\n> ${piece.repeat(Math.floor(left / piece.length))}\n`,
      `${opening}, ${count} lines:\n${line.repeat(count)}`,
    ]
    for (const content of contents) {
      writeFileSync(join(folder, 'bad.md'), content)
      const begun = performance.now()
      const { code, out, err } = await rungs(home, ['verify', folder, '--json'], {
        node: ['--max-old-space-size=300'],
      })
      expect(err).toBe('')
      expect(performance.now() - begun).toBeLessThan(30_000)
      expect(code).not.toBeNull()
      const { records } = JSON.parse(out) as { records: { path: string }[] }
      expect(records.map((one) => one.path)).toEqual([join(folder, 'bad.md'), join(folder, 'good.md')])
    }
  }
  rmSync(folder, { recursive: true })
}, 300_000)

/** Verifies a folder and is interrupted after so many milliseconds. */
const interrupted = (
  home: Home,
  folder: string,
  after: number,
): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [program, 'verify', folder], { env: { HOME: home.folder } })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    setTimeout(() => child.kill('SIGINT'), after)
    child.on('close', (code) => resolve({ code, said }))
  })

test.skipIf(process.platform === 'win32')('Ctrl-C ends it with one line', async () => {
  const { home, text } = await withRecord()
  const folder = join(home.folder, 'sent')
  mkdirSync(folder)
  const lines = 300_000
  const note = `- 2026-11-19T10:31:05+00:00 Note, ${lines} lines:\n${'> \\u{40}\n'.repeat(lines)}`
  for (let i = 0; i < 16; i++) writeFileSync(join(folder, `${i}.md`), `${text}\n## 12 Note\n\n${note}`)
  // Until the program has begun, Node ends without a word.
  for (const after of [300, 600, 1200]) {
    const { code, said } = await interrupted(home, folder, after)
    if (code === null) continue
    expect(said).toBe('rungs: stopped. Nothing was changed.\n')
    expect(code).toBe(130)
    return
  }
  expect.fail('it was never interrupted while it worked')
})
