/** The built program makes redacted copies: by names, by ticks in a terminal, and in plain mode. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseRecord } from '../../src/record/parse.ts'
import { typedTexts } from '../../src/record/redact.ts'
import { checkSignatures, problemsOf } from '../../src/record/signatures.ts'
import { keys } from '../terminal/pty.ts'
import { answer, converse, type Home, newHome, recordIn, rungs, startWith, talk, waiting } from './program.ts'

const casebook = async (): Promise<Home> => {
  const home = newHome()
  const { code } = await startWith(home, waiting(', children: "M.K.", concern: "M. K. has a bruise."'))
  expect(code).toBe(0)
  return home
}

const leftOutOf = (file: string): readonly string[] => {
  const parsed = parseRecord(readFileSync(file))
  expect(problemsOf(parsed, checkSignatures(parsed))).toEqual([])
  expect(parsed.redacted).toBe(true)
  return typedTexts(parsed)
    .filter(({ isLeftOut }) => isLeftOut)
    .map(({ name }) => name)
}

test('by names: the copy verifies, is for its owner alone, and says which name still stands', async () => {
  const home = await casebook()
  const before = readFileSync(recordIn(home))
  const { code, out, err } = await rungs(home, ['redact', '1', '--fields', 'children,recorded-by'])
  const path = /^Written: (.+)$/m.exec(out)?.[1] ?? ''
  expect(code).toBe(0)
  expect(err).toMatch(/1 entry \d+, fact \d+: The concern: “M. K” in “M. K. has a bruise.”/)
  expect(leftOutOf(path)).toEqual(['recorded-by', 'children'])
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readFileSync(path, 'utf8')).not.toContain('Example')
  expect((await rungs(home, ['verify', path])).code).toBe(0)
  expect(readFileSync(recordIn(home)).equals(before)).toBe(true)
  expect((await rungs(home, ['redact', '1', '--all'])).code).toBe(2)
})

test('in a terminal: ticks, what still stands, and then the copy', async () => {
  const home = await casebook()
  const session = talk(home, ['redact', '1', '--out', 'ticked.md'])
  await answer(session, [
    ['Which texts shall be left out?', '2'],
    [/\[x\] \d\.\d The child or children: M\.K\./, '\r'],
    [/Of 3 texts, 1 will be left out[\s\S]*The concern/, '1'],
  ])
  expect(await session.ended).toBe(0)
  expect(session.screen()).toContain('SHA-256: ')
  expect(leftOutOf(join(home.folder, 'ticked.md'))).toEqual(['children'])
  const given = talk(home, ['redact', '1', '--out', 'none.md'])
  await answer(given, [['Which texts', keys.interrupt]])
  expect(await given.ended).toBe(130)
  expect(given.screen()).toContain('Nothing was written.')
})

test('in plain mode', async () => {
  const home = await casebook()
  const session = talk(home, ['redact', '1', '--plain', '--out', 'plain.md'])
  await converse(session, [
    ['Which texts shall be left out?', '1 3'],
    ['Of 3 texts, 2 will be left out.', '1'],
  ])
  expect(await session.ended).toBe(0)
  expect(leftOutOf(join(home.folder, 'plain.md'))).toEqual(['recorded-by', 'concern'])
})
