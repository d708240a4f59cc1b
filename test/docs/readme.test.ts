/** The README against the built program: its first screen, its command lines, its settings. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it, test } from 'vitest'
import {
  answer,
  asked,
  type Home,
  newHome,
  recordIn,
  recordsIn,
  rungs,
  type Steps,
  talk,
  toFirstRung,
} from '../program/program.ts'
import { keys } from '../terminal/pty.ts'
import { fencedBlocks, inlineCode, inRoot, readPage } from './page.ts'

const { enter } = keys
const page = readPage('README.md')
const [screenShown = ''] = fencedBlocks(page, '')
const shellLines = fencedBlocks(page, 'sh').flatMap((block) =>
  block.split('\n').filter((line) => line !== ''),
)
const [settings = ''] = fencedBlocks(page, 'yaml')

const toSecondRung: Steps = [
  ...toFirstRung,
  [asked('outcome'), '2'],
  ['When did', enter],
  [asked('how'), '1'],
  [asked('who'), 'A. Example, duty social worker\r'],
  [asked('said'), enter],
  [asked('reason'), enter],
  [asked('reference'), enter],
  ['Which of these were done or at hand?', enter],
]

const isContact = (row: string): boolean => / printed [A-Z][a-z]+ \d{4}$/.test(row)

/** What is another on every run: the case's number, the time. By night the numbers stand in another order. */
const settled = (screen: string): readonly string[] => {
  const rows = screen
    .trimEnd()
    .replace(/\b[A-HJ-NP-Z][2-9]-\d{4}-\d{4}\b/, 'K7-2026-0042')
    .replace(/\bsaved \d\d:\d\d:\d\d\b/, 'saved 10:41:07')
    .split('\n')
  const contacts = rows.filter(isContact).sort()
  return rows.map((row) => (isContact(row) ? (contacts.shift() ?? row) : row))
}

test('the first screen of the README is what the program shows on the second rung of Greenvale, at 80 by 24', async () => {
  const session = talk(newHome('greenvale'), ['start'])
  await answer(session, toSecondRung)
  await session.until(/rung 2 of 5.*What happened\?.*\? keys$/s)
  expect(settled(screenShown)).toEqual(settled(session.screen()))
})

/** A case that waits on its second rung, to be looked at again on a day that has passed. */
const waiting = `policy: greenvale
scenario: not-accepted
danger: no
recorded-by: J. Example, DSL
about: {children: A.B., concern: Third bruise in a month.}
rungs:
  social-worker: {outcome: refused}
  team-leader: {outcome: waiting, look-again: tomorrow}
`

/** A home with the flows, the answers of the trainers' example, and case 42 in its casebook. */
const prepared = async (): Promise<Home> => {
  const home = newHome('greenvale')
  const file = join(home.folder, 'waiting.yaml')
  writeFileSync(file, waiting)
  const begin = async (): Promise<void> => {
    const { code, err } = await rungs(home, ['start', '--answers', file, '--at', '2020-11-19T10:30'])
    if (code !== 0) throw new Error(err)
  }
  await begin()
  const first = recordIn(home)
  const before = join(home.records, basename(first).replace('0001', '0041'))
  writeFileSync(before, '')
  rmSync(first)
  // The first case is only made for its number: nobody is to miss it.
  for (const name of readdirSync(home.casebook))
    if (name.startsWith('register-')) rmSync(join(home.casebook, name))
  await begin()
  rmSync(before)
  cpSync(inRoot('flows'), join(home.folder, 'flows'), { recursive: true })
  mkdirSync(join(home.folder, 'test'))
  cpSync(inRoot('test/answers'), join(home.folder, 'test/answers'), { recursive: true })
  return home
}

/** The words of a command line, as a shell parts them, without the first. */
const wordsOf = (line: string): readonly string[] => {
  const print = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))'
  const script = `rungs() { "$NODE" -e '${print}' -- "$@"; }; ${line}`
  const folder = mkdtempSync(join(tmpdir(), 'rungs-words-'))
  const env = { NODE: process.execPath, PATH: '' }
  const found: unknown = JSON.parse(
    execFileSync('/bin/sh', ['-c', script], { cwd: folder, env, encoding: 'utf8' }),
  )
  rmSync(folder, { recursive: true })
  return Array.isArray(found) ? found.map(String) : []
}

