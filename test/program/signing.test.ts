/**
 * The built program where its key or its register is not as it should be: the case goes on, what is wrong is said once and in
 * words, and a record that was written again is not added to.
 */
import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkSignatures } from '../../src/record/signatures.ts'
import { keys } from '../terminal/pty.ts'
import {
  answer,
  asked,
  converse,
  type Finished,
  type Home,
  newHome,
  problemsOf,
  read,
  recordIn,
  recordsIn,
  rungs,
  startWith,
  talk,
  toFirstRung,
  waiting,
} from './program.ts'

const begin = (home: Home): Promise<Finished> =>
  startWith(home, waiting(', children: "M.K.", concern: "A bruise."'))

const casebook = async (): Promise<Home> => {
  const home = newHome()
  expect(await begin(home)).toMatchObject({ code: 0, err: '' })
  return home
}

const profileOf = (home: Home): string => join(home.folder, '.config', 'rungs')
const keyOf = (home: Home): string => join(profileOf(home), 'key')
const registerOf = (home: Home): string =>
  join(home.casebook, readdirSync(home.casebook).find((name) => /^register-..\.md$/.test(name)) ?? 'none')
const hourAgo = (path: string): void => utimesSync(path, Date.now() / 1000 - 3600, Date.now() / 1000 - 3600)

/** The last entry that is signed. */
const signedTo = (home: Home): number => checkSignatures(read(recordIn(home))).runs.at(-1)?.to ?? 0
const entriesOf = (home: Home): number => read(recordIn(home)).entries.length

const noted = (home: Home, text = 'They rang back.'): Promise<Finished> => rungs(home, ['note', '1', text])

const lockKey = async (home: Home): Promise<void> => {
  const session = talk(home, ['key', 'passphrase'])
  await answer(session, [
    ['A new passphrase', 'horse battery\r'],
    ['The same once more', 'horse battery\r'],
  ])
  expect(await session.ended).toBe(0)
}

describe('a locked key', () => {
  test('rungs note says that nothing is signed where nobody can be asked', async () => {
    const home = await casebook()
    await lockKey(home)
    const { code, out, err } = await noted(home)
    expect([code, err]).toEqual([
      0,
      'It is not signed: the key of this computer is locked. The next time that somebody signs covers it.\n',
    ])
    expect(out).toContain('; saved.')
    expect(signedTo(home)).toBeLessThan(entriesOf(home))
  })

  test('rungs note asks for the passphrase once the note is saved; a wrong one does not stay in the field', async () => {
    const home = await casebook()
    await lockKey(home)
    const session = talk(home, ['note', '1', 'They rang back.'])
    await answer(session, [
      ['Passphrase of this computer', 'wrong\r'],
      ['That is not the passphrase', 'horse battery\r'],
    ])
    expect(await session.ended).toBe(0)
    expect(session.written()).not.toContain('not signed')
    expect(signedTo(home)).toBe(entriesOf(home))
    expect(problemsOf(recordIn(home))).toEqual([])
  })

  test('Enter alone leaves the note unsigned, and that is said', async () => {
    const home = await casebook()
    await lockKey(home)
    const session = talk(home, ['note', '1', 'They rang back.', '--plain'])
    await converse(session, [['Passphrase of this computer', '']])
    expect(await session.ended).toBe(0)
    expect(session.written()).toContain('It is not signed')
  })
})

