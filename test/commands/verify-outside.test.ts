/** What `rungs verify` says where something outside a record speaks for it or against it, and where nothing does. */
import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type VerifyOptions, verify } from '../../src/commands/verify.ts'
import { sha256 } from '../../src/record/digest.ts'
import { parseRecord } from '../../src/record/parse.ts'
import type { RegisterEvent } from '../../src/register/line.ts'
import { appendLine, beginRegister } from '../../src/register/writer.ts'
import { replaceWhole } from '../../src/storage/whole-file.ts'
import { publicKeyOf, signerOf } from '../record/key.ts'
import { diskWith, testPorts } from './ports.ts'

const casebook = '/here'
const record = `${casebook}/records/K7-2026-0042.md`
const own = `${casebook}/register-K7.md`
const theirs = `${casebook}/register-A2.md`

/** The files of a published vector, by their names. */
const vector = (name: string): Readonly<Record<string, Buffer>> => {
  const folder = new URL(`../vectors/${name}/`, import.meta.url)
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder))]))
}

const { 'K7-2026-0042.md': short = Buffer.of(), 'register-K7.md': full = Buffer.of() } =
  vector('820-register-agrees')
const seals = [parseRecord(short).seal, ...parseRecord(short).entries.map(({ seal }) => seal ?? '')]

const seed = sha256('A2')
const at = '2026-12-01T09:00:00+00:00'

/** A register of A2; `sign`: whether anybody signs it. */
const registerOf = (events: readonly RegisterEvent[], isSigned = true): string => {
  const sign = isSigned ? signerOf(seed, 'rungs-register') : (): undefined => undefined
  let { head, text } = beginRegister('A2', sha256('salt'))
  for (const event of [{ kind: 'key-new', key: publicKeyOf(seed) } as const, ...events]) {
    const step = appendLine(head, at, event, sign)
    if (step === undefined) throw new Error('not written')
    head = step.head
    text += step.text
  }
  return text
}

const point = (kind: 'sealed' | 'destroyed' | 'transferred', entry: number, seal = seals[entry] ?? '') =>
  ({ kind, id: 'K7-2026-0042', entry, seal }) as const

type Content = string | Buffer

/** Runs `verify` on these files, again and again on one computer. */
const computer = (files: Readonly<Record<string, Content>>) => {
  const disk = diskWith(files)
  const put = (path: string, content: Content): void =>
    void replaceWhole(disk, path, Buffer.from(content as string, 'utf8'))
  const run = async (paths: readonly string[] = [record], more: Partial<VerifyOptions> = {}) => {
    const { ports, out } = testPorts({ disk, cwd: casebook })
    const code = await verify(ports, { paths, json: false, strict: false, ...more })
    return { code, out: out().replace(/\s+/g, ' ') }
  }
  const json = async (paths: readonly string[] = [record], more: Partial<VerifyOptions> = {}) => {
    const { ports, out } = testPorts({ disk, cwd: casebook })
    await verify(ports, { paths, json: true, strict: false, ...more })
    return JSON.parse(out())
  }
  return { put, run, json, disk }
}

describe('what nobody has signed', () => {
  it('is no witness, and it is said which register was not asked', async () => {
    const planted = registerOf([point('sealed', 4)], false)
    const { code, out } = await computer({ [record]: short, [theirs]: planted }).run()
    expect(code).toBe(0)
    expect(out).toContain('intact; nothing outside confirms it')
    expect(out).toContain('signatures not checked: nothing is signed')
    expect(out).toContain('the register of A2 beside it is not signed, and was not asked')
  })

  it('accuses no record that a signed register agrees with', async () => {
    for (const event of [point('sealed', 4, sha256('another')), point('sealed', 9, sha256('more'))]) {
      const planted = registerOf([event], false)
      const { code, out } = await computer({ [record]: short, [own]: full, [theirs]: planted }).run()
      expect(code).toBe(0)
      expect(out).toContain('witnessed up to entry 4 by the register of K7')
    }
  })

  it('excuses no record that is missing, and what is signed does, by name', async () => {
    for (const [isSigned, expected] of [
      [false, 1],
      [true, 0],
    ] as const) {
      const said = registerOf([point('destroyed', 4)], isSigned)
      const { code, out } = await computer({ [own]: full, [theirs]: said }).run([own, theirs])
      expect(code).toBe(expected)
      expect(out.includes('K7-2026-0042 is registered, and there is no such record.')).toBe(!isSigned)
      expect(out).toContain(
        'K7-2026-0042: registered as destroyed on 2026-12-01 in the register of A2, as it stood at entry 4',
      )
      expect(out.includes('nobody has signed that, so it does not count')).toBe(!isSigned)
      expect(out).not.toContain('lawfully')
    }
  })
})

