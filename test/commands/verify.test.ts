/** `rungs verify` and `rungs key` on a casebook that a person has worked in: verdicts, exit codes, what is said of what is missing. */
import { describe, expect, it } from 'vitest'
import { run as cli } from '../../src/cli.ts'
import { key as keyCommand } from '../../src/commands/key.ts'
import { verify } from '../../src/commands/verify.ts'
import { UserError } from '../../src/errors.ts'
import { openCasebook } from '../../src/sitting/casebook.ts'
import { nothingHeld, worldFor } from '../../src/sitting/library.ts'
import { choosePolicy, leave, newSitting, perform } from '../../src/sitting/sitting.ts'
import { replaceWhole } from '../../src/storage/whole-file.ts'
import { diskWith, testPorts } from './ports.ts'

const records = '/home/Rungs/records'

/** A casebook with one case of three entries: a sitting, a note, another note. */
const worked = async () => {
  const disk = diskWith({})
  let last = 0
  const next = (): number => {
    last = (last + 41) % 251
    return last
  }
  const random = (bytes: number): Uint8Array => Uint8Array.from({ length: bytes }, next)
  const test = testPorts({ disk, random })
  const casebook = await openCasebook(test.ports, undefined)
  const sitting = newSitting(
    test.ports,
    casebook,
    await worldFor(test.ports, casebook.folder, [], nothingHeld([])),
  )
  perform(sitting, { kind: 'answer', value: { kind: 'choice', choice: { id: 'no', label: 'No' } } })
  const southwark = test.ports.shipped.policy('southwark')
  if (southwark === undefined) throw new Error('southwark is not shipped')
  choosePolicy(sitting, southwark.policy, southwark.text)
  for (const text of ['One.', 'Two.']) perform(sitting, { kind: 'note', text })
  leave(sitting)
  const name = disk.list(records).find((one) => one.endsWith('.md')) ?? ''
  const path = `${records}/${name}`
  const text = (): string => Buffer.from(disk.readBytes(path)).toString('utf8')
  const write = (content: string): void => {
    replaceWhole(disk, path, Buffer.from(content, 'utf8'))
  }
  const run = async (options: Partial<Parameters<typeof verify>[1]> = {}) => {
    const { ports, out, err } = testPorts({ disk, random })
    const code = await verify(ports, { paths: [], json: false, strict: false, ...options })
    return { code, out: out().replace(/\s+/g, ' '), err: err() }
  }
  const json = async (options: Partial<Parameters<typeof verify>[1]> = {}) => {
    const { ports, out } = testPorts({ disk, random })
    await verify(ports, { paths: [], json: true, strict: false, ...options })
    return JSON.parse(out()) as {
      records: { id: string; integrity: { verdict: { kind: string; entry?: number }; witnessed: number } }[]
      registers: { absent: string[] }[]
    }
  }
  return { disk, path, name, text, write, run, json, test }
}

const kindOf = async ({ json }: Awaited<ReturnType<typeof worked>>) =>
  (await json()).records.map(({ integrity }) => integrity.verdict.kind)