describe('a key that cannot be read', () => {
  test.each([
    ['cut off', (key: string) => truncateSync(key, 100)],
    ['empty', (key: string) => truncateSync(key, 0)],
    ['something else', (key: string) => writeFileSync(key, 'my shopping\n')],
    [
      'damaged inside',
      (key: string) => writeFileSync(key, readFileSync(key, 'latin1').replace(/\nMC4/, '\nMDD')),
    ],
  ])('%s: it is kept aside, a new one signs, and that is said once', async (_, damage) => {
    const home = await casebook()
    damage(keyOf(home))
    hourAgo(keyOf(home))
    const damaged = readFileSync(keyOf(home))
    const { code, err } = await noted(home)
    expect(code).toBe(0)
    expect(err).toBe(
      `The key of this computer could not be read any more, and a new one signs from now on. The old file is kept: ${keyOf(home)}.damaged.\n`,
    )
    expect(readFileSync(`${keyOf(home)}.damaged`).equals(damaged)).toBe(true)
    expect(await noted(home)).toMatchObject({ code: 0, err: '' })
    expect(signedTo(home)).toBe(entriesOf(home))
    expect((await rungs(home, ['register'])).out).toContain('did not sign for it')
  })

  test('a folder or a pipe in its place: the note is saved, not signed, and that is said; rungs key says it too', async () => {
    const home = await casebook()
    rmSync(keyOf(home))
    mkdirSync(keyOf(home))
    const { code, out, err } = await noted(home)
    expect([code, out]).toEqual([0, expect.stringContaining('; saved.')])
    expect(err).toMatch(/^Nothing is signed, for this computer has no key\. It is a folder.*\n$/)
    for (const args of [['key'], ['key', 'new'], ['key', 'passphrase']]) {
      const ran = await rungs(home, args)
      expect([ran.code, ran.err]).toEqual([
        2,
        expect.stringContaining('The key of this computer cannot be read.'),
      ])
    }
    rmSync(keyOf(home), { recursive: true })
    execFileSync('mkfifo', [keyOf(home)])
    expect(await noted(home)).toMatchObject({ code: 0, err: expect.stringContaining('Nothing is signed') })
  })
})

describe('a new key', () => {
  test('says which casebook knows, and that no other can', async () => {
    const home = await casebook()
    const { code, out } = await rungs(home, ['key', 'new'])
    expect(code).toBe(0)
    expect(out).toContain(`The register in ${home.casebook} says so, signed with both keys.`)
    expect(out).toContain('No other casebook can know')
    expect((await rungs(home, ['register'])).out).toContain('signed for by the one before')
    const other = await rungs(home, ['key', 'new', '--casebook', 'practice'])
    expect(other.out).toContain('practice this computer has no register that could say so.')
  })

  test('in an empty profile is the first one', async () => {
    const { code, out } = await rungs(newHome(), ['key', 'new'])
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^The first key of this computer .*: [0-9a-f]{64}\n/),
    ])
    expect(out).not.toMatch(/old/)
  })
})

describe('a register', () => {
  test('that was deleted is begun again, which is said once; rungs register says since when', async () => {
    const home = await casebook()
    rmSync(registerOf(home))
    const first = await noted(home)
    expect(first).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^The register .* begun again: .*\n$/),
    })
    expect(await noted(home)).toMatchObject({ code: 0, err: '' })
    expect((await rungs(home, ['register'])).out).toMatch(/: begun \d{4}-\d\d-\d\d \d\d:\d\d:\d\d, /)
    rmSync(registerOf(home))
    expect((await begin(home)).err).toMatch(/^The register .* begun again: .*\n$/)
  })

  test('that cannot be written is said when the sitting is over, and never keeps anybody from it', async () => {
    const home = await casebook()
    const path = registerOf(home)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replaceAll('\n', '\r\n'))
    const session = talk(home, ['resume'])
    await session.until(/What happened|Waiting|answer/)
    session.send(keys.interrupt)
    expect(await session.ended).toBe(130)
    expect(session.written().split('has no line for this yet').length).toBe(2)
    expect(session.written().indexOf('has no line for this yet')).toBeGreaterThan(
      session.written().indexOf('The record: '),
    )
    writeFileSync(path, text)
    expect(await noted(home)).toMatchObject({ code: 0, err: '' })
    writeFileSync(`${path}.lock`, '')
    expect((await noted(home)).err).toMatch(/has no line for this yet\. Another process is writing/)
    hourAgo(`${path}.lock`)
    expect(await noted(home)).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(path, 'utf8')).toContain(`entry ${entriesOf(home)}, seal`)
  })

  test('that is a pipe or a folder keeps nobody from the others, nor from a note', async () => {
    const home = await casebook()
    execFileSync('mkfifo', [join(home.casebook, 'register-A2.md')])
    mkdirSync(join(home.casebook, 'register-A3.md'))
    const { code, out, err } = await rungs(home, ['register'])
    expect([code, out]).toEqual([2, expect.stringContaining(' opened\n')])
    expect(err.match(/It is no plain file: .*register-A[23]\.md/g)).toHaveLength(2)
    expect(await noted(home)).toMatchObject({ code: 0, err: '' })
  })

  test('that goes further: nothing is added to the record, by note and by resume', async () => {
    const home = await casebook()
    const before = readFileSync(recordIn(home))
    const register = readFileSync(registerOf(home))
    expect((await noted(home)).code).toBe(0)
    const longer = readFileSync(registerOf(home))
    writeFileSync(recordIn(home), before)
    for (const args of [
      ['note', '1', 'No.'],
      ['redact', '1', '--all'],
    ]) {
      const { code, out, err } = await rungs(home, args)
      expect([code, out]).toEqual([1, ''])
      expect(err).toMatch(
        /^rungs: error: .*1\.md ends with entry \d+, and .* goes on to entry \d+, which register-..\.md has\.\nrungs: hint: /,
      )
    }
    const session = talk(home, ['resume', '1'])
    expect(await session.ended).toBe(1)
    expect(readFileSync(recordIn(home)).equals(before)).toBe(true)
    expect(readFileSync(registerOf(home)).equals(longer)).toBe(true)
    expect(readdirSync(home.records).filter((name) => name.includes('lock'))).toEqual([])
    writeFileSync(registerOf(home), register)
    expect((await noted(home)).code).toBe(0)
  })
})