describe('a line that says that a record is gone', () => {
  it('counts for nothing where another register has another seal for that entry', async () => {
    const said = registerOf([point('transferred', 4, sha256('another'))])
    const { code, out } = await computer({ [own]: full, [theirs]: said }).run([own, theirs])
    expect(code).toBe(1)
    expect(out).toContain('K7-2026-0042 is registered, and there is no such record.')
    expect(out).toContain('registered as handed to others on 2026-12-01 in the register of A2')
    expect(out).toContain('the register of K7 has another seal for that entry, so this does not count')
  })

  it('is told of a record that is there, too', async () => {
    const said = registerOf([point('destroyed', 4)])
    const { code, out } = await computer({ [record]: short, [own]: full, [theirs]: said }).run()
    expect(code).toBe(0)
    expect(out).toContain('the register of A2 has it as destroyed, and here it is')
  })
})

describe('a register that is damaged', () => {
  it('is said beside one record, and is not nothing', async () => {
    const damaged = full.toString('latin1').replace('Sealed', 'Seeled')
    const { code, out } = await computer({ [record]: short, [own]: damaged }).run()
    expect(code).toBe(1)
    expect(out).toContain('the register of K7 beside it is damaged, and was not asked')
    expect(out).toContain('Register K7')
  })
})

describe('a key that goes on without the one before', () => {
  const run = async (name: string, more: Partial<VerifyOptions> = {}) => {
    const { 'K7-2026-0042.md': text = '', 'register-K7.md': register } = vector(name)
    return computer({ [record]: text, ...(register === undefined ? {} : { [own]: register }) }).run(
      undefined,
      more,
    )
  }
  const remark = 'From entry 3 on another key signs for K7, and nothing here shows that the one before signed'

  it('is remarked on, and does not pass --strict', async () => {
    const lost = await run('840-register-lost')
    expect([lost.code, lost.out.includes(remark)]).toEqual([0, true])
    const strict = await run('840-register-lost', { strict: true })
    expect(strict.code).toBe(1)
    expect(strict.out).toContain('there is a remark on it')
  })

  it('is nothing to remark on where the key before has signed for it', async () => {
    expect((await run('839-register-rotated')).out).not.toContain('another key')
  })
})

describe('what this computer saw', () => {
  it('is told with its day, is no witness, and does not pass --strict', async () => {
    const { run } = computer({ [record]: short })
    expect((await run()).out).toContain('intact; nothing outside confirms it')
    const { code, out } = await run(undefined, { strict: true })
    expect(code).toBe(1)
    expect(out).toContain('as this computer saw it on 2026-11-19; nothing else confirms it')
    expect(out).toContain('That it was not written again before 2026-11-19')
    expect(out).toContain('Does not pass --strict: intact, and as this computer saw it')
  })

  it('may be the one of two that was written again', async () => {
    const { 'K7-2026-0042.md': now = '', 'seen-1.md': before = '' } = vector('804-seen-otherwise')
    const { run, put } = computer({ [record]: before })
    await run()
    put(record, now)
    const { code, out } = await run()
    expect(code).toBe(1)
    expect(out).toContain('DIFFERS at entry 4 from what was held of it')
    expect(out).toContain('it need not be this one')
    expect(out).not.toContain('CHANGED')
  })

  it('was another record in that place: that is said, as long as it is known, and no fault', async () => {
    const { 'K7-2026-0042.md': now = '', 'seen-1.md': before = '' } = vector('805-seen-another-record')
    const { run, put, json } = computer({ [record]: before })
    await run()
    put(record, now)
    for (const _ of [1, 2]) {
      const { code, out } = await run()
      expect(code).toBe(0)
      expect(out).toContain(
        'On 2026-11-19 this computer saw another record in this place. That is harmless if',
      )
    }
    expect((await json()).records[0].integrity.remarks).toMatchObject([{ kind: 'other-record-here' }])
    expect((await run(undefined, { strict: true })).code).toBe(1)
  })

  it('was a record of which nothing is left', async () => {
    const { run, put } = computer({ [record]: short })
    await run()
    put(record, '')
    const { code, out } = await run()
    expect(code).toBe(1)
    expect(out).toContain('this computer saw a record in this place, and nothing is left of it')
  })
})