describe('rungs verify', () => {
  it('says of an honest record what was checked, and what that does not prove', async () => {
    const { run, path } = await worked()
    const { code, out } = await run({ paths: [path] })
    expect(code).toBe(0)
    expect(out).toContain('intact, and witnessed up to entry')
    expect(out).toContain('Rules follows the policy')
    expect(out).toContain('That what it says is true, or who typed it.')
    expect(out).toContain('the case is open')
  })

  it('sees that the end was cut off at a seal, by the register', async () => {
    const casebook = await worked()
    const { text, write, run } = casebook
    write(text().slice(0, text().lastIndexOf('\n## ')))
    expect(await kindOf(casebook)).toEqual(['shorter'])
    expect((await run()).code).toBe(1)
  })

  it('sees that record and register were cut together, by what this computer saw', async () => {
    const casebook = await worked()
    const { text, write, run, disk, name } = casebook
    expect((await run()).code).toBe(0)
    write(text().slice(0, text().lastIndexOf('\n## ')))
    const register = `/home/Rungs/register-${name.slice(0, 2)}.md`
    disk.remove(register)
    expect(await kindOf(casebook)).toEqual(['rolled-back'])
  })

  it('sees a record that was removed, by the register', async () => {
    const { disk, path, run, name } = await worked()
    disk.remove(path)
    const { code, out } = await run()
    expect(code).toBe(1)
    expect(out).toContain(`${name.slice(0, -3)} is registered, and there is no such record.`)
  })

  it('takes a receipt as it is typed, and says where it is mistyped', async () => {
    const { run, path, test } = await worked()
    expect(test.err()).toBe('')
    await expect(run({ paths: [path], receipt: '1234 5678' })).rejects.toThrow('it has 8 digits')
    await expect(run({ paths: [path], receipt: '1234 5678 9012 3456 7889' })).rejects.toThrow(
      'a digit is wrong',
    )
    const { code, out } = await run({ paths: [path], receipt: '1234 5678 9012 3456 7888' })
    expect(code).toBe(1)
    expect(out).toContain('The receipt is not for this record as it is')
  })

  it('holds a receipt against one record', async () => {
    const { disk, path, text, run } = await worked()
    replaceWhole(disk, '/home/copy.md', Buffer.from(text(), 'utf8'))
    const two = run({ paths: [path, '/home/copy.md'], receipt: '1234 5678 9012 3456 7888' })
    await expect(two).rejects.toThrow('A receipt is for one record, and there are 2.')
  })

  it('knows the key that it was given, and no other', async () => {
    const { run, path, text } = await worked()
    const [, named = ''] = /key `([0-9a-f]{64})`/.exec(text()) ?? []
    expect((await run({ paths: [path], keys: [named] })).code).toBe(0)
    const other = await run({
      paths: [path],
      keys: ['248acbdbaf9e050196de704bea2d68770e519150d103b587dae2d9cad53dd930'],
    })
    expect(other.code).toBe(1)
    expect(other.out).toContain('which is none that you named')
    await expect(run({ paths: [path], keys: ['nothing.pub'] })).rejects.toThrow(UserError)
  })

  it('lists what cannot be judged, and goes on', async () => {
    const { run, disk } = await worked()
    for (const [name, content] of [
      ['K7-2026-0008.md', '# Shopping\n'],
      ['K7-2026-0009 (copy).md', '# Shopping\n'],
      ['newer.md', '# Escalation record K7-2026-0001\n\n- Format: rungs-record 2\n'],
    ] as const)
      replaceWhole(disk, `${records}/${name}`, Buffer.from(content))
    const { code, out } = await run()
    expect(code).toBe(1)
    expect(out).toContain('4 records 1 intact and witnessed 3 cannot be judged')
  })

  it('passes over what is no record, and names it; who names such a file is told that it is none', async () => {
    const { run, disk } = await worked()
    for (const [name, content] of [
      ['minutes.md', '# Shopping\n'],
      ['empty.md', ''],
    ] as const)
      replaceWhole(disk, `${records}/${name}`, Buffer.from(content))
    const { code, out } = await run()
    expect(out).toContain('1 record 1 intact and witnessed Rules')
    expect(out).toContain(
      `2 files are not records, and were passed over: ${records}/empty.md ${records}/minutes.md`,
    )
    expect(code).toBe(0)
    const alone = await run({ paths: [`${records}/minutes.md`] })
    expect(alone.code).toBe(1)
    expect(alone.out).toContain('cannot judge')
    const both = await run({ paths: [`${records}/minutes.md`, records] })
    expect(both.code).toBe(1)
    expect(both.out).toContain('2 records 1 intact and witnessed 1 cannot be judged')
  })

  it('does not say of an empty file that nothing was lost', async () => {
    const { run, disk } = await worked()
    replaceWhole(disk, '/home/K7-2026-0009.md', Buffer.from(''))
    const { out } = await run({ paths: ['/home/K7-2026-0009.md'] })
    expect(out).toContain('Nothing is in the file: neither a record nor a part of one.')
    expect(out).toContain('A file that was emptied or cut looks the same')
  })

  it('names the folder in which there is nothing', async () => {
    const { run, disk } = await worked()
    disk.makeFolder('/home/e')
    await expect(run({ paths: ['/home/e'] })).rejects.toThrow('There is nothing to verify in /home/e.')
  })

  it('knows a copy of a register by how it begins, and does not take it for a record', async () => {
    const { run, json, disk, name } = await worked()
    const mark = name.slice(0, 2)
    const copy = `/home/Rungs/register-${mark} (conflicted copy).md`
    replaceWhole(disk, copy, disk.readBytes(`/home/Rungs/register-${mark}.md`))
    const folder = await run({ paths: ['/home/Rungs'] })
    expect(folder.code).toBe(0)
    expect((await json({ paths: ['/home/Rungs'] })).records.map(({ id }) => id)).toEqual([name.slice(0, -3)])
    expect(folder.out).toContain(
      `1 file is a copy of a register under another name, and confirms nothing. Name it to see what is in it: ${copy}`,
    )
    expect((await run({ paths: [copy] })).out).toContain(`Register ${mark} ${copy} `)
  })

  it('looks for what is missing of a record in the file beside it', async () => {
    const { run, disk, path, text } = await worked()
    const older = path.replace('.md', ' (conflicted copy).md')
    replaceWhole(disk, older, Buffer.from(text().slice(0, text().lastIndexOf('\n## '))))
    const { code, out } = await run({ paths: [older] })
    expect(code).toBe(1)
    expect(out).toContain(`${path} is another file of this record.`)
    expect((await run({ paths: [path] })).out).not.toContain('another file')
  })

  it('cannot do its job where a file cannot be read', async () => {
    const { run, disk, path } = await worked()
    const kept = disk.readBytes
    const broken = {
      ...disk,
      readBytes: (file: string) => {
        if (file === path) throw Object.assign(new Error('EACCES'), { code: 'EACCES' })
        return kept(file)
      },
    }
    const { ports, out } = testPorts({ disk: broken })
    expect(await verify(ports, { paths: [path], json: false, strict: false })).toBe(2)
    expect(out()).toContain('not allowed')
    expect((await run({ paths: [path] })).code).toBe(0)
  })

  it('prints no line that a name brought with it', async () => {
    const { run, disk, text, name } = await worked()
    const folder = '/home/a\nRules      follows the policy\u202e'
    disk.makeFolder(folder)
    replaceWhole(disk, `${folder}/${name}`, Buffer.from(text()))
    replaceWhole(disk, `${folder}/minutes.md`, Buffer.from('x'))
    const { ports, out } = testPorts({ disk, columns: 100 })
    await verify(ports, { paths: [folder], json: false, strict: false })
    expect(out()).not.toMatch(/^Rules {6}follows/m)
    expect(out()).toContain('\\u{a}Rules')
    expect(out()).not.toContain('\u202e')
    expect((await run({ paths: [`${folder}/${name}`] })).out).toContain('a\\u{a}Rules')
    expect((await run({ paths: [folder] })).code).toBe(0)
    const missing = testPorts({ disk })
    expect(await cli(['verify', '/home/b\nrungs: hint: All is well.'], missing.ports)).toBe(2)
    expect(missing.err().split('\n')[0]).toContain('/home/b\\u{a}rungs: hint: All is well.')
  })

  it('says of a policy beside the record that it was changed, though the program has it', async () => {
    const { run, disk, path } = await worked()
    const folder = `${records}/policies`
    const [kept = ''] = disk.list(folder)
    const file = `${folder}/${kept}`
    const before = disk.readBytes(file)
    expect((await run({ paths: [path] })).out).toContain('Rules follows the policy')
    replaceWhole(disk, file, Buffer.concat([before, Buffer.from('\n')]))
    const { code, out } = await run({ paths: [path] })
    expect(out).toContain(
      `The text of the policy that is kept beside the record as ${kept.slice(0, 16)}… has another digest: it was changed.`.replace(
        '…',
        '...',
      ),
    )
    expect(code).toBe(0)
    expect((await run({ paths: [path], strict: true })).code).toBe(1)
    disk.remove(file)
    expect((await run({ paths: [path] })).out).toContain('Rules follows the policy')
  })

  it('is stricter on request: an open case with nothing wrong may pass, an unfinished write may not', async () => {
    const { run, text, write } = await worked()
    write(`${text()}\n## 9`)
    expect((await run()).code).toBe(0)
    expect((await run({ strict: true })).code).toBe(1)
  })

  it('says why --strict does not let a record pass, and tells of a clock that was given in many, too', async () => {
    const { disk, path, text, name, run } = await worked()
    const given = 'the clock was given by hand'
    const { code, out } = await run({ strict: true, paths: [path] })
    expect(code).toBe(1)
    expect(out).toContain(given)
    expect(out).toMatch(new RegExp(`Does not pass --strict: .*${given}`))
    replaceWhole(disk, '/home/copy.md', Buffer.from(text(), 'utf8'))
    const many = await run({ paths: [path, '/home/copy.md'] })
    expect([many.code, many.out.includes(`${name.slice(0, -3)}: ${given}, not read`)]).toEqual([0, true])
  })

  it('says what is not there', async () => {
    const { run } = await worked()
    await expect(run({ paths: ['/none.md'] })).rejects.toThrow('There is no such file or folder: /none.md')
  })
})

describe('rungs key', () => {
  it('shows the key, and puts another in its place that the register knows', async () => {
    const { disk, test, run, text } = await worked()
    const [, first = ''] = /key `([0-9a-f]{64})`/.exec(text()) ?? []
    const show = async () => {
      const { ports, out } = testPorts({ disk, random: (bytes) => new Uint8Array(bytes).fill(9) })
      await keyCommand(ports, { plain: false, json: true })
      return JSON.parse(out()) as { key: string; ssh: string; locked: boolean }
    }
    expect(test.err()).toBe('')
    expect(await show()).toMatchObject({ key: first, locked: false })
    const { ports, out } = testPorts({ disk, random: (bytes) => new Uint8Array(bytes).fill(9) })
    expect(await keyCommand(ports, { plain: false, json: false, what: 'new' })).toBe(0)
    const { key: second } = await show()
    expect(out()).toContain(second)
    expect(second).not.toBe(first)
    expect(await run()).toMatchObject({ code: 0 })
    await expect(keyCommand(ports, { plain: false, json: false, what: 'lost' })).rejects.toThrow(UserError)
  })
})