describe('a damaged memory', () => {
  test('is said by verify, once, and kept aside', async () => {
    const home = await casebook()
    const verify = (): Promise<Finished> => rungs(home, ['verify', recordIn(home)])
    expect((await verify()).err).toBe('')
    const memory = join(profileOf(home), 'memory')
    const before = readFileSync(memory, 'utf8')
    writeFileSync(memory, `${before}rubbish\n`)
    expect((await verify()).err).toBe(
      `What this computer remembers of records was damaged. What could be read of it still counts, and the file as it was is kept: ${memory}.damaged\n`,
    )
    expect(readFileSync(`${memory}.damaged`, 'utf8')).toBe(`${before}rubbish\n`)
    expect(readFileSync(memory, 'utf8')).toBe(before)
    expect(statSync(memory).mode & 0o777).toBe(0o600)
    expect(await verify()).toMatchObject({ code: 0, err: '' })
  })
})

describe('a receipt', () => {
  test('is to be noted with the number of the case; plain mode tells of the key for it', async () => {
    const home = newHome('greenvale')
    const session = talk(home, ['start'])
    await answer(session, toFirstRung)
    await answer(session, [
      [asked('outcome'), 'w'],
      ['receipt to read out', 'r'],
    ])
    await session.until('Ask them to write it down')
    const id = read(recordIn(home)).id
    expect(session.screen().replace(/\s+/g, ' ')).toContain(`with the case number, ${id}, and the date`)
    session.send(keys.interrupt)
    await session.ended
    const plain = talk(home, ['resume', '--plain'])
    await converse(plain, [
      ['danger', '2'],
      ['Who', 'J. Example'],
      ['What happened', '/w'],
      ['/r receipt to read out', '/r'],
    ])
    await plain.until('with the case number')
    plain.send(keys.interrupt)
    await plain.ended
    expect(recordsIn(home)).toHaveLength(1)
  })
})

test('at 40 columns no word is broken in key, redact and register', async () => {
  const home = await casebook()
  for (const args of [['key'], ['register'], ['redact', '1', '--all'], ['key', 'new']]) {
    const session = talk(home, args, { columns: 40 })
    await session.ended
    const rows = session.written().replaceAll('\r', '').split('\n')
    const long = rows.filter(
      (row) => row.length > 40 && row.trim().split(/ +/).length > 3 && !row.startsWith('For OpenSSH: '),
    )
    expect([args, rows.length > 2, long]).toEqual([args, true, []])
  }
})