const ofRungs = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line.startsWith('rungs '))
const fromText = [...new Set(ofRungs(inlineCode(page)))]

/** A made-up case on the screen. */
const rehearses = (words: readonly string[]): boolean =>
  words[0] === 'train' && !words.includes('--handout') && !words.includes('--from')

const needsTerminal = (words: readonly string[]): boolean =>
  (words.some((word) => word === 'start' || word === 'resume') || words[1] === 'new' || rehearses(words)) &&
  !words.includes('--answers')

/** What stands on the first screen. */
const firstScreen = (words: readonly string[]): RegExp | string => {
  if (words[1] === 'new') return 'What is the policy called'
  if (!rehearses(words)) return asked('danger')
  return words.length === 1 ? 'Whose policy' : 'TRAINING'
}

describe.skipIf(process.platform === 'win32')('each command line of the README', () => {
  let home: Home

  beforeAll(async () => {
    home = await prepared()
  })

  it('is found', () => {
    expect(ofRungs(shellLines).length).toBeGreaterThan(6)
    expect(fromText.length).toBeGreaterThan(3)
    expect(recordsIn(home).map((path) => /-(\d{4})\.md$/.exec(path)?.[1])).toEqual(['0042'])
  })

  test.each([...ofRungs(shellLines), ...fromText])('%s', async (line) => {
    const words = wordsOf(line)
    if (needsTerminal(words)) {
      const session = talk(home, words)
      await session.until(firstScreen(words))
      session.send(keys.interrupt)
      expect(await session.ended).toBe(130)
    } else {
      const { code, out, err } = await rungs(home, words)
      // The prepared case is overdue: that is what this one is to find.
      expect(code).toBe(words.includes('--overdue') ? 1 : 0)
      // What a case that is made of a record still needs, or a letter, is said beside it.
      const more = words[0] === 'train' || words.includes('service-manager-letter')
      if (!more) expect(err).toBe('')
      expect(out).not.toBe('')
    }
  })

  test('npm: the scripts are in package.json', () => {
    const { scripts } = JSON.parse(readPage('package.json')) as { readonly scripts: object }
    const lines = [...shellLines, ...inlineCode(page)].flatMap((line) => line.replace(/#.*/, '').split('&&'))
    const named = lines.flatMap((line) => /^\s*npm (?:run )?([a-z:]+)\s*$/.exec(line)?.[1] ?? [])
    const own = ['ci', 'link']
    expect(named).toEqual(expect.arrayContaining(['start', 'test', 'bench']))
    expect(named.filter((name) => !own.includes(name) && !(name in scripts))).toEqual([])
  })
})

test('the settings of the README are accepted, and the corrected number is shown wherever it is needed', async () => {
  const home = newHome('greenvale')
  writeFileSync(join(home.casebook, 'rungs.yaml'), settings)
  const shown = await rungs(home, ['config'])
  expect(shown).toMatchObject({ code: 0, err: '' })
  expect(shown.out).toContain(settings.trim())
  const read: unknown = JSON.parse((await rungs(home, ['config', '--json'])).out)
  expect(read).toMatchObject({
    school: 'Example School',
    usualPolicy: 'greenvale',
    closures: [{ from: '2026-12-21', to: '2027-01-04' }],
    contacts: { greenvale: { mash: { value: '020 7946 0000' } } },
  })
  const { out } = await rungs(home, ['contacts', 'greenvale'])
  expect(out).toMatch(/MASH \(under 18\).*\n +020 7946 0000 .*local correction/)
  expect(out).toContain('instead of the printed 020 8314 6660')
  const session = talk(home, ['start'])
  await answer(session, toFirstRung)
  await session.until(asked('outcome'))
  expect(session.screen()).toMatch(/MASH \(under 18\) {2}020 7946 0000 \(local correction\)/)
})