describe('a key that was named', () => {
  const { 'K7-2026-0042.md': text = '' } = vector('775-key-one-of-two')
  const [first = '', second = ''] = [...text.toString('utf8').matchAll(/key `([0-9a-f]{64})`/g)].map(
    ([, key]) => key ?? '',
  )

  it('is one of several that sign, and with all of them named nothing is wrong', async () => {
    const { run } = computer({ [record]: text })
    const one = await run(undefined, { keys: [first] })
    expect(one.code).toBe(1)
    expect(one.out).toContain('NOT SIGNED WITH A KNOWN KEY from entry 3 on; in that nothing was changed')
    expect(one.out).toContain('name each key that may sign with --key')
    expect(one.out).not.toContain('CHANGED')
    const both = await run(undefined, { keys: [first, second] })
    expect(both.out).not.toContain('ANOTHER KEY')
    expect(both.out).toContain('signed with keys that you named')
    expect(both.out).not.toContain('Whose keys signed it')
  })

  it('is what a register beside the record cannot stand for', async () => {
    const { out } = await computer({ [record]: text }).run()
    expect(out).toContain('Whose keys signed it: a register beside it comes with it.')
  })
})

describe('signatures', () => {
  it('are told of the entries that carry one, and since when the others are covered', async () => {
    const between = vector('484-unsigned-between')['K7-2026-0042.md'] ?? ''
    const { out } = await computer({ [record]: between }).run()
    expect(out).toMatch(
      /entr(y|ies) [^;]* by K7; entr(y|ies) [^;]* without a signature, covered by the next one/,
    )
  })
})

describe('a receipt', () => {
  it('for another record accuses this one of nothing, and is told of in a casebook of one case', async () => {
    const { run } = computer({ [record]: short, [own]: full })
    const { code, out } = await run([casebook], { receipt: '1234 5678 9012 3456 7888' })
    expect(code).toBe(1)
    expect(out).toContain('THE RECEIPT IS FOR ANOTHER RECORD, or for this one as it was')
    expect(out).toContain('it may be that of another case, or the record was written again')
    expect(out).not.toContain('CHANGED')
    expect(out).toContain('Register K7')
  })
})

describe('many records', () => {
  const other = posix.join(casebook, 'records', 'K7-2026-0041.md')

  it('of which none can be judged are not praised', async () => {
    const { run } = computer({ [record]: '# Shopping\n', [other]: '# Cooking\n' })
    const { out } = await run([record, other])
    expect(out).toContain('Rules: 2 cannot be judged. Time: nothing could be judged.')
    expect(out).not.toContain('no deadline was missed')
  })

  it('are each told of that do not pass --strict, and why', async () => {
    const { run } = computer({ [record]: short, [other]: '# Shopping\n' })
    const { code, out } = await run([record, other], { strict: true })
    expect(code).toBe(1)
    expect(out).toContain(
      'K7-2026-0042: Does not pass --strict: intact; nothing outside confirms it; it is not signed',
    )
    expect((await run([record, other])).out).not.toContain('--strict')
  })
})
